r"""BibTeX in ASCII only, for old programs: ``é`` is ``{\'{e}}``, ``Любов`` is ``{\CYRL}{\cyryu}…``.

Made of the written Unicode file, so that both say the same. Cyrillic needs ``\usepackage[T2A]{fontenc}``. Addresses are
percent-encoded; signs without a command stay, since losing them would be worse than one letter beyond ASCII.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from urllib.parse import quote

from mhlit.formats.bibtexfields import VERBATIM
from mhlit.formats.latex import commands
from mhlit.translit import romanise

# "  url = {https://example.org/а},": a field on its line
FIELD = re.compile(r"^  ([\w+:.-]+) = ")
HEAD = re.compile(r"^@\w+\{")
FOREIGN = re.compile(r"[^\x00-\x7f]")
# Commands whose argument follows as a letter: "\'e", "\c{c}"
PLAIN = {"\u2013": "--", "\u2014": "---", "\u2026": r"\ldots{}", "\u00a0": "~", "\u2019": "'", "\u2018": "`",
         "\u201c": "``", "\u201d": "''", "\u00ab": r"\guillemotleft{}", "\u00bb": r"\guillemotright{}",
         "\u201e": r"\quotedblbase{}", "\u2116": r"\textnumero{}", "\u00ad": r"\-"}  # fmt: skip


def ascii_bibtex(text: str) -> str:
    """Return a written BibTeX file without letters beyond ASCII, as far as TeX has commands for them."""
    return text if text.isascii() else "".join(map(ascii_line, text.splitlines(keepends=True)))


def ascii_line(line: str) -> str:
    """Return one line: addresses percent-encoded, keys romanised, all else in commands."""
    if line.isascii():
        return line
    if HEAD.match(line):
        return FOREIGN.sub("", romanise(line))
    field = FIELD.match(line)
    if field and field[1] in VERBATIM:
        return FOREIGN.sub(lambda found: quote(found[0]), line)
    text = unicodedata.normalize("NFC", line)
    return FOREIGN.sub(lambda found: command(found[0]), text)


@cache
def command(sign: str) -> str:
    """Return how ASCII says a letter in TeX; the letter itself where it cannot."""
    if sign in PLAIN:
        return PLAIN[sign]
    if name := letters().get(sign):
        return f"{{\\{name}}}"
    base, *marks = list(unicodedata.normalize("NFD", sign))
    if len(marks) != 1 or marks[0] not in accents() or not (base.isascii() or base in letters()):
        return sign
    accent = accents()[marks[0]]
    inner = base if base.isascii() else f"\\{letters()[base]}"
    inner = {"i": r"\i", "j": r"\j"}.get(inner, inner) if accent not in ("c", "k", "d", "b") else inner
    return f"{{\\{accent}{{{inner}}}}}"


@cache
def letters() -> dict[str, str]:
    """Return the command of each letter that has one, the shortest where there are several."""
    found: dict[str, str] = {}
    for name, (kind, value) in sorted(commands().items(), key=lambda row: (len(row[0]), row[0])):
        if kind == "letter" and len(value) == 1 and not value.isascii():
            found.setdefault(value, name)
    return found


@cache
def accents() -> dict[str, str]:
    """Return the command of each combining mark."""
    found: dict[str, str] = {}
    for name, (kind, value) in sorted(commands().items(), key=lambda row: (len(row[0]), row[0])):
        if kind == "accent":
            found.setdefault(chr(int(value, 16)) if len(value) == 4 else value, name)
    return found
