"""Names as citations print them: one name into its parts, a printed list into names.

Reads "Gurovich IYa", "I.Ya. Gurovich", "Любов Евгений Борисович", "van der Gaag, M.", "Smith JA 3rd"; recognises "et
al.", the marks of editors and organisations. Parts are given back as printed, repaired (look-alike letters, stress
marks, blanks before full stops) but not restyled. Nothing is refused: what cannot be read as a person's name is a
``literal``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from mhlit.model import Name
from mhlit.names.forms import nominative
from mhlit.names.given import is_given
from mhlit.names.lists import split_names
from mhlit.names.order import degreeless, from_comma, ordered
from mhlit.names.units import is_initials
from mhlit.names.words import (
    is_organisation,
    looks_like_organisation,
    prepare,
    suffix_words,
    without_marks,
)
from mhlit.text import clean

# "Gurovich IYa, Lyubov EB": a full stop or a colon may close the span
SEPARATOR = re.compile(r"\s*[,;]\s*")
# "Шевченко Ю.С. (Москва)", "Иванов И.И. (мл.)"
ASIDE = re.compile(r"(?<=[^\s(])\s*\((?P<inside>[^()]*)\)$")
# More words than a name has: prose that was taken for one.
MANY_WORDS = 7
NUMBER = re.compile(r"\d{2,}")
# "https://example.org", "name@example.org", "www.example.org"
ADDRESS = re.compile(r"://|\w@\w|\bwww\.")


@dataclass(frozen=True, slots=True)
class NameList:
    """The names of a printed list in order, whether it ended in "et al.", and whose list it is.

    ``doubtful`` says that at least one name was read by a guess.
    """

    names: tuple[Name, ...] = ()
    et_al: bool = False
    role: str = "author"
    doubtful: bool = False


# ---------------------------------------------------------------- one name


def parse_name(text: str) -> Name:
    """Return one printed name in parts; organisations and prose as ``literal``, an empty Name where no name is left."""
    return parsed(text, "")


@lru_cache(maxsize=20_000)
def parsed(text: str, order: str) -> Name:
    """Return one name; ``order`` ("family" or "given" first) decides where nothing in the name does."""
    if ADDRESS.search(text):
        return Name(literal=clean(text))
    marks = without_marks(prepare(text))
    name = person(marks.body, order)
    return in_nominative(name) if marks.genitive else name


def person(body: str, order: str) -> Name:
    """Return a name that has lost its marks."""
    body = ASIDE.sub(aside, body.strip(" ,;:"))
    if not any(c.isalpha() for c in body):
        return Name() if all(unicodedata.category(c)[0] in "PZ" for c in body) else Name(literal=body)
    if is_organisation(body) or NUMBER.search(body):
        return Name(literal=body)
    pieces = [piece for piece in map(degreeless, SEPARATOR.split(body)) if piece]
    if len(pieces) > 1:
        return from_comma(pieces)
    # An emoji or a bullet beside a name is no part of it.
    tokens = [token for token in pieces[0].split() if any(map(str.isalnum, token))] if pieces else []
    if len(tokens) > MANY_WORDS:
        return Name(literal=body)
    return ordered(tokens, order) or Name(literal=body)


def aside(match: re.Match[str]) -> str:
    """Return what a bracket behind a name leaves: a suffix, else nothing (a town, "pseud.")."""
    return f", {match['inside']}" if match["inside"].casefold() in suffix_words() else ""


# ---------------------------------------------------------------- a list of names


def parse_names(text: str) -> NameList:
    """Return the names of a printed list: "Gurovich IYa, Lyubov EB, et al.", "Под ред. Т.Б. Дмитриевой, Б.С. Положего".

    Names may be inverted ("Smith, J., & Brown, K."), the order is decided once for the list. An organisation with
    commas or an "and" of its own stays one name where no initials stand beside it.
    """
    marks = without_marks(prepare(text))
    role = "editor" if marks.editor else "author"
    pieces = split_names(marks.body)
    order = usual_order(pieces)
    read = (named(piece, order, genitive=marks.genitive) for piece in pieces if any(map(str.isalpha, piece)))
    names = [name for name in read if str(name)]
    et_al = marks.et_al or any(without_marks(prepare(piece)).et_al for piece in pieces)
    return NameList(tuple(names), et_al, role, len(names) < len(pieces) or any(map(is_doubtful, names)))


def named(piece: str, order: str, *, genitive: bool) -> Name:
    """Return one name of a list."""
    name = parsed(piece, order)
    return in_nominative(name) if genitive else name


def is_doubtful(name: Name) -> bool:
    """Return whether a name was read by a guess: prose as a literal, or a family name of many words."""
    if name.literal:
        return not looks_like_organisation(name.literal)
    return not name.given or len(name.family.split()) > 3


def usual_order(pieces: list[str]) -> str:
    """Return which part most names of a list print first, by those that show it: "family", "given" or ``""``."""
    votes = {"family": 0, "given": 0}
    for piece in pieces:
        tokens = piece.split()
        if len(tokens) < 2 or "," in piece:
            continue
        first, last = (is_initials(token) or is_given(token) for token in (tokens[0], tokens[-1]))
        if first != last:
            votes["given" if first else "family"] += 1
    if votes["family"] == votes["given"]:
        return ""
    return max(votes, key=lambda order: votes[order])


def in_nominative(name: Name) -> Name:
    """Return a name printed behind "под ред.", where surnames stand in the genitive, as it is cited."""
    return Name(nominative(name.family), name.given, name.suffix, name.literal)
