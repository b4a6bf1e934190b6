"""What a reference prints beside the description: the specialty of a thesis, where an order was registered.

Both are kept as notes. The tagger knows neither well and takes "Психиатрия" for a journal, a ministry for one, too.
"""

from __future__ import annotations

import re

from mhlit.references.kinds import STANDARD, cue_roles
from mhlit.references.segments import Segment, inserted, part, renamed

# "14.01.06", "19.00.04", "3.1.17.", "5.3.6": the number of a specialty in the Russian lists, up to 2021 and since
CODE = r"(?:\d\d\.\d\d\.\d\d|[1-5]\.\d{1,2}\.\d{1,2}\.?)(?!\d|\.\d)"
# "14.01.06 - Психиатрия", "(3.1.17. Психиатрия и наркология)", "спец. 19.00.04 «Медицинская психология»"
SPECIALTY = re.compile(
    rf"(?:[Сс]пец(?:иальность|\.)?:?\s*)?(?<![\d.]){CODE}"
    r"(?:\s*(?:[—–-]\s*)?[«\"“(]?(?P<name>[А-ЯЁа-яёІЇЄіїє][а-яёіїє]{3,}(?:[\s,-]+[а-яёіїє]+)*)[»\"”)]?(?=\W*(?:$|[.:;,/)—–-])))?"
)
# " : дис. –", ": автореф. дис. –", ". Дисс. … д. филол. н. —"
MARKED = re.compile(
    r"[:.]\s+(?P<mark>(?:[Аа]втореф(?:ерат)?\.?\s)?(?:[Дд]исс?|[Дд]иссертация)\.?(?:\s?(?:…|\.\.\.?)\s?[а-яё.\s]{2,40}?)?)"
    r"(?=\s*[–—-]\s|,)"
)
THESIS = frozenset({"thesis", "thesis_abstract"})
# "Зарегистрирован в Министерстве юстиции … 30 ноября 2020 года № 21712", "Зареєстровано в Міністерстві юстиції", "(в
# Реестре государственной регистрации …)": where an order was put on record, with a date and a number of its own
REGISTERED = re.compile(
    r"\(?\b(?:[Зз]арегистрирован\w*|[Зз]ареєстрован\w*|[Тт]іркелген|[Rr]egistered)\s(?:в|у|by|in|with)\s[^\n]{10,140}?"
    r"(?:№|\bN|\bза\s№)\s?[\w/-]+\)?"
)


def specialty_noted(found: list[Segment], body: str) -> list[Segment]:
    """Give a thesis the note of its specialty, number and name, whatever the tagger made of the name."""
    if not any(segment.label == "ge" and cue_roles(segment.text) & THESIS for segment in found):
        return found
    match = SPECIALTY.search(body)
    return noted(found, body, match, frozenset({"pl", "pub", "yr", "np", "re", "au"})) if match else found


def thesis_marked(found: list[Segment], body: str) -> list[Segment]:
    """Read the bare mark of a thesis, as Google Scholar prints it: "Title : дис. – М., 2006."."""
    if any(segment.label == "ge" for segment in found):
        return found
    match = MARKED.search(body)
    if match is None or not found:
        return found
    start, end = match.span("mark")
    inside = [segment for segment in found if segment.start < end and start < segment.end]
    if any(segment.label not in ("pub", "no", "ed") or segment.start < start for segment in inside):
        return found
    kept = [segment for segment in found if segment not in inside]
    return inserted(kept, part(found[0], body, start, end, "ge"))


def standard_titled(found: list[Segment], body: str) -> list[Segment]:
    """Give a standard the title that names a kind of work: "ГОСТ Р 7.0.11-2011. Диссертация и автореферат"."""
    labels = [segment.label for segment in found[:3]]
    colon = labels[:2] == ["au", "nr"] and body[found[0].end : found[1].start].strip() == ":"
    if colon and STANDARD.match(found[1].text):
        return renamed(found, 0, "ti")  # "Библиографическая запись : ГОСТ 7.1-2003"
    if labels[:2] != ["nr", "ge"] or not STANDARD.match(found[0].text):
        return found
    kind, rest = found[1], found[2:]
    title = rest.pop(0) if labels[2:] == ["ti"] else kind
    return [found[0], part(kind, body, kind.start, title.end, "ti"), *rest]


def registration_noted(found: list[Segment], body: str) -> list[Segment]:
    """Give an act the note of its registration, whose date and number are not the act's."""
    if not any(segment.label in ("ge", "nr") for segment in found):
        return found
    match = REGISTERED.search(body)
    return noted(found, body, match, frozenset({"url", "acc"})) if match else found


def noted(found: list[Segment], body: str, match: re.Match[str], firm: frozenset[str]) -> list[Segment]:
    """Return the segments with one note in place of what stands there; parts that are surely others end it."""
    ends = [segment.start for segment in found if segment.label in firm and segment.start > match.start()]
    end = min([match.end(), *ends])
    text = body[match.start() : end].rstrip(" .,;:()—–-")
    note = part(found[0], body, match.start(), match.start() + len(text), "no")
    kept = []
    for segment in found:
        if segment.end <= note.start or segment.start >= note.end:
            kept.append(segment)
        elif segment.start < note.start and segment.label not in firm:
            kept.append(part(segment, body, segment.start, len(body[: note.start].rstrip(" .,;:(—–-"))))
    return inserted(kept, note)
