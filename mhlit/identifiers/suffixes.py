"""The suffix of a DOI, read across the breaks that print and copying leave, with its other readings.

What can be read is read first; then the reading is taken that has a shape of its registrant, or one that many
registrants share, and where shapes do not decide, the one that each break by itself speaks for.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from mhlit.identifiers.codes import valid_issn
from mhlit.identifiers.endings import trimmed
from mhlit.identifiers.seams import HYPHEN, Seam, piece_at, seam
from mhlit.identifiers.shapes import shaped, shapes, with_hyphen

GAP = re.compile(r"\s{1,40}")
# "15609578" of "1560957X-2019-11912"
BARE_ISSN = re.compile(r"(\d{4})(\d{3}[\dXx])(?![\dXx])")
# No DOI met is longer than 200 characters or broken more than three times; junk can go on for ever.
LONGEST, MOST_BREAKS = 400, 8
# Serial item identifiers have up to 80; what is longer has no shape.
LONGEST_WHOLE = 100


class Suffix(NamedTuple):
    """A suffix: where it ends in the text, the suffix mended, its repairs, its other readings, and whether it is the
    one reading that stands to reason.
    """

    end: int
    text: str
    repairs: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    decided: bool = True


class Reading(NamedTuple):
    """One way to read a suffix: its characters, and their places in the text."""

    raw: str
    places: list[int]


class Break(NamedTuple):
    """A break inside a suffix: how many characters stand before it, and what it says by itself."""

    at: int
    seam: Seam


def suffix_at(text: str, at: int, prefix: str) -> Suffix:
    """Return the suffix that begins at ``at`` behind ``10.registrant/``."""
    whole, breaks = pieces(text, at, prefix)
    readings = [default(whole, breaks), *further(whole, breaks)] if breaks else [whole]
    best, decided = chosen(readings, breaks, prefix)
    suffix, repairs = trimmed(best.raw, prefix)
    end = best.places[len(suffix) - 1] + 1 if suffix and best.places else at
    passed_over = {text[place] for place in set(range(at, end)).difference(best.places)}
    if not passed_over.isdisjoint(HYPHEN):
        repairs = ("hyphen", *repairs)
    if any(map(str.isspace, passed_over)):
        repairs = ("joined-space", *repairs)
    others = dict.fromkeys(trimmed(each.raw, prefix)[0] for each in readings if each is not best)
    whole_again = rehyphenated(suffix, prefix)
    if whole_again and shaped(whole_again, prefix):
        others[suffix], suffix = None, whole_again
        repairs = ("lost-hyphen", *repairs)
    elif whole_again:
        others[whole_again] = None
    if suffix.startswith("/"):
        others[suffix.lstrip("/")] = None  # "10.1037//0022-3514": printed so, registered with one slash
    return Suffix(end, suffix, repairs, tuple(o for o in others if len(o) >= 4 and o != suffix), decided)


def rehyphenated(suffix: str, prefix: str) -> str:
    """Return a suffix with the hyphen that it lost at the end of a line, or ``""`` where it seems to lack none.

    Programs take a hyphen at a line's end for the typesetter's: "s00127-014-|0950-6" becomes "s00127-0140950-6". It is
    put back where one place, and no other, gives the suffix the shape of its registrant; and inside an ISSN.
    """
    if not 4 < len(suffix) < LONGEST_WHOLE or shaped(suffix, prefix) or shaped(suffix):
        return ""
    inside = [n for n in range(1, len(suffix)) if suffix[n - 1].isalnum() and suffix[n].isalnum()]
    mended = [f"{suffix[:n]}-{suffix[n:]}" for n in inside] if with_hyphen(prefix) else []
    fitting = [each for each in mended if any(shape.fullmatch(each) for shape in with_hyphen(prefix))]
    if len(fitting) == 1:
        return fitting[0]
    issn = BARE_ISSN.match(suffix)
    # without the hyphen where other signs follow, too, some registrants print their ISSN: "20751753.2019.3.190289"
    whole = f"{issn[1]}-{issn[2]}{suffix[issn.end() :]}" if issn and valid_issn(issn[0]) and "-" in suffix else ""
    return whole if shaped(whole) else ""


def pieces(text: str, at: int, prefix: str) -> tuple[Reading, list[Break]]:
    """Return all that could belong to a suffix, and the breaks in it."""
    raw = ""
    places: list[int] = []
    breaks: list[Break] = []
    while len(raw) < LONGEST and len(breaks) < MOST_BREAKS:
        if gap := GAP.match(text, at):
            rest = text[gap.end() : gap.end() + 80]
            verdict = seam(raw, gap[0], rest)
            if verdict == Seam("cut"):
                if not completes(raw, piece_at(rest, 0)[0], prefix):
                    break
                verdict = Seam("join")
            if raw:
                breaks.append(Break(len(raw), verdict))
            at = gap.end()
        piece, ended = piece_at(text, at)
        piece = piece[:LONGEST]
        raw += piece
        places += range(at, at + len(piece))
        at += len(piece)
        if ended or not piece:
            break
    return Reading(raw, places), breaks


def completes(left: str, right: str, prefix: str) -> bool:
    """Return whether a piece gives a suffix the shape of its registrant, which it has not without it."""
    if not shapes(prefix):
        return False
    return shaped(trimmed(left + right, prefix)[0], prefix) and not shaped(trimmed(left, prefix)[0], prefix)


def default(whole: Reading, breaks: list[Break]) -> Reading:
    """Return the reading that follows what each break says by itself."""
    end = next((each.at for each in breaks if each.seam.choice == "cut"), len(whole.raw))
    drops = [each.at - 1 for each in breaks if each.seam.choice == "drop"]
    return without(Reading(whole.raw[:end], whole.places[:end]), drops)


def further(whole: Reading, breaks: list[Break]) -> list[Reading]:
    """Return the other readings: all joined, without a hyphen before a break, ended at a break."""
    hyphens = [each.at - 1 for each in breaks if whole.raw[each.at - 1] in HYPHEN]
    ends = [each.at for each in breaks if whole.raw[each.at - 1] not in HYPHEN + "/_("]
    found = [whole, *(without(whole, [at]) for at in hyphens), without(whole, hyphens)]
    if whole.raw.startswith("/") and breaks:
        slashes = len(whole.raw) - len(whole.raw.lstrip("/"))
        found.append(Reading(whole.raw[slashes:], whole.places[slashes:]))
    return found + [Reading(whole.raw[:end], whole.places[:end]) for end in ends]


def without(reading: Reading, drops: list[int]) -> Reading:
    """Return a reading with some of its characters left out."""
    kept = [n for n in range(len(reading.raw)) if n not in drops]
    if len(kept) == len(reading.raw):
        return reading
    return Reading("".join(reading.raw[n] for n in kept), [reading.places[n] for n in kept])


def chosen(readings: list[Reading], breaks: list[Break], prefix: str) -> tuple[Reading, bool]:
    """Return the reading to take, and whether shape or breaks decide for it. The first reading is the default.

    A reading that ends with a hyphen has no shape: "10.1001/jama.286.17.2165-" at a line's end is not all of a DOI.
    """
    if not breaks:
        return readings[0], True
    texts = {trimmed(each.raw, prefix)[0]: each for each in reversed(readings) if each.raw[-1:] not in HYPHEN}
    for registrant in (prefix, ""):
        fitting = [each for text, each in texts.items() if shaped(text, registrant)]
        if len(fitting) == 1:
            return fitting[0], True
        if fitting and not any(each.raw == readings[0].raw for each in fitting):
            return fitting[-1], False
        if fitting:
            break
    return readings[0], all(each.seam.sure for each in breaks)
