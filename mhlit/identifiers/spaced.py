"""Blanks that a publisher's typesetting puts into addresses so that they can break anywhere.

Since about 2019 the PDF files of several large publishers print "https:// doi. org/ 10. 1016/j. jretc onser. 2019. 03.
016": a blank after each sign, and inside every longer run of letters and digits after five of them. Copied text keeps
these blanks. They are regular enough to be told from the blank behind the DOI, and they betray themselves at its start.
"""

from __future__ import annotations

import re

from mhlit.identifiers.shapes import shaped

# "/ 10. 1016/", "/\n10. 3389/": the number of the registrant, with a blank on either side of "10."
HEAD = re.compile(r"/\s+10\.(\s+)(\d{4,9}/)")
GAP = re.compile(r"\s{1,12}")
PIECE = re.compile(r"\S+")
# "jretc", "s4159", "/natur": five letters or digits, and no more, before a blank
FIVE = re.compile(r"(?:^|[\W_])[A-Za-z0-9]{5}$")
WORD = re.compile(r"[A-Za-z0-9]+")
NUMBER = re.compile(r"\d{3}")
# The signs after which there is a blank in any case; "-" in its several forms.
SIGNS = "/.:_-‐‑–"
# "(09)" in "S0140- 6736(09) 61949-7"
YEAR_OF_ARTICLE = re.compile(r"\(\d\d\)$")
# "(SICI) 1097- 0258(19960229) 15: 4< 361:: AID- SIM168>3. 0. CO;2-4": up to ";2-" and the check character
SICI, SICI_END = re.compile(r"\(SICI\)", re.IGNORECASE), re.compile(r";2-[\w#]")
# "12. Smith", "12\nSmith": the number of the next reference, or of a page; "2016;164": a year of another reference
OTHER_NUMBER = re.compile(r"\d{1,3}(?:[.)][ ]+|\s*\n\s*)[^\W\d_]|(?:19|20)\d\d\s?[;:,]")
# ".\n33182", "-  8", "-  y": a sign alone between blanks
LONE_SIGN = re.compile(r"\.\s+\d|[‐‑-]\s+(?:\d|[a-z]\b)")
# No DOI met is longer than 200 characters.
LONGEST = 400
# What may be left of a run behind its last five; longer words begin something else.
LONGEST_REST = 8


def gaps(text: str) -> list[tuple[int, int]]:
    """Return the places of the blanks inside the DOIs of a text that are set in this way.

    >>> gaps("https:// doi. org/ 10. 1038/ natur e14539 (2015)")
    [(22, 23), (28, 29), (34, 35)]
    """
    found: list[tuple[int, int]] = []
    for head in HEAD.finditer(text):
        if found and head.start() < found[-1][1]:
            continue
        found.append(head.span(1))
        found += gaps_behind(text, head.end(), f"10.{head[2][:-1]}")
    return found


def gaps_behind(text: str, at: int, prefix: str) -> list[tuple[int, int]]:
    """Return the places of the blanks inside the suffix that begins at ``at``."""
    found: list[tuple[int, int]] = []
    left = piece = "/"
    while len(left) < LONGEST:
        if gap := GAP.match(text, at):
            if not inside(left, piece, text[gap.start() : gap.end() + 40], prefix):
                return found
            found.append(gap.span())
            at = gap.end()
        match = PIECE.match(text, at)
        if not match:
            break
        piece, at = match[0], match.end()
        left += piece
    return found


def inside(left: str, piece: str, following: str, prefix: str) -> bool:
    """Return whether a blank stands inside a DOI: behind what was read, and its last piece, before what follows.

    Where a line ends behind a whole DOI of its registrant and a full stop, the DOI ends too; so it does before an empty
    line, unless a sign or the next word says that something is to come.
    """
    rest = following.lstrip()
    lines = following[: len(following) - len(rest)].count("\n")
    if lines and left[-1] in SIGNS and shaped(left[1:-1], prefix):
        return False
    if completes(left, rest, prefix):
        return True
    return not (lines > 1 and left[-1].isalnum()) and goes_on(left, piece, rest, broken=lines > 0)


def completes(left: str, rest: str, prefix: str) -> bool:
    """Return whether the next word gives a suffix the shape that its registrant gives, which it has not yet."""
    word = WORD.match(rest)
    return word is not None and shaped(left[1:] + word[0], prefix) and not shaped(left[1:], prefix)


def goes_on(left: str, piece: str, rest: str, *, broken: bool) -> bool:
    """Return whether a DOI goes on behind what was read, and its last piece; ``broken`` says that a line ends there."""
    if SICI.match(left, 1):
        return not SICI_END.search(left)
    if LONE_SIGN.match(rest):
        # at the beginning of a line a dash is rather the mark of a new item
        return left[-1].isalnum() and (rest[0] == "." or not broken)
    word = WORD.match(rest)
    if not word or ((broken or left[-1] in SIGNS[1:]) and OTHER_NUMBER.match(rest)):
        return left[-1] == "/" and rest[:1] == "("
    return word_goes_on(left, piece, rest.split(maxsplit=1)[0], word[0])


def word_goes_on(left: str, piece: str, right: str, word: str) -> bool:
    """Return whether a word belongs to what was read; ``right`` is what it is printed with up to the next blank."""
    if left[-1] == "/":
        return True
    if left[-1] in SIGNS:
        return behind_sign(left, right, word)
    if YEAR_OF_ARTICLE.search(left):
        return word[0].isdigit()
    return FIVE.search(piece) is not None and len(word) <= LONGEST_REST and behind_five(piece, right, word)


def behind_sign(left: str, right: str, word: str) -> bool:
    """Return whether a word behind a sign belongs to the DOI: "asoc. 2019", "j. asoc.", "00057. x"; not "0131-7. The".

    A word without a digit does where no number stands before it and a sign or a break behind it, or where it is "x".
    """
    if any(letter.isdigit() for letter in word) or left[-1] == "-":
        return True
    if len(word) == 1 and word.islower() and not right[1:].strip(".,;)"):
        return True
    early = NUMBER.search(left) is None
    return early and (right[len(word) :][:1] in tuple(SIGNS) or len(word) == len(right) == 5)


def behind_five(piece: str, right: str, word: str) -> bool:
    """Return whether a word goes on a run of which five letters or digits were read.

    Behind digits it has one itself; behind letters only a sign or another break follows: "jretc|onser.", "rheum|atolo".
    """
    if any(letter.isdigit() for letter in piece[-5:]) or word[0].isdigit():
        return any(letter.isdigit() for letter in word)
    return any(letter.isdigit() for letter in word) or right[len(word) :][:1] in tuple(SIGNS) or len(right) == 5
