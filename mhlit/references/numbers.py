"""A list cut by its running numbers: of all places where one could stand, the chain that counts up by one.

So "18(2):7-14. 2. Gurovich" is cut at the 2 and "Т. 1. 480 с." is not cut, unless the list needs a 1 there. Numbers may
be missing, repeated or exchanged where each begins a line.
"""

from __future__ import annotations

import re
import sys
from itertools import islice, pairwise
from typing import NamedTuple

from mhlit.references.pieces import (
    IDENTIFIER,
    LONGEST_HEADING,
    NAME_START,
    SENTENCE_END,
    SHORTEST,
    YEAR,
    Piece,
    follows_list,
    is_heading,
    is_links,
    looks_like_heading,
    piece_at,
)


class Mark(NamedTuple):
    """A place where a numbered reference may begin: the number, where the mark starts, where the text starts.

    ``at_line_start``, ``ended`` (what stands before is finished) and ``named`` (a name follows) speak for it; it is
    ``suspect`` behind a word that numbers follow ("Т. 1. М.: Медицина", "part 2. Moscow") or before one that follows
    them ("3. Aufl.").
    """

    number: int
    start: int
    end: int
    style: str
    at_line_start: bool
    ended: bool
    named: bool
    suspect: bool


# "1. Gurovich", "[12] Ivanov", "(3) Petrov", "7) «Психология»", "3a. Ivanov", "1\. Ivanov", "[^4]: Ivanov"; at a line
# start also "7Ivanov", "7 Ivanov", "№ 7 Ivanov", "#7. Ivanov", "7 – Ivanov", "7: Ivanov", "*7. Ivanov" (to be
# read), "• 7" and the reference on the next line
MARK = re.compile(
    r"""
    (?P<before> (?:^|\n) (?:[^\S\n]|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff])* (?:(?P<sign>[№\#*•●▪◦])[^\S\n]?)?
      | (?<=[\s.;)\]»"”]) )
    (?: \[\^?(?P<square>\d{1,4})\]:? | \((?P<round>\d{1,4})\)(?![:,;]) | (?P<dot>\d{1,4})[aаbб]?\\?[.、．](?!\d)
      | (?P<half>\d{1,4})[aаbб]?\) | (?P<colon>\d{1,4})(?:[^\S\n]?[-–—]|:)(?=[^\S\n]+[A-ZА-ЯЁІЇЄҐ«“"„])
      | (?P<bare>\d{1,4})
        (?=[^\S\n]+(?:[A-ZА-ЯЁІЇЄҐ«\[“"]|[—–-]{2}|__) | [A-ZА-ЯЁІЇЄҐ]|[—–]{2}|__ | (?(sign)\s+[A-ZА-ЯЁІЇЄҐ«]|(?!))) )
    (?P<gap>\s*)
    (?=[^\W\d_]|[«\[“"„(<]|(?<!\n)\*|\d|[—–-]{2}|__)
    """,
    re.VERBOSE,
)
# Marks of the direction of writing and other characters without width may stand before a number.
UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
STYLES = ("square", "round", "dot", "half", "colon", "bare")
# What ends a reference before the next number: a full stop, a bracket, a digit, a letter after an address or "Russian"
ENDED = re.compile(r"[.;)\]»\"”!?…]\s*$|\d\s*$|[^\W\d_/]\s*$")
# "Т. ", "part ", "вып. ", "№ ", "Класс ": what follows is a number of something; in "352 с. 2." the pages are counted
COUNTED = re.compile(
    r"(?:(?<!\d)(?<!\d\s)\b(?:т|том|ч|часть|кн|вып|гл|глава|раздел|класс|с|стр|no|nr|vol|v|part|pt|ch|chapter|t|vyp|kn"
    r"|chast|bd|h|heft|p|pp|s|iss|ser)|[№#])\.?\s*$",
    re.IGNORECASE,
)
# "3. Aufl. Berlin", "2-е изд.", "5. Jg.": before these words stands a number of something
ORDINAL = re.compile(r"(?:Aufl|Auflage|изд|Bd|Band|Jg|Jahrgang|ed|edition|edn)\b")
# "1. Ivanov" behind a mark: the number a second time
AGAIN = re.compile(r"\s*[\[(]?(\d{1,4})[\])]?[.)]?\s+(?=[^\W\d_])")
# "а) на русском языке", "Foreign literature": a heading between the references of one list
SUBHEADING = re.compile(r"\s*(?:[а-яa-z]\)|[IVX]{1,4}\.)\s+[^\W\d_][^\d.;:/]{2,60}:?\s*$")
# How many places of one number are looked at, and how many numbers may be missing in a row.
FEW, WIDEST_GAP = 12, 9
# So many lists may stand in one text, each numbered from 1; each costs a reading of the rest.
MOST_LISTS = 30


