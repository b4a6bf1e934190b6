"""The view of a work: one record out of all its evidence, each field with the record it came from.

Precedence: a person's edit, then a registry's verified answer (of both the latest first), then structured files, then
what was read out of prose; among equals the earliest. A field of which its own reader was unsure stands behind the same
field of its equals. Wordings of titles and containers, keywords and links are united; nothing is invented and nothing
merged inside a field, but that a date, pages or a list of names may be completed by one that begins with it, and that a
name keeps the form which another record prints in the other script.
"""

from __future__ import annotations

from dataclasses import fields, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from mhlit.library.records import RANKS, Stored, rank_of
from mhlit.model import Date, Record, Text
from mhlit.text import fold, script
from mhlit.translit import skeleton

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mhlit.model import Name

DOUBTS = "mhlit:doubts"
# A person's edit that empties fields names them here.
CLEARED = "mhlit:clear"
# A registry that is asked again knows of retractions and citations that it did not know of before.
LATEST_FIRST = ("edit", "registry")
# Whose id and origin a view has: an import's before those of what was attached to it.
IMPORTED = ("file", "parsed", "registry", "edit")
PEOPLE = ("authors", "editors")
WHOLE = ("titles", "containers", "keywords", "cites", "related", *PEOPLE)
FIELDS = tuple(each.name for each in fields(Record) if each.name not in {"id", "extra", "origin"})


def build(evidence: Sequence[Stored]) -> tuple[Record, dict[str, str]]:
    """Return the view of a work and, for each field, the uid of the record that gave it.

    The order in which the evidence is given does not matter. The view's ``id`` and ``origin`` are
    those of the best record that was imported.
    """
    ranked = sorted(evidence, key=precedence)
    if len(ranked) == 1:
        return ranked[0].record, sources_of(ranked[0].uid, ranked[0].record)
    sources: dict[str, str] = {}
    values: dict[str, Any] = {}
    for name in FIELDS:
        if giving := best_first(ranked, name):
            chosen = completed(name, giving)
            values[name] = whole(name, [chosen, *giving[1:]]) if name in WHOLE else getattr(chosen.record, name)
            sources[name] = chosen.uid
    values["extra"] = united_extra(ranked, sources)
    founder = min(ranked, key=lambda each: IMPORTED.index(each.rank))
    return replace(founder.record, **blank() | values), sources


def view_of(records: Sequence[Record]) -> Record:
    """Return the view of records that lie in no library, the earlier before the later."""
    formats = [record.origin.format if record.origin else "" for record in records]
    given = [Stored(at, each.uid, rank_of(formats[at]), 0, each) for at, each in enumerate(records)]
    return build(given)[0]


def precedence(stored: Stored) -> tuple[int, int]:
    """Return the place of a record in the order of precedence."""
    rank = RANKS.index(stored.rank)
    return (rank, -stored.id if stored.rank in LATEST_FIRST else stored.id)


@cache
def blank() -> dict[str, Any]:
    """Return the empty values of all fields that a view takes from its evidence."""
    empty = Record()
    return {name: getattr(empty, name) for name in FIELDS}


def sources_of(uid: str, record: Record) -> dict[str, str]:
    """Return the sources of the view that is a single record."""
    return {name: uid for name in FIELDS if says(record, name)}


def says(record: Record, name: str) -> bool:
    """Return whether a record says anything about a field; the type ``document`` says nothing."""
    value = getattr(record, name)
    return bool(value) and not (name == "type" and value == "document")


def best_first(ranked: Sequence[Stored], name: str) -> list[Stored]:
    """Return the records that say something about a field: by rank, the sure ones before the doubtful.

    A field that a person has emptied is taken from later edits only.
    """
    giving = []
    for each in ranked:
        if name in each.record.extra.get(CLEARED, ()):
            break
        if says(each.record, name):
            giving.append(each)
    if len(giving) < 2:
        return giving
    return sorted(giving, key=lambda each: (RANKS.index(each.rank), name in each.record.extra.get(DOUBTS, ())))


def completed(name: str, giving: Sequence[Stored]) -> Stored:
    """Return the record with the fullest date, pages or names of those that begin as the best record has them.

    "2019" gives way to "2019-03-15". Registries have the first page and the first author only of many older articles:
    "295" gives way to "295-302", and Brown to Brown, Smith and Jones. Their English is that of the titles they were
    sent: it gives way to the Russian of the source. What a person wrote stays.
    """
    chosen = giving[0]
    if name in FULLER and chosen.rank != "edit":
        for each in giving[1:]:
            if completes(name, chosen.record, each.record):
                chosen = each
    return chosen


