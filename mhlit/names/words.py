"""The words around names: organisations, marks of editors, "et al.", suffixes, particles (table ``name_words.tsv``)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from mhlit.names.given import is_given
from mhlit.names.units import is_initials
from mhlit.skeletons import unmix
from mhlit.tables import table
from mhlit.text import clean, script

# The stress mark of "Гуро́вич"
STRESS = re.compile("(?<=[аеёиоуыэюяАЕЁИОУЫЭЮЯіїєІЇЄ])[\u0300\u0301]")
# "Gurovich IYa1,2", "Gurovich IYa*", "Gurovich¹†": footnote and affiliation marks
FOOTNOTES = re.compile(r"(?<=[^\W\d_.])(?:(?<=..)|(?<=\.))\d{1,2}(?:\s?,\s?\d{1,2})*(?=$|[\s,;])|[¹²³⁰-⁹*†‡§#]+")
FOOTNOTE_BEHIND_STOP = re.compile(r"(?<=[^\W\d_]\.)\s?\d{1,2}(?:\s?,\s?\d{1,2})*(?=$|[\s,;])")
# "I . Ya .": blanks before full stops
BLANK_BEFORE_STOP = re.compile(r"\s+(?=\.)")
# "Petrov- Vodkin", "Jong -Meyer"
SPACED_HYPHEN = re.compile(r"(?<=\w)(?:\s+[-‐‑]\s?|[-‐‑]\s+)(?=[^\W\d_]{2})")
# "I.Ya.Gurovich", "И.Я.Гурович" -> a blank before the surname
GLUED_BEHIND = re.compile(r"(?<=[^\W\d_]\.)(?=[^\W\d_]['’]?[^\W\d_]{2})")
# "ГуровичИ.Я." -> a blank before the initials
GLUED_BEFORE = re.compile(r"(?<=[a-zа-яё]{3})(?=[A-ZА-ЯЁ]\.)")
# Scanners read I as l: "l.Ya.", "A. la. Kozhevnikov"
SCANNED_I = re.compile(r"\bl(?=[aeu]?\.)")
# "[и соавт.]", "(Gurovich IYa)"
BRACKETED = re.compile(r"^[\[(]\s*(?P<inside>[^\[\]()]*?)\s*[\])]?[.,;]*$|^(?P<open>[^\[\]()]*?)\s*[\])]$")
TOKEN = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*\.?|[«»\"“”&]")
# «Здоровье», "Alternative"; but not the hard sign of 'Pod"yachev'
QUOTED = re.compile('[«»„]|(?<![^\\W\\d_])[“”"]|[“”"](?![^\\W\\d_])')
ACRONYM = re.compile(r"[A-ZА-ЯЁ]{3,6}$")
ORGANISATION_WORDS = 4


@dataclass(frozen=True, slots=True)
class Marks:
    """A name or list without the marks around it, and what they said; ``genitive`` is set behind "под ред."."""

    body: str
    et_al: bool = False
    editor: bool = False
    genitive: bool = False


# ---------------------------------------------------------------- the table


@cache
def kind(name: str) -> frozenset[str]:
    """Return the words of one kind, folded."""
    return frozenset(row["word"].casefold() for row in table("name_words.tsv") if row["kind"] == name)


def suffix_words() -> frozenset[str]:
    """Return the generational suffixes: jr, 3rd, мл."""
    return kind("suffix")


# How German compounds for an organisation end: "Bundespsychotherapeutenkammer", "Friedrich-Ebert-Stiftung"; no surname
# that ends so ("Steinkammer") is longer than these.
COMPOUNDS = (
    "kammer", "stiftung", "ministerium", "verband", "institut", "gesellschaft", "konferenz", "behörde", "kommission",
    "bundesamt", "landesamt", "vereinigung", "anstalt",
)  # fmt: skip
LONGEST_NAME = 12


@cache
def organisation_words() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the whole words that mark an organisation, and the beginnings of inflected ones."""
    words = kind("organisation")
    return frozenset(w for w in words if not w.endswith("*")), tuple(sorted(w[:-1] for w in words if w.endswith("*")))


def cue_pattern(words: frozenset[str]) -> str:
    """Return an alternation of words in which a full stop may be missing at the end and a blank behind inner ones."""
    ordered = sorted((w.strip("()") for w in words), key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace(r"\ ", r"\s*" if "." in w else r"\s+") for w in dict.fromkeys(ordered))


@cache
def conjunction() -> re.Pattern[str]:
    """Return what joins the last two names: " and ", " & ", " и "."""
    words = "|".join(map(re.escape, sorted(kind("conjunction"))))
    return re.compile(rf"(?:^|\s+)(?:{words})\s+(?=\S)|\s*&\s*")


# ---------------------------------------------------------------- repair


@lru_cache(maxsize=20_000)
def prepare(text: str) -> str:
    """Return a printed name or list cleaned: one script a word, no stress, footnote marks or stray blanks."""
    text = clean(FOOTNOTES.sub("", text))
    if not text.isascii():
        text = STRESS.sub("", unicodedata.normalize("NFC", text))
        written = script(text)
        text = " ".join(unmix(word, written) for word in text.split(" "))
    text = FOOTNOTE_BEHIND_STOP.sub("", BLANK_BEFORE_STOP.sub("", text))
    text = SPACED_HYPHEN.sub("-", text)
    text = GLUED_BEFORE.sub(" ", GLUED_BEHIND.sub(" ", text))
    return SCANNED_I.sub("I", text)


# ---------------------------------------------------------------- marks