# "9" alone on its line, the reference on the next one, as the text of a PDF file has footnotes
LONE = re.compile(r"^[^\S\n]*(\d{1,4})[^\S\n]*\n(?=[^\S\n]*(?:[«“\"„]|(?![a-zа-яёіїє])[^\W\d_]))", re.MULTILINE)
# Fewer numbers in a row, or more lines between them, may be those of pages.
FEWEST_LONE, MOST_LINES = 3, 7


def lone_numbers_joined(text: str) -> str:
    """Return a text with each number of a list that stands on a line of its own moved to the reference below it."""
    runs: list[list[re.Match[str]]] = []
    for match in LONE.finditer(text):
        last = runs[-1][-1] if runs else None
        lines = text.count("\n", last.end(), match.start()) if last else 0
        if last and int(match[1]) == int(last[1]) + 1 and lines <= MOST_LINES:
            runs[-1].append(match)
        else:
            runs.append([match])
    parts, at = [], 0
    for match in (each for run in runs if len(run) >= FEWEST_LONE for each in run):
        parts += [text[at : match.start()], f"\n{match[1]}. "]
        at = match.end()
    return "".join([*parts, text[at:]])


def split_numbered(text: str, first_line: int) -> tuple[list[Piece], str, int]:
    """Return the references of the numbered lists that a text begins with, the rest of it, and the line of the rest."""
    pieces: list[Piece] = []
    for _ in range(MOST_LISTS):
        chain = before_restart(text, best_chain(text))
        if not (len(chain) > 1 or (chain and chain[0].at_line_start and not text[: chain[0].start].strip())):
            break
        end = second_list(text, chain)
        pieces.extend(numbered(text[:end], filled(chain, text[:end]), first_line))
        first_line += text.count("\n", 0, end)
        text = text[end:]
    return pieces, text, first_line


def before_restart(text: str, chain: list[Mark]) -> list[Mark]:
    """Return a chain up to the second list that it passed over to go on there: 1 … 15, then 1 2 3 … 16 17."""
    if len(chain) < 2:
        return chain
    found = [mark for mark in marks(text) if mark.at_line_start and mark.style == chain[0].style]
    for at, mark in enumerate(found[:-2]):
        begins = [each.number for each in found[at : at + 3]] == [1, 2, 3]
        if begins and mark.start > chain[0].start:
            kept = [each for each in chain if each.start < mark.start]
            if len(kept) == len(chain) or chain[len(kept)].start > found[at + 2].start:
                return kept
    return chain


def second_list(text: str, chain: list[Mark]) -> int:
    """Return where a second list begins, again with 1 at a line start ("References" after "Литература")."""
    again = [mark for mark in marks(text) if mark.number == 1 and mark.at_line_start and mark.start > chain[-1].end]
    if not again or len(chain_from(again[0], [m for m in marks(text) if m.style == again[0].style])) < 2:
        return len(text)
    before = text[: again[0].start].rstrip()
    last_line = before.rfind("\n") + 1
    return last_line if is_subheading(before[last_line:]) and last_line > chain[-1].end else again[0].start


