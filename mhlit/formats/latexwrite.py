r"""Unicode -> a BibTeX value that compiles and that ``latex.decode`` turns back into the same text.

Letters stay Unicode (biber, and BibTeX with UTF-8 input, take them); escaped are TeX's own signs, raised and lowered
figures and the symbols that pdfLaTeX has only in mathematics: ``β₂ & 5 %`` is written ``$\beta$\textsubscript{2} \& 5
\%``.
"""

from __future__ import annotations

import re
from functools import cache

from mhlit.formats.latex import SUBSCRIPTS, SUPERSCRIPTS, commands, is_formula, mathematics

# "&", "5%", "a_b", "``", "''", "--": signs that TeX would take for something else
SIGNS = {
    "\\": r"\textbackslash{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "\u00a0": "~", "{": r"\{", "}": r"\}", "`": r"\textasciigrave{}", "'": "'{}",
    "-": "-{}", '"=': '"{}=', "<": "<{}", ">": ">{}", "@": "{@}",
}  # fmt: skip
# the keys of SIGNS; "@" only where a line begins with it, since parsers take "\n@word{" for the next entry
SIGN = re.compile(r"[\\&%$#_~^\u00a0{}`]|'(?=')|-(?=-)|\"=|<(?=<)|>(?=>)|(?<=\n)[ \t]*@")
# "x₂", "10⁻³"; "o͡o": letters under a tie
LOWERED = re.compile("[₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑᵢₒᵣᵤᵥₓₕₖₗₘₙₚₛₜⱼᵦᵧᵨᵩᵪ]+")
RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵉⁱⁿᵒʰᵏᵐᵇᶜᵈᶠᵍˡᵖʳˢᵗᵘᵛʷˣʸᶻ]+")
TIED = re.compile(r"([^\W\d_])\u0361([^\W\d_])")
# "$\frac{1}{2}$" as it was read
FORMULA = re.compile(r"\$([^$]+)\$")
# "$\\beta$$^{n}$": two formulas that touch would be read as one displayed
TOUCHING = re.compile(r"(?<!\\)\$\$")
# A Greek letter alone is a symbol ("β-blocker"), in a word it is Greek ("λόγος").
GREEK = re.compile(r"[\u0370-\u03ff]")
# "Russia", "DNA", "McCarthy", "E." in a title: words that a style must not set in lower case
# (commands and formulas are matched before, to step over them)
CAPITALISED = re.compile(r"\\(?:[A-Za-z]+|.)|\$[^$]*\$|((?:[\w\u0300-\u036f][’'.]?)+)")
# "\\{", "\\$"
ESCAPED = re.compile(r"\\.")
PLAIN = {digit: figure for figure, digit in (*SUBSCRIPTS.items(), *SUPERSCRIPTS.items())} | {ord("₋"): 45, ord("⁻"): 45}


def encode(text: str) -> str:
    """Return a text as a field's value: Unicode, with TeX's own signs escaped once and braces in balance."""
    if "$" not in text:
        return encode_plain(text, balanced(text))
    parts = FORMULA.split(text)
    kept = [at % 2 == 1 and is_kept(part) for at, part in enumerate(parts)]
    plain = [f"${part}$" if at % 2 and not kept[at] else part for at, part in enumerate(parts)]
    level = balanced("".join(part for part, keep in zip(plain, kept, strict=True) if not keep))
    found = (f"${part}$" if keep else encode_plain(part, level) for part, keep in zip(plain, kept, strict=True))
    return TOUCHING.sub("${}$", "".join(found))


def is_kept(source: str) -> bool:
    """Return whether ``decode`` left this formula as typed, so that it has to be written as it stands.

    One that ends in a backslash would take the closing sign with it; in ``\\{}`` the braces are a pair to BibTeX and
    none to parsers that skip what a backslash escapes.
    """
    if source.endswith("\\") or not (balanced(source) and balanced(ESCAPED.sub("", source))):
        return False
    return is_formula(source) and "\\" in source and mathematics(source) is None


def balanced(text: str) -> bool:
    """Return whether the braces of a text come in pairs."""
    level = 0
    for sign in text:
        level += (sign == "{") - (sign == "}")
        if level < 0:
            return False
    return not level


def encode_plain(text: str, pairs: bool) -> str:
    """Return a text without formulas as a value. BibTeX counts escaped braces too: an odd one gets a name."""
    text = SIGN.sub(lambda found: escape(found[0], pairs), text)
    if text.isascii():
        return text
    text = LOWERED.sub(lambda found: lowered(found[0]), text)
    text = RAISED.sub(lambda found: raised(found[0]), text)
    text = TIED.sub(r"\\t{\1\2}", text)
    text = symbol_runs().sub(symbols_of, text)
    return TOUCHING.sub("${}$", text)


def escape(sign: str, pairs: bool) -> str:
    """Return how TeX prints a sign that means something to it."""
    if sign in "{}" and not pairs:
        return r"\textbraceleft{}" if sign == "{" else r"\textbraceright{}"
    return SIGNS.get(sign) or SIGNS["@"]


def lowered(text: str) -> str:
    """Return lowered figures as a command, lowered letters as a formula."""
    plain = text.translate(PLAIN)
    return f"$_{{{plain}}}$" if any(sign.isalpha() for sign in plain) else rf"\textsubscript{{{plain}}}"


def raised(text: str) -> str:
    """Return raised figures as a command, raised letters as a formula: in running text they would come back lowered."""
    plain = text.translate(PLAIN)
    if not any(sign.isalpha() for sign in plain):
        return rf"\textsuperscript{{{plain}}}"
    return f"$^{{{plain}}}$" if mathematics(f"^{{{plain}}}") == text else text


def symbols_of(found: re.Match[str]) -> str:
    """Return a run of signs as a formula, since pdfLaTeX knows them only there; a word in Greek stays a word."""
    run, text = found[0], found.string
    neighbours = text[max(found.start() - 1, 0) : found.start()] + text[found.end() : found.end() + 1]
    if all(map(GREEK.match, run)) and (len(run) > 1 or GREEK.search(neighbours)):
        return run
    return "$" + "".join(f"\\{symbols()[sign]}" for sign in run) + "$"


@cache
def symbol_runs() -> re.Pattern[str]:
    """Return the pattern of one or more signs of mathematics."""
    return re.compile(f"[{re.escape(''.join(symbols()))}]+")


@cache
def symbols() -> dict[str, str]:
    """Return the command of each sign that has one in mathematics only, the shortest where there are several."""
    found: dict[str, str] = {}
    text = {value for kind, value in commands().values() if kind == "letter"}
    for name, (kind, value) in sorted(commands().items(), key=lambda row: (-len(row[0]), row[0])):
        if kind == "symbol" and len(value) == 1 and not value.isascii() and value not in text:
            found[value] = name
    return found


def encode_title(text: str) -> str:
    """Return a title as a value whose capitals survive styles that set titles in lower case."""
    return CAPITALISED.sub(lambda found: protected(found[1] or "", found.start()) or found[0], encode(text))


def protected(word: str, at: int) -> str:
    """Return a word of a title in braces if it has a capital; the very first letter is safe without."""
    tail = word[1:] if at == 0 else word
    return f"{{{word}}}" if tail != tail.lower() else word


def encode_verbatim(text: str) -> str:
    """Return an address or identifier as it is; only braces without a partner and line breaks cannot stay."""
    text = "".join(text.split()) if "\n" in text else text
    return text if balanced(text) else text.replace("{", "%7B").replace("}", "%7D")
