"""The skeleton of a word, one key for Cyrillic and every romanisation of it, and a light Russian stemmer on it.

Romanisation cannot be reversed without knowing its scheme, and printed lists mix schemes. So nothing is reversed:
Cyrillic is written letter by letter in Latin first, and then both go through one fold that levels what the schemes
disagree about (sh = š = sch, ya = ia = ja = â, kh = h = x, …). The fold has two widths. ``sharp`` keeps ш, ч, ж, ц
apart (as S, C, Z, c) and the glide of я and ю; it serves surnames. ``skeleton`` levels these too and so bears
stripped marks; it serves everything else.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Russian, Ukrainian, Belarusian, Bulgarian, Serbian, Macedonian, Kazakh and Kyrgyz letters, and the old ones of
# before 1918.
CYRILLIC = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia",
    "і": "i", "ї": "i", "є": "e", "ґ": "g", "ў": "u", "ѣ": "e", "ѳ": "f", "ѵ": "i",
    "ј": "i", "љ": "l", "њ": "n", "ћ": "ch", "ђ": "d", "џ": "dzh", "ѓ": "g", "ќ": "k", "ѕ": "dz",
    "ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "җ": "zh",
})  # fmt: skip
# Latin letters whose mark says more than decomposition would keep: š is sh, not s.
MARKED = str.maketrans({
    "š": "sh", "ž": "zh", "č": "ch", "ŝ": "shch", "â": "ia", "û": "iu", "ż": "zh", "ĉ": "ch", "ĵ": "zh",
    "ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h",
})  # fmt: skip
# What a Cyrillic letter of each shape is in Latin, and back: typists and scanners swap them inside a word.
TWINS = ("аеорсухіАВЕКМНОРСТУХІ", "aeopcyxiABEKMHOPCTYXI")
# Letters of rarer alphabets are mistaken for Latin ones, hardly the other way round.
RARE_TWINS = ("јѕһԁЈЅ", "jshdJS")
TO_LATIN = str.maketrans(TWINS[0] + RARE_TWINS[0], TWINS[1] + RARE_TWINS[1])
TO_CYRILLIC = str.maketrans(TWINS[1], TWINS[0])
ANY_CYRILLIC = re.compile(r"[\u0400-\u052f]")
ANY_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
# Combining marks that NFKC left over: the tie of "i͡a", the stress of "Гуро́вич".
LOOSE_MARKS = re.compile("[\u0300-\u036f\ufe20-\ufe2f]")
# "psikhiatricheskoi", "sotsial'noe", "ob''ekt", "y`", "Гурович", "F20"
WORD = re.compile("[^\\W_]+(?:['’‘ʼʹ′´`ʻ\"”ʺ″·]{1,2}[^\\W_]+)*")
QUOTES = re.compile("['’‘ʼʹ′´`ʻ\"”ʺ″·]+")
# Bulgarian ъ is a vowel ("България"); between a consonant and е, ё, ю, я, и it is the Russian sign that is not spoken.
SPOKEN_HARD_SIGN = re.compile("(?<=[бвгджзйклмнпрстфхцчшщ])ъ(?=[бвгджзйклмнпрстфхцчшщ])")
# GOST 16876 writes э as eh: "ehmotsii", "poehtika"
E_WITH_H = re.compile("(^|[aeiou])eh(?=[bcdfgklmnprstvz])")
# "Korsakoff", "Kireeff"
OLD_ENDING = re.compile("(?<=..[oe])ff$")

# The order matters: the longest first, and kh before sh, so that "skhema" and ISO 9's "shema" meet. Each group stands
# under the letter that all of it have: most words lack it, and a word's key is made for every word that is ever read.
SHARP = (
    ("h", (("schtsch", "S"), ("shtsch", "S"))),
    ("", (("jj", "i"), ("j", "i"), ("y", "i"), ("w", "v"), ("x", "h"), ("q", "k"))),
    ("h", (
        ("ph", "f"), ("kh", "h"), ("shtsh", "S"), ("shch", "S"), ("stch", "S"), ("shh", "S"), ("sch", "S"),
        ("tsch", "C"), ("tch", "C"), ("tsh", "C"), ("sh", "S"), ("zh", "Z"), ("ch", "C"),
    )),
    ("t", (("tS", "C"), ("ts", "c"), ("tz", "c"), ("tc", "c"))),
    ("", (("cz", "c"), ("cc", "c"), ("ss", "s"), ("ff", "f"), ("ou", "u"))),
    ("i", (("iii", "i"), ("ii", "i"), ("ie", "e"), ("io", "e"), ("ii", "i"))),
)  # fmt: skip
LOOSE = (("S", "s"), ("Z", "z"), ("C", "c"), ("th", "t"), ("sc", "s"), ("ia", "a"), ("iu", "u"))
# "ennoe" -> "enoe": no scheme and no typist is reliable about doubled letters.
DOUBLED = re.compile(r"([a-z])\1+")
# Endings of Russian nouns and adjectives as they look in a skeleton ("-ая" is "a", "-ые" is "e", "-ию" is "u").
ENDINGS = tuple(
    sorted(
        (
            *(
                "i",
                "e",
                "a",
                "u",
                "o",
                "ei",
                "oi",
                "ai",
                "ui",
                "ogo",
                "ego",
                "omu",
                "emu",
                "im",
                "om",
                "em",
                "am",
                "ih",
            ),
            *("ah", "imi", "ami", "ov", "ev", "oe", "ae", "ost", "osti", "oste", "ostu", "ostei"),
        ),
        key=lambda ending: (-len(ending), ending),
    )
)
# "groups" -> "group", "services" -> "servic"; "process" keeps its s, which stands after a vowel.
PLURAL = re.compile("(?<=[bdfghklmnprtv])s$|(?<=[cgz])es$")
STEM_LETTERS = 3
# the s of "suicides" and "families", "patients", "surveys": English plurals that a skeleton no longer shows, as "ts" is
# ц in it and "-es" the end of интерес; the singular loses its e as a Russian ending
ENGLISH_PLURAL = re.compile(
    "(?<=[a-z]{2}[bcdfghklmnprstvz]e)(?<!^intere)s|(?<=[a-z]ie)s|(?<=[a-z][cfhlnprsx]t)s|(?<=[aeo]y)s"
)


def skeleton(text: str) -> str:
    """Return the skeletons of the words, separated by blanks: the same for Cyrillic and all its romanisations.

    Not stemmed. Hyphens separate words, apostrophes and primes inside a word count as soft signs.
    """
    return " ".join(filter(None, map(skeleton_word, words(text))))


def sharp(text: str) -> str:
    """Return the keys of the words with ш, ч, ж and ц apart: for surnames, where "Шуров" is not "Суров"."""
    return " ".join(filter(None, map(sharp_word, words(text))))


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, composed, without stress marks and ties."""
    if not text.isascii():
        text = LOOSE_MARKS.sub("", unicodedata.normalize("NFKC", text))
    return WORD.findall(text.lower())


