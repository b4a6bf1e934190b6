"""A text file too long for memory: its encoding found out in one pass, then its text in blocks, as often as wanted.

The rules are those of ``mhlit.decoding``; only the ways differ, since no more than a block is held at a time.
"""

from __future__ import annotations

import codecs
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mhlit.decoding import BOMS, LEGACY, SAMPLE, checked, declared, guess, is_utf8, utf16_without_mark
from mhlit.model import Issue
from mhlit.text import CONTROL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

BLOCK = 1 << 20
# A line is read whole up to here; what is longer has no lines.
LONGEST_LINE = 1 << 24
# So many lines in another encoding than the rest are told, each by itself.
MOST_TOLD = 10_000
UTF8, MIXED = "utf-8", "mixed"
UNREADABLE = "this is a binary file, or text in an unknown encoding; nothing was read"


@dataclass(frozen=True, slots=True)
class TextFile:
    """The text of an open file, in blocks that end anywhere; ``encoding`` is ``""`` where nothing can be read."""

    file: BinaryIO
    encoding: str
    start: int = 0
    issues: tuple[Issue, ...] = ()

    def __iter__(self) -> Iterator[str]:
        """Yield the text from its beginning, with plain line feeds and without control characters."""
        for text in blocks(self.file, self.encoding, self.start):
            if text:
                yield CONTROL.sub("", text) if CONTROL.search(text) else text


def opened(file: BinaryIO) -> TextFile:
    """Return the text of an open file, with what was doubtful about its encoding. Never raises on content."""
    head = file.read(SAMPLE)
    for mark, encoding in BOMS:
        if head.startswith(mark):
            return inspected(TextFile(file, encoding, len(mark)))
    if utf16_without_mark(head) is not None and not file.seek(0, io.SEEK_END) % 2:
        even, odd = head[::2].count(0), head[1::2].count(0)
        return inspected(TextFile(file, "utf-16-be" if even > odd else "utf-16-le"))
    if fits(file, UTF8):
        return inspected(TextFile(file, UTF8))
    return inspected(legacy(file, head))


def inspected(text: TextFile) -> TextFile:
    """Return a text file whose issues tell of control characters; a binary one has no encoding."""
    line = 1
    for number, block in enumerate(blocks(text.file, text.encoding, text.start)):
        if not number and not checked(block)[0].strip() and (told := checked(block)[1]):
            return TextFile(text.file, "", issues=told)
        if found := CONTROL.search(block):
            line += block.count("\n", 0, found.start())
            issue = Issue("control-characters", "control characters in the text were left out", line)
            return TextFile(text.file, text.encoding, text.start, (*text.issues, issue))
        line += block.count("\n")
    return text


def legacy(file: BinaryIO, head: bytes) -> TextFile:
    """Return a file that is not UTF-8: in one legacy encoding, or UTF-8 with foreign lines in between."""
    broken, accented, sample = survey(file)
    if len(broken) <= accented / 2:
        return TextFile(file, MIXED, issues=tuple(told(number, line) for number, line in broken[:MOST_TOLD]))
    encoding = named if (named := declared(head)) and fits(file, named) else guess(sample)
    if encoding is None:
        return TextFile(file, "", issues=(Issue("binary-file", UNREADABLE),))
    message = f"not UTF-8; read as {LEGACY.get(encoding, encoding)} (check the letters, or convert the file to UTF-8)"
    return TextFile(file, encoding, issues=(Issue("encoding-guessed", message, broken[0][0]),))


def told(number: int, line: bytes) -> Issue:
    """Return the issue of a line in another encoding than the rest."""
    text, encoding = repaired(line)
    message = f"this line is not UTF-8 like the rest; read as {LEGACY.get(encoding, encoding)}"
    return Issue("encoding-mixed", message, number, raw=text.rstrip("\r\n"))


def repaired(line: bytes) -> tuple[str, str]:
    """Return the text of a line that is not UTF-8, and the encoding that it was read in."""
    encoding = guess(line) or "cp1252"
    return line.decode(encoding, "replace"), encoding


def survey(file: BinaryIO) -> tuple[list[tuple[int, bytes]], int, bytes]:
    """Return the lines that are not UTF-8 with their numbers, how many lines are not ASCII, and some of these."""
    broken: list[tuple[int, bytes]] = []
    accented, sample = 0, bytearray()
    for number, line in enumerate(lines(file), 1):
        if line.isascii():
            continue
        accented += 1
        if len(sample) < SAMPLE:
            sample += line
        if not is_utf8(line):
            # Of a file that is not UTF-8 at all, the first broken lines are enough.
            broken.append((number, line if len(broken) < MOST_TOLD else b""))
    return broken, accented, bytes(sample)


def lines(file: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of a file, wherever the file was read meanwhile."""
    at = 0
    while file.seek(at) == at and (line := file.readline(LONGEST_LINE)):
        at += len(line)
        yield from line.splitlines(keepends=True)


def fits(file: BinaryIO, encoding: str) -> bool:
    """Return whether a whole file can be decoded."""
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while data := file.read(BLOCK):
            decoder.decode(data)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def blocks(file: BinaryIO, encoding: str, start: int) -> Iterator[str]:
    """Yield the text of a file as it stands, but for its line ends."""
    if encoding == MIXED:
        yield from mixed(file)
        return
    if not encoding:
        return
    decoder = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder(encoding)("replace"), translate=True)
    at = start
    while data := read_at(file, at):
        at += len(data)
        yield decoder.decode(data)
    yield decoder.decode(b"", final=True)


def mixed(file: BinaryIO) -> Iterator[str]:
    """Yield UTF-8 text whose broken lines are decoded one by one."""
    taken: list[str] = []
    size = 0
    for line in lines(file):
        taken.append(line.decode(UTF8) if is_utf8(line) else repaired(line)[0])
        size += len(line)
        if size >= BLOCK:
            yield "".join(taken).replace("\r\n", "\n").replace("\r", "\n")
            taken, size = [], 0
    yield "".join(taken).replace("\r\n", "\n").replace("\r", "\n")


def read_at(file: BinaryIO, at: int) -> bytes:
    """Return the block at a place, wherever the file was read meanwhile."""
    file.seek(at)
    return file.read(BLOCK)
