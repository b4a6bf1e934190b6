"""The citation that a page suggests for itself, the best witness of all but the abstract and the keywords."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from mhlit.formats import prose
from mhlit.identifiers import find_dois, repair_words
from mhlit.model import Issue
from mhlit.references import parse_reference
from mhlit.text import fold, script
from mhlit.translit import skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mhlit.formats.sections import Section
    from mhlit.model import Record, Text

# what a citation has beside its label: a year, or the sign before a container
CITED = re.compile(rf"{prose.YEAR.pattern}|\s//\s")


def citation_of(sections: Iterable[Section]) -> tuple[Record | None, list[Issue]]:
    """Return the record of the page's suggested citation, or None, with its issues.

    A second one (the English citation of a Russian page) adds its wordings of title and journal.
    """
    texts = [
        (section.lines[0].number, section.text)
        for section in sections
        if section.role == "cite" and section.text and not prose.label(section.text, "button")
    ]
    citations = [(number, text) for number, text in texts if CITED.search(text)]
    if not citations:
        message = "no citation after its label"
        return None, [Issue("citation-unread", message, number, raw=text) for number, text in texts]
    issues = [
        Issue("doi-repaired", f"DOI read as {found.doi}: there was {repair_words(found.repairs)}", number, raw=text)
        for number, text in citations
        for found in find_dois(text)
        if found.repairs
    ]
    record, *others = (parse_reference(text) for _, text in citations)
    if doubts := record.extra.get("mhlit:doubts"):
        message = f"unsure about the {', '.join(doubts)} of the suggested citation"
        issues.append(Issue("uncertain", message, citations[0][0], raw=citations[0][1]))
    for other in others:
        if other.year in (record.year, None):
            record = replace(
                record,
                titles=merged(record.titles, tuple(told_apart(text, record.title) for text in other.titles)),
                containers=merged(
                    record.containers, tuple(told_apart(text, record.container) for text in other.containers)
                ),
                doi=record.doi or other.doi,
            )
    return replace(record, type="article-journal" if record.type == "document" else record.type), issues


def merged(ours: tuple[Text, ...], theirs: tuple[Text, ...]) -> tuple[Text, ...]:
    """Return wordings with the new ones among others added; the same words in another case are not new."""
    known = {words(text.value) for text in ours}
    return (*ours, *(text for text in theirs if words(text.value) not in known))


def told_apart(wording: Text, original: str) -> Text:
    """Return a wording of a Cyrillic title as what it is: romanised if it has the original's words, else translated.

    The citation alone cannot tell: ``(In Russ.)`` stands behind both.
    """
    if script(original) != "Cyrl" or script(wording.value) != "Latn":
        return wording
    ours, theirs = set(skeleton(original).split()), set(skeleton(wording.value).split())
    if 2 * len(ours & theirs) >= len(ours):
        return replace(wording, lang="ru-Latn", role="romanised")
    return replace(wording, lang="en" if wording.lang in ("", "ru-Latn", "ru") else wording.lang, role="translated")


def words(text: str) -> str:
    """Return the letters and digits of a text, folded: titles differ in marks and case, not in words."""
    return re.sub(r"[\W_]+", "", fold(text))
