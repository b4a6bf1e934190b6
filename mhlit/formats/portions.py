"""Texts too long for memory, cut into pieces of whole records, each of which a format's own reader takes.

The text comes in blocks that end anywhere. A piece ends where a record ends, so that reading the pieces gives what
reading the whole would give, with the lines of the file. What a format's records share (the root of XML, the heading
of a table) is put before each piece.
"""

from __future__ import annotations

import csv
import json
import re
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from mhlit.formats.limits import moved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mhlit.model import ReadResult

    Pieces = Callable[[Iterable[str]], Iterator["Piece"]]
    Reader = Callable[[str], ReadResult]

SIZE = 1 << 20
# A record longer than this is cut: it is none, and the reader says so.
LONGEST = 1 << 25
# '<record xmlns="…">', "</marc:record>", "<record/>"
TAG = r"<(?P<end>/?)(?:[\w.-]+:)?(?:{})(?=[\s/>])[^<>]*?(?P<empty>/?)>"
# '<?xml version="1.0"?>', "<!-- … -->", "<!DOCTYPE x [ … ]>": what is no element
NO_ELEMENT = re.compile(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL)
ANY_TAG = re.compile(r"<(/?)([\w:.-]+)([^<>]*?)(/?)>")
# '[ {', '{"message": {"items": [ {', '{"data": [ {': before the first of many; no other list goes before
ARRAY = re.compile(r'[\ufeff\s]*(?:\{[^\[\]]{0,5000}?"(?:items|data)"\s*:\s*)?\[(?=\s*\{)')
BETWEEN = re.compile(r"[\s,]*")
JSON_LINE = re.compile(r"^(?=\{)", re.MULTILINE)


class Piece(NamedTuple):
    """Whole records: the line where they begin, their text, and what the reader has to see before and behind it."""

    line: int
    text: str
    before: str = ""
    behind: str = ""


def streaming(pieces: Pieces, read: Reader) -> Callable[[Iterable[str]], Iterator[ReadResult]]:
    """Return the reader of long texts that cuts them by ``pieces`` and reads each piece by ``read``."""

    def stream(text: Iterable[str]) -> Iterator[ReadResult]:
        held: Piece | None = None
        for piece in pieces(text):
            if held:
                yield read_piece(read, held, last=False)
            held = piece
        if held:
            yield read_piece(read, held, last=True)

    return stream


def read_piece(read: Reader, piece: Piece, *, last: bool) -> ReadResult:
    """Return what a piece holds, by the lines of the file.

    What is said of the part before it was said already, and only the last piece can be cut off.
    """
    head = piece.before.count("\n")
    result = read(piece.before + piece.text + piece.behind)
    if result.issues:
        told = (each for each in result.issues if not 0 < each.line <= head and (last or each.code != "cut-off"))
        result = replace(result, issues=tuple(told))
    return moved(result, piece.line - 1 - head)


# ---------------------------------------------------------------- records that begin with a certain line


def lines_before(opening: str) -> Pieces:
    """Return a cutter for texts whose records begin where a regular expression matches."""
    return partial(cut, partial(last_match, re.compile(opening, re.MULTILINE)))


def cut(last_start: Callable[[str, int], int], text: Iterable[str]) -> Iterator[Piece]:
    """Yield pieces that end where a record begins; ``last_start`` finds the last such place behind another one."""
    line, rest = 1, ""
    for block in text:
        rest += block
        if len(rest) >= SIZE and (end := last_place(last_start, rest)):
            yield Piece(line, rest[:end])
            line, rest = line + rest.count("\n", 0, end), rest[end:]
    if rest:
        yield Piece(line, rest)


def last_place(last_start: Callable[[str, int], int], text: str) -> int:
    """Return where the last record of a text begins, 0 where only one does; one that is no record is cut at a line."""
    reach = SIZE // 8
    while reach < len(text):
        if end := last_start(text, len(text) - reach):
            return end
        reach *= 4
    return last_start(text, 1) or (text.rfind("\n") + 1 or len(text) if len(text) > LONGEST else 0)


def last_match(opening: re.Pattern[str], text: str, start: int) -> int:
    """Return where the expression matches last behind a place, or 0."""
    return max((found.start() for found in opening.finditer(text, start)), default=0)


# ---------------------------------------------------------------- XML


def elements(names: str) -> Pieces:
    """Return a cutter for XML whose records are elements of these local names (``PubmedArticle|PubmedBookArticle``)."""
    return partial(cut_elements, re.compile(TAG.format(names)))


def cut_elements(tag: re.Pattern[str], text: Iterable[str]) -> Iterator[Piece]:
    """Yield pieces of whole elements within the root; the first has the file's own head, the last its own end."""
    blocks, rest = iter(text), ""
    while (first := tag.search(rest)) is None and len(rest) < LONGEST and (block := next(blocks, "")):
        rest += block
    opened, closing = around(rest[: first.start()] if first else "")
    line, before, held = 1, "", ""
    for unit in units(tag, rest, blocks):
        if held:
            yield Piece(line, held, before, closing)
            line, before = line + held.count("\n"), opened
        held = unit
    if held:
        yield Piece(line, held, before)


