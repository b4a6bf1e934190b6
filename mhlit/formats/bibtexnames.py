r"""Lists of names as BibTeX and BibLaTeX write them <-> ``Name``.

Names are split before LaTeX is decoded: braces tell organisations (``{World Health Organization}``) and keep `` and
`` together. The parts follow BibTeX's own rules: ``First von Last``, ``von Last, First``, ``von Last, Jr, First`` (N.
Markey, Tame the BeaST, s. 11); the von part is CSL's non-dropping particle. Where these rules would take initials or a
patronymic for the family (``Гурович И.Я.``, as most Russian files have it), the name is read as it is meant.
"""

from __future__ import annotations

import re

from mhlit.formats.latex import decode
from mhlit.formats.latexwrite import encode
from mhlit.model import Name
from mhlit.names import looks_like_organisation, parse_name
from mhlit.names.given import is_patronymic
from mhlit.text import script, squeeze

# "Gurovich, I. and Lyubov, E.", also at a line break; "And" in odd case
AND = re.compile(r"(?:^|\s+)and(?:\s+|$)", re.IGNORECASE)
# one brace, comma, blank (or tie) or "and" at a time: what may part names
PIECE = re.compile(r"\\.|[{}]|\s+and(?=\s)|[\s~]+|,|[^\\{}\s~,]+|\\$", re.IGNORECASE | re.DOTALL)
# "Гурович, И. Я.": one word, one comma and a given name, which most names are and which needs no rules
INVERTED = re.compile(r"([^\s,\\{}~=`'-]+(?:['-][^\s,\\{}~=`'-]+)*),([^,\\{}~=`'-]*(?:['-][^,\\{}~=`'-]+)*)")
# "Donald E. Knuth", "José García": needs no rules either, since its last word has small letters, thus no initials
DIRECT = re.compile(r"([A-ZÀ-ÖØ-Þ](?:[a-zß-öø-ÿ]+|\.)(?: [A-Z]\.)*) ([A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+(?:-[A-Z][a-z]+)?)")
# "family=Berg, given=Anna, prefix=van der": BibLaTeX's extended form
EXTENDED = re.compile(r"\s*(family|given|prefix|suffix)(?:-i)?\s*=\s*", re.IGNORECASE)
# the commas and semicolons of a list without "and"
PARTING = re.compile(r"\s*[,;]\s*")
# "И.Я.", "J.-P.", "E. B."; "EB", "J" without full stops
INITIALS = r"(?:[^\W\d_][^\W\d_]?\.[ -]?)+|[A-ZА-ЯЁ]{1,3}"
# "Гурович И.Я.", "van der Berg A.", "Smith JA": initials last, and a name before them
FAMILY_FIRST = re.compile(rf"(?!(?:{INITIALS})(?:\s|$))[^\W\d].*\s(?:{INITIALS})$")
# "И.Я. Гурович": initials first
INITIALS_FIRST = re.compile(r"(?:[^\W\d_][^\W\d_]?\.[ -]?)+[^\W\d_]{2}[^,]*$")
# "Гурович И.Я. и др.", "Smith J et al.": what closes a list behind its last name
CLOSED = re.compile(r"(?<=\S)\s(?:и др|et\.? al)\.?$", re.IGNORECASE)
# its last letters, a quick test
LAST = ("др", "al")
# the same as a member of the list, which is no person
OTHERS = frozenset(("others", "et al", "et al.", "др", "др.", "и др", "и др.", "et. al."))


def read_names(value: str) -> tuple[tuple[Name, ...], bool, bool]:
    """Return the names of a list, whether ``others`` closes it (that is "et al."), and whether commas parted names."""
    line, cut = " ".join(value.split()), 0
    if line.rstrip(".")[-2:].casefold() in LAST:
        line, cut = CLOSED.subn("", line)
    listed = [name for name in map(str.strip, split_names(line.rstrip(" ,;"))) if name]
    found = [name for each in listed for name in parted_at_commas(each)]
    others = bool(found) and found[-1].casefold() in OTHERS
    persons = found[:-1] if others else found
    return tuple(map(read_name, persons)), others or bool(cut), len(found) > len(listed)


def parted_at_commas(raw: str) -> list[str]:
    """Return the names that a file without "and" runs together: "Гурович И.Я., Шмуклер А.Б.", "Smith J; Doe A, et al.".

    Only where every piece is a name with initials of its own; "Smith, J." stays one name.
    """
    first = raw.replace(";", ",").partition(",")[0]
    if len(first) == len(raw) or "{" in raw or not (" " in first.strip() or "." in first):
        return [raw]
    pieces = [piece.strip() for piece in PARTING.split(raw)]
    persons = pieces[:-1] if pieces[-1].casefold() in OTHERS else pieces
    return pieces if len(pieces) > 1 and all(map(is_whole, persons)) else [raw]


def is_whole(piece: str) -> bool:
    """Return whether a piece between commas is a family with initials, or three words that end in a patronymic."""
    if FAMILY_FIRST.match(piece) or INITIALS_FIRST.match(piece):
        return True
    return piece.count(" ") > 1 and is_patronymic(piece.rpartition(" ")[2])


def split_names(value: str) -> list[str]:
    """Return the names of a list as they stand: parted by `` and `` outside of all braces."""
    if "{" not in value:
        return AND.split(value)
    found, start, level = [], 0, 0
    for piece in PIECE.finditer(value):
        sign = piece[0]
        level += (sign == "{") - (sign == "}")
        if level == 0 and len(sign) > 3 and sign[-3:].casefold() == "and" and sign[0].isspace():
            found.append(value[start : piece.start()])
            start = piece.end()
    return [*found, value[start:]]


