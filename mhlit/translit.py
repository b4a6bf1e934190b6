"""Romanisation in the published schemes, the guess which scheme or language a text is in, and the skeleton of words.

The schemes stand in ``data/translit``: ``letters.tsv`` has a row a letter and a column a scheme, ``context.tsv``
what depends on neighbours, ``schemes.tsv`` names and titles. Nothing is ever written back into Cyrillic: no table
can do that without knowing the scheme, and even then half of the surnames come out wrong. Skeletons
(``mhlit.skeletons``) compare instead.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from mhlit.errors import UsageError
from mhlit.skeletons import ANY_CYRILLIC, WORD, sharp, sharp_word, skeleton, stem, unmix, words
from mhlit.tables import parts, table
from mhlit.text import script

__all__ = ["detect_scheme", "language", "romanise", "schemes", "sharp", "skeleton", "stem", "unmix", "words"]

# A run of Cyrillic letters with what is written inside: "мар'ян" keeps its apostrophe
CYRILLIC_WORD = re.compile(r"[\u0400-\u052f\u0300-\u036f]+")
# The stress mark of "Гуро́вич", the grave one of Bulgarian texts; not the breve of a decomposed й
STRESS = re.compile("(?<=[аеёиоуыэюяАЕЁИОУЫЭЮЯіїєІЇЄъЪ])[\u0300\u0301]")


@dataclass(frozen=True, slots=True)
class Scheme:
    """A romanisation: what each letter gives, and the rules that come before it, by their first letter."""

    letters: dict[str, str]
    rules: dict[str, tuple[dict[str, str], ...]]


# ---------------------------------------------------------------- schemes


@cache
def schemes() -> tuple[str, ...]:
    """Return the names of the schemes, the usual one first."""
    return tuple(row["scheme"] for row in table("translit/schemes.tsv"))


@cache
def scheme_name(name: str) -> str:
    """Return the name of a scheme given by any of its names; raise UsageError where there is none."""
    wanted = name.casefold().replace("_", "-").replace(" ", "-")
    for row in table("translit/schemes.tsv"):
        if wanted in (row["scheme"], *parts(row["aliases"])):
            return row["scheme"]
    raise UsageError(f"no romanisation is called {name!r}", hint=f"one of {', '.join(schemes())}")


@cache
def load_scheme(name: str) -> Scheme:
    """Return a scheme by its name or alias."""
    name = scheme_name(name)
    letters = {row["letter"]: row[name] for row in table("translit/letters.tsv")}
    rules: dict[str, list[dict[str, str]]] = {}
    for row in table("translit/context.tsv"):
        if row["scheme"] == name:
            rules.setdefault(row["from"][0], []).append(row)
    # the longest first, so that "ий" is tried before "и"
    return Scheme(letters, {k: tuple(sorted(v, key=lambda row: -len(row["from"]))) for k, v in rules.items()})


# ---------------------------------------------------------------- Cyrillic to Latin


def romanise(text: str, scheme: str = "bsi") -> str:
    """Return the text with its Cyrillic in Latin letters; everything else stays as it is, the result is NFC.

    ``scheme`` is a name or alias of ``schemes()``; an unknown one raises UsageError. A word in capitals stays in
    capitals ("ЩУКА" -> "SHCHUKA"), a single capital becomes a capital and small letters ("Я." -> "Ya."). Letters of
    Ukrainian, Belarusian, Bulgarian and old Russian have their values in every scheme.
    """
    name = scheme_name(scheme)
    if not ANY_CYRILLIC.search(text):
        return unicodedata.normalize("NFC", text)
    text = STRESS.sub("", unicodedata.normalize("NFC", text))
    return unicodedata.normalize("NFC", CYRILLIC_WORD.sub(lambda match: romanise_word(match[0], name), text))


@lru_cache(maxsize=50_000)
def romanise_word(word: str, name: str) -> str:
    """Return one word of Cyrillic letters in the scheme of that name."""
    chosen, lower = load_scheme(name), word.lower()
    pieces: list[str] = []
    at = 0
    while at < len(lower):
        taken, to = letter_at(chosen, lower, at)
        pieces.append(cased(to, word, at, at + taken))
        at += taken
    return "".join(pieces)


def letter_at(chosen: Scheme, lower: str, at: int) -> tuple[int, str]:
    """Return how many letters are taken at a place of the word, and what they become."""
    for row in chosen.rules.get(lower[at], ()):
        end = at + len(row["from"])
        before, after = lower[at - 1] if at else "^", lower[end] if end < len(lower) else "$"
        stands = (not row["before"] or before in row["before"]) and (not row["after"] or after in row["after"])
        if stands and lower[at:end] == row["from"]:
            return len(row["from"]), row["to"]
    return 1, chosen.letters.get(lower[at], lower_latin(lower[at]))


@cache
def lower_latin(letter: str) -> str:
    """Return a Cyrillic letter that no scheme lists (Kazakh, Serbian …) as its skeleton writes it."""
    return sharp(letter).lower() if ANY_CYRILLIC.match(letter) else letter


def cased(to: str, word: str, start: int, end: int) -> str:
    """Return what a letter became in the case that the letter and its neighbours had."""
    if not word[start].isupper():
        return to
    if end - start > 1 and word[start:end].isupper():
        return to.upper()
    neighbours = word[start - 1 : start] + word[end : end + 1]
    return (
        to.upper() if any(c.isupper() for c in neighbours) and not any(c.islower() for c in neighbours) else titled(to)
    )


def titled(to: str) -> str:
    """Return a string with its first letter as a capital, whatever signs stand before it."""
    for at, letter in enumerate(to):
        if letter.isalpha():
            return to[:at] + letter.upper() + to[at + 1 :]
    return to


# ---------------------------------------------------------------- which scheme


# Signs that only one scheme, or one family of schemes, writes; tried in this order. "vowel" is a Latin one.
MARKERS = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("ala-lc", "i͡|t͡s|ĭ.*ʹ|ė.*ĭ"),  # "I͡Akovlev"
        ("bs2979", "ĭ|ȳ"),  # "Nikolaĭ"
        ("iso9", "[âûŝ]"),  # "Trušelâ", "Ûrij"
        ("gost-7.79-b", r"cz|\w`|(?=.*shh)(?=.*x)"),  # "Cygankov", "bol`noj"
        ("gost-16876-2", r"jj|shh(?=.*j[au])|\beh[bcdfgklmnprst]"),  # "Tolstojj"
        ("gost-7.0.34", r"shh|\bx[aeiouy]|[aeiouy]x\b"),  # "Shherbakov", "nyx"
        ("scientific", r"[šžč].*x|x.*[šžč]"),  # "Xlebnikov … č"
        ("iso9-1968", r"[šžč]"),  # "Storožakova"
        ("passport-french", r"tch|ou[bcdfgklmnprstvz].*(?:ine|tch)\b|iou"),  # "Pouchkine"
        ("german", r"tsch|schtsch|\bw[aeiou]|[aeiou]w\b"),  # "Bechterew", "Tschechow"
        ("gost-52535", r"\btc[aeiouy]|[aeiouy]tc[aeiouy]"),  # "Kuznetcov"
    )
)
# "Polozhiy", "Belyy", "Andreyev", "Yevgeniy", "Trushchëlev"
BGN = re.compile(r"(?:iy|yy)\b|[aeiou]ye|\bye[bcdfgklmnprstvz]|ë", re.IGNORECASE)
# "Polozhii", "Gorskii", "Belyi", "Nikolai"; and the two ways to write ю and я
FINAL_I = re.compile(r"(?:ii|yi|ei|ai|oi)\b", re.IGNORECASE)
WITH_Y = re.compile(r"y[au]", re.IGNORECASE)
WITH_I = re.compile(r"\bi[au]|[aeiou]i[au]|[bcdfgklmnprstvzh]'?iu|ii[au]", re.IGNORECASE)


def detect_scheme(text: str) -> str:
    """Return the scheme that a romanised name or title is written in, or ``""`` where nothing in it tells.

    Read off what the schemes disagree about; a list may mix schemes, so ask for each name. Schemes that no sign tells
    apart go by the commoner one (ISO 9 for GOST 16876 table 1, BSI for BS 2979 without marks).
    """
    text = unicodedata.normalize("NFC", text)
    if script(text) != "Latn":
        return ""
    for name, marker in MARKERS:
        if marker.search(text):
            return name
    return plain_scheme(text)


def plain_scheme(text: str) -> str:
    """Return the scheme of a text in plain Latin letters: BGN, BSI or ALA-LC by й, ю and я."""
    if BGN.search(text):
        return "bgn" if re.search("[ë’”]", text) else "bgn-plain"
    if WITH_Y.search(text):
        return "bsi" if FINAL_I.search(text) else ""
    return "ala-lc-plain" if WITH_I.search(text) else ""


# ---------------------------------------------------------------- which language

# Letters that only one of the languages in Cyrillic has; Ukrainian і stands in Belarusian beside ы and ў.
LETTERS = (
    ("be", re.compile("ў|(?=.*і)(?=.*ы)", re.IGNORECASE | re.DOTALL)),
    ("kk", re.compile("[әғқңұһ]", re.IGNORECASE)),
    ("sr", re.compile("[јљњћђџ]", re.IGNORECASE)),
    ("uk", re.compile("[іїєґ]", re.IGNORECASE)),
    ("ru", re.compile("[ыэё]", re.IGNORECASE)),
    ("bg", re.compile("[бвгджзклмнпрстфхцчш]ъ[бвгджзклмнпрстфхцчшщ]", re.IGNORECASE)),
)
# "pomoshch'", "Psikhiatriya", "skhizofrenii", "sotsial'noe": what English, German and French do not write.
RUSSIAN_SIGNS = re.compile(
    r"shch|shh|[bdfghklmnprstvz]['’ʹ](?:[bdfgklmnprtvz]|[ei]?[aeu]|\b)|[aeiou]kh|\bkh[aeiouy]|zh[aeiouy]"
    r"|[iy]y[aeu]\b|i[iy]a?\b|yi\b|[žčš].*(?:ij|yj)\b",
    re.IGNORECASE,
)
# Endings of Russian words in sharp skeletons: "psihiatriCeskoi", "osobennosti", "rasstroistv", "issledovanie",
# "leCene". The letters before them keep English out: "faktori" but not "history", "slabost" but not "cost",
# "izmenene" but not "gene".
RUSSIAN_ENDING = re.compile(
    "(?:.sk(?:i|oi|ogo|omu|ih|im|imi|aia|oe|ie|uiu)|..n(?:ih|ogo|oi|oe|aia|imi|omu)|..(?:[bdklnrtv]|[ai]m|aem)ost(?:i|iu)?|..eni(?:e|a|i|iu|em|ah)"
    "|..[bdlmnrvCSZ]ene|..[ct]stv(?:o|a|e|u)?|.aci(?:a|i|iu)|.cia|.stv(?:o|a|e)|.ovan(?:e|ia)|.[kpv]toriv?|.ologia|.enn?ih)$"
)
# What no romanisation writes: "schizophrenia", "user's", "isn't", "d'histoire", "XIII"
WESTERN = re.compile(r"ph|['’]s$|n['’]t$|^(?:d|l|dell|dall|un|int)['’][aeiouhl]|^[ivxl]+$")
# Endings that only English writes: "Psychology", "World Psychiatry", "Clinical", "Genetics", "Mindfulness"
ENGLISH_ENDING = re.compile(r"(?:.ology|iatry|.ical|.ness|.ship|.ility|.ality|.ivity|.etics|.istics|therapy)$")
# "Zum" of "Review-Artikel: Zum aktuellen Stand"
SUBTITLE = re.compile(r"[:?!]\s+([A-ZÄÖÜ][a-zäöü]{2,})")
# Letters of Polish, Czech, Croatian, Hungarian, Turkish, German … that no romanisation of Russian has
FOREIGN_LETTER = re.compile("[ąćđęěğłńňőřśşťţůűźżãñåøæßäöü]", re.IGNORECASE)
# Letters that only one of the languages in Latin script has; Lithuanian has ą and ę beside its ė and ų.
LATIN_LETTERS = (
    ("pl", re.compile("[łżź]|[ąę](?!.*[ėųūį])", re.IGNORECASE | re.DOTALL)),
    ("cs", re.compile("[řůě]", re.IGNORECASE)),
    ("hu", re.compile("[őű]", re.IGNORECASE)),
)


def language(text: str) -> str:
    """Return the language of a text as BCP 47 ("ru", "uk", "en"; "ru-Latn" is romanised Russian), ``""`` if unsure.

    Conservative: a title of two words often gets no answer. Cyrillic without a letter of its own is taken as Russian.
    """
    written = script(text)
    if written == "Cyrl":
        return next((code for code, letters in LETTERS if letters.search(text)), "ru")
    return latin_language(text) if written else ""


@lru_cache(maxsize=4096)
def latin_language(text: str) -> str:
    """Return the language of a text in Latin letters by its small words, and romanised Russian by its endings too."""
    if not text.isascii() and (code := next((code for code, letter in LATIN_LETTERS if letter.search(text)), "")):
        return code
    tokens = words(text)
    running, titled = running_words(text, tokens), titled_words(text)
    counts: dict[str, float] = {}
    for token in tokens:
        for code in small_words().get(token, ()):
            if token in running or (code == "en" and token in titled):
                counts[code] = counts.get(code, 0) + 1
    counts["en"] = counts.get("en", 0) + sum(ENGLISH_ENDING.search(token) is not None for token in tokens)
    counts["ru-Latn"] = counts.get("ru-Latn", 0) * 0.5
    if text.isascii() or not FOREIGN_LETTER.search(text):
        counts["ru-Latn"] += russian_evidence(tokens)
    best, score = max(counts.items(), key=lambda item: (item[1], item[0]))
    runner_up = max((count for code, count in counts.items() if code != best), default=0)
    return best if score > runner_up and score >= max(1, len(tokens) / 8) else ""


def running_words(text: str, tokens: list[str]) -> set[str]:
    """Return the words that stand in small letters, and the first of a title or subtitle: "Arbeit: Zum Stand".

    The "Am" of "Am J Psychiatry" is not German, the "S" of "Proc U S A" not Czech.
    """
    if text.isupper():
        return set(tokens)
    printed = {word for word in WORD.findall(text) if word.islower()}
    first = tokens[:1] if len(tokens) > 1 and (len(tokens[0]) > 2 or tokens[1] in printed) else []
    return printed.union(first, (word.lower() for word in SUBTITLE.findall(text)))


def titled_words(text: str) -> set[str]:
    """Return the words that begin with a capital, as English prints small ones in titles too: "The Role Of"."""
    return {word.lower() for word in WORD.findall(text) if word[0].isupper() and word[1:].islower()}


def russian_evidence(tokens: list[str]) -> float:
    """Return how many words look like romanised Russian."""
    return float(sum(map(looks_russian, tokens)))


@lru_cache(maxsize=50_000)
def looks_russian(token: str) -> bool:
    """Return whether a word of more than three letters looks like romanised Russian."""
    if len(token) < 4 or WESTERN.search(token):
        return False
    return bool(RUSSIAN_SIGNS.search(token) or RUSSIAN_ENDING.search(sharp_word(token)))


@cache
def small_words() -> dict[str, tuple[str, ...]]:
    """Return the languages of each small word (articles, prepositions, pronouns)."""
    found: dict[str, tuple[str, ...]] = {}
    for row in table("translit/small_words.tsv"):
        for word in row["words"].split():
            found[word] = (*found.get(word, ()), row["language"])
    return found
