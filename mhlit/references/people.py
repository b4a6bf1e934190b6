"""The authors and editors of a reference, from the names before the title, behind a slash, and by editors' marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mhlit.names import parse_names
from mhlit.references import fields

if TYPE_CHECKING:
    from mhlit.model import Name
    from mhlit.names import NameList
    from mhlit.references.parts import Parts
    from mhlit.references.segments import Segment

# "(Eds)", ", editors", "(ред.)", "(Hrsg.)" behind a list of names
EDITORS_AFTER = re.compile(
    r"[\s,.;]*[(\[]?\s*(?:eds?|editors?|ред|отв\. ред|сост|red|hrsg|hg|hgg|éds?)\b\.?(?!\s+\d)", re.IGNORECASE
)
# "in: ders. (Hg.)", "In: Idem (ed.)": the author of the part has edited the whole
SAME_PERSON = re.compile(r"\W*(?:ders|dies|dens|idem|id|он же|она же)\b\.?\W*", re.IGNORECASE)
# "Kessl, F./Maurer, S.", "Bick, Wolfgang / Müller, Paul"
SLASH = re.compile(r"(?<=[\w.])\s?/\s?(?=[A-ZÄÖÜ])")

# "под ред. ", "под общ. ред. проф. ", "pod red. " before the editors: their names stand in the genitive
UNDER = re.compile(r"\b(?:под|pod)\s(?:[\w-]+\.?\s){0,2}(?:ред|red)\w*\.?(?=\s(?:[\w-]+\.?\s){0,2}$)", re.IGNORECASE)
# ", … Davis", ". . . Miller": APA's sign for the authors left out before the last one
LEFT_OUT = re.compile(r"[\s,&]*(?:…|\.\s?\.\s?\.)[\s,&]*(?=[^\W\d_])")
# "с фр., предисл., примеч. ", "and ed. by ": small words before a translator's name
SMALL_WORDS = re.compile(r"(?:(?:[a-zа-яё]+\.?)[\s,;]+)+(?=[A-ZА-ЯЁ])")


def people(parts: Parts) -> dict[str, Any]:
    """Return authors and editors; names behind a slash complete the authors, marked ones are editors."""
    authors: list[Name] = []
    editors: list[Name] = []
    extra: dict[str, Any] = {}
    for segment in parts.all("au"):
        names = names_of(segment.text)
        if names.role == "editor" or edited(parts, segment):
            editors.extend(names.names)
        elif not authors:
            authors.extend(names.names)
            extra = {"references:et-al": "author"} if names.et_al else {}
    for segment in parts.all("ed"):
        marked = UNDER.search(parts.body, 0, segment.start)
        text = f"{marked[0]} {segment.text}" if marked else segment.text
        own = authors if SAME_PERSON.fullmatch(segment.text) else list(names_of(text).names)
        editors.extend(name for name in own if name not in editors)
    for segment in parts.all("re"):
        authors = completed(authors, list(names_of(segment.text).names))
    return {"authors": tuple(authors), "editors": tuple(editors), "extra": extra}


def edited(parts: Parts, segment: Segment) -> bool:
    """Return whether names are marked as editors: "(Eds)" behind them, or behind the names that follow at once."""
    if EDITORS_AFTER.match(parts.after(segment)):
        return True
    following = next((other for other in parts.found if other.start >= segment.end), None)
    if following is None or following.label != "ed" or not EDITORS_AFTER.match(parts.after(following)):
        return False
    return not any(char.isalnum() for char in parts.body[segment.end : following.start])


def names_of(text: str) -> NameList:
    """Return the names of a printed list; the slash of German lists ("Kessl, F./Maurer, S.") is a semicolon."""
    text = LEFT_OUT.sub(", ", fields.unbroken(text))
    return parse_names(SLASH.sub("; ", text) if "/" in text else text)


def translators(parts: Parts) -> list[Name]:
    """Return the translators, without what else they did: "Пер. с фр., предисл., примеч. В.И. Колядко"."""
    texts = (SMALL_WORDS.sub("", segment.text, count=1) for segment in parts.all("tr"))
    return [name for text in texts for name in names_of(text).names]


def completed(authors: list[Name], responsible: list[Name]) -> list[Name]:
    """Return the heading's authors, or those behind the slash where they hold the heading's and more."""
    if not authors:
        return responsible
    same = {name.family.casefold() for name in responsible}
    if len(responsible) > len(authors) and all(name.family.casefold() in same for name in authors):
        return responsible
    return authors
