"""Which word of a name is the family name: by commas, initials, particles, patronymics and known given names."""

from __future__ import annotations

import re

from mhlit.model import Name
from mhlit.names.given import MAN_PATRONYMIC, SURNAME, is_given, is_patronymic, joined
from mhlit.names.units import is_initials, units
from mhlit.names.words import kind
from mhlit.text import script

# "PETROV Ivan": capitals mark the family; three letters at least, since initials are capitals too
CAPITALS = re.compile(r"[^\W\d_a-zа-яё]{3,}(?:[-'’][^\W\d_a-zа-яё]+)*$")
# "SabineMoller"; "McDonald" and "DiGilio" begin with no given name
GLUED = re.compile(r"(?P<given>[^\W\d_][a-zß-ÿа-яё]{2,})(?P<family>[A-ZÀ-ÞА-ЯЁ][a-zß-ÿа-яё]{2,})$")
# A full stop behind a word that is no abbreviation
CLOSED = re.compile(r"[^\W\d_]{4}\.$")
# "AJCM": more initials than their shape allows, beside words in small letters
MANY_INITIALS = re.compile(r"[A-ZА-ЯЁ]{4,5}$")


def degreeless(piece: str) -> str:
    """Return a piece of a name without titles and degrees: "Prof. J. Smith" -> "J. Smith", "MD" -> ""."""
    tokens = piece.split()
    kept = [token for token in tokens if not is_degree(token)]
    if len(kept) == len(tokens) or (kept and not any(len(token.strip(".")) > 1 for token in kept)):
        return piece.strip()
    return " ".join(kept)


def is_degree(token: str) -> bool:
    """Return whether a token is a title or degree; "M.A." and "MD" in capitals are initials as often and stay."""
    return token.casefold() in kind("degree") and not (token.isupper() and is_initials(token))


def from_comma(pieces: list[str]) -> Name:
    """Return a name in parts between commas: family, given[, suffix]; the particle of "Tilburg, T. G. van" moves."""
    suffix = ", ".join(piece for piece in pieces[1:] if piece.casefold() in kind("suffix"))
    parts = [piece for at, piece in enumerate(pieces) if not at or piece.casefold() not in kind("suffix")]
    if is_whole(parts[0].split()):  # "Smith JA, MD", "John Smith, PhD": nothing is inverted here, the rest are degrees
        parts = [parts[0], *(piece for piece in parts[1:] if piece.casefold() not in kind("degree"))]
    if len(parts) == 1:
        name = ordered(parts[0].split(), "")
        return Name(name.family, name.given, suffix) if name and not name.literal else Name(literal=", ".join(pieces))
    family, given = parts[0], " ".join(parts[1:])
    if all(map(is_initials, family.split())) and not any(map(is_initials, given.split())):
        family, given = given, family
    given, trailing = without_particles(given.split())
    given, inner = without_suffix(given.split())
    family, outer = without_suffix(family.split())
    return Name(f"{trailing} {family}".strip(), given, suffix or inner or outer)


def is_whole(tokens: list[str]) -> bool:
    """Return whether what stands before a comma has a given part of its own already."""
    return any(map(is_initials, tokens[1:])) or (len(tokens) > 1 and is_given(tokens[0]) and not is_particle(tokens, 0))


def without_particles(tokens: list[str]) -> tuple[str, str]:
    """Return a given part and the particles printed behind it: "T. G. van" -> ("T. G.", "van")."""
    end = len(tokens)
    while end > 1 and tokens[end - 1] in kind("particle"):
        end -= 1
    return " ".join(tokens[:end]), " ".join(tokens[end:])


def without_suffix(tokens: list[str]) -> tuple[str, str]:
    """Return a part of a name and the suffix printed behind it; II, III and IV only behind two other tokens."""
    last = tokens[-1] if tokens else ""
    last = last.rstrip(".") if last[:1].isdigit() else last  # "Eger EI 2nd." ends a list
    alone = not any(is_initials(token) or is_given(token) for token in tokens[1:-1])
    certain = last.casefold() in kind("suffix") and not (last.isupper() and alone)  # "Poort SR" is S. R.
    roman = last.casefold() in kind("roman suffix") and last.isupper() and len(tokens) > 2
    if len(tokens) > 1 and (certain or roman):
        return " ".join(tokens[:-1]), last
    return " ".join(tokens), ""


