"""What a sensible reading of a reference needs: rules that mend the tagger's segments where they cannot be right."""

from __future__ import annotations

import re

from mhlit.references.boundaries import (
    authors_end,
    authors_from_title,
    authors_plain,
    container_from_title,
    host_named,
    hosted,
    imprint_apart,
    journal_from_authors,
    journal_known,
    journal_whole,
    known_journal,
    names_begun,
    organisation_ends,
    others_end,
    publisher_whole,
    title_from_container,
    title_from_publisher,
    titles_joined,
)
from mhlit.references.brackets import (
    act_translated,
    brackets_closed,
    brackets_read,
    equals_read,
    links_apart,
    quotes_closed,
    thesis_translated,
    title_bracket_kept,
    title_quoted,
    title_untranslated,
    translation_apart,
    translation_noted,
)
from mhlit.references.degrees import editors_with_degrees
from mhlit.references.eastern import eastern_parted
from mhlit.references.edges import (
    article_kept,
    author_and_word,
    institution_whole,
    names_joined,
    publisher_before_place,
    series_apart,
    single_quotes,
    subtitle_joined,
    thesis_and_place,
    title_before_place,
    translator_apart,
)
from mhlit.references.imprint import imprint_whole, place_dated, publisher_begins, publisher_named, publisher_of_place
from mhlit.references.kinds import cue_roles
from mhlit.references.leftovers import leftovers_read
from mhlit.references.locators import (
    bare_volume,
    issue_in_brackets,
    issues_apart,
    months_apart,
    numbers_apart,
    numbers_whole,
    pages_counted,
    pages_whole,
    parts_whole,
    preface_uncounted,
    year_behind_title,
    years_apart,
    years_in_title,
)
from mhlit.references.mistaken import host_begins, neighbours_told, translation_of_host
from mhlit.references.notes import registration_noted, specialty_noted, standard_titled, thesis_marked
from mhlit.references.segments import Segment, part, renamed
from mhlit.references.slashes import hosts_named, slashes_read

# The colon between a title and what GOST calls "other title information": "Психология здоровья : учебник"
COLON = re.compile(r"\s?:\s?")
# What behind a colon is no subtitle but tells the kind of publication.
KINDS = frozenset({"thesis", "thesis_abstract", "law", "patent", "standard", "dataset", "preprint"})
# "Гаврилушкина О.": a name, taken for a running number
NAME = re.compile(r"[^\W\d_]{3,}[,\s]+(?:[^\W\d_]\.\s?)+$")
# ". Сер. 14, Психология", ". Серия: Медицина", ". Сер. лит. и яз." behind the name of a university's journal
SERIES_NAME = r"[«\"]?[А-ЯЁІЇЄа-яёіїє][а-яёіїє]+\.?(?:(?:,?\s(?:(?:и|та)\s)?)[а-яёіїє-]+\.?){0,6}[»\"]?"
SERIES = re.compile(
    rf"\.?\s*[\[(]?Сер(?:ия|ія)?\b\.?\s*:?\s*(?:№?\s*\d+(?:\s*[.,:]\s*{SERIES_NAME})?|{SERIES_NAME})[)\]]?"
    r"(?=\s*[.,;]?\s*(?:[—–-]\s?|(?:1[89]|20)\d\d|№|[Вв]ып|Т\.))"
)


def sensible(found: list[Segment], body: str) -> list[Segment]:
    """Return the segments with what cannot be put right."""
    for rule in RULES:
        found = rule(found, body)
    return found


