"""A list without running numbers cut by its bullets, blank lines, indents or lines, or where a name begins."""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from mhlit.names import looks_like_organisation
from mhlit.references.heads import heads
from mhlit.references.pieces import (
    IDENTIFIER,
    LONGEST_HEADING,
    NAME_START,
    SENTENCE_END,
    SHORTEST,
    YEAR,
    Piece,
    is_heading,
    is_links,
    looks_like_heading,
    without_links,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    Lines = list[tuple[int, str]]

# "- Ivanov", "• Petrov", "•Petrov", "* Sidorov", "– Sidorov" at the start of a line; "\uf0b7" is Word's
SIGNS = "•●▪◦‣⁃■□◆►➢✓\uf0a7\uf0b7\uf0d8"
BULLET = re.compile(rf"^\s*(?:[-–—*·]\s+|[{SIGNS}]\s*)(?=\S)")
# What every reference has somewhere, and a heading or remark has not: "2004", "EB", "Е.Б.", "IYa"
FIGURE_OR_INITIAL = re.compile(r"\d|\b[A-ZА-ЯЁ]{1,3}[a-zа-яё]?\b(?!')")
# "2004. 492 p. Ivanov II, Petrov PP.", "С. 5–9.Кабанов М.М.", "66–70 (1990). I. Ya. Gurovich and Ya. A. Storozhakova":
# a reference ends and a name begins the next
NEXT_NAME = re.compile(
    r"(?:(?:\d[.)\]]{0,2}|\d\s?[сcpSs]\.|Russ(?:ian|\.)?[.)]{0,2})\s+|(?:\d|\d\s?[сcpSs])[.)\]]{1,2})"
    r"(?=[A-ZА-ЯЁІЇЄҐ][a-zа-яёіїєґ'’]+(?:-[A-ZА-ЯЁ][a-zа-яё]+)?,?\s(?:(?:[A-ZА-ЯЁІЇЄҐ]\.\s?){1,3}|[A-ZА-ЯЁІЇЄҐ][a-z]?(?:[A-ZА-ЯЁІЇЄҐ][a-z]?)?(?=[,.]))[,.\s]"
    r"|(?:[A-ZА-ЯЁІЇЄҐ][a-zа-яё]?\.\s?){1,3}[A-ZА-ЯЁІЇЄҐ][a-zа-яё’']+(?:,\s|\sand\s))"
)
# "S. 1–420. World Health Organization. Mental": … and the institution that begins the next
NEXT_INSTITUTION = re.compile(
    r"(?:\d[.)\]]{0,2}|\d\s?[сcpSs]\.|Russ(?:ian|\.)?[.)]{0,2})\s+(?=(?P<name>[A-ZА-ЯЁ][^\d.,;:/]{8,70})\.\s[A-ZА-ЯЁ])"
)
# "(2004). " where no other figure stands before: the year behind the authors, and a title follows
HEAD_YEAR = re.compile(r"^[^\d]*\((?:1[89]|20)\d\d[a-f]?\)[.:,]?\s+$")
# "In J." before "R. Greenley, editor": the name goes on, the reference is not finished; "676 S." is
INITIAL_AT_END = re.compile(r"(?<!\w)(?<!\d\s)[A-ZА-ЯЁІЇЄҐ]\.$")
# "_____. (1993)", "———, eds.": a line in place of the name before
DASHED = re.compile(r"\s*(?:[—–-]{2,}|_{3,})")
# So large a share of the lines in question begins with a name where a layout is certain.
MOST = 0.8
DOI = re.compile(r"\b10\.\d{4,9}/")


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
    lines = [*enumerate(text.split("\n"), first_line)]
    filled = [line for _, line in lines if line.strip()]
    if not filled:
        return []
    filled = [line for line in filled if not (IDENTIFIER.match(line) or is_links(line))]
    if filled and (starts := layout(lines, filled)):
        return grouped(lines, lambda group, line: not identifies(group, line) and starts(group, line))
    return [part for piece in grouped(lines, lambda group, line: not identifies(group, line)) for part in apart(piece)]


def layout(lines: Lines, filled: list[str]) -> Callable[[list[str], str], bool] | None:
    """Return what tells where a reference starts, given the lines of the one before; None where each line is one."""
    if all_bulleted(filled):
        signs = bullets_of(filled)
        return lambda group, line: line.strip()[:1] in signs and starts_bulleted(group, line)
    if hanging(filled):
        return lambda group, line: not line[:1].isspace()
    if parted(lines):
        return lambda group, line: not group[-1].strip()
    return wrapped_layout(lines, filled) if hard_wrapped(filled) else None


def wrapped_layout(lines: Lines, filled: list[str]) -> Callable[[list[str], str], bool]:
    """Return what tells where a reference starts in lines of one width: blank lines, indents, or its first words."""
    if any(not line.strip() for _, line in lines[first_filled(lines) : last_filled(lines)]):
        return lambda group, line: not group[-1].strip() or bulleted(group, line)
    if indented(filled):
        return lambda group, line: not line[:1].isspace()
    if first_lines_indented(filled):
        return lambda group, line: line[:1].isspace()
    width = max(map(len, filled))
    if first_lines := headed(lines):
        # Where some references have their year at the end, what begins with a name behind a finished line counts, too.
        others = [line for before, line in pairwise(filled) if ended([before]) and NAME_START.match(line)]
        mixed = 4 * len([line for line in others if line.strip() not in first_lines]) > len(first_lines)
        return lambda group, line: line.strip() in first_lines or (mixed and begins(group, line, width))
    return lambda group, line: begins(group, line, width)


def identifies(group: list[str], line: str) -> bool:
    """Return whether a line is the identifier of the reference before it, which has none of the kind yet.

    An address behind a blank line may be a reference by itself.
    """
    if is_links(line):
        return True
    found = IDENTIFIER.match(line)
    if found is None or IDENTIFIER.match(group[0]) or not any(YEAR.search(each) for each in group):
        return False
    if found["address"] and not group[-1].strip():
        return False
    if found["doi"]:
        return not any(map(DOI.search, group))
    return found["number"] is not None or not any("://" in each for each in group)


def apart(piece: Piece) -> list[Piece]:
    """Return the references of one long line without numbers, cut where a year lies behind and a name begins."""
    if cuts := heads(piece.text):
        return cut(piece, cuts)
    cuts = [0]
    places = [match.end() for match in NEXT_NAME.finditer(piece.text)]
    institutions = (match for match in NEXT_INSTITUTION.finditer(piece.text) if follows_end(piece.text, match))
    for place in sorted({*places, *(match.end() for match in institutions)}):
        before = piece.text[cuts[-1] : place]
        if len(before) > 2 * SHORTEST and YEAR.search(before) and YEAR.search(piece.text, place + SHORTEST):
            cuts.append(place)
    return cut(piece, cuts)


def follows_end(text: str, match: re.Match[str]) -> bool:
    """Return whether an institution stands there and no title: "Calik, P. (2004). Oxygen transfer effects on lyase"."""
    return looks_like_organisation(match["name"]) and HEAD_YEAR.search(text, 0, match.start("name")) is None


def cut(piece: Piece, places: list[int]) -> list[Piece]:
    """Return the pieces of a piece that begin at these places."""
    ends = [*places[1:], len(piece.text)]
    return [piece._replace(text=piece.text[start:end].strip()) for start, end in zip(places, ends, strict=True)]


def first_filled(lines: Lines) -> int:
    """Return the index of the first line that is not blank."""
    return next(i for i, (_, line) in enumerate(lines) if line.strip())


def last_filled(lines: Lines) -> int:
    """Return the index of the last line that is not blank."""
    return max(i for i, (_, line) in enumerate(lines) if line.strip())


# ---------------------------------------------------------------- kinds of layout


def all_bulleted(filled: list[str]) -> bool:
    """Return whether bullets begin the references: most lines, or the first and others where lines are wrapped."""
    count = sum(bool(BULLET.match(line)) for line in filled)
    return count * 2 > len(filled) or (count > 1 and bool(BULLET.match(filled[0])) and hard_wrapped(filled))


def bullets_of(filled: list[str]) -> str:
    """Return the signs that begin the references of a bulleted list: beside "•" no dash does ("– М.: Наука, 2001")."""
    first = next(line.strip()[0] for line in filled if BULLET.match(line))
    return SIGNS if first in SIGNS else first


def headed(lines: Lines) -> set[str]:
    """Return the first lines of the references of an author-year list."""
    body = "\n".join(line for _, line in lines)
    return {body[place:].partition("\n")[0].strip() for place in heads(body, at_lines=True)}


def starts_bulleted(group: list[str], line: str) -> bool:
    """Return whether a bullet begins a line; a dash does so only behind a finished reference."""
    return BULLET.match(line) is not None and (opens(line) or ended(group))


def opens(line: str) -> bool:
    """Return whether a line begins with a sign that is nothing but a bullet; a dash may be one inside a reference."""
    return line.strip()[:1] in SIGNS


def ended(group: list[str]) -> bool:
    """Return whether the lines so far end like a reference."""
    last = without_links(group[-1]).strip()
    return not last or (SENTENCE_END.search(last) is not None and INITIAL_AT_END.search(last) is None)


def hard_wrapped(filled: list[str]) -> bool:
    """Return whether lines seem to be cut at a width: most do not end like a reference, or run on in lower case."""
    open_ends = sum(
        not SENTENCE_END.search(line.strip()) and not (looks_like_heading(line) and NAME_START.match(following))
        for line, following in pairwise(filled)
    )
    running_on = sum(line.strip()[:1].islower() for line in filled[1:])
    return len(filled) > 1 and (open_ends + running_on) * 4 > len(filled) - 1 and max(map(len, filled)) < 140


def hanging(filled: list[str]) -> bool:
    """Return whether lines hang for certain: nearly all at the margin begin with a name, however lines end."""
    margin = [line for line in filled if not line[:1].isspace()]
    named = sum(NAME_START.match(line) is not None for line in margin)
    return indented(filled) and len(margin) > 1 and named >= MOST * len(margin)


def parted(lines: Lines) -> bool:
    """Return whether blank lines part the references for certain: names begin nearly all blocks and no further line."""
    runs = groupby((line for _, line in lines), lambda line: bool(line.strip()))
    blocks = [[*run] for filled, run in runs if filled]
    further = [line for block in blocks for line in block[1:]]
    named = sum((NAME_START.match(block[0]) or DASHED.match(block[0])) is not None for block in blocks)
    return len(blocks) > 1 and bool(further) and named >= MOST * len(blocks) and not any(map(NAME_START.match, further))


def indented(filled: list[str]) -> bool:
    """Return whether the lines hang: references start at the margin, their further lines are indented."""
    inner = sum(line[:1].isspace() for line in filled[1:])
    return not filled[0][:1].isspace() and 0 < inner < len(filled) - 1


def first_lines_indented(filled: list[str]) -> bool:
    """Return whether references start with an indent and their further lines at the margin, as paragraphs do."""
    inner = sum(line[:1].isspace() for line in filled)
    return filled[0][:1].isspace() and 1 < inner < len(filled)


def bulleted(group: list[str], line: str) -> bool:
    """Return whether a bullet and a name begin a line behind a finished one; "– С. 12–15." only goes on."""
    mark = BULLET.match(line)
    return mark is not None and ended(group) and NAME_START.match(line[mark.end() :]) is not None


def begins(group: list[str], line: str, width: int) -> bool:
    """Return whether a line of a text wrapped at a width begins a new reference.

    It does with a name, or after a line that was left short once a year is there; "2002;1(1):16" never does.
    """
    if not ended(group) or not (line.strip()[:1].isupper() or line.strip()[:1] in "«“„\"'[("):
        return False
    short = len(group[-1]) < 0.8 * width
    dated = any(YEAR.search(each) for each in group)
    return (dated or short) if NAME_START.match(line) else (dated and short)


# ---------------------------------------------------------------- lines into pieces


def grouped(lines: Lines, starts: Callable[[list[str], str], bool]) -> list[Piece]:
    """Return pieces of consecutive lines; a new one begins where ``starts(lines so far, line)`` says so.

    The lines so far are those of the piece; a blank line is the last of them where one stands before the line.
    """
    pieces: list[Piece] = []
    group: Lines = []
    blank = False
    for number, line in lines:
        if line.strip():
            texts = [each for _, each in group] + ([""] if blank else [])
            if group and starts(texts, line):
                pieces.append(piece_of(group))
                group = []
            group.append((number, line))
        blank = not line.strip()
    return [*pieces, piece_of(group)] if group else pieces


def piece_of(group: Lines) -> Piece:
    """Return the piece of a group of lines, without its bullet."""
    text = BULLET.sub("", "\n".join(line for _, line in group)).strip()
    return Piece(text, group[0][0], 0, is_heading(text))
