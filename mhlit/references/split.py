"""Pasted text cut into single references: by running numbers, by lines, or by what the first line looks like.

The numbers come first: of all places where ``n.``, ``n)``, ``[n]`` or ``(n)`` could begin a reference, the longest
chain that counts up by one is the list. So "18(2):7-14. 2. Gurovich" is cut at the 2 and "Т. 1. 480 с." is not cut,
unless the list needs a 1 there. Pieces are slices of the input: joined, with their numbers, they give it back.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from mhlit.references.cues import key
from mhlit.tables import table
from mhlit.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Callable


class Piece(NamedTuple):
    """One reference of a list: its text without number, the line it starts on, its running number (0 for none).

    A piece that is no reference (a heading, prose before the list) has ``stray`` set.
    """

    text: str
    line: int
    number: int = 0
    stray: bool = False


class Mark(NamedTuple):
    """A place where a numbered reference may begin: the number, where the mark starts, where the text starts.

    It is ``suspect`` behind a word that numbers follow ("Т. 1. М.: Медицина", "part 2. Moscow").
    """

    number: int
    start: int
    end: int
    style: str
    at_line_start: bool
    suspect: bool


# "1. Gurovich", "[12] Ivanov", "(3) Petrov", "7) «Психология»" and, at a line start, "7Ivanov", "7 Ivanov"
MARK = re.compile(
    r"""
    (?P<before> (?:^|\n)[^\S\n]* | (?<=[\s.;)\]»"”]) )
    (?: \[(?P<square>\d{1,4})\] | \((?P<round>\d{1,4})\)(?![:,;]) | (?P<dot>\d{1,4})[.、．](?!\d) | (?P<half>\d{1,4})\)
      | (?P<bare>\d{1,4})(?=[^\S\n]+[A-ZА-ЯЁІЇЄҐ«\[“"] | [A-ZА-ЯЁІЇЄҐ]) )
    (?P<gap>\s*)
    (?=[^\W\d_]|[«\[“"„(<*]|\d)
    """,
    re.VERBOSE,
)
# What ends a reference before the next number: a full stop, a bracket, a digit, a letter after an address or "Russian"
ENDED = re.compile(r"[.;)\]»\"”!?…]\s*$|\d\s*$|[^\W\d_/]\s*$")
# "Т. ", "part ", "вып. ", "№ ", "Класс ": what follows is a number of something
COUNTED = re.compile(
    r"(?:\b(?:т|том|ч|часть|кн|вып|гл|глава|раздел|класс|с|стр|no|nr|vol|v|part|pt|ch|chapter|t|vyp|kn|chast|bd|h|heft|p|pp|s|iss|ser)|[№#])"
    r"\.?\s*$",
    re.IGNORECASE,
)
# "- Ivanov", "• Petrov", "* Sidorov", "– Sidorov" at the start of a line
BULLET = re.compile(r"^\s*[-–—•●▪◦*·‣⁃]\s+(?=\S)")
YEAR = re.compile(r"(?<!\d)(?:1[5-9]\d\d|20\d\d)(?!\d)")
# How an unnumbered reference starts: "Ivanov I.I.", "Ivanov II,", "Ivanov, I.", "I.I. Ivanov"
NAME_START = re.compile(
    r"\s*(?:[^\W\d_][\w'’-]+(?:\s[^\W\d_][\w'’-]+)?,?\s(?:[A-ZА-ЯЁІЇЄҐ][a-zа-яё]?\.?[\s-]?){1,3}[.,:;&(\s]"
    r"|(?:[A-ZА-ЯЁІЇЄҐ][a-zа-яё]?\.\s?){1,3}[A-ZА-ЯЁІЇЄҐ][\w'’-]+|[A-ZА-ЯЁ][\w'’-]+,\s[A-ZА-ЯЁ][a-zа-яё]+)"
)
# "## References:", "5. Literature", "Литература (25)", "[References]": what a heading may have round its words
HEADING_MARKS = re.compile(r"^[\s\d.:#*_=\[(]+|[\s.:#*_=\])]*(?:\(\d+\))?[\s.:#*_=\])]*$")
SENTENCE_END = re.compile(r"[.!?)\]»”\"]$|\d$|/\S*$")
# "2004. 492 p. Ivanov II, Petrov PP." without numbers: the end of one reference and the name that begins the next
NEXT_NAME = re.compile(
    r"(?:\d[.)\]]{0,2}|\d\s?[сcpSs]\.|Russ(?:ian|\.)?[.)]{0,2})\s+"
    r"(?=[A-ZА-ЯЁІЇЄҐ][a-zа-яёіїєґ'’]+(?:-[A-ZА-ЯЁ][a-zа-яё]+)?,?\s(?:(?:[A-ZА-ЯЁІЇЄҐ]\.\s?){1,3}|[A-ZА-ЯЁІЇЄҐ][a-z]?(?:[A-ZА-ЯЁІЇЄҐ][a-z]?)?(?=[,.]))[,.\s])"
)
# A reference is not shorter than this.
SHORTEST = 20
# A heading of a list is not longer than this.
LONGEST_HEADING = 80
# How many places of one number are looked at.
# "2004", "EB", "Е.Б.", "IYa": what every reference has somewhere, and a heading or remark has not
FIGURE_OR_INITIAL = re.compile(r"\d|\b[A-ZА-ЯЁ]{1,3}[a-zа-яё]?\b(?!')")
FEW = 12


def split_references(text: str, first_line: int = 1) -> list[Piece]:
    """Return the references of a pasted text in their order, and what stands before or between them as stray."""
    pieces: list[Piece] = []
    parts = blocks(text, first_line)
    for at, (block, line, titled) in enumerate(parts):
        if titled:
            pieces.append(Piece(block.strip(), line, stray=True))
        elif at + 1 < len(parts) and not YEAR.search(block):
            pieces.append(piece_at(block, 0, len(block), line, stray=True))  # "We thank all.", then the heading
        else:
            pieces += split_block(block, line)
    return pieces


def blocks(text: str, first_line: int) -> list[tuple[str, int, bool]]:
    """Return the text between the headings of lists, and these: (text, its first line, whether it is a heading)."""
    lines = text.splitlines(keepends=True)
    found: list[tuple[str, int, bool]] = []
    start = 0
    for at, line in enumerate(lines):
        ended = not at or not lines[at - 1].strip() or SENTENCE_END.search(lines[at - 1].strip())
        if line.strip() and len(line) < LONGEST_HEADING and ended and is_heading(line):
            found += [("".join(lines[start:at]), first_line + start, False), (line, first_line + at, True)]
            start = at + 1
    found.append(("".join(lines[start:]), first_line + start, False))
    return [block for block in found if block[0].strip()]


def split_block(text: str, first_line: int) -> list[Piece]:
    """Return the references of a text without headings of lists."""
    pieces: list[Piece] = []
    rest, line = text, first_line
    while True:
        chain = best_chain(rest)
        if not (len(chain) > 1 or (chain and chain[0].at_line_start and not rest[: chain[0].start].strip())):
            return [*pieces, *unnumbered(rest, line)]
        end = second_list(rest, chain)
        pieces.extend(numbered(rest[:end], chain, line))
        line += rest.count("\n", 0, end)
        rest = rest[end:]
        if not rest.strip():
            return pieces


def second_list(text: str, chain: list[Mark]) -> int:
    """Return where a second list begins, again with 1 at a line start ("References" after "Литература")."""
    again = [mark for mark in marks(text) if mark.number == 1 and mark.at_line_start and mark.start > chain[-1].end]
    if not again or len(chain_from(again[0], [m for m in marks(text) if m.style == again[0].style])) < 2:
        return len(text)
    before = text[: again[0].start].rstrip()
    last_line = before.rfind("\n") + 1
    return last_line if heading(before[last_line:]) and last_line > chain[-1].end else again[0].start


# ---------------------------------------------------------------- running numbers


def marks(text: str) -> list[Mark]:
    """Return every place where a numbered reference may begin."""
    found = []
    for match in MARK.finditer(text):
        style = next(name for name in ("square", "round", "dot", "half", "bare") if match[name])
        start = match.start(style) - (style in ("square", "round"))
        line_start = not text[text.rfind("\n", 0, start) + 1 : start].strip()
        before = text[max(0, start - 60) : start]
        if not line_start and (style == "bare" or not ENDED.search(before)):
            continue
        suspect = not line_start and COUNTED.search(before) is not None
        found.append(Mark(int(match[style]), start, match.end(), style, line_start, suspect))
    return found


def best_chain(text: str) -> list[Mark]:
    """Return the longest chain of marks of one style that counts up by one, gaps of one number allowed.

    Chains that begin with 1 are preferred, then chains at line starts; ties go to the earlier one.
    """
    best: list[Mark] = []
    best_rank = (0.0, 0)
    found = marks(text)
    for style in dict.fromkeys(mark.style for mark in found):
        same = [mark for mark in found if mark.style == style or (mark.style == "bare" and mark.at_line_start)]
        starts = [mark for mark in same if mark.number == 1 and not mark.suspect][:5]
        starts += [mark for mark in same if mark.at_line_start and mark.number != 1][: 3 if not starts else 1]
        for begin in starts:
            chain = chain_from(begin, same)
            worth = len(chain) + 0.5 * (begin.number == 1) + 0.4 * sum(m.at_line_start for m in chain) / len(chain)
            if style == "bare":
                worth *= 0.5 if not all(mark.at_line_start for mark in chain) else 0.9
            if (worth, -begin.start) > best_rank:
                best, best_rank = chain, (worth, -begin.start)
    return best


def chain_from(begin: Mark, candidates: list[Mark]) -> list[Mark]:
    """Return the marks that follow ``begin`` number by number; where one is missing, the next but one is taken."""
    by_number: dict[int, list[Mark]] = {}
    for mark in candidates:
        by_number.setdefault(mark.number, []).append(mark)
    chain = [begin]
    while True:
        last = chain[-1]
        following = later(by_number, last.number + 1, last) or [
            mark for mark in later(by_number, last.number + 2, last) if mark.at_line_start
        ]
        if begin.at_line_start:
            following = [mark for mark in following if mark.at_line_start] or following
        if not following:
            return chain
        chain.append(plausible(last, following, by_number))


def later(by_number: dict[int, list[Mark]], number: int, last: Mark) -> list[Mark]:
    """Return the first few marks of a number behind a mark."""
    return [mark for mark in by_number.get(number, ()) if mark.start >= last.end][:FEW]


def plausible(last: Mark, following: list[Mark], by_number: dict[int, list[Mark]]) -> Mark:
    """Return the first of the following marks after which the count can go on, else the first that leaves room."""
    roomy = [mark for mark in following if mark.start - last.end >= SHORTEST] or following
    roomy = [mark for mark in roomy if not mark.suspect] or roomy
    return next((mark for mark in roomy if later(by_number, mark.number + 1, mark)), roomy[0])


def numbered(text: str, chain: list[Mark], first_line: int) -> list[Piece]:
    """Return the pieces between the marks of a chain."""
    pieces: list[Piece] = []
    if text[: chain[0].start].strip():
        pieces.append(piece_at(text, 0, chain[0].start, first_line, stray=True))
    for mark, following in zip(chain, [*chain[1:], None], strict=True):
        end = following.start if following else len(text)
        start = doubled(text, mark, end)
        body, tail = without_tail(text[start:end]) if following is None else (text[start:end], "")
        if body.strip():
            pieces.append(piece_at(text, start, start + len(body), first_line, mark.number))
        if tail.strip():
            pieces.append(piece_at(text, end - len(tail), end, first_line, stray=True))
    return pieces


def doubled(text: str, mark: Mark, end: int) -> int:
    """Return where the text of a reference starts, a repeated number ("1. 1. Ivanov") passed over."""
    match = re.compile(rf"\s*[\[(]?{mark.number}[\])]?[.)]?\s+(?=[^\W\d_])").match(text, mark.end, end)
    return match.end() if match else mark.end


def without_tail(text: str) -> tuple[str, str]:
    """Return the last reference of a list and what follows: a heading ("Article Metrics"), or after a blank line."""
    lines = text.splitlines(keepends=True)
    for i in range(1, len(lines)):
        before = "".join(lines[:i])
        blank = not lines[i].strip()
        rest = "".join(lines[i:])
        if not rest.strip():
            break
        if (blank and YEAR.search(before)) or (heading(lines[i]) and SENTENCE_END.search(before.strip())):
            return before, rest
    return text, ""


def heading(line: str) -> bool:
    """Return whether a line looks like a heading: short, no full stop, no digits."""
    line = line.strip()
    return 0 < len(line) < 50 and not re.search(r"[\d.,;:/]", line)


# ---------------------------------------------------------------- lines


def unnumbered(text: str, first_line: int) -> list[Piece]:
    """Return the pieces of a text without running numbers, its headings and remarks marked as stray.

    "Books" and "See also the review by Smith." between references with years are none themselves: they are short and
    hold neither a figure nor an initial.
    """
    pieces = lined(text, first_line)
    dated = sum(YEAR.search(piece.text) is not None for piece in pieces)
    if dated * 2 < len(pieces):
        return pieces
    return [piece._replace(stray=piece.stray or is_remark(piece.text)) for piece in pieces]


def is_remark(text: str) -> bool:
    """Return whether a piece of a list is too short and bare for a reference."""
    return len(text) < LONGEST_HEADING and FIGURE_OR_INITIAL.search(text) is None


def lined(text: str, first_line: int) -> list[Piece]:
    """Return the pieces of a text without running numbers: bulleted, separated by blank lines, or line by line."""
    lines = [(i, line) for i, line in enumerate(text.split("\n"), first_line)]
    filled = [line for _, line in lines if line.strip()]
    if not filled:
        return []
    if sum(bool(BULLET.match(line)) for line in filled) * 2 > len(filled):
        return grouped(lines, lambda before, line: bool(BULLET.match(line)))
    blanks = any(not line.strip() for _, line in lines[first_filled(lines) : last_filled(lines)])
    if blanks and hard_wrapped(filled):
        return grouped(lines, lambda before, line: not before.strip() or bulleted(before, line))
    if indented(filled):
        return grouped(lines, lambda before, line: not line[:1].isspace())
    if hard_wrapped(filled):
        width = max(map(len, filled))
        return grouped(lines, lambda before, line: begins(before, line, width))
    return [part for piece in grouped(lines, lambda before, line: True) for part in apart(piece)]


def apart(piece: Piece) -> list[Piece]:
    """Return the references of one long line without numbers, cut where a year lies behind and a name begins."""
    cuts = [0]
    for match in NEXT_NAME.finditer(piece.text):
        before = piece.text[cuts[-1] : match.end()]
        if len(before) > 2 * SHORTEST and YEAR.search(before) and YEAR.search(piece.text, match.end()):
            cuts.append(match.end())
    ends = [*cuts[1:], len(piece.text)]
    return [piece._replace(text=piece.text[start:end].strip()) for start, end in zip(cuts, ends, strict=True)]


def first_filled(lines: list[tuple[int, str]]) -> int:
    """Return the index of the first line that is not blank."""
    return next(i for i, (_, line) in enumerate(lines) if line.strip())


def last_filled(lines: list[tuple[int, str]]) -> int:
    """Return the index of the last line that is not blank."""
    return max(i for i, (_, line) in enumerate(lines) if line.strip())


def hard_wrapped(filled: list[str]) -> bool:
    """Return whether lines seem to be cut at a width: most do not end like a reference, or run on in lower case."""
    open_ends = sum(not SENTENCE_END.search(line.strip()) for line in filled[:-1])
    running_on = sum(line.strip()[:1].islower() for line in filled[1:])
    return len(filled) > 1 and (open_ends + running_on) * 4 > len(filled) - 1 and max(map(len, filled)) < 140


def indented(filled: list[str]) -> bool:
    """Return whether the lines hang: references start at the margin, their further lines are indented."""
    inner = sum(line[:1].isspace() for line in filled[1:])
    return not filled[0][:1].isspace() and 0 < inner < len(filled) - 1 and hard_wrapped(filled)


def bulleted(before: str, line: str) -> bool:
    """Return whether a bullet and a name begin a line behind a finished one; "– С. 12–15." only goes on."""
    mark = BULLET.match(line)
    return mark is not None and bool(SENTENCE_END.search(before.strip()) and NAME_START.match(line[mark.end() :]))


def begins(before: str, line: str, width: int) -> bool:
    """Return whether a line of a text wrapped at a width begins a new reference: after a short line, or with a name."""
    ended = not before.strip() or bool(SENTENCE_END.search(before.strip()))
    return ended and (bool(NAME_START.match(line)) or (len(before) < 0.8 * width and not line.strip()[:1].islower()))


def grouped(lines: list[tuple[int, str]], starts: Callable[[str, str], bool]) -> list[Piece]:
    """Return pieces of consecutive lines; a new one begins where ``starts(line before, line)`` says so."""
    pieces: list[Piece] = []
    group: list[tuple[int, str]] = []
    before = ""
    for number, line in lines:
        if line.strip() and group and starts(before, line):
            pieces.append(piece_of(group))
            group = []
        if line.strip():
            group.append((number, line))
        before = line
    return [*pieces, piece_of(group)] if group else pieces


def piece_of(group: list[tuple[int, str]]) -> Piece:
    """Return the piece of a group of lines, without its bullet."""
    text = BULLET.sub("", "\n".join(line for _, line in group)).strip()
    return Piece(text, group[0][0], 0, is_heading(text))


def piece_at(text: str, start: int, end: int, first_line: int, number: int = 0, *, stray: bool = False) -> Piece:
    """Return the piece of a slice of the text, white space at its ends left out."""
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return Piece(text[start:end].strip(), first_line + text.count("\n", 0, start), number, stray)


def is_heading(text: str) -> bool:
    """Return whether a piece is the heading of a list of references ("Литература", "5. References:")."""
    return key(HEADING_MARKS.sub("", squeeze(text))) in headings()


@cache
def headings() -> frozenset[str]:
    """Return the headings of lists of references, folded."""
    return frozenset(key(row["cue"].strip(" .:")) for row in table("cues.tsv") if row["role"] == "section_references")
