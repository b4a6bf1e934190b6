"""Files named on the command line: reading them with their troubles as issues, writing them whole or not at all."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from mhlit import api
from mhlit.errors import UnreadableFile
from mhlit.model import Issue, ReadResult

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def read_all(
    paths: Sequence[str], format: str | None, step: Callable[[], None] = lambda: None
) -> list[tuple[str, ReadResult]]:
    """Return what each file holds. A file that cannot be opened is an issue, unless it is the only one.

    Raises UnreadableFile where no file at all could be opened.
    """
    results: list[tuple[str, ReadResult]] = []
    failures: list[UnreadableFile] = []
    for path in paths:
        try:
            results.append((path, read_one(path, format)))
        except UnreadableFile as error:
            failures.append(error)
            results.append((path, ReadResult((), (Issue("unreadable-file", str(error), file=path),))))
        step()
    if failures and len(failures) == len(paths):
        raise failures[0]
    return results


def read_one(path: str, format: str | None) -> ReadResult:
    """Return the records of a file, or of stdin for ``-``."""
    if path != "-":
        return api.read(path, format)
    return api.placed(api.read_bytes(sys.stdin.buffer.read(), format), "-")


def write_whole(path: str, text: str) -> None:
    """Write a file through a temporary neighbour, so that a full disk or an interruption leaves the old one."""
    target = Path(path)
    try:
        handle, draft = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
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
