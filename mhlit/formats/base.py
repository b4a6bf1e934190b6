"""What a format is: a name, how to recognise it, and two pure functions, text in and text out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import BinaryIO

    from mhlit.model import ReadResult, Record


@dataclass(frozen=True, slots=True)
class Format:
    """A file format.

    ``read`` gives records whose origin holds the line and the raw text (the caller adds the file) and never
    raises on content; ``write`` gives the whole text. ``sniff`` sees the first 64 kB. ``rank`` is the trust
    that views give its records: ``file`` for structured data, ``parsed`` for what mhlit read out of prose.
    A binary format has ``sniff_bytes`` and ``read_bytes`` as well. ``stream`` reads a text that is too long for
    memory: from blocks, which can be gone through again, it yields portions that together are what ``read`` gives;
    ``stream_bytes`` does so for a binary file. ``write_parts`` gives what ``write`` does, a record at a time, where a
    record's text depends on no other record.
    """

    name: str
    title: str
    aliases: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    sniff: Callable[[str], bool] = lambda head: False
    read: Callable[[str], ReadResult] | None = None
    write: Callable[[Iterable[Record]], str] | None = None
    rank: str = "file"
    sniff_bytes: Callable[[bytes], bool] = lambda data: False
    read_bytes: Callable[[bytes], ReadResult] | None = None
    stream: Callable[[Iterable[str]], Iterator[ReadResult]] | None = None
    stream_bytes: Callable[[BinaryIO], Iterator[ReadResult]] | None = None
    write_parts: Callable[[Iterable[Record]], Iterator[str]] | None = None


def apart(entries: Iterable[str]) -> Iterator[str]:
    """Yield entries with a blank line between them."""
    for number, entry in enumerate(entries):
        yield f"\n{entry}" if number else entry