def completes(name: str, record: Record, other: Record) -> bool:
    """Return whether a field of a lesser record is kept beside that of a better one, which is only its beginning."""
    value, fuller = getattr(record, name), getattr(other, name)
    if name not in FULLER or not value or not fuller or not FULLER[name](value, fuller):
        return False
    return name not in PEOPLE or name not in other.extra.get(DOUBTS, ())


def date_begins(date: Date, other: Date) -> bool:
    """Return whether a date is the beginning of a fuller one."""
    agrees = not (date.end or date.season or other.end) and other.start[: len(date.start)] == date.start
    return agrees and len(other.start) > len(date.start) > 0


def pages_begin(pages: str, other: str) -> bool:
    """Return whether a page is the first of a range."""
    return other.startswith((f"{pages}-", f"{pages}–"))


def names_begin(names: tuple[Name, ...], other: tuple[Name, ...]) -> bool:
    """Return whether a single name is the first of several, in whichever script; longer lists are whole."""
    if len(names) > 1 or len(other) < 2:
        return False
    one, first = (skeleton(each[0].literal or each[0].family) for each in (names, other))
    return bool(one) and one == first


def english_only(language: str, other: str) -> bool:
    """Return whether a language is but that of a translated title, and the other that of the work."""
    return language[:2] == "en" and other[:2] in {"ru", "uk", "be", "bg", "kk"}


FULLER: dict[str, Callable[[Any, Any], bool]] = {
    "issued": date_begins, "pages": pages_begin, "authors": names_begin, "editors": names_begin,
    "language": english_only,
}  # fmt: skip


def whole(name: str, giving: Sequence[Stored]) -> tuple[Any, ...]:
    """Return a field to which more than the best record may add."""
    return people(name, giving) if name in PEOPLE else unite(name, giving)


def people(name: str, giving: Sequence[Stored]) -> tuple[Name, ...]:
    """Return the names as the best record prints them, with their forms in another script from the next that has them.

    "Gurovich IYa" of a Vancouver list keeps "Гурович И.Я." of a GOST list, so that a Cyrillic reference to the work is
    Cyrillic throughout.
    """
    chosen: tuple[Name, ...] = getattr(giving[0].record, name)
    if len(giving) < 2:
        return chosen
    # Imported here: a search, which makes no views, should not pay for the rules of names.
    from mhlit.names.wordings import with_forms_of

    for each in giving[1:]:
        if (widened := with_forms_of(chosen, getattr(each.record, name))) != chosen:
            return widened
    return chosen


def unite(name: str, giving: Sequence[Stored]) -> tuple[Any, ...]:
    """Return the union of a field of many values; what the best record prints stands first.

    A person's edit says all the keywords there are, and corrects the wording of a title in its script.
    """
    first = getattr(giving[0].record, name)
    values = [value for each in giving[1:] for value in getattr(each.record, name)]
    if name in ("cites", "related"):
        return tuple(dict.fromkeys((*first, *values)))
    if giving[0].rank == "edit":
        corrected = {script(each.value) for each in first}
        values = [each for each in values if script(each.value) not in corrected] if name != "keywords" else []
    return united_wordings((*first, *values))


def united_wordings(wordings: Iterable[Text]) -> tuple[Text, ...]:
    """Return wordings without repetitions, each as it was printed first.

    Two wordings are one if they have the same words in the same script, whatever the romanisation, the case and the
    full stop at the end. A language or a role that the first printing left open is taken from a later one, and so are
    small letters where the first has capitals throughout, as eLIBRARY.RU prints every title.
    """
    given = tuple(wordings)
    if len(given) < 2:
        return given
    united: dict[tuple[str, str], Text] = {}
    for each in given:
        key = (script(each.value), skeleton(each.value) or fold(each.value))
        first = united.setdefault(key, each)
        if first is not each:
            role = first.role if first.role != "original" else each.role
            value = each.value if first.value.isupper() and not each.value.isupper() else first.value
            united[key] = Text(value, first.lang or each.lang, role)
    return tuple(united.values())


def united_extra(ranked: Sequence[Stored], sources: dict[str, str]) -> dict[str, Any]:
    """Return the further variables of all records, the best first, and the doubts that still concern the view."""
    extra: dict[str, Any] = {}
    for each in ranked:
        for name, value in each.record.extra.items():
            if name == "custom" and isinstance(value, dict) and isinstance(extra.get(name, {}), dict):
                extra[name] = value | extra.get(name, {})
            elif name not in (DOUBTS, CLEARED):
                extra.setdefault(name, value)
    doubts = [name for each in ranked for name in each.record.extra.get(DOUBTS, ()) if sources.get(name) == each.uid]
    return extra | ({DOUBTS: sorted(set(doubts))} if doubts else {})