def units(tag: re.Pattern[str], rest: str, blocks: Iterator[str]) -> Iterator[str]:
    """Yield text that ends where an element ends that stands in no other of its kind; the last goes to the end.

    SRU wraps each ``record`` of MARC in a ``record`` of its own.
    """
    at = depth = ready = 0
    while True:
        found = tag.search(rest, at)
        if found is None:
            block = next(blocks, "") if len(rest) - ready < LONGEST else ""
            if not block:
                break
            rest += block
            continue
        at = found.end()
        depth = max(0, depth + (0 if found["empty"] else -1 if found["end"] else 1))
        if not depth and at - ready >= SIZE:
            if ready:
                yield rest[:ready]
                rest, at = rest[ready:], at - ready
            ready = at
    yield rest


def around(head: str) -> tuple[str, str]:
    """Return the tags that are open where the records begin, in one line, and those that close them."""
    open_: list[tuple[str, str]] = []
    for closes, name, rest, empty in ANY_TAG.findall(NO_ELEMENT.sub("", head)):
        if closes and open_:
            open_.pop()
        elif not closes and not empty:
            open_.append((name, f"<{name}{' '.join(rest.splitlines())}>"))
    return "".join(tag for _, tag in open_), "".join(f"</{name}>" for name, _ in reversed(open_))


# ---------------------------------------------------------------- JSON


def json_items(text: Iterable[str]) -> Iterator[Piece]:
    """Yield pieces of an array of objects, bare or inside an answer, or of JSON lines."""
    blocks, rest = iter(text), ""
    while len(rest) < SIZE and (block := next(blocks, "")):
        rest += block
    found = None if is_lines(rest) else ARRAY.match(rest)
    if found is None:
        yield from cut(partial(last_match, JSON_LINE), chain((rest,), blocks))
    else:
        line = 1 + rest.count("\n", 0, found.end())
        yield from cut_array(rest[found.end() :], line, blocks)


def is_lines(head: str) -> bool:
    """Return whether the first line of a text is a JSON object by itself."""
    first = head.lstrip("\ufeff \t\r\n").partition("\n")[0]
    try:
        return isinstance(json.loads(first), dict) and "\n" in head.strip()
    except (ValueError, RecursionError):
        return False


def cut_array(rest: str, line: int, blocks: Iterator[str]) -> Iterator[Piece]:
    """Yield pieces of an array whose first item begins a text; the last as it ends, or breaks off."""
    decoder, at = json.JSONDecoder(), 0
    while True:
        between = BETWEEN.match(rest, at)
        begins = between.end() if between else at
        try:
            at = decoder.raw_decode(rest, begins)[1]
        except (ValueError, RecursionError):
            closed = rest.startswith("]", begins)
            block = "" if closed or len(rest) > LONGEST else next(blocks, "")
            if not block:
                break
            rest += block
        else:
            if at >= SIZE:
                yield Piece(line, without_comma(rest[:at]), "[", "]")
                line, rest, at = line + rest.count("\n", 0, at), rest[at:], 0
    last = rest[:at] if closed else rest
    if last.strip(", \t\r\n"):
        yield Piece(line, without_comma(last), "[", "]" if closed else "")


def without_comma(text: str) -> str:
    """Return items without the comma before them, their lines where they were."""
    return re.sub(r"^(\s*),", r"\1 ", text, count=1)


# ---------------------------------------------------------------- tables


def table_rows(mark: Callable[[str], str], text: Iterable[str]) -> Iterator[Piece]:
    """Yield pieces of a table, each under the heading; ``mark`` tells from the first line what parts the cells."""
    source = lines_of(text)
    first = next(source, "")
    taken: list[str] = []
    line, heading, size, seen = 1, "", 0, 0
    for _ in sound_rows(csv.reader(taking(chain((first,), source), taken), delimiter=mark(first))):
        size, seen = size + sum(map(len, taken[seen:])), len(taken)
        heading = heading or "".join(taken)
        if size >= SIZE:
            yield Piece(line, "".join(taken), "" if line == 1 else heading)
            line, size, seen = line + "".join(taken).count("\n"), 0, 0
            taken.clear()
    if taken:
        yield Piece(line, "".join(taken), "" if line == 1 else heading)


def lines_of(text: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a text with their ends."""
    rest = ""
    for block in text:
        *whole, rest = (rest + block).split("\n")
        yield from (f"{line}\n" for line in whole)
    if rest:
        yield rest


def taking(lines: Iterable[str], taken: list[str]) -> Iterator[str]:
    """Yield lines, and keep those that were asked for."""
    for line in lines:
        taken.append(line)
        yield line


def sound_rows(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    """Yield rows up to a quotation that is never closed, which the format's own reader tells."""
    with suppress(csv.Error):
        yield from reader