def ordered(tokens: list[str], order: str) -> Name | None:
    """Return a name printed without commas, or None where it is no person's name."""
    rest, suffix = without_suffix(unglued(tokens) if len(tokens) == 1 else tokens)
    tokens = kin_joined(rest.split())
    marks = [is_initials(token) for token in tokens]
    if len(tokens) > 1 and not any(marks) and MANY_INITIALS.match(tokens[-1]) and not all(map(str.isupper, tokens)):
        marks[-1] = True
    if tokens and tokens[0].casefold() in kind("capital particle") and len(tokens) > 2:
        marks[0] = False
    if not any(marks):
        split = by_words(tokens, order)
    else:
        split = by_shape(tokens) if all(marks) else by_initials(tokens, marks)
    if split is None:
        return None
    family, given = (" ".join(part) for part in split)
    if CLOSED.search(family):  # "А. А. Ухтомский."
        family = family[:-1]
    return Name(family, given, suffix)


def unglued(tokens: list[str]) -> list[str]:
    """Return a single token as two where a blank was lost behind a known given name: "SabineMoller"."""
    match = GLUED.match(tokens[0])
    return [match["given"], match["family"]] if match and is_given(match["given"]) else tokens


def kin_joined(tokens: list[str]) -> list[str]:
    """Return tokens in which "оглы" and "кызы" are one with the father's name before them."""
    kept: list[str] = []
    for token in tokens:
        if len(kept) > 1 and token.casefold() in kind("kinship"):
            kept[-1] += f" {token}"
        else:
            kept.append(token)
    return kept


def is_fathers(token: str) -> bool:
    """Return whether a token is a patronymic, Slavic or with a kinship word: "Яковлевич", "Гасан оглы", "Али-оглы"."""
    return is_patronymic(token) or (
        (" " in token or "-" in token) and re.split("[ -]", token)[-1].casefold() in kind("kinship")
    )


Split = tuple[list[str], list[str]]


def by_shape(tokens: list[str]) -> Split | None:
    """Return family and given where every token looks like initials: "KIM MH", "Yu S.", "Ng AB"."""
    if len(tokens) == 1:
        return None
    plain = [at for at, token in enumerate(tokens) if "." not in token]
    candidates = plain if plain and len(plain) < len(tokens) else range(len(tokens))
    at = max(candidates, key=lambda index: (len(tokens[index].strip(".")), -index))
    return [tokens[at]], tokens[:at] + tokens[at + 1 :]


def by_initials(tokens: list[str], marks: list[bool]) -> Split:
    """Return family and given where some tokens are initials."""
    first, last = marks.index(True), len(marks) - 1 - marks[::-1].index(True)
    before, between, after = tokens[:first], tokens[first : last + 1], tokens[last + 1 :]
    if before and all(token in kind("particle") for token in after):
        return family_before(after + before if after else before, between)
    if not before:
        return family_behind(between, after)
    if before[0] in kind("particle"):
        return before, between + after
    return after, before + between


def family_before(before: list[str], between: list[str]) -> Split:
    """Return family and given of words followed by initials: "van der Gaag M", "Lyubov Evgeny B.".

    Lists sorted by the word that counts print "Os van J."; its particles come first again. Two initials behind
    a name leave no room for a given one: "Hulshoff Pol H.E." is a surname of two words.
    """
    end = len(before)
    while end > 1 and before[end - 1] in kind("particle"):
        end -= 1
    if end < len(before):
        return before[end:] + before[:end], between
    if len(before) > 1 and not is_particle(before, 0) and not any(is_particle(before, at) for at in range(len(before))):
        known = [is_given(word) or is_fathers(word) for word in before]
        one = len(units(" ".join(between))) == 1 or is_fathers(before[-1])
        if one and ((known[-1] and not all(known[:-1])) or (len(before) == 2 and all(known))):
            return before[:-1], [before[-1], *between]
        capitals = [CAPITALS.match(word) is not None for word in before]
        if sum(capitals) == 1 and capitals[-1]:
            return before[-1:], [*before[:-1], *between]
    return before, between


