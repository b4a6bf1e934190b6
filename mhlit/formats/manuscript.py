"""The citekeys that a manuscript cites: LaTeX and its ``.aux``, Markdown as pandoc reads it, Typst.

Keys come in the order of their first citation, each once. What is commented out or stands in code cites nothing.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# "\citation{lyubov2019,gurovich2008}", "\abx@aux@cite{0}{lyubov2019}", "\abx@aux@cite{lyubov2019}"
AUX = re.compile(r"\\(?:citation|abx@aux@cite(?:\{\d+\})?)\{([^{}]*)\}")
# "\cite[p.~3]{a,b}", "\parencite*{a}", "\autocites[1]{a}[2]{b}", "\nocite{a}", "\citep [see][] {a}"
TEX = re.compile(
    r"\\[A-Za-z]*[cC]ite[A-Za-z]*\*?((?:\s*(?:\[[^\]]*\]|\([^)]*\)))*\s*\{[^{}]*\}(?:(?:\s*\[[^\]]*\])*\{[^{}]*\})*)"
)
BRACED = re.compile(r"\{([^{}]*)\}")
# "\citestyle{…}", "\citeauthor" is a citation, "\DeclareCiteCommand" and "\citereset" are none
NO_CITATION = re.compile(r"\\(?:citestyle|setcitestyle|Declare\w*|new\w*|renew\w*|bibcite|citereset)", re.IGNORECASE)
# a comment: a per cent sign that is not escaped
COMMENT = re.compile(r"(?<!\\)%.*")
VERBATIM = re.compile(r"\\begin\{(verbatim|lstlisting|comment)\}.*?\\end\{\1\}", re.DOTALL)
# "[@lyubov2019, p. 3; -@gurovich2008]", "@lyubov2019 says", "@{a key}"; not "name@example.org" nor "\@key"
PANDOC = re.compile(r"(?<![\w\\@.])-?@(?:\{([^{}\s]+)\}|([\w](?:[\w]|[:.#$%&\-+?<>~/](?=\w))*))")
FENCE = re.compile(r"^(`{3,}|~{3,})[^\n]*\n.*?^\1[`~]*\s*$|`[^`\n]+`|<!--.*?-->", re.DOTALL | re.MULTILINE)
# "@lyubov2019", "@lyubov2019[p. 3]", "#cite(<lyubov2019>)", "cite(label("a"))"; not "me\@example.org"
TYPST = re.compile(r"(?<![\w@.\\])@([\w][\w:.-]*\w|\w)|\bcite\(\s*<([^<>\s]+)>|\bcite\(\s*label\(\"([^\"]+)\"\)")
TYPST_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/|```.*?```|`[^`\n]*`", re.DOTALL)
# "\input{intro}", "\include{chapters/one}", "\subfile{two.tex}"; "\@input{one.aux}"; "#include "one.typ""
PARTS = {
    ".tex": re.compile(r"\\(?:input|include|subfile)\s*\{([^{}]+)\}"),
    ".aux": re.compile(r"\\@input\{([^{}]+)\}"),
    ".typ": re.compile(r"#include\s+\"([^\"]+)\""),
}
TEX_FILES = (".tex", ".ltx", ".latex", ".rnw")
# cross-references, which look like citations to pandoc-crossref, Quarto and Typst
NOT_WORKS = re.compile(r"^(?:fig|tbl|tab|eq|sec|lst|thm|lem|def|fn)[:-]")


def cited_keys(text: str, filename: str) -> tuple[str, ...]:
    """Return the keys that a manuscript cites; its name tells the language, and Markdown is the rest."""
    suffix = PurePath(filename).suffix.lower()
    if suffix in (".aux", ".bcf"):
        found = split(AUX.findall(text)) if suffix == ".aux" else re.findall(r"<bcf:citekey[^>]*>([^<]+)<", text)
    elif suffix in TEX_FILES:
        found = latex(text)
    elif suffix == ".typ":
        found = ["".join(groups) for groups in TYPST.findall(TYPST_COMMENT.sub("", text))]
    else:
        found = ["".join(groups) for groups in PANDOC.findall(FENCE.sub("", text))]
    keys = (key.strip() for key in found)
    return tuple(dict.fromkeys(key for key in keys if key and not NOT_WORKS.match(key)))


def whole(text: str, filename: str, read: Callable[[str], str | None]) -> str:
    """Return a manuscript with the files that it includes in their places.

    ``read`` gives the text of a file by the name that the manuscript uses, or None where there is none or it was read
    before: so nothing goes round in circles.
    """
    suffix = PurePath(filename).suffix.lower()
    kind = ".tex" if suffix in TEX_FILES else suffix
    if kind not in PARTS:
        return text

    def part(found: re.Match[str]) -> str:
        name = found[1].strip()
        inner = read(name if PurePath(name).suffix else name + kind)
        return found[0] if inner is None else whole(inner, f"part{kind}", read)

    return PARTS[kind].sub(part, COMMENT.sub("", text) if kind == ".tex" else text)


def latex(text: str) -> list[str]:
    """Return the keys of LaTeX's citations."""
    body = COMMENT.sub("", VERBATIM.sub("", text))
    groups = (found[1] for found in TEX.finditer(body) if not NO_CITATION.match(found[0]))
    return split(inner for group in groups for inner in BRACED.findall(group))


def split(groups: Iterable[str]) -> list[str]:
    """Return the keys of lists with commas."""
    return [key for group in groups for key in group.split(",")]
