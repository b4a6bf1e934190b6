"""Files named on the command line: reading them with their troubles as issues, writing them whole or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, cast

from mhlit import api
from mhlit.errors import UnreadableFile
from mhlit.formats.limits import joined
from mhlit.model import Issue, ReadResult

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import BinaryIO


def read_all(
    paths: Sequence[str], format: str | None, step: Callable[[], None] = lambda: None
) -> list[tuple[str, ReadResult]]:
    """Return what each file holds; otherwise as ``read_portions``."""
    results: dict[str, list[ReadResult]] = {}
    for path, result in read_portions(paths, format, step):
        results.setdefault(path, []).append(result)
    return [(path, joined(several)) for path, several in results.items()]


def read_portions(
    paths: Sequence[str], format: str | None, step: Callable[[], None] = lambda: None
) -> Iterator[tuple[str, ReadResult]]:
    """Yield what each file holds, long ones in portions. A file that cannot be opened is an issue.

    Raises UnreadableFile where no file at all could be opened.
    """
    failed: list[tuple[str, UnreadableFile]] = []
    told = 0
    for path in paths:
        try:
            for result in portions(path, format):
                yield from ((name, unreadable(name, error)) for name, error in failed[told:])
                told = len(failed)
                yield path, result
        except UnreadableFile as error:
            failed.append((path, error))
        step()
    if failed and len(failed) == len(paths):
        raise failed[0][1]
    yield from ((name, unreadable(name, error)) for name, error in failed[told:])


def unreadable(path: str, error: UnreadableFile) -> ReadResult:
    """Return the issue of a file that cannot be opened."""
    return ReadResult((), (Issue("unreadable-file", str(error), file=path),))


def read_one(path: str, format: str | None) -> ReadResult:
    """Return the records of a file, or of stdin for ``-``."""
    return joined(portions(path, format))


def portions(path: str, format: str | None) -> Iterator[ReadResult]:
    """Yield what a file holds, or stdin for ``-``; what is long goes through a file of its own."""
    if path != "-":
        yield from api.read_portions(path, format)
        return
    with tempfile.SpooledTemporaryFile(max_size=api.LONG) as file:
        shutil.copyfileobj(sys.stdin.buffer, file)
        yield from api.read_stream(cast("BinaryIO", file), format, file_name="-")


def write_whole(path: str, text: str | Iterable[str]) -> None:
    """Write a file through a temporary neighbour, so that a full disk or an interruption leaves the old one."""
    target = Path(path)
    try:
        handle, draft = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.writelines((text,) if isinstance(text, str) else text)
            Path(draft).chmod(0o666 & ~current_umask())
            Path(draft).replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(draft).unlink()
            raise
    except OSError as error:
        raise UnreadableFile(f"cannot write {path}: {error.strerror or error}") from error


def current_umask() -> int:
    """Return the process's umask, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
