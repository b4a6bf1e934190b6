r"""LaTeX -> Unicode, as BibTeX fields hold it: accents, letters, ligatures, simple mathematics.

``decode(r"Erd\H{o}s")`` gives ``Erdős``. What stands outside commands stays as it is, Cyrillic included, and so do a
bare ``%`` or ``&`` (many exporters escape nothing). A command that neither ``data/latex.tsv`` nor pylatexenc knows
stays as printed, and so does mathematics that Unicode cannot say, within its dollar signs. The other direction is
``latexwrite``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib import import_module

from mhlit.tables import table

# A value without any of these needs no decoding: "\'a", "{DNA}", "$x$", "D.~Knuth", "10--20", "``so''", `"=`, "<<",
# "50%" at the end of a line
# (each sign by itself: Python looks for their first characters at once only where no set is among them)
MARKUP = r"\\|\$|~|`|--|''|\"=|<<|%[ \t]*\r?\n"
SPECIAL = re.compile(rf"\{{|\}}|{MARKUP}")
BESIDE_BRACES = re.compile(MARKUP)
# \emph  \'  {  }  ~  $  --  ``  ''  a comment that ends a line, or plain text
TOKEN = re.compile(
    r"\\(?:[A-Za-z]+\*?[ \t\r\n]*|.|$)|[{}~]|\$\$?|-{2,3}|``|''|`|%[ \t]*\r?\n[ \t]*|[^\\{}~$`'%-]+|.", re.DOTALL
)
# `word' after decoding: a quotation that a backquote opened, up to an apostrophe that no letter follows
SINGLE_QUOTED = re.compile(r"\x00([^\x00]{0,400}?)'(?!\w)", re.DOTALL)
# \, \alpha  ^  _  {  }  or one character of mathematics
MATH_TOKEN = re.compile(r"\\(?:[A-Za-z]+\s*|.|$)|.", re.DOTALL)
LIGATURES = {"~": "\u00a0", "--": "–", "---": "—", "``": "“", "''": "”"}
SUPERSCRIPTS = str.maketrans("0123456789+-−=()aeinohkmbcdfglprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵉⁱⁿᵒʰᵏᵐᵇᶜᵈᶠᵍˡᵖʳˢᵗᵘᵛʷˣʸᶻ")
SUBSCRIPTS = str.maketrans("0123456789+-−=()aeioruvxhklmnpstjβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑᵢₒᵣᵤᵥₓₕₖₗₘₙₚₛₜⱼᵦᵧᵨᵩᵪ")
# 5$^{th}$, 1$^{er}$, n$^\circ$, $^{\ast}$: raised signs that read well as they are
RAISED = {"∘": "°", "th": "th", "st": "st", "nd": "nd", "rd": "rd", "er": "er", "TM": "™", "′": "′", "*": "*", "∗": "*"}
# Accents stand below these letters; the others sit on top, where i and j lose their dots.
BELOW = frozenset("\u0323\u0331\u0327\u0328\u0326\u0324\u0325")
# A value nested deeper than this is no text: its inner braces are kept as they are.
DEEPEST = 60


@cache
def commands() -> dict[str, tuple[str, str]]:
    """Return (kind, value) of every command that mhlit knows, by name; ``\\s`` stands for a blank."""
    return {row["command"]: (row["kind"], row["value"].replace(r"\s", " ")) for row in table("latex.tsv")}


def decode(value: str) -> str:
    """Return the text that a field's value prints, in NFC; white space stays as it is, ``~`` is a no-break space."""
    if not SPECIAL.search(value):
        return value
    if BESIDE_BRACES.search(value) or value.count("{") > DEEPEST:
        return _decode(value)
    return unicodedata.normalize("NFC", value.replace("{", "").replace("}", "").replace("\x00", ""))


@lru_cache(maxsize=4096)
def _decode(value: str) -> str:
    """Return the decoded value; memoised, since names and journals return often."""
    if "<<" in value and ">>" in value:
        value = value.replace("<<", "«").replace(">>", "»")
    text, _ = sequence(TOKEN.findall(value.replace('"=', "-").replace("\x00", "")), 0, 0)
    if "\x00" in text:
        text = SINGLE_QUOTED.sub("‘\\1’", text).replace("\x00", "`")
    return unicodedata.normalize("NFC", text)


def sequence(tokens: list[str], at: int, depth: int) -> tuple[str, int]:
    """Return the text from one token to the end of its group, and where reading goes on."""
    found: list[str] = []
    while at < len(tokens):
        if tokens[at] == "}":
            at += 1
            if depth:
                break
            continue
        before = found[-1][-1:] if found else ""
        text, at = ligature(tokens, at, before) if tokens[at] in ("`", "''") else element(tokens, at, depth)
        found.append(text)
    return "".join(found), at


