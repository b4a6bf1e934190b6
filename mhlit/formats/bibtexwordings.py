"""The wordings of titles, containers and keywords in BibTeX: which field says which, read and written by one rule.

The first wording is the plain field; its language and role are guessed, and only a wrong guess is corrected, by a data
annotation (``title+an:wording = {="original; fr"}``; BibLaTeX manual, s. 3.7). A translated title to cite stands in
square brackets, as PubMed and the journals print it. Further wordings stand in ``titleaddon`` (a translation in
brackets) and ``origtitle`` where BibLaTeX has these, else in ``title-<role>-<language>``, which no style prints.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, cast

from mhlit.model import Text
from mhlit.text import script
from mhlit.translit import language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

# "title-translated-en", "journal-romanised-ru-latn", "keywords-original-en-n2" (the second of that kind)
WORDING = re.compile(
    r"^(title|journal|journaltitle|booktitle|keywords)-(original|romanised|translated)((?:-[a-z0-9]{1,8})*?)(?:-n(\d+))?$"
)
# title+an:wording = {="romanised; ru-Latn"}
ANNOTATED = "+an:wording"
ANNOTATION = re.compile(r'^="(original|romanised|translated)(?:; ([A-Za-z0-9-]+))?"$')
# "[New opportunities]", "[The reform of psychiatry]."; not "[A] and [B]"
BRACKETED = re.compile(r"^\[([^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]\.?$")
CYRILLIC_LANGUAGES = frozenset(("ru", "uk", "be", "bg", "sr", "mk", "kk"))
GUESSED = {"Cyrl": ("ru",), "Latn": ("en",)}
TITLE = ("title",)
CONTAINERS = ("journal", "journaltitle", "booktitle")


def is_wording(name: str) -> bool:
    """Return whether a field holds or describes a wording."""
    return ("-" in name and WORDING.match(name) is not None) or name.endswith(ANNOTATED)


# ---------------------------------------------------------------- reading


def with_wordings(value: str, fields: Mapping[str, str], names: tuple[str, ...], spoken: str = "") -> tuple[Text, ...]:
    """Return the wordings of a title or container: the plain field's first, the others in the order of the file.

    ``fields`` are decoded; ``spoken`` is the work's language. An older export repeats the plain field to describe it.
    """
    if not fields and not spoken and value[:1] != "[":
        return (Text(value),) if value else ()
    found = [
        wording(name, text) for name, text in fields.items() if name.split("-")[0] in names and WORDING.match(name)
    ]
    if not value:
        return tuple(text for text in found if text.value)
    mark = next((text for name, text in fields.items() if name in {each + ANNOTATED for each in names}), "")
    first = None if mark else next((text for text in found if text.value == value), None)
    told = first or first_wording(value, spoken, mark, others=bool(found), title=names == TITLE)
    return (told, *(text for text in found if text is not first and text.value))


def first_wording(value: str, spoken: str, mark: str, *, others: bool, title: bool) -> Text:
    """Return the wording that a plain field holds: as annotated, else a guess from brackets, language and script.

    An English journal that prints a Russian article goes by its translated name; an English title of a Russian article
    proves nothing, unless it stands in brackets.
    """
    if not mark and not spoken and not others and not (title and value[:1] == "["):
        return Text(value)
    annotated = ANNOTATION.match(mark)
    role, tag = (annotated[1], annotated[2] or "") if annotated else ("", "")
    bracketed = BRACKETED.match(value) if title and role in ("", "translated") else None
    if bracketed and (role or not spoken.startswith("en")):
        return Text(bracketed[1], tag if role else language(bracketed[1]) or "en", "translated")
    if annotated:
        return Text(value, tag, cast("Literal['original', 'romanised', 'translated']", role))
    foreign = spoken.split("-", maxsplit=1)[0] in CYRILLIC_LANGUAGES and script(value) == "Latn"
    guess = language(value) if foreign or others else ""
    if guess.endswith("-Latn"):
        return Text(value, guess, "romanised")
    if foreign and guess == "en" and not title:
        return Text(value, guess, "translated")
    return Text(value, guess if others else "")


def wording(name: str, value: str) -> Text:
    """Return the wording that a field like ``title-translated-en`` holds."""
    found = WORDING.match(name)
    role, tag = (found[2], found[3]) if found else ("original", "")
    return Text(value, cased(tag.strip("-")), cast("Literal['original', 'romanised', 'translated']", role))


def cased(tag: str) -> str:
    """Return a language tag in BCP 47's customary case: ``ru-latn`` is ru-Latn, ``en-us`` en-US."""
    first, *rest = tag.split("-")
    return "-".join([first, *({2: str.upper, 4: str.title}.get(len(part), str)(part) for part in rest)])


