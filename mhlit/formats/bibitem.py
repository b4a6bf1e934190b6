r"""The list of references of a LaTeX manuscript: ``\bibitem{key} Gurovich IYa. …``, free text in ``thebibliography``.

Each item is read as any printed reference, its LaTeX decoded first; the key of the item is the record's id, so that
``mhlit export --cited-in`` finds it again. A manuscript that keeps its references in a .bib file has none.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from mhlit.formats.base import Format
from mhlit.formats.latex import decode, verbatim
from mhlit.model import Issue, Origin, ReadResult
from mhlit.references.parse import parse
from mhlit.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mhlit.model import Record

NESTED = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}"
# "\bibitem{gurovich2004}", "\bibitem[{Gurovich et~al.(2004)}]{gurovich2004}" (natbib)
ITEM = re.compile(rf"\\bibitem\s*(?:\[(?:[^\[\]{{}}]|{NESTED})*\]\s*)?\{{\s*([^{{}}]*?)\s*\}}")
# what closes the last item
END = re.compile(r"\\end\s*\{(?:thebibliography|document)\}")
# "2004. % check the pages", "{key}%": a comment; "\%" and the "%20" of an address are none
COMMENT = re.compile(r"(?<![\\\w/])%[^\n]*")
# what makes a text a LaTeX manuscript, whose list may stand far below
MANUSCRIPT = re.compile(r"^[ \t]*\\(?:documentclass\b|begin\s*\{thebibliography\}|bibitem\s*[\[{])", re.MULTILINE)
# "\bibliography{refs}", "\addbibresource{refs.bib}"
BIB_FILE = re.compile(r"\\(?:bibliography|addbibresource)\s*\{([^{}]+)\}")
# "\newblock Social psychiatry.", "18\penalty0 (2):\penalty0 7--14": signs for the typesetter in files of bibtex
BLOCK = re.compile(r"\\newblock\b")
PENALTY = re.compile(r"\\penalty\d+\s*")
# "\href{https://www.who.int/whr}{[link]}"
LINK = re.compile(r"\\href\s*\{(https?://[^{}\s]+)\}")


def read(text: str) -> ReadResult:
    r"""Return the records of all items of a manuscript's lists, in order, and what is doubtful in them."""
    plain = COMMENT.sub("", text)
    records: list[Record] = []
    issues: list[Issue] = []
    for line, key, body, raw in items(plain):
        parsed = parse(printed(body), line)
        records.append(replace(parsed.record, id=key, origin=Origin(line=line, format="bibitem", raw=raw)))
        issues.extend(parsed.issues)
    return ReadResult(tuple(records), tuple(issues) if records else (no_item(plain),))


def items(text: str) -> Iterator[tuple[int, str, str, str]]:
    """Yield the line, the key, the text and the whole of every item that says anything."""
    heads = list(ITEM.finditer(text))
    for at, head in enumerate(heads):
        after = heads[at + 1].start() if at + 1 < len(heads) else len(text)
        closed = END.search(text, head.end(), after)
        end = closed.start() if closed else after
        if any(map(str.isalnum, text[head.end() : end])):
            line = 1 + text.count("\n", 0, head.start())
            yield line, head[1], text[head.end() : end], text[head.start() : end].strip()


def printed(source: str) -> str:
    """Return what the source of an item prints, on one line, and behind it the addresses to which it only links."""
    text = squeeze(decode(PENALTY.sub("", BLOCK.sub(" ", source))))
    links = map(verbatim, LINK.findall(source))
    return " ".join([text, *(link for link in links if link.removeprefix("https://doi.org/") not in text)])


def no_item(text: str) -> Issue:
    r"""Return the issue of a manuscript without items: its references are elsewhere."""
    files = BIB_FILE.findall(text)
    hint = f"; its references are in {', '.join(files)} (.bib)" if files else ""
    return Issue("no-references", rf"there is no \bibitem in this LaTeX file{hint}", 1)


def sniff(head: str) -> bool:
    """Return whether a text is the source of a LaTeX document or of its list of references."""
    return MANUSCRIPT.search(head) is not None


FORMAT = Format(
    "bibitem", r"LaTeX: the \bibitem list of a manuscript", ("thebibliography", "bbl"), (".tex", ".bbl"), sniff, read,
    rank="parsed",
)  # fmt: skip