def ligature(tokens: list[str], at: int, before: str) -> tuple[str, int]:
    """Return a quotation mark, but inside a word what was typed: soderzhan`ie, ob''ekt (signs of romanised Russian)."""
    inside = before.isalpha() and at + 1 < len(tokens) and tokens[at + 1][:1].isalpha()
    if inside:
        return tokens[at], at + 1
    return ("\x00" if tokens[at] == "`" else "”"), at + 1


def element(tokens: list[str], at: int, depth: int) -> tuple[str, int]:
    """Return the text of one token, group, command with its arguments or formula, and where reading goes on."""
    token = tokens[at]
    if depth > DEEPEST:
        return token, at + 1
    if token == "{":
        return sequence(tokens, at + 1, depth + 1)
    if token[0] == "\\":
        return command(tokens, at, depth)
    if token[0] == "$":
        return formula(tokens, at)
    return ("" if token[0] == "%" and token != "%" else LIGATURES.get(token, token)), at + 1


def argument(tokens: list[str], at: int, depth: int) -> tuple[str, int]:
    """Return the text of a command's argument: a group, a command, or one character."""
    while at < len(tokens) and tokens[at].isspace():
        at += 1
    if at >= len(tokens) or tokens[at] == "}":
        return "", at
    if tokens[at][0] in "{\\$":
        return element(tokens, at, depth + 1)
    rest = tokens[at].lstrip()
    if len(rest) > 1:
        tokens[at] = rest[1:]
        return rest[0], at
    return rest, at + 1


def group(tokens: list[str], at: int) -> tuple[str, int]:
    """Return an argument's source, untouched, and where reading goes on."""
    if at >= len(tokens) or tokens[at] != "{":
        return "", at
    level, start = 0, at
    while at < len(tokens):
        level += (tokens[at] == "{") - (tokens[at] == "}")
        at += 1
        if not level:
            break
    return "".join(tokens[start + 1 : at - 1]), at


def command(tokens: list[str], at: int, depth: int) -> tuple[str, int]:
    """Return what a command prints, with its arguments, and where reading goes on."""
    name = tokens[at][1:].strip() or " "
    if tokens[at] == "\\":  # the last sign of the value: nothing follows that it could command
        return "\\", at + 1
    kind, value = commands().get(name) or commands().get(name.rstrip("*")) or ("", "")
    at += 1
    if kind in ("letter", "symbol", "drop"):
        return value, at
    if kind in ("verbatim", "math"):
        source, at = group(tokens, at)
        return (source if kind == "verbatim" else mathematics(source) or f"${source}$"), at
    if kind == "pick":
        text = ""
        for _ in range(int(value)):
            text, at = argument(tokens, at, depth)
        return text, at
    if kind:
        text, at = argument(tokens, at, depth)
        return applied(kind, value, text), at
    return unknown(tokens, at, name, depth)


def applied(kind: str, value: str, text: str) -> str:
    """Return what a command with one argument makes of it."""
    if kind == "accent":
        return accented(text, chr(int(value, 16)))
    if kind == "tie":
        return text[:1] + chr(int(value, 16)) + text[1:]
    if kind == "wrap":
        before, _, after = value.partition("|")
        return before + text + after
    if kind in ("superscript", "subscript"):
        return shifted(text, SUPERSCRIPTS if kind == "superscript" else SUBSCRIPTS, letters=False) or text
    return text if kind == "font" else ""


def accented(text: str, mark: str) -> str:
    """Return a text with an accent over (or under) its first letter; an accent over nothing is nothing."""
    if not text.strip():
        return {"\u0303": "~", "\u0302": "^"}.get(mark, "")
    if mark not in BELOW:
        text = text[0].replace("ı", "i").replace("ȷ", "j") + text[1:]
    return unicodedata.normalize("NFC", text[0] + mark + text[1:])


def shifted(text: str, alphabet: dict[int, int], *, letters: bool = True) -> str:
    """Return the text raised or lowered with Unicode's characters, or ``""`` where it has none for it.

    In running text only figures and signs are: ``5\\textsuperscript{th}`` is 5th, not a string that no search finds.
    """
    if alphabet is SUPERSCRIPTS and text in RAISED:
        return RAISED[text]
    if not all(ord(sign) in alphabet and (letters or not sign.isalpha()) for sign in text):
        return ""
    return text.translate(alphabet)


def unknown(tokens: list[str], at: int, name: str, depth: int) -> tuple[str, int]:
    r"""Return a command that the table lacks: ``\&`` is its sign, rare letters come from pylatexenc, the rest stays."""
    if not name[0].isalpha():
        return name, at
    if symbol := rare(name):
        return symbol, at
    if at < len(tokens) and tokens[at] == "{":
        text, at = element(tokens, at, depth)
        return f"\\{name}{{{text}}}", at
    return f"\\{name}" + (" " if at < len(tokens) and tokens[at][:1].isalnum() else ""), at


