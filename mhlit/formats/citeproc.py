"""Any other CSL style, through pandoc's citeproc: a pandoc on PATH, or that of the extra ``pandoc``.

Nothing is fetched: a style is a file, a file's name in the folders where pandoc and Zotero keep styles, or
``chicago-author-date``, which pandoc has built in.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mhlit.errors import UsageError
from mhlit.formats.csljson import to_csl
from mhlit.text import squeeze, without_tags

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mhlit.model import Record

BUILT_IN = "chicago-author-date"
FOLDERS = ("~/.csl", "~/.local/share/pandoc/csl", "~/.pandoc/csl", "~/Zotero/styles")
HINT = "install pandoc (apt install pandoc, brew install pandoc), or: pip install 'mhlit[pandoc]'"
# '<div id="ref-r0" class="csl-entry" role="listitem">…</div>'
ENTRY = re.compile(r'<div id="ref-r(\d+)"[^>]*>(.*?)</div>\s*(?=<div id="ref-r|</div>|$)', re.DOTALL)
LABEL = re.compile(r'<div class="csl-left-margin">.*?</div>', re.DOTALL)
SECONDS = 600


def program() -> str | None:
    """Return the path of pandoc, or None where there is none."""
    if found := shutil.which("pandoc"):
        return found
    try:
        return str(import_module("pypandoc").get_pandoc_path())
    except (ImportError, OSError):
        return None


def style_file(name: str) -> str:
    """Return the CSL file of a style's name, ``""`` for the built-in one. Raises UsageError where there is none."""
    if name.lower().removesuffix(".csl") == BUILT_IN:
        return ""
    folders = (Path(folder).expanduser() for folder in FOLDERS)
    places = [Path(name).expanduser(), *(folder / f"{name.lower().removesuffix('.csl')}.csl" for folder in folders)]
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        message = f"no CSL style '{name}' is here"
        where = f"https://www.zotero.org/styles/{Path(name).stem}"
        hint = f"mhlit styles lists its own; for others save {where} and name the file: --csl FILE"
        raise UsageError(message, hint=hint)
    return str(found)


class Entry(NamedTuple):
    """An entry of a list: the place of its record among those given, the line, and whether the style numbers it."""

    place: int
    line: str
    numbered: bool


def cite(records: Iterable[Record], style: str) -> list[str]:
    """Return one citation a record, in the order given. Raises UsageError where pandoc or the style is missing."""
    chosen = list(records)
    found = {entry.place: entry.line for entry in entries(chosen, style)}
    return [found.get(place, "") for place in range(len(chosen))]


def entries(records: Iterable[Record], style: str) -> list[Entry]:
    """Return the list of references as the style sorts it. Raises UsageError where pandoc or the style is missing."""
    file = style_file(style)
    pandoc = program()
    if pandoc is None:
        raise UsageError(f"the style '{style}' needs pandoc, which is not here", hint=HINT)
    chosen = list(records)
    items = [{**plain_item(record), "id": f"r{number}"} for number, record in enumerate(chosen)]
    command = [pandoc, "--citeproc", "--from=csljson", "--to=html", "--wrap=none", *([f"--csl={file}"] if file else [])]
    try:
        done = subprocess.run(
            command, input=json.dumps(items), capture_output=True, encoding="utf-8", timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UsageError(f"pandoc could not be run: {error}", hint=HINT) from error
    if done.returncode:
        raise UsageError(f"pandoc: {squeeze(done.stderr)[:300]}", hint="is the file a CSL 1.0 style?")
    notices = [f" [{record.notice}]" if record.notice else "" for record in chosen]
    found = ((int(number), body) for number, body in ENTRY.findall(done.stdout))
    return [Entry(at, line(body) + notices[at], LABEL.search(body) is not None) for at, body in found]


def plain_item(record: Record) -> dict[str, object]:
    """Return a CSL item without what citeproc does not know."""
    return {name: value for name, value in to_csl(record).items() if name not in ("custom", "keyword", "abstract")}


def line(body: str) -> str:
    """Return an entry of pandoc's HTML as a line of text, without its number."""
    return squeeze(html.unescape(without_tags(LABEL.sub("", body))))


def word(page: str, target: str) -> None:
    """Write a list of references in HTML as a Word file. Raises UsageError where pandoc is missing or fails."""
    pandoc = program()
    if pandoc is None:
        raise UsageError("a Word file needs pandoc, which is not here", hint=HINT)
    command = [pandoc, "--from=html", "--to=docx", f"--output={target}"]
    try:
        done = subprocess.run(command, input=page, capture_output=True, encoding="utf-8", timeout=SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UsageError(f"pandoc could not be run: {error}", hint=HINT) from error
    if done.returncode:
        raise UsageError(f"pandoc: {squeeze(done.stderr)[:300]}", hint="is the folder there, and may you write to it?")