def marks(text: str) -> list[Mark]:
    """Return every place where a numbered reference may begin."""
    found = []
    for match in MARK.finditer(text):
        style = next(name for name in STYLES if match[name])
        start = match.start("sign") if match["sign"] else match.end("before")
        before = text[max(0, start - 2 * LONGEST_HEADING) : start]
        line = before.rpartition("\n")[2]
        at_line_start = ("\n" in before or start == len(before)) and not UNSEEN.sub("", line).strip()
        named = NAME_START.match(text, match.end()) is not None
        possible = style not in ("bare", "colon") and (ENDED.search(before) or named or is_heading(line))
        if not (at_line_start or possible):
            continue
        ended = SENTENCE_END.search(before[-LONGEST_HEADING:].strip()) is not None or headed(before)
        counted = COUNTED.search(before) or ORDINAL.match(text, match.end())
        suspect = not at_line_start and counted is not None
        found.append(Mark(int(match[style]), start, match.end(), style, at_line_start, ended, named, suspect))
    return found


def headed(before: str) -> bool:
    """Return whether a text ends with a finished line and a heading below it: "… 2003.", "Дополнительная"."""
    above, _, line = before.rstrip().rpartition("\n")
    return SENTENCE_END.search(above.strip()) is not None and is_subheading(line)


def is_subheading(line: str) -> bool:
    """Return whether a line heads a part of a list: "а) на русском языке", "II. Книги", "BOOKS"."""
    return SUBHEADING.match(line) is not None or looks_like_heading(line)


def best_chain(text: str) -> list[Mark]:
    """Return the longest chain of marks of one style that counts up by one, gaps of a few numbers allowed.

    Chains that begin with 1 are preferred, then chains at line starts; ties go to the earlier one.
    """
    best: list[Mark] = []
    best_rank = (0.0, 0)
    found = marks(text)
    for style in dict.fromkeys(mark.style for mark in found):
        same = [mark for mark in found if mark.style == style or (mark.style == "bare" and mark.at_line_start)]
        starts = [mark for mark in same if mark.number == 1 and not mark.suspect][:5]
        further = [mark for mark in same if mark.at_line_start and mark.number != 1]
        starts += islice((mark for mark in further if not YEAR.match(str(mark.number))), 1 if starts else 3)
        for begin in starts:
            chain = chain_from(begin, same)
            worth = len(chain) + 0.5 * (begin.number == 1) + 0.4 * sum(m.at_line_start for m in chain) / len(chain)
            if style == "bare":
                worth *= 0.5 if not all(mark.at_line_start for mark in chain) else 0.9
            if (worth, -begin.start) > best_rank:
                best, best_rank = chain, (worth, -begin.start)
    return best


def chain_from(begin: Mark, candidates: list[Mark]) -> list[Mark]:
    """Return the marks that follow ``begin`` number by number; where some are missing, the next that there is."""
    by_number: dict[int, list[Mark]] = {}
    for mark in candidates:
        by_number.setdefault(mark.number, []).append(mark)
    chain = [begin]
    while following := next_marks(by_number, chain[-1]):
        if begin.at_line_start:
            following = [mark for mark in following if mark.at_line_start] or following
        chain.append(plausible(chain[-1], following, by_number))
    return chain


def next_marks(by_number: dict[int, list[Mark]], last: Mark) -> list[Mark]:
    """Return the marks that may follow a mark: of the next number, else of the nearest that surely begins a reference.

    One missing number is allowed before any name, more of them only where finished lines stand before the marks.
    """
    if found := later(by_number, last.number + 1, last):
        return found
    for step in range(2, WIDEST_GAP + 1):
        sure = [
            mark
            for mark in later(by_number, last.number + step, last)
            if (mark.at_line_start and (mark.ended or step == 2)) or (step == 2 and mark.named and not mark.suspect)
        ]
        if sure:
            return sure
    return []


def later(by_number: dict[int, list[Mark]], number: int, last: Mark) -> list[Mark]:
    """Return the first few marks of a number behind a mark; "Т. 2. С. 3–5" is none, no name follows."""
    found = (mark for mark in by_number.get(number, ()) if mark.start >= last.end)
    return [mark for mark in islice(found, FEW) if mark.named or not mark.suspect]


