"""A printed list of names into single names: which commas part names, and which a surname from its given name."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from mhlit.names.given import is_given, is_patronymic, looks_russian
from mhlit.names.units import is_initials
from mhlit.names.words import conjunction, has_organisation_word, is_organisation, kind, suffix_words

SEPARATOR = re.compile(r"\s*[,;]\s*")


class Piece(NamedTuple):
    """What stands between two separators; ``behind_and`` where the first of them was an "and"."""

    text: str
    behind_and: bool = False


def split_names(body: str) -> list[str]:
    """Return the names of a list as strings; an inverted name keeps its comma.

    The body has lost its "et al." and the marks of editors. Semicolons part names for certain; commas do too, unless
    what follows is the given part, a suffix or a degree of the name before.
    """
    body = body.strip(" ,;:")
    return [name for part in body.split(";") for name in split_part(part.strip(" ,"))]


def split_part(part: str) -> list[str]:
    """Return the names between two semicolons: one, inverted or not, or again a list; an organisation stays whole."""
    if not part:
        return []
    pieces = split_by_commas(part)
    if is_whole_organisation(part, pieces):
        return [part]
    return joined([run for piece in pieces for run in unrun(piece)])


def is_whole_organisation(part: str, pieces: list[Piece]) -> bool:
    """Return whether commas and "and" belong to one organisation: its words are there, and nobody with initials."""
    if len(pieces) == 1:
        return is_organisation(part)
    persons = any(is_initials(token) for piece in pieces for token in piece.text.split()[1:])
    return has_organisation_word(part) and not persons


def split_by_commas(body: str) -> list[Piece]:
    """Return the pieces between commas and conjunctions."""
    found: list[Piece] = []
    for part in SEPARATOR.split(body):
        opens = conjunction().match(part) is not None
        texts = [text.strip() for text in conjunction().split(part) if text.strip()]
        found += [Piece(text, opens or at > 0) for at, text in enumerate(texts)]
    return found


def unrun(piece: Piece) -> list[Piece]:
    """Return a piece as several where a comma is missing: "Гурович И. Я. Любов Е. Б.", "A. Smith B. Jones"."""
    tokens = piece.text.split()
    marks = [is_initials(token) and (not token.isalpha() or len(token) < 3) for token in tokens]
    changes = [at for at in range(1, len(tokens)) if marks[at] != marks[at - 1]]
    if len(changes) < 3 or len(changes) % 2 == 0:
        return [piece]
    bounds = [0, *changes[1::2], len(tokens)]
    texts = [" ".join(tokens[start:end]) for start, end in pairwise(bounds)]
    return [Piece(text, piece.behind_and and at == 0) for at, text in enumerate(texts)]


def joined(pieces: list[Piece]) -> list[str]:
    """Return names, with what a comma had parted put together: "Smith" + "J." + "Jr.", "Bourdieu" + "Pierre"."""
    if is_one_inverted(pieces):
        return [", ".join(piece.text for piece in pieces)]
    names: list[str] = []
    takes = False  # whether the last name still lacks its given part
    inverted = is_inverted(pieces)
    for piece in pieces:
        if names and belongs_behind(piece.text, takes=takes):
            names[-1] += f", {piece.text}"
        elif takes and not piece.behind_and and is_given_part(piece.text, names[-1], inverted=inverted):
            names[-1] += f", {piece.text}"
            takes = False
        else:
            names.append(piece.text)
            takes = lacks_given(piece.text)
    return names


def is_one_inverted(pieces: list[Piece]) -> bool:
    """Return whether a whole list is a surname and two given names, whether known or not: "Appiah, Kwame Anthony"."""
    if len(pieces) != 2 or pieces[1].behind_and:
        return False
    family, given = pieces[0].text, pieces[1].text.split()
    if len(family.split()) != 1 or len(given) != 2 or not all(word.istitle() for word in (family, *given)):
        return False
    return not (is_given(family) or any(map(is_organisation, (family, pieces[1].text))) or is_initials(given[1]))


def belongs_behind(piece: str, *, takes: bool) -> bool:
    """Return whether a piece is a suffix or degree of the name before it; "MA" behind a bare surname is initials."""
    return piece.casefold() in suffix_words() or (not takes and piece.casefold() in kind("degree"))


def lacks_given(piece: str) -> bool:
    """Return whether a piece is a surname alone ("Smith", "van der Gaag", "Garcia Marquez")."""
    tokens = piece.split()
    if any(is_initials(token) and not token.isalpha() for token in tokens):
        return False
    return len(tokens) == 1 or not any(is_initials(token) or is_given(token) for token in tokens)


def is_given_part(piece: str, before: str, *, inverted: bool) -> bool:
    """Return whether a piece behind a comma is the given part of the name before it; of "WHO, UNICEF" it is not."""
    tokens = piece.split()
    if is_organisation(piece) and is_organisation(before):
        return False
    if is_initials(tokens[0]):
        return all(is_initials(token) or token.islower() for token in tokens) or (inverted and len(tokens) < 3)
    if not inverted or len(tokens) > 3:
        return False
    return is_given(tokens[0]) or len(tokens) == 1 or given_and_initial(tokens) or is_patronymic(tokens[-1])


def is_given_word(token: str) -> bool:
    """Return whether a token can only belong to a given part."""
    return is_initials(token) or is_given(token) or is_patronymic(token)


def is_inverted(pieces: list[Piece]) -> bool:
    """Return whether commas part family and given names in a list, judged by its first two pieces."""
    if len(pieces) < 2 or pieces[1].behind_and or not lacks_given(pieces[0].text):
        return False
    first, second = pieces[0].text.split(), pieces[1].text.split()
    if is_initials(second[0]) or (len(pieces) == 2 and len(second) == 1 and len(first) <= 2):
        return True
    if len(first) == 1 and len(second) == 2 and is_patronymic(second[1]):
        return True  # "Идрисов, Кюри Арбиевич": a given name that no table knows
    if len(first) == 1 and (given_and_initial(second) or ends_inverted(pieces)):
        return True
    if len(first) > 1 and not all(map(is_given_word, second)):
        return False  # "Talgo Ravich, Sergei Petrov": two names, each given first
    both_given = len(first) == len(second) == 1 and is_given(first[0]) and len(pieces) > 2  # "Anna, Maria, Elena"
    return is_given(second[0]) and not both_given


def given_and_initial(tokens: list[str]) -> bool:
    """Return whether words are a given name that no table knows and a middle initial: "Maureen T.", not "Ivanov I."."""
    if len(tokens) != 2 or not tokens[1].endswith(".") or not is_initials(tokens[1]) or is_initials(tokens[0]):
        return False
    return tokens[0].isascii() and tokens[0].isalpha() and not looks_russian(tokens[0])


def ends_inverted(pieces: list[Piece]) -> bool:
    """Return whether the last name of a list is inverted: "Daston, Lorraine, & Sibum, H. Otto"."""
    if len(pieces) < 4 or len(pieces) % 2 or len(pieces[1].text.split()) > 2:
        return False
    last, given = pieces[-2:]
    return last.behind_and and not given.behind_and and lacks_given(last.text) and len(last.text.split()) == 1