def added_title(titles: tuple[Text, ...], addon: str, original: str) -> tuple[tuple[Text, ...], bool, bool]:
    """Return the titles with those of ``titleaddon`` and ``origtitle``, and whether each of the two was a wording."""
    inner = BRACKETED.match(addon)
    if inner:
        titles = (*titles, Text(inner[1], language(inner[1]) or "en", "translated"))
    taken = bool(original) and titles[:1] != () and titles[0].role == "translated"
    if taken:
        guess = language(original)
        titles = (*titles, Text(original, guess, "romanised" if guess.endswith("-Latn") else "original"))
    return titles, inner is not None, taken


def keyword_wordings(words: tuple[str, ...], fields: Mapping[str, tuple[str, ...]]) -> tuple[Text, ...]:
    """Return the keywords with the languages that fields like ``keywords-original-de`` give them."""
    if not fields:
        return tuple(map(Text, words))
    known = {word: wording(name, word) for name, found in fields.items() for word in found}
    return tuple(known.get(word, Text(word)) for word in words)


# ---------------------------------------------------------------- writing


def plain_value(text: Text, title: bool) -> str:
    """Return what the plain field says for the wording to cite: a translated title in square brackets."""
    return f"[{text.value}]" if title and text.role == "translated" and text.value else text.value


def annotation(wordings: tuple[Text, ...], spoken: str, title: bool) -> str:
    """Return the annotation that the plain field needs, ``""`` where a reader guesses or tells it by the words."""
    text, *rest = wordings
    value = plain_value(text, title)
    guess = first_wording(value, spoken, "", others=bool(rest), title=title)
    told = text.lang == guess.lang or (not guess.lang and text.lang == language(text.value))
    repeated = any(value == other.value for other in rest)
    if guess.role == text.role and guess.value == text.value and told and not repeated:
        return ""
    return f'="{text.role}; {text.lang}"' if text.lang else f'="{text.role}"'


def further(base: str, wordings: Iterable[Text], taken: Iterable[str], standard: bool) -> dict[str, str]:
    """Return the fields of the wordings behind the first; ``standard`` allows BibLaTeX's own fields for a title."""
    first, *rest = [*wordings] or [Text("")]
    found: dict[str, str] = {}
    used = set(taken)
    own = own_fields(first, rest, used) if standard else {}
    for at, text in enumerate(rest):
        name = own.get(at) or wording_name(base, text, used)
        used.add(name)
        found[name] = f"[{text.value}]" if name == "titleaddon" else text.value
    return found


def own_fields(first: Text, rest: list[Text], taken: set[str]) -> dict[int, str]:
    """Return BibLaTeX's own fields for the last wordings, by place: a reader puts these two behind all others."""
    names = [standard_field(first, text) for text in rest]
    found = {at: name for at, name in enumerate(names) if name and name not in taken and name not in names[:at]}
    last = len(rest) - 1
    if found.get(last) == "origtitle" and found.get(last - 1) == "titleaddon":
        return {last - 1: "titleaddon", last: "origtitle"}
    return {last: found[last]} if last in found else {}


def standard_field(first: Text, text: Text) -> str:
    """Return the field of BibLaTeX from which a wording comes back, or ``""``."""
    guess = language(text.value)
    if text.role == "translated" and text.lang == (guess or "en") and BRACKETED.match(f"[{text.value}]"):
        return "titleaddon"
    role = "romanised" if guess.endswith("-Latn") else "original"
    return "origtitle" if first.role == "translated" and (text.role, text.lang) == (role, guess) else ""


def wording_name(base: str, text: Text, taken: Iterable[str]) -> str:
    """Return the name of the field for a wording, such as ``title-romanised-ru-latn``."""
    name = "-".join(filter(None, (base, text.role, text.lang.lower())))
    if name not in taken:
        return name
    return next(f"{name}-n{n}" for n in range(2, 10_000) if f"{name}-n{n}" not in taken)


def keyword_fields(keywords: tuple[Text, ...], write: Callable[[list[str]], str]) -> dict[str, str]:
    """Return the fields that tell the languages of keywords, as far as the script does not tell them."""
    marked = [text for text in keywords if not is_evident(text)]
    found: dict[str, str] = {}
    for role, tag in dict.fromkeys((text.role, text.lang) for text in marked):
        words = [text.value for text in marked if (text.role, text.lang) == (role, tag)]
        found[wording_name("keywords", Text("", tag, role), found)] = write(words)
    return found


def is_evident(text: Text) -> bool:
    """Return whether a keyword's language and role need no telling: Russian in Cyrillic, English in Latin letters."""
    return text.role != "romanised" and (not text.lang or text.lang in GUESSED.get(script(text.value), ()))