def read_name(raw: str) -> Name:
    """Return one name of a list, its parts decoded.

    "Corporation for Digital Scholarship" often stands without braces: such a name is an organisation all the same.
    """
    if raw[0] == "{" and closing(raw) == len(raw) - 1:
        return Name(literal=text_of(raw[1:-1]))
    if found := INVERTED.fullmatch(raw):
        return Name(found[1], found[2].strip())
    if found := DIRECT.fullmatch(raw):
        return Name(found[2], found[1])
    return extended(raw) if "=" in raw and EXTENDED.match(raw) else by_rules(raw)


def by_rules(raw: str) -> Name:
    """Return a name read by BibTeX's rules."""
    parts = [part.strip() for part in split_at(raw, ",")]
    if len(parts) > 3:
        return Name(literal=text_of(raw))
    if len(parts) == 1:
        if raw.count(" ") > 1 and "{" not in raw and looks_like_organisation(raw):
            return Name(literal=text_of(raw))
        if is_family_first(raw):
            return parse_name(text_of(raw))
        given, particle, family = parted(split_at(raw, " "))
        return Name(text_of(family), text_of(given), particle=text_of(particle))
    before, particle, family = parted(split_at(parts[0], " "), comma=True)
    suffix = text_of(parts[1]) if len(parts) == 3 else ""
    return Name(text_of(family), text_of(parts[-1]), suffix, particle=text_of(f"{before} {particle}"))


def is_family_first(raw: str) -> bool:
    """Return whether a name without a comma cannot be meant as ``First von Last``: "Любов Е.Б.", "Иванов Иван".

    Names in Cyrillic stand in either order; patronymics and known given names tell it.
    """
    return "{" not in raw and (FAMILY_FIRST.match(raw) is not None or script(raw) == "Cyrl")


def text_of(raw: str) -> str:
    """Return a part of a name as text."""
    return squeeze(decode(raw))


def closing(raw: str) -> int:
    """Return where the brace closes that opens at the beginning, or -1."""
    level = 0
    for piece in re.finditer(r"\\.|[{}]", raw, re.DOTALL):
        level += (piece[0] == "{") - (piece[0] == "}")
        if not level:
            return piece.start()
    return -1


def split_at(raw: str, sign: str) -> list[str]:
    """Return the parts of a name between commas or blanks that stand outside of all braces."""
    if "{" not in raw and "~" not in raw:
        return raw.split() if sign == " " else raw.split(sign)
    found, level = [""], 0
    for piece in PIECE.findall(raw):
        level += (piece == "{") - (piece == "}")
        parting = piece == "," if sign == "," else piece.isspace() or not piece.strip("~ \t\r\n")
        if parting and not level:
            found.append("")
        else:
            found[-1] += piece
    return [part for part in found if part] if sign == " " else found


def parted(words: list[str], *, comma: bool = False) -> tuple[str, str, str]:
    """Return (given, von, family) of words in printed order: the von part begins small, the last word is family."""
    small = [at for at, word in enumerate(words[:-1]) if is_small(word)]
    if comma:
        end = 0
        while end in small:
            end += 1
        return "", " ".join(words[:end]), " ".join(words[end:])
    if not small:
        return " ".join(words[:-1]), "", " ".join(words[-1:])
    return " ".join(words[: small[0]]), " ".join(words[small[0] : small[-1] + 1]), " ".join(words[small[-1] + 1 :])


def is_small(word: str) -> bool:
    """Return whether a word begins with a small letter; a word in braces has no case, a LaTeX letter has."""
    if word[0] == "{" and not word.startswith("{\\"):
        return False
    letter = next(filter(str.isalpha, decode(word)), "")
    return letter.islower()


def extended(raw: str) -> Name:
    """Return a name in BibLaTeX's extended form; its parts may be given in any order."""
    parts = {}
    for part in split_at(raw, ","):
        label, _, value = part.partition("=")
        value = value.strip()
        parts[label.strip().casefold()] = text_of(value.removeprefix('"').removesuffix('"'))
    family, given, suffix, prefix = (parts.get(label, "") for label in ("family", "given", "suffix", "prefix"))
    return Name(family, given, suffix, particle=prefix)


def write_names(names: tuple[Name, ...], others: bool = False) -> str:
    """Return a list of names that ``read_names`` gives back; organisations stand in braces of their own."""
    return " and ".join([*map(write_name, names), *(["others"] if others else [])])


def write_name(name: Name) -> str:
    """Return one name, the family first."""
    if name.literal:
        return "{" + encode(name.literal) + "}"
    family = family_of(name)
    if name.suffix:
        return f"{family}, {part_of(name.suffix)}, {part_of(name.given)}".rstrip()
    if name.given:
        line = f"{family}, {part_of(name.given)}"
        return line if len(parted_at_commas(line)) == 1 else f"{{{family}}}, {part_of(name.given)}"
    return family if name.particle else alone(name.family)


def family_of(name: Name) -> str:
    """Return the von and the family part; braces keep small letters of a family from being read as von."""
    family = encode(name.family)
    words = name.family.split()
    if any(is_small(word) for word in words[:-1]) or parts_names(family):
        family = "{" + family + "}"
    return f"{encode(name.particle)} {family}".strip()


def part_of(text: str) -> str:
    """Return a given name or suffix as a value."""
    value = encode(text)
    return "{" + value + "}" if parts_names(value) else value


def parts_names(value: str) -> bool:
    """Return whether a value has what parts or ends names: a comma, a semicolon, the words "and" and "et al."."""
    return "," in value or ";" in value or AND.search(value) is not None or CLOSED.search(f"a {value}") is not None


def alone(family: str) -> str:
    """Return a family name without a given one; its blanks are bound, lest the first words be given names."""
    value = encode(family)
    if parts_names(value) or family.casefold() == "others":
        return "{" + value + "}"
    return "{ }".join(value.split(" "))