def book_alone(found: list[Segment], body: str) -> list[Segment]:
    """Take the container away from a book: what counts its pages or names its publisher's town stands in no other one.

    A second sentence of a title ("Системы менеджмента качества. Требования") becomes title again, an organisation
    before the town ("R Foundation for Statistical Computing, Vienna") the publisher; after ``//`` or "In:" all stays.
    """
    labels = {segment.label for segment in found}
    at = next((i for i, segment in enumerate(found) if segment.label == "ct"), 0)
    if not at or labels & {"vo", "is", "pg", "ed", "doi"} or hosted(body, found[at]) or known_journal(found[at].text):
        return found
    host, before = found[at], found[at - 1]
    between = body[before.end : host.start].strip()
    roles = cue_roles(host.text)
    book = "np" in labels or ({"pl", "pub"} <= labels and "conference" not in roles)
    if book and before.label == "ti" and between in (".", "", ":", "?"):
        return [*found[: at - 1], part(before, body, before.start, host.end), *found[at + 1 :]]
    if "pl" in labels and "pub" not in labels and {"corporate", "publisher"} & roles and "conference" not in roles:
        return renamed(found, at, "pub")
    return found


def subtitles_joined(found: list[Segment], body: str) -> list[Segment]:
    """Give a title what a colon adds to it: "Психология здоровья: учебник для вузов"; a thesis's degree stays apart."""
    result: list[Segment] = []
    for segment in found:
        last = result[-1] if result else None
        if (
            last
            and segment.label == "ge"
            and last.label in ("ti", "ct")
            and COLON.fullmatch(body, last.end, segment.start)
            and not cue_roles(segment.text) & KINDS
        ):
            result[-1] = Segment(
                last.label,
                body[last.start : segment.end],
                last.start,
                segment.end,
                min(last.certainty, segment.certainty),
            )
        else:
            result.append(segment)
    return result


def authors_unmarked(found: list[Segment], body: str) -> list[Segment]:
    """Take names at the beginning as authors where no word says that they edited anything: "Стоянова Е.С. Похудеть".

    The tagger takes a single one for a running number as well: "Гаврилушкина О. Об организации воспитания".
    """
    first = found[0] if found else None
    if first and first.label == "num" and NAME.match(first.text):
        return renamed(found, 0, "au")
    if first is None or first.label != "ed" or any(segment.label in ("au", "ti") for segment in found):
        return found
    around = body[: first.start] + " " + body[first.end : first.end + 30]
    return found if "editor" in cue_roles(around) else renamed(found, 0, "au")


def series_in_title(found: list[Segment], body: str) -> list[Segment]:
    """Give a journal the series that is part of its name: "Вестник МГУ. Сер. 14, Психология. 1989" has no volume 14."""
    for i, host in enumerate(found):
        match = SERIES.match(body, host.end) if host.label == "ct" else None
        if match:
            return [
                *found[:i],
                part(host, body, host.start, match.end()),
                *(s for s in found if s.start >= match.end()),
            ]
    return found


# In this order: each rule sees what the one before has mended.
RULES = (
    links_apart,
    act_translated,
    eastern_parted,
    editors_with_degrees,
    translation_noted,
    title_untranslated,
    equals_read,
    neighbours_told,
    title_quoted,
    title_bracket_kept,
    authors_unmarked,
    standard_titled,
    registration_noted,
    thesis_marked,
    specialty_noted,
    slashes_read,
    hosts_named,
    names_joined,
    institution_whole,
    author_and_word,
    series_apart,
    translator_apart,
    single_quotes,
    subtitle_joined,
    article_kept,
    title_before_place,
    thesis_and_place,
    publisher_before_place,
    publisher_named,
    imprint_whole,
    place_dated,
    publisher_of_place,
    publisher_begins,
    series_in_title,
    preface_uncounted,
    pages_whole,
    pages_counted,
    parts_whole,
    months_apart,
    numbers_apart,
    years_apart,
    bare_volume,
    issues_apart,
    numbers_whole,
    year_behind_title,
    subtitles_joined,
    years_in_title,
    issue_in_brackets,
    thesis_translated,
    titles_joined,
    brackets_closed,
    others_end,
    names_begun,
    authors_plain,
    authors_end,
    authors_from_title,
    journal_from_authors,
    leftovers_read,
    organisation_ends,
    translation_apart,
    brackets_read,
    host_named,
    title_from_container,
    title_from_publisher,
    publisher_whole,
    book_alone,
    container_from_title,
    journal_whole,
    journal_known,
    brackets_closed,
    imprint_apart,
    host_begins,
    translation_of_host,
    quotes_closed,
)