@lru_cache(maxsize=20_000)
def without_marks(text: str) -> Marks:
    """Return a prepared text without "et al.", the marks of editors and translators, and brackets around the whole."""
    body, et_al, editor, genitive = text.strip(" ,;"), False, False, False
    while True:
        before = body
        body, found = stripped(body, "et al")
        et_al |= found
        body, found = stripped(body, "editor")
        editor |= found
        if not found and (match := opening("editor").match(body)):
            editor, genitive = True, opening("genitive mark").match(body) is not None and ":" not in match[0]
            body = body[match.end() :]
        body = stripped(body, "translator")[0]
        if match := BRACKETED.match(body):
            body = match["inside"] if match["inside"] is not None else match["open"]
        body = body.strip(" ,;:/")
        if body == before:
            return Marks(body, et_al, editor, genitive)


def stripped(body: str, name: str) -> tuple[str, bool]:
    """Return a text without a mark of a kind at its end, and whether there was one."""
    if last_word(body) not in last_words(name):
        return body, False
    match = closing(name).search(body)
    return (body[: match.start()], True) if match else (body, False)


def last_word(body: str) -> str:
    """Return the last word of a text, folded, bare of brackets and stops: the quick test before a slow pattern."""
    return (
        body.rstrip(" .,;:)]}")[-24:]
        .replace("(", " ")
        .replace("[", " ")
        .replace(".", " ")
        .rpartition(" ")[2]
        .casefold()
    )


@cache
def last_words(name: str) -> frozenset[str]:
    """Return the last words of all marks of a kind, as ``last_word`` gives them."""
    return frozenset(map(last_word, kind(name)))


@cache
def closing(name: str) -> re.Pattern[str]:
    """Return the pattern of a mark at the end: " (Eds.)", ", ed.", " и др."; "Ed" and "red" need brackets or a comma.

    "Smith Ed" is a name, "Smith J, ed." is not.
    """
    words = cue_pattern(kind(name))
    if name == "et al":
        return re.compile(rf"(?:^|[\s,;\[(]+|(?<=\.))(?:{words})[\s.,;\])]*$", re.IGNORECASE)
    stopped = cue_pattern(frozenset(w for w in kind(name) if w.endswith(".") or len(w) > 4))
    return re.compile(
        rf"[\s,;]*[\[(]\s*(?:{words})[\s.,;]*[\])][\s.,;]*$|\s*[,;]\s*(?:{words})[\s.,;]*$|(?:^|\s+)(?:{stopped})[\s,;]*$",
        re.IGNORECASE,
    )


@cache
def opening(name: str) -> re.Pattern[str]:
    """Return the pattern of a mark at the start: "Под ред. ", "edited by "."""
    words = cue_pattern(frozenset(w for w in kind(name) if w.endswith(".") or " " in w or len(w) > 6))
    return re.compile(rf"[\[(]?(?:{words})\s*(?::\s*|(?<=\.)|\s)(?=\S)", re.IGNORECASE)


# ---------------------------------------------------------------- organisations


def looks_like_organisation(text: str) -> bool:
    """Return whether a text names an organisation: by its words, its quotation marks, or as a lone acronym."""
    return is_organisation(prepare(text))


@lru_cache(maxsize=20_000)
def is_organisation(body: str) -> bool:
    """Return the same for a prepared text."""
    tokens = body.replace(",", " ").split()
    if not tokens:
        return False
    if len(tokens) == 1 and ACRONYM.match(tokens[0].strip('«»"()')):
        return not is_given(tokens[0])
    bare = [token.strip('«»"“”„.,;:()[]').casefold() for token in tokens]
    people = [is_initials(t.strip(",")) and not (t.isalpha() and len(t) > 2) for t in tokens]
    hits = [word for word in bare if is_organisation_word(word)]
    if people[0] and not any(people[1:]) and len(tokens) > 2 and tokens[0].isalpha() and bare[-1] in hits:
        return True  # "R Core Team", "UN General Assembly": what looks like initials is a name or an acronym
    if any(people):
        return bool(hits) and len(tokens) > 4 and sum(people) * 4 < len(tokens)
    if hits and (len(tokens) > 1 or hits[0] not in kind("organisation or surname")):
        return not (
            len(tokens) == 2
            and any(map(is_given, bare))
            and all(hit in kind("organisation or surname") for hit in hits)
        )
    return has_link(tokens) or (QUOTED.search(body) is not None and len(tokens) > 1) or is_long(tokens)


def has_organisation_word(body: str) -> bool:
    """Return whether a text has a word of an organisation that is not as often a surname, or a quoted name."""
    bare = {token.strip('«»"“”„.,;:()[]').casefold() for token in body.split()} - kind("organisation or surname")
    return any(map(is_organisation_word, bare)) or QUOTED.search(body) is not None


@lru_cache(maxsize=20_000)
def is_organisation_word(word: str) -> bool:
    """Return whether a folded word marks an organisation: "ministry", "министерства"."""
    whole, beginnings = organisation_words()
    return word in whole or word.startswith(beginnings) or (len(word) > LONGEST_NAME and word.endswith(COMPOUNDS))


def has_link(tokens: list[str]) -> bool:
    """Return whether small words inside tie the text together: "Union for Mental Health of Russia"."""
    links = kind("link") - kind("particle") - kind("conjunction")
    return len(tokens) > 2 and any(token in links for token in tokens[1:-1])


def is_long(tokens: list[str]) -> bool:
    """Return whether a text has too many words for a person without a known given name, particle or kinship word."""
    if len(tokens) < ORGANISATION_WORDS:
        return False
    known = kind("particle") | kind("capital particle") | kind("kinship")
    return not any(is_given(token) or token.casefold() in known for token in tokens)
