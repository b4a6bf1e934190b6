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


def wordings(parts: Parts) -> dict[str, Any]:
    """Return titles and containers with their wordings, and the language of the work."""
    noted = next((code for segment in parts.all("lang") if (code := fields.language_note(segment.text))), "")
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
        lang, role = spoken(value, noted)
        alone = bracketed(parts.body, first) and label == "ti"
        if alone and (noted or not lang.endswith("-Latn")):
            lang, role = "" if lang.endswith("-Latn") else lang, "translated"
        found.append(Text(value, lang, role))
    for segment in parts.all(translated):
        value = fields.wording(segment.text)
        if value and value not in [text.value for text in found]:
            found.append(Text(value, language(value), "translated" if found else "original"))
    return tuple(found)


def spoken(value: str, noted: str) -> tuple[str, Role]:
    """Return the language of a wording and how it stands to the work's language, which a note may tell."""
    lang = language(value)
    if lang.endswith("-Latn") and " " not in value and not noted:
        # "Schizophrenia", "Suicidology": one word does not tell whether it is romanised
        return "", "original"
    if lang.endswith("-Latn"):
        return (f"{noted}-Latn" if noted in ("uk", "be", "kk") else lang), "romanised"
    if noted in ("ru", "uk", "be", "kk") and script(value) == "Latn":
        return (lang, "translated") if lang else (f"{noted}-Latn", "romanised")
    return lang, "original"


def bracketed(body: str, segment: Segment) -> bool:
    """Return whether a segment stands in square brackets."""
    before, after = body[: segment.start].rstrip(' «"“'), body[segment.end :].lstrip(' .»"”?!')
    return before.endswith("[") and after.startswith("]")
