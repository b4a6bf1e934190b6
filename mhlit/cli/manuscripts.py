"""What a manuscript cites, looked up in the library: the author's loop of ``mhlit export``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mhlit.decoding import decode
from mhlit.errors import NotFound, UnreadableFile
from mhlit.formats.manuscript import cited_keys, whole
from mhlit.model import Issue

if TYPE_CHECKING:
    from collections.abc import Callable

    from mhlit.api import Library
    from mhlit.model import Work


def keys_of(files: list[str]) -> dict[str, str]:
    """Return the keys that manuscripts cite and the file of each, in the order of their first citation.

    Raises UnreadableFile where a file cannot be read, NotFound where none cites anything.
    """
    found: dict[str, str] = {}
    for name in files:
        try:
            text, _ = decode(Path(name).read_bytes())
        except OSError as error:
            raise UnreadableFile(f"cannot read {name}: {error.strerror or error}") from error
        for key in cited_keys(whole(text, name, reader(Path(name))), name):
            found.setdefault(key, name)
    if not found:
        message = f"nothing is cited in {', '.join(files)}"
        raise NotFound(message, hint=r"citations look like \cite{key}, [@key] or, in Typst, @key")
    return found


def reader(manuscript: Path) -> Callable[[str], str | None]:
    """Return what reads the files that a manuscript includes: from its own folder, each once."""
    seen = {manuscript.resolve()}

    def read(name: str) -> str | None:
        path = (manuscript.parent / name).resolve()
        if path in seen or not path.is_file():
            return None
        seen.add(path)
        return decode(path.read_bytes())[0]

    return read


def looked_up(library: Library, keys: dict[str, str]) -> tuple[list[tuple[str, Work]], tuple[Issue, ...]]:
    """Return each cited key with its work, and an issue for every key that no work has; ``*`` stands for all works."""
    found: dict[str, Work] = {}
    missing: list[Issue] = []
    for key, file in keys.items():
        if key == "*":
            found |= {work.key: work for work in library.works() if work.key not in found}
            continue
        try:
            found[key] = library.work(key)
        except NotFound as error:
            hint = f" ({error.hint})" if error.hint else ""
            missing.append(Issue("missing-key", f"no work has the key '{key}'{hint}", file=file, raw=key))
    return list(found.items()), tuple(missing)