def family_behind(between: list[str], after: list[str]) -> Split:
    """Return family and given of initials followed by words: "M. van der Gaag", "J. Robert Smith"."""
    start = next((at for at in range(len(after)) if is_particle(after, at)), None)
    if start is None:
        start = 0
        while start < len(after) - 1 and is_given(after[start]):
            start += 1
        if len(after) - start > 1 and is_fathers(after[start]):
            start += 1
    return after[start:], between + after[:start]


def is_particle(words: list[str], at: int) -> bool:
    """Return whether a word opens a surname: a particle in small letters, or with a capital at the start."""
    if at + 1 >= len(words):
        return False
    return words[at] in kind("particle") or (at == 0 and words[at].casefold() in kind("capital particle"))


def by_words(tokens: list[str], order: str = "") -> Split | None:
    """Return family and given of a name without initials; ``order`` decides where nothing in the name does."""
    if len(tokens) < 2:
        return (tokens, []) if tokens and len(tokens[0].strip(".")) > 1 else None
    start = next((at for at in range(len(tokens)) if is_particle(tokens, at)), None)
    if start is not None:
        return with_particle(tokens, start)
    capitals = [at for at, token in enumerate(tokens) if CAPITALS.match(token)]
    if len(capitals) == 1:
        return [tokens[capitals[0]]], tokens[: capitals[0]] + tokens[capitals[0] + 1 :]
    first, last = family_evidence(tokens, first=True), family_evidence(tokens, first=False)
    if len(tokens) == 3 and script(" ".join(tokens)) == "Latn" and not any(map(is_fathers, tokens)):
        first = last if order == "family" or is_double(tokens) else last - 1  # "Lacey Martin Shah": two given names
    if first == last:
        family_first = order == "family" or (not order and script(" ".join(tokens)) == "Cyrl")
    else:
        family_first = first > last
    if family_first:
        width = len(tokens) - 1 if len(tokens) == 3 and is_double(tokens) else 1
        return tokens[:width], tokens[width:]
    return tokens[-1:], tokens[:-1]


def is_double(tokens: list[str]) -> bool:
    """Return whether three words are a surname of two words and a given name: "Garcia Marquez Gabriel"."""
    return is_given(tokens[2]) and not is_fathers(tokens[2]) and not is_given(tokens[1])


def with_particle(tokens: list[str], start: int) -> Split:
    """Return family and given around a particle: "Ludwig van Beethoven", "van der Gaag Mark"."""
    if start:
        return tokens[start:], tokens[:start]
    words = (at for at, token in enumerate(tokens) if not is_particle(tokens, at) and token not in kind("particle"))
    end = next(words, len(tokens))
    return tokens[: end + 1], tokens[end + 1 :]


def family_evidence(tokens: list[str], *, first: bool) -> float:
    """Return how well the words fit with the family name at the start or at the end.

    A patronymic in its place weighs most, then a known given name in its place, then the look of a surname. "Исаак
    Яковлевич Гурович" has two words like patronymics; the known "Исаак" decides.
    """
    family = tokens[0] if first else tokens[-1]
    given = tokens[1:] if first else tokens[:-1]
    score = (
        1.0 * is_given(given[0])
        - 1.0 * is_fathers(given[0])
        + 0.4 * (SURNAME.search(joined(family)) is not None)
        - 0.5 * is_given(family)
    )
    if len(given) > 1:
        score += 1.5 * is_fathers(given[1])
    if is_fathers(family):
        score -= 0.5 if MAN_PATRONYMIC.search(joined(family)) else 1.5
    return score
