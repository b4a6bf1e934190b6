"""The authors and editors of a reference, from the names before the title, behind a slash, and by editors' marks."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mhlit.names import parse_names
from mhlit.references import fields
from mhlit.references.degrees import without_degrees

if TYPE_CHECKING:
    from mhlit.model import Name
    from mhlit.names import NameList
    from mhlit.references.parts import Parts
    from mhlit.references.segments import Segment

# "(Eds)", ", editors", "(ред.)", "(Hrsg.)" behind a list of names
EDITORS_AFTER = re.compile(
    r"[\s,.;]*[(\[]?\s*(?:eds?|editors?|ред|отв\. ред|сост|red|hrsg|hg|hgg|éds?)\b\.?(?!\s+\d)", re.IGNORECASE
)
# ". (2001) (Hrsg.): ": the year between the names and their mark
YEAR_BEFORE_MARK = re.compile(r"^\.?,?\s?\(\d{4}[a-z]?\)[.,:]?\s(?=\()")
# "in: ders. (Hg.)", "In: Idem (ed.)": the author of the part has edited the whole
SAME_PERSON = re.compile(r"\W*(?:ders|dies|dens|idem|id|он же|она же)\b\.?\W*", re.IGNORECASE)
# "Kessl, F./Maurer, S.", "Bick, Wolfgang / Müller, Paul"
SLASH = re.compile(r"(?<=[\w.])\s?/\s?(?=[A-ZÄÖÜ])")

# "под ред. ", "под общ. ред. проф. ", "pod red. ", "за ред. ", "; общ. ред. и " before the editors: their names stand
# in the genitive
UNDER = re.compile(
    r"\b(?:(?:под|pod|за|під)\s(?:[\w-]+\.?\s){0,2}|общ\.\s)(?:ред|red)\w*\.?(?=\s(?:[\w-]+\.?\s){0,2}$)",
    re.IGNORECASE,
)
# "предисл. Е.И. Исениной" behind "общ. ред. и": what else the editor did
ALSO = re.compile(r"^(?:и\s)?[а-яё]{3,}\.\s(?=[А-ЯЁ])")
# ", … Davis", ". . . Miller": APA's sign for the authors left out before the last one
LEFT_OUT = re.compile(r"[\s,&]*(?:…|\.\s?\.\s?\.)[\s,&]*(?=[^\W\d_])")
# "[и др.]", " и др.", " та ін." behind names
OTHERS = re.compile(r"\s*\[?\s*(?:и др|и соавт|та ін|et al)\b")
# ", et al; " before the group for which they write: "Keech AC, et al; FOURIER Investigators"
MIDDLE_ET_AL = re.compile(r",?\s*\bet\sal\.?;\s")
# "and" glued to the last name, as some PDF files lose blanks: "andM. C. Downer", "andT .Neupert"
GLUED_AND = re.compile(r"(?<=[\s,])and(?=[A-Z]\s?\.)")
# "с фр., предисл., примеч. ", "and ed. by ": small words before a translator's name
SMALL_WORDS = re.compile(r"^\W*(?:(?:[a-zа-яё]+\.?)[\s,;]+)+(?=[A-ZА-ЯЁ])")


LAST_INITIAL = re.compile(r"[A-ZА-ЯЁІЇЄ]\.")
# "А. В.", "I.-Ya.": a longer given name is written out
LONGEST_INITIALS = 7


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
            authors.extend(without_sentence_stop(names.names))
            more = names.et_al or MIDDLE_ET_AL.search(segment.text)
            extra = {"references:et-al": "author"} if more else {}
    for segment in parts.all("ed"):
        marked = UNDER.search(parts.body, 0, segment.start)
        text = without_degrees(ALSO.sub("", segment.text))
        text = f"под ред. {text}" if marked else text
        own = authors if SAME_PERSON.fullmatch(segment.text) else list(names_of(text).names)
        editors.extend(name for name in own if name not in editors)
    for segment in parts.all("re"):
        printed = names_of(segment.text)
        responsible = list(printed.names)
        authors = completed(authors, responsible)
        if full := [str(name) for name in responsible if name not in authors and len(name.given) > LONGEST_INITIALS]:
            extra["references:full-names"] = full
        if printed.et_al or OTHERS.match(parts.after(segment)):
            extra["references:et-al"] = "author"
    return {"authors": tuple(authors), "editors": tuple(editors), "extra": extra}


def without_sentence_stop(names: tuple[Name, ...]) -> tuple[Name, ...]:
    """Return names without the stop that ends their list, where the other initials have none: "Roe R, Hill D."."""
    if len(names) == 1 or not names or not LAST_INITIAL.fullmatch(names[-1].given):
        return names
    bare = all(name.given.isupper() and "." not in name.given for name in names[:-1])
    return (*names[:-1], replace(names[-1], given=names[-1].given.rstrip("."))) if bare else names


def edited(parts: Parts, segment: Segment) -> bool:
    """Return whether names are marked as editors: "(Eds)" behind them, or behind the names that follow at once."""
    if EDITORS_AFTER.match(YEAR_BEFORE_MARK.sub("", parts.after(segment), count=1)):
        return True
    following = next((other for other in parts.found if other.start >= segment.end), None)
    if following is None or following.label != "ed" or not EDITORS_AFTER.match(parts.after(following)):
        return False
    return not any(char.isalnum() for char in parts.body[segment.end : following.start])


def names_of(text: str) -> NameList:
    """Return the names of a printed list; the slash of German lists ("Kessl, F./Maurer, S.") is a semicolon."""
    text = MIDDLE_ET_AL.sub("; ", text)
    text = GLUED_AND.sub("and ", LEFT_OUT.sub(", ", fields.unbroken(text))).rstrip(" –—-")
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
