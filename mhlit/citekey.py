"""The key that a record would have if no other wanted it: ``lyubov2019``, ASCII, the same from every romanisation.

``mhlit.library.citekeys`` keeps the keys of a library; files without a library are keyed here (``keyed``).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from mhlit.settings import CITEKEY, TOKEN, checked_pattern
from mhlit.tables import table
from mhlit.text import APOSTROPHES, CYRILLIC, squeeze
from mhlit.translit import romanise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mhlit.model import Name, Record, Text

LONGEST = 40
UNKNOWN = "anon"
DEFAULT = checked_pattern(CITEKEY)
# So many families make {authors}; more are "etal".
MOST_NAMES = 3
SLAVIC = ("ru", "uk", "be", "bg")
# "The", "A", "Der", "Les" say nothing as the first word of a title.
ARTICLES = frozenset({"a", "an", "the", "der", "die", "das", "ein", "eine", "le", "la", "les", "un", "une", "el", "il"})
# "NGO „Mental Health Perspectives”", "РОО «Новые возможности»": what stands before says only what kind it is.
QUOTED = re.compile('[«„“"]([^«»„“”"]{3,})[»“”"]')
WORDS = re.compile(r"[^\W_]+(?:['’ʹʼ][^\W_]+)*")
# "I͡Udin", as the Library of Congress writes it
TIE = re.compile("[\u0361\ufe20\ufe21]")
# Letters that decomposition does not bring to ASCII.
LETTERS = str.maketrans({
    "ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h",
})  # fmt: skip
# The same for the Latin that stands for Cyrillic, where a mark is half the letter.
ROMANISED = str.maketrans({
    "š": "sh", "ž": "zh", "č": "ch", "ŝ": "shch", "â": "ya", "û": "yu", "ĭ": "y", "è": "e", "ė": "e", "ë": "e",
})  # fmt: skip
# Names that are Russian by their look: "Liubov", "Dostoevskij", "Shevchenko", "Hritinin", "Tolstoj"; and "Iudin",
# "Ščukin", "Jolkin", "Ilyina", which need a second sign, since "Martin" and "Colin" end so too. "Kowalski" is Polish.
RUSSIAN = re.compile(
    r"(?:[oeë]va?|sk(?:[iyjĭ]{1,3}|aya|aia|aja)|enko|(?:ch|č)[uiy]k|[iyj]uk|[eo]vi[cč]h?|inina?|[aeioy]j)$"
    r"|^(?=[ij]u|ia|ye|jo.*k|.*(?:[šžčŝâû']|kh|zh|shch|shh|rjo|[aeiou][hx]in|[bdlmnprstvz]y[aeiou])).*[iy]na?$"
)
POLISH = re.compile("w|sz|rz|[łńóśź]|[cd]z.*sk")
# From any romanisation to one close to BGN/PCGN, in this order. Cyrillic goes through the same steps, so that
# Любов, Lyubov, Ljubov and Liubov meet whatever a step does.
REWRITES = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        ("schtsch|shtsh|shtch|shh", "shch"),  # Schtschukin, Shhukin
        ("tsch|tch|tsh", "ch"),  # Tschechov, Tchekhov
        ("sch(?=[^aeiouy])", "sh"),  # Puschkin
        ("sch", "shch"),  # Scherbakov
        ("jj", "y"),  # Tolstojj
        ("(?<=ale)x|(?<=ma)x|(?<=^a)x", "ks"),  # Alexandrov, Maximov, Axenov
        ("x", "kh"),  # Xritinin, Mixajlov
        ("(?<![ckpstz])h", "kh"),  # Mihailov
        ("cz|tz|tc|c(?![hk])", "ts"),  # Cygankov, Kuznetcov
        ("ph", "f"),  # Philippov
        ("[ijy](?=[au])", "y"),  # Liubov, Ljubov; Dostoevskaia
        ("^[jy]o", "yo"),  # Jolkin
        ("(?<=[vbpf])[jy]o(?=va?$)", "ie"),  # Solovyov, that is Solovyev
        ("(?<=[^aeiouy])[jy]o", "e"),  # Korolyov, that is Korolev
        ("(?<=[^aeiou])[jy]+e$", "ye"),  # Novyye, Novyje: Novye
        ("(?<=[^aeiouy])['jy]e(?!$)", "ie"),  # Solov'ev, Solovyev: Soloviev
        ("'", ""),
        ("(?<![^aeiou])[jy]+e", "e"),  # Alekseyev, Yevtushenko
        ("(?<=[^aeiouy])[jy](?=i)", ""),  # Ilyin
        ("j", "y"),  # Mikhajlov
        ("(?<=[aeou])i(?![aeiuy])", "y"),  # Mikhailov, Maiorov, Tolstoi
        ("(?<=[gkhc])(?:ii|yy|yi|iy|i|y)$", "iy"),  # Dostoevskii, -sky, -ski
        ("(?:yy|yi)$", "y"),  # Belyy, Belyi
        ("ii$", "iy"),
    )
)


def base(record: Record, spelt: Mapping[str, Name] = MappingProxyType({}), pattern: str = DEFAULT) -> str:
    """Return the key that a record would have if no other wanted it: by default family and year, ``nd`` without one.

    ``spelt`` gives names by printed form where somebody chose how the person is written. A capital in the pattern makes
    one in the key: ``{Family}`` gives Lyubov.
    """

    def value(found: re.Match[str]) -> str:
        token = found[1]
        text = token_of(record, token.lower(), spelt)
        return text[:1].upper() + text[1:] if token[0].isupper() else text

    # A pattern's own sign cannot begin a key: "{given}-{family}" of an organisation.
    return TOKEN.sub(value, pattern).lstrip(":_./+-") or UNKNOWN


def token_of(record: Record, token: str, spelt: Mapping[str, Name]) -> str:
    """Return what a token of a pattern stands for (see ``mhlit.settings.TOKENS``)."""
    slavic = is_slavic(record)
    match token:
        case "family":
            return stem(record, spelt)
        case "year":
            return "nd" if record.year is None else str(abs(record.year))
        case "given":
            return plain(record.authors[0].given, slavic=slavic)[:1] if record.authors else ""
        case "title":
            return next((found for text in record.titles for found in telling(text.value, slavic)), "")
        case "journal":
            words = telling(record.container, slavic)
            return "".join(word[0] for word in words) if words[1:] else "".join(words)
    names = [each for name in record.authors if (each := of_name(spelt.get(str(name), name), slavic=slavic))]
    return "".join(names[:MOST_NAMES]) + ("etal" if names[MOST_NAMES:] else "") or stem(record, spelt)


def telling(text: str, slavic: bool) -> list[str]:
    """Return the words of a title that say something, in ASCII."""
    words = (word for word in WORDS.findall(text) if word.casefold() not in stopwords())
    return [found for word in words if (found := plain(word, slavic=slavic))]


@cache
def stopwords() -> frozenset[str]:
    """Return the words of English and Russian that say nothing alone."""
    return frozenset(row["word"] for row in table("stopwords.tsv"))


def stem(record: Record, spelt: Mapping[str, Name] = MappingProxyType({})) -> str:
    """Return the first author's family name, else the first editor's, else the first word of the title, in ASCII."""
    slavic = is_slavic(record)
    for name in (*record.authors, *record.editors):
        if found := of_name(spelt.get(str(name), name), slavic=slavic):
            return found
    return of_title(record.titles, slavic=slavic) or of_title(record.containers, slavic=slavic) or UNKNOWN


def of_name(name: Name, *, slavic: bool = False) -> str:
    """Return a name's part of a key; of an organisation the first word, of its own name where that is in quotes."""
    if name.family:
        return plain(f"{name.particle} {name.family}", slavic=slavic)
    quoted = QUOTED.search(name.literal)
    own = first_word(quoted[1], slavic=slavic) if quoted else ""
    return own or first_word(name.literal or name.given, slavic=slavic)