@cache
def rare(name: str) -> str:
    """Return the character that pylatexenc has for a command without arguments, or ``""``."""
    # bibtexparser brings pylatexenc along; it has no type hints, hence the import by name
    latex2text = import_module("pylatexenc.latex2text")
    found = getattr(latex2text.get_default_latex_context_db().get_macro_spec(name), "simplify_repl", None)
    return found if isinstance(found, str) and "%" not in found else ""


# ---------------------------------------------------------------- mathematics


def formula(tokens: list[str], at: int) -> tuple[str, int]:
    """Return a formula as text if Unicode can say it, else as typed; a lone dollar sign is money."""
    sign = tokens[at]
    end = next((i for i in range(at + 1, len(tokens)) if tokens[i] == sign), 0)
    source = "".join(tokens[at + 1 : end]) if end else ""
    if not is_formula(source):
        return sign, at + 1
    text = mathematics(source)
    return (f"{sign}{source}{sign}" if text is None else text), end + 1


def is_formula(source: str) -> bool:
    """Return whether what stands between two dollar signs is mathematics: "$5 and $10" is not."""
    return bool(source.strip()) and (bool(re.search(r"[\\^_]", source)) or source == source.strip())


@lru_cache(maxsize=1024)
def mathematics(source: str) -> str | None:
    r"""Return a simple formula as Unicode (``\beta_2`` is β₂), or None where Unicode cannot say it."""
    text, _ = formula_sequence(MATH_TOKEN.findall(source), 0, 0)
    return text if text is None else unicodedata.normalize("NFC", text)


def formula_sequence(tokens: list[str], at: int, depth: int) -> tuple[str | None, int]:
    """Return the text of a formula up to the end of its group, None where a part cannot be said."""
    found: list[str] = []
    while at < len(tokens):
        if tokens[at] == "}":
            return (None, at) if not depth else ("".join(found), at + 1)
        text, at = formula_element(tokens, at, depth)
        if text is None:
            return None, at
        found.append(text)
    return (None if depth else "".join(found)), at


def formula_element(tokens: list[str], at: int, depth: int) -> tuple[str | None, int]:
    """Return the text of one sign, group, command or index of a formula."""
    if at >= len(tokens) or depth > DEEPEST:
        return None, at
    token = tokens[at]
    if token == "{":
        return formula_sequence(tokens, at + 1, depth + 1)
    if token in "^_":
        text, at = formula_element(tokens, at + 1, depth + 1)
        return (shifted(text, SUPERSCRIPTS if token == "^" else SUBSCRIPTS) or None if text else None), at
    if token[0] != "\\":
        return {"~": " ", "'": "′"}.get(token, token), at + 1
    return formula_command(tokens, at, depth)


def formula_command(tokens: list[str], at: int, depth: int) -> tuple[str | None, int]:
    """Return what a command prints in a formula."""
    name = tokens[at][1:].strip() or " "
    kind, value = commands().get(name, ("", ""))
    if not kind and not name[0].isalpha():
        return name, at + 1
    if kind in ("letter", "symbol", "drop"):
        relation = kind == "symbol" and not value.isalpha()  # "p \\le 0.05" reads better with its blank
        return value + " " * (relation and tokens[at][-1].isspace()), at + 1
    if kind in ("font", "accent"):
        text, at = formula_element(tokens, at + 1, depth + 1)
        return (applied(kind, value, text) if text is not None else None), at
    return None, at


# ---------------------------------------------------------------- verbatim fields

# \_  \%  \&  \#  \$  \~{}  \textasciitilde{}  {\textunderscore}  {\_}: what careful exporters write in addresses
ESCAPED = re.compile(
    r"\\([_%&#$~^])(?:\{\})?|\{\\([_%&#$~^])\}|\{?\\(textunderscore|textasciitilde|textasciicircum)(?:\{\}|\s+|(?=\W|$))\}?"
)
# \url{http://a.b/c}
WRAPPED = re.compile(r"^\\(?:url|nolinkurl|path|doi)\s*\{(.*)\}$", re.DOTALL)
ESCAPED_NAMES = {"textunderscore": "_", "textasciitilde": "~", "textasciicircum": "^"}


def verbatim(value: str) -> str:
    r"""Return an address or identifier: only the escapes of exporters are undone, ``%20`` and ``~`` stay."""
    if "\\" not in value:
        return value
    if wrapped := WRAPPED.match(value.strip()):
        value = wrapped[1]
    return ESCAPED.sub(lambda found: found[1] or found[2] or ESCAPED_NAMES[found[3]], value)
