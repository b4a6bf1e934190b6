"""The wordings of a reference's title and container: original, romanised, translated, and the language of the work."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mhlit.model import Text
from mhlit.references import fields
from mhlit.text import script
from mhlit.translit import language

if TYPE_CHECKING:
    from mhlit.model import Role
    from mhlit.references.parts import Parts
    from mhlit.references.segments import Segment

# ": 86–90. Russian", "2012. (In Russ.)", "3–17 [in Russian]."
LAST_WORDS = re.compile(r"[\d.;:)\]]\s*[(\[]?\s*((?:[Ii]n\s)?[A-Z][a-z]{2,9})\.?[)\]]?\.?\s*$")

# "(In Russ., abstr. in Engl.)": the abstract tells nothing of the work
BEFORE_ABSTRACT = re.compile(r"[(\[]\s*((?:[Ii]n\s)?[A-Z][a-z]{2,9}\.?),?\s(?:with\s)?(?:\w+\.?\s)?[Aa]bstr")
# "The proportion of positive emotions. Ph. D. (Psychology) Thesis": what the thesis is, not how it is called
THESIS_TAIL = re.compile(
    r"[.:]\s+(?:(?:Ph\.?\s?|Dr\.?\s?|Cand\.?\s?)?(?:D|Sc)\.(?:\s?Sc\.)?|(?:Extended\s)?[Aa]bstr(?:act|\.)?\sof)"
    r"[^.:]{0,40}\b(?:[Tt]hesis|[Dd]iss(?:ert\w*)?)\b.{0,50}$|:\s+(?:Dr|Cand)\.\s?Sc\.?$"
)
# What no romanised title writes as a word of its own
ENGLISH_WORD = re.compile(r"\b(?:in|of|the|and|for|with|from)\b")


def wordings(parts: Parts) -> dict[str, Any]:
    """Return titles and containers with their wordings, and the language of the work."""
    noted = next((code for segment in parts.all("lang") if (code := fields.language_note(segment.text))), "")
    if match := BEFORE_ABSTRACT.search(parts.body):
        noted = fields.language_note(match[1]) or noted
    noted = noted or note_at_end(parts.body)
    titles = worded(parts, "ti", "tt", noted)
    containers = worded(parts, "ct", "ctt", noted)
    spoken = noted or next((t.lang.partition("-")[0] for t in titles if t.lang and t.role != "translated"), "")
    containers = agreeing(containers, titles, noted)
    if not spoken and containers and containers[0].role != "translated":
        spoken = containers[0].lang.partition("-")[0]
    return {"titles": titles, "containers": containers, "language": spoken}


def note_at_end(body: str) -> str:
    """Return the language that the last words name where the tagger saw no note: "…: 86–90. Russian"."""
    match = LAST_WORDS.search(body)
    return fields.language_note(match[1]) if match else ""


def joined_wordings(values: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    """Return titles and containers with those that a second entry gives in another language."""
    joined: dict[str, Any] = {}
    for name in ("titles", "containers"):
        own = {wording.value.casefold() for wording in values[name]}
        others = (replace(w, role=w.role if w.role == "romanised" or not own else "translated") for w in second[name])
        joined[name] = (*values[name], *(wording for wording in others if wording.value.casefold() not in own))
    return joined


def agreeing(containers: tuple[Text, ...], titles: tuple[Text, ...], noted: str) -> tuple[Text, ...]:
    """Return the containers without a language guessed from abbreviations that the title does not confirm.

    "Am J Community Psychol" looks German; beside an English title it is not.
    """
    if not (containers and titles) or noted:
        return containers
    first, title = containers[0], titles[0]
    foreign = bool(title.lang) and not title.lang.endswith("-Latn") and first.lang != title.lang
    if foreign and first.role == "original" and script(first.value) == "Latn":
        return (Text(first.value), *containers[1:])
    return containers


def worded(parts: Parts, label: str, translated: str, noted: str) -> tuple[Text, ...]:
    """Return the wordings of a title or a container: the first as printed, then its translations."""
    first = next((segment for segment in parts.all(label) if fields.wording(segment.text)), None)
    found: list[Text] = []
    if first:
        value = fields.wording(first.text)
        told = parts.all(translated) and bracketed(parts.body, parts.all(translated)[0])
        lang, role = spoken(value, noted, told=bool(told))
        alone = bracketed(parts.body, first) and label == "ti"
        if alone and (noted or not lang.endswith("-Latn")):
            lang, role = "" if lang.endswith("-Latn") else lang, "translated"
        found.append(Text(value, lang, role))
    for segment in parts.all(translated):
        value = fields.wording(THESIS_TAIL.sub("", segment.text))
        if value and value not in [text.value for text in found]:
            alone = not found and not (label == "ti" and bracketed(parts.body, segment))
            found.append(Text(value, language(value), "original" if alone else "translated"))
    return tuple(found)


def spoken(value: str, noted: str, *, told: bool = False) -> tuple[str, Role]:
    """Return the language of a wording and how it stands to the work's language, which a note may tell.

    A wording that a translation in brackets follows (``told``) is no English: "Patopsikhologiya [Pathopsychology]".
    """
    lang = language(value)
    if lang.endswith("-Latn") and " " not in value and not noted and not told:
        # "Schizophrenia", "Suicidology": one word does not tell whether it is romanised
        return "", "original"
    if lang.endswith("-Latn"):
        return (f"{noted}-Latn" if noted in ("uk", "be", "kk") else lang), "romanised"
    if noted in ("ru", "uk", "be", "kk") and script(value) == "Latn":
        if not lang and ENGLISH_WORD.search(value):
            lang = "en"
        return (lang, "translated") if lang else (f"{noted}-Latn", "romanised")
    return lang, "original"


def bracketed(body: str, segment: Segment) -> bool:
    """Return whether a segment stands in square brackets."""
    before, after = body[: segment.start].rstrip(' «"“'), body[segment.end :].lstrip(' .»"”?!')
    return before.endswith("[") and after.startswith("]")