def plausible(last: Mark, following: list[Mark], by_number: dict[int, list[Mark]]) -> Mark:
    """Return the first of the following marks after which the count can go on, else the first that leaves room."""
    roomy = [mark for mark in following if mark.start - last.end >= SHORTEST] or following
    roomy = [mark for mark in roomy if not mark.suspect] or roomy
    first = next((mark for mark in roomy if later(by_number, mark.number + 1, mark)), roomy[0])
    if first.ended:
        return first
    # "Title. Part\n2. Moscow, 2001.\n2. Petrov": the one behind a finished line, if no other number comes between
    others = later(by_number, first.number + 1, first) + later(by_number, 1, first)
    limit = min((mark.start for mark in others), default=sys.maxsize)
    return next((mark for mark in roomy if mark.ended and first.start < mark.start < limit), first)


def filled(chain: list[Mark], text: str) -> list[Mark]:
    """Return a chain with the references that it passed over, their number repeated or out of order: 1 2 4 3 3a 5."""
    ends = {mark.start: following.start for mark, following in pairwise(chain)}
    whole: list[Mark] = []
    end = 0
    for mark in marks(text):
        if not whole and mark.start < chain[0].start:
            continue
        if mark.start in ends or mark.start == chain[-1].start:
            whole.append(mark)
            end = ends.get(mark.start, len(text))
        elif mark.style == chain[-1].style and whole[-1].end + SHORTEST < mark.start < end - SHORTEST:
            whole += [mark] if fills(mark, whole[-1]) else []
    return whole


def fills(mark: Mark, last: Mark) -> bool:
    """Return whether a mark that the count passed over begins a reference."""
    if mark.at_line_start and mark.ended:
        return abs(mark.number - last.number) <= 2
    return mark.number == last.number and mark.named and not mark.suspect


# ---------------------------------------------------------------- the text between two numbers


def numbered(text: str, chain: list[Mark], first_line: int) -> list[Piece]:
    """Return the pieces between the marks of a chain."""
    pieces: list[Piece] = []
    if text[: chain[0].start].strip():
        pieces.append(piece_at(text, 0, chain[0].start, first_line, stray=True))
    for mark, following in zip(chain, [*chain[1:], None], strict=True):
        end = following.start if following else len(text)
        start = doubled(text, mark, end)
        again = following is not None and following.number == 1
        body, tail = without_subheading(text[start:end], again=again) if following else without_tail(text[start:end])
        if body.strip():
            pieces.append(piece_at(text, start, start + len(body), first_line, mark.number))
        if tail.strip():
            pieces.append(piece_at(text, end - len(tail), end, first_line, stray=True))
    return pieces


def doubled(text: str, mark: Mark, end: int) -> int:
    """Return where the text of a reference starts, a repeated number ("1. 1. Ivanov") passed over."""
    match = AGAIN.match(text, mark.end, end)
    return match.end() if match and int(match[1]) == mark.number else mark.end


def without_subheading(text: str, *, again: bool = False) -> tuple[str, str]:
    """Return a reference and the heading that stands before the next one ("а) на русском языке", "BOOKS").

    Where the numbers begin again behind it, any line that looks like a heading is one: "Дополнительная".
    """
    place = text.rstrip().rfind("\n") + 1
    before, line = text[:place], text[place:]
    if not place or not SENTENCE_END.search(before.strip()) or not YEAR.search(before):
        return text, ""
    apart = again or before.endswith("\n\n") or (line.isupper() and len(line.strip()) > len("RUSSIAN"))
    return (before, line) if SUBHEADING.match(line) or (apart and looks_like_heading(line)) else (text, "")


def without_tail(text: str) -> tuple[str, str]:
    """Return the last reference of a list and what follows: a heading ("Article Metrics"), or after a blank line."""
    lines = text.splitlines(keepends=True)
    filled = [at for at, line in enumerate(lines) if line.strip()]
    dated = YEAR.search(lines[0]) is not None if lines else False
    for before, at in pairwise(filled):
        blank = at > before + 1 and dated and not (IDENTIFIER.match(lines[at]) or is_links(lines[at]))
        ended = SENTENCE_END.search(lines[before].strip()) is not None
        if blank or (ended and (looks_like_heading(lines[at]) or follows_list(lines[at]))):
            return "".join(lines[: before + 1]), "".join(lines[before + 1 :])
        dated = dated or YEAR.search(lines[at]) is not None
    return text, ""
