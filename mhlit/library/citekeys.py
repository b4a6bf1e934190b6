"""Citekeys: ``lyubov2019``, ``lyubov2019b``: the first author's family name, the year, a letter where that is taken.

A key belongs to a record, so that a merged work answers to the keys of all its records and a split gives them back. A
key is never given to another record once it was exported ("pinned"); keys that came with a BibTeX file stay if they are
free. BibTeX compares keys without case, and so do we.
"""

from __future__ import annotations

import json
import re
import unicodedata
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from mhlit.model import Name
from mhlit.text import APOSTROPHES, CYRILLIC, squeeze
from mhlit.translit import romanise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mhlit.library.records import Stored
    from mhlit.library.schema import Connection
    from mhlit.library.store import Store
    from mhlit.model import Record, Text

# "smith2010", "Smith:2010/a+b": what BibTeX and all its tools take as a key
KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9:_./+*!?&@-]*")
LONGEST = 40
UNKNOWN = "anon"
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


# ---------------------------------------------------------------- the base of a key


def base(record: Record, spelt: Mapping[str, Name] = MappingProxyType({})) -> str:
    """Return the key that a record would have if no other wanted it: family and year, ``nd`` without a year.

    ``spelt`` gives names by printed form where somebody chose how the person is written.
    """
    year = record.year
    return f"{stem(record, spelt)}{'nd' if year is None else abs(year)}"


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


# ---------------------------------------------------------------- keys in a library


class Citekey(NamedTuple):
    """A key, whether it was exported and so stays for ever, and its place among the keys of one base."""

    key: str
    pinned: bool
    base: str = ""
    number: int = 0


def assign(connection: Connection, records: Sequence[Stored]) -> dict[str, Citekey]:
    """Give records, which have none, keys that nobody has, and return them by uid.

    First come the keys of BibTeX files, then the others by (year, title, DOI): so one file gives one set of keys.
    """
    taken = Taken(connection)
    keys = [(key, each.uid, "", 0) for each in records if (key := own_key(each.record)) and taken.claim(key)]
    named = {uid for _, uid, _, _ in keys}
    spelt = spellings(connection)
    rest = [(base(each.record, spelt), each) for each in records if each.uid not in named]
    for stem, each in sorted(rest, key=lambda pair: (pair[0], *order(pair[1].record))):
        number, key = taken.next_of(stem)
        keys.append((key, each.uid, stem, number))
    connection.executemany("INSERT INTO citekey (key, uid, base, number) VALUES (?, ?, ?, ?)", keys)
    return {uid: Citekey(key, False, stem, number) for key, uid, stem, number in keys}


def spellings(connection: Connection) -> dict[str, Name]:
    """Return the spelling that somebody chose for a person's name, by each printed form of that person."""
    rows = connection.execute(
        "SELECT other.form, family, given FROM judgement JOIN authorship AS own ON own.form = judgement.a "
        "JOIN authorship AS other ON other.person = own.person JOIN name ON name.form = judgement.a "
        "WHERE kind = 'spelling' ORDER BY judgement.id"
    )
    return {form: Name(family, given) for form, family, given in rows}


def give_up_misspelt(connection: Connection, records: Iterable[Stored]) -> bool:
    """Give up the keys of records that would have another now that a spelling was chosen, but for exported ones."""
    stored = {each.uid: each for each in records}
    spelt = spellings(connection)
    outdated = [
        key.key
        for uid, key in keys_of(connection, stored).items()
        if key.base and not key.pinned and key.base != base(stored[uid].record, spelt)
    ]
    connection.executemany("DELETE FROM citekey WHERE key = ?", ((key,) for key in outdated))
    return bool(outdated)


def chosen(cluster: Iterable[Stored], keys: dict[str, Citekey]) -> str:
    """Return the key of a work: one that was exported, else one of a BibTeX file, else that of its earliest record.

    A file's own key is what manuscripts cite. Where several records have keys of one base, the first of these counts:
    lyubov2019 rather than lyubov2019c.
    """
    having = [keys[each.uid] for each in sorted(cluster, key=lambda each: each.id) if each.uid in keys]
    best = min(having, key=lambda key: (not key.pinned, bool(key.base)))
    if best.pinned or not best.base:
        return best.key
    return min((key for key in having if key.base == best.base), key=lambda key: key.number).key


def order(record: Record) -> tuple[int, str, str]:
    """Return what decides which of the records of one batch keeps the bare key."""
    return (record.year or 0, record.title, record.doi)


def own_key(record: Record) -> str:
    """Return the citekey that came with the source, or ``""`` where there is none that every tool can use."""
    stated = record.extra.get("citation-key", "")
    format = record.origin.format if record.origin else ""
    key = str(stated) or (record.id if format in ("bibtex", "biblatex") else "")
    return key if KEY.fullmatch(key) else ""


class Taken:
    """The keys that are taken: those in the library and those claimed since."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.claimed: set[str] = set()
        self.numbers: dict[str, int] = {}

    def claim(self, key: str) -> bool:
        """Take a key, if it is free."""
        folded = key.lower()
        if folded in self.claimed or self.connection.execute("SELECT 1 FROM citekey WHERE key = ?", (key,)).fetchone():
            return False
        self.claimed.add(folded)
        return True

    def next_of(self, stem: str) -> tuple[int, str]:
        """Take the next free key of a base."""
        if stem not in self.numbers:
            row = self.connection.execute("SELECT max(number) FROM citekey WHERE base = ?", (stem,)).fetchone()
            self.numbers[stem] = row[0] or 0
        while True:
            self.numbers[stem] += 1
            key = stem + suffix(self.numbers[stem])
            if self.claim(key):
                return self.numbers[stem], key


def keys_of(connection: Connection, uids: Iterable[str]) -> dict[str, Citekey]:
    """Return the keys of records. A record whose import was undone has one if it was exported before."""
    rows = connection.execute(
        "SELECT uid, key, pinned, base, number FROM citekey WHERE uid IN (SELECT value FROM json_each(?))",
        (json.dumps(list(uids)),),
    )
    return {uid: Citekey(key, bool(pinned), base, number) for uid, key, pinned, base, number in rows}


def pin(store: Store, keys: Iterable[str]) -> None:
    """Note that keys were exported: they stay with their works for ever, also when the import is undone."""
    named = json.dumps(list(keys))
    connection = store.connection
    condition = "pinned = 0 AND key IN (SELECT value FROM json_each(?))"
    if connection.execute(f"SELECT 1 FROM citekey WHERE {condition}", (named,)).fetchone():
        with store.writing():
            connection.execute(f"UPDATE citekey SET pinned = 1 WHERE {condition}", (named,))


def release(connection: Connection, uids: Iterable[str]) -> None:
    """Give up the keys of records that are gone, but for those that were exported."""
    connection.execute(
        "DELETE FROM citekey WHERE pinned = 0 AND uid IN (SELECT value FROM json_each(?))", (json.dumps(list(uids)),)
    )