def of_title(wordings: Sequence[Text], *, slavic: bool) -> str:
    """Return a title's part of a key."""
    return next((found for each in wordings if (found := first_word(each.value, slavic=slavic))), "")


def first_word(text: str, *, slavic: bool) -> str:
    """Return the first word that is not an article, in ASCII."""
    found = [word for word in (plain(each, slavic=slavic) for each in WORDS.findall(text)[:4]) if word]
    return next((word for word in found if word not in ARTICLES), found[0] if found else "")


def plain(name: str, *, slavic: bool = False) -> str:
    """Return a name as small ASCII letters and digits; Russian ones the same from every romanisation."""
    name = squeeze(unicodedata.normalize("NFC", TIE.sub("", name)).casefold().translate(APOSTROPHES))
    if CYRILLIC.search(name):
        # ё is seldom printed but at the beginning: Королёв is also Королев, Ёлкин stays.
        name = re.sub("[ьъ](?=[её])", "и", re.sub("^ё", "йо", name)).replace("ё", "е")
        name = rewritten(romanise(name, "bgn-plain"))
    elif slavic or (RUSSIAN.search(name) and not POLISH.search(name)):
        name = rewritten(name)
    return ascii_letters(name)[:LONGEST]


def rewritten(name: str) -> str:
    """Return a romanised name in one spelling."""
    name = ascii_letters(name.translate(ROMANISED), keep="'")
    for pattern, to in REWRITES:
        name = pattern.sub(to, name)
    return name


def ascii_letters(text: str, keep: str = "") -> str:
    """Return the ASCII letters and digits of a text, without marks, and the signs to keep."""
    if not text.isascii():
        # Mathematical capitals (𝙰) become plain ones only here.
        text = unicodedata.normalize("NFKD", text.translate(LETTERS)).lower()
    return "".join(c for c in text if c.isascii() and (c.isalnum() or c in keep))


def is_slavic(record: Record) -> bool:
    """Return whether a record says that it is Russian or the like: by its language or by a wording of its title."""
    wordings = (*record.titles, *record.containers)
    langs = (record.language, *(each.lang for each in wordings))
    return any(lang[:2] in SLAVIC for lang in langs) or any(CYRILLIC.search(each.value) for each in wordings)


def suffix(number: int) -> str:
    """Return the letters of the n-th key of a base: nothing, b … z, aa, ab …

    >>> [suffix(n) for n in (1, 2, 26, 27, 28)]
    ['', 'b', 'z', 'aa', 'ab']
    """
    letters = ""
    while number and (letters or number > 1):
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def keyed(records: Iterable[Record]) -> list[Record]:
    """Return the records, those without an id with a key for one: ``lyubov2019``, ``lyubov2019b``.

    The ids that are there stay, and no key repeats one of them, in whatever case.
    """
    listed = list(records)
    taken = {record.id.casefold() for record in listed if record.id}
    numbers: Counter[str] = Counter()
    return [record if record.id else replace(record, id=free_key(base(record), taken, numbers)) for record in listed]


def free_key(stem: str, taken: set[str], numbers: Counter[str]) -> str:
    """Return the next key of a base that is not among those taken; ``numbers`` counts the keys of each base."""
    while True:
        numbers[stem] += 1
        key = stem + suffix(numbers[stem])
        if key.casefold() not in taken:
            return key