@lru_cache(maxsize=200_000)
def skeleton_word(word: str) -> str:
    """Return the skeleton of one word in lower case."""
    key = sharp_word(word)
    for old, new in LOOSE:
        key = key.replace(old, new)
    return DOUBLED.sub(r"\1", key) if DOUBLED.search(key) else key


@lru_cache(maxsize=100_000)
def sharp_word(word: str) -> str:
    """Return the key of one word in lower case: ASCII small letters, digits, and S, C, Z for ш, ч, ж."""
    key = latin(word)
    if key.endswith("ff"):
        key = OLD_ENDING.sub("v", key)
    if "eh" in key:
        key = E_WITH_H.sub(r"\1e", key)
    for letter, digraphs in SHARP:
        if letter in key:
            for old, new in digraphs:
                key = key.replace(old, new)
    return key


def latin(word: str) -> str:
    """Return a word in lower case as ASCII, with the digraphs that its marks stand for."""
    word = QUOTES.sub("", word)
    if word.isascii():
        return word
    word = SPOKEN_HARD_SIGN.sub("а", unmix(word)).translate(CYRILLIC).translate(MARKED)
    if word.isascii():
        return word
    word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return unicodedata.normalize("NFKC", word.casefold())


def unmix(word: str, script: str = "") -> str:
    """Return a word in one script: letters of the other that look alike are replaced ("Garaуshina" with a Cyrillic у).

    The script with more letters wins, at a tie the one given ("SР" in a Latin name); a word with a foreign letter
    that has no twin there is left as it stands.
    """
    if word.isascii() or not ANY_LATIN.search(word) or not ANY_CYRILLIC.search(word):
        return word
    surplus = len(ANY_CYRILLIC.findall(word)) - len(ANY_LATIN.findall(word))
    as_latin, as_cyrillic = word.translate(TO_LATIN), word.translate(TO_CYRILLIC)
    first, second = (
        (as_cyrillic, as_latin) if surplus > 0 or (surplus == 0 and script != "Latn") else (as_latin, as_cyrillic)
    )
    for repaired in (first, second):
        if not (ANY_LATIN.search(repaired) and ANY_CYRILLIC.search(repaired)):
            return repaired
    return word


@lru_cache(maxsize=200_000)
def stem_word(word: str) -> str:
    """Return the stemmed skeleton of one word in lower case, the same for an English word and its plural."""
    if word.endswith("s") and (plural := ENGLISH_PLURAL.search(word, len(word) - 1)):
        word = word[: plural.start()]
    return stem(skeleton_word(word))


@lru_cache(maxsize=200_000)
def stem(key: str) -> str:
    """Return the skeleton of one word without its Russian ending or English plural; at least three letters stay."""
    for ending in ENDINGS if key.endswith(ENDINGS) else ():
        if key.endswith(ending) and len(key) - len(ending) >= STEM_LETTERS:
            key = key[: -len(ending)]
            break
    plural = PLURAL.search(key)
    return key[: plural.start()] if plural and plural.start() >= STEM_LETTERS else key
