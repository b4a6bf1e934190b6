"""What the tagger cuts off at the edges of names, titles and imprints, as German and English lists print them.

"Die" before a book behind "(Hrsg)", the subtitle behind a dash, an institution with commas, "Enke, Stuttgart" with the
publisher first.
"""

from __future__ import annotations

import re
from itertools import pairwise

from mhlit.names import looks_like_organisation
from mhlit.references.imprint import is_place
from mhlit.references.kinds import cue_roles
from mhlit.references.segments import Segment, part

WORDED = ("ti", "ct")
# "Die ", "The ": an article that stands before a title and was read with the mark "(Hrsg)"
ARTICLE = re.compile(r"\b(?:Der|Die|Das|Ein|Eine|The|An|Les?|La)\s$")
# "– ", ": ": what stands between a title and its subtitle
SUBTITLE = re.compile(r"\s?[–—:-]\s?")
# "Handbuch der Psychiatrie. Deuticke" before ", Leipzig": a last sentence of few words, where a town follows
PUBLISHER_AT_END = re.compile(
    r"(?P<title>.{8,}?)[.?!]\s+(?P<publisher>[A-ZÄÖÜ][\w’'&-]+(?:[ &]+[A-ZÄÖÜ][\w’'-]+){0,3})"
)
# "Schwann, Düsseldorf", "Suhrkamp, Frankfurt am Main": a name without figures, a comma, a town
PUBLISHER_FIRST = re.compile(r"(?P<publisher>[^\d,:;]{2,60}),\s+(?P<place>[^\d,:;]{2,40})")
# "Anwendungen, Perspektiven. Wiesbaden": the end of a title before the town
TITLE_BEFORE_PLACE = re.compile(r"(?P<rest>.{4,})[.?!]\s+(?P<place>[^.?!]{3,40})", re.DOTALL)

# "Bundesministerium für Jugend, Familie, Frauen und Gesundheit (BMJFFG) (1988)", "… Nervenheilkunde (Hrsg.) (2013)": an
# institution whose name has commas, and the year behind it
INSTITUTION = re.compile(
    r"(?P<name>[A-ZÄÖÜ][^\d.:;()]{10,140}?)(?:\s\([A-ZÄÖÜ-]{2,12}\))?"
    r"(?P<end>[.,]?\s(?:\((?:Hrsg|Hg|Eds?)\.\)\.?,?\s)?\(\d{4}[a-z]?\))"
)
# "Scull, Andrew T. Decarceration" before ": Community treatment": a given name, an initial, then a word of the title
AUTHOR_AND_WORD = re.compile(
    r"(?P<author>[A-ZÀ-Þ][\w'’-]+,\s[A-ZÀ-Þ][a-zß-ÿ]+(?:\s[A-Z]\.)+)\s(?P<word>[A-ZÀ-Þ][a-zß-ÿ]{2,}(?:\s[\w'’-]+)*)"
)
# " (= Moderne Zeit, Bd. 20)", " (Soziale Welt, Sonderband 4, S. 283–307)": the series in a bracket behind a title
SERIES = re.compile(
    r"\s\(=?\s?(?P<series>[A-ZÀ-Þ][^()\d]{3,60}?),?\s"
    r"(?:Sonderband|Sonderheft|Bd|Band|Nr|Heft|H|Vol|No)\.?\s?\d+[^()]*\)"
)
# What else the tagger sees in such a bracket; its pages are the work's.
SERIES_PARTS = frozenset({"vo", "is", "ti", "ct", "ser", "no"})
# ". Aus dem Französischen von Ulrich Raulff", ". Übers. v. P. Maier": the translator behind a German title
TRANSLATED = re.compile(
    r"[.,]\s(?:(?:Aus\sdem\s\w+|Übers(?:etzt|etzung|\.)?|Deutsch)\s){1,2}(?:von|v\.)\s(?P<names>[A-ZÄÖÜ][^,:;()]{4,60}?)\.?$"
)
# "'The moral career', ", "'K is mentally ill': the anatomy": the single quotation mark that closes
CLOSING = re.compile(r"['’](?![\w])")
# "Unveröffentlichte Dissertation, Universität Bremen": a kind of thesis, a comma, where it was written
THESIS_AND_PLACE = re.compile(r"(?P<genre>[^,;:]{5,60}),\s(?P<publisher>[A-ZÄÖÜ].{3,})")


def names_joined(found: list[Segment], body: str) -> list[Segment]:
    """Join the names that were read half as authors and half as editors: "Janca, A., & Sartorius, N. (Eds.)"."""
    for i, (first, second) in enumerate(pairwise(found)):
        if (first.label, second.label) == ("au", "ed") and not re.search(r"[^\W_]", body[first.end : second.start]):
            return [*found[:i], part(first, body, first.start, second.end, "ed"), *found[i + 2 :]]
    return found


def institution_whole(found: list[Segment], body: str) -> list[Segment]:
    """Give an institution that begins a reference its whole name up to the year, commas and all."""
    if not found or found[0].label != "au" or "," in found[0].text or not looks_like_organisation(found[0].text):
        return found
    match = INSTITUTION.match(body, found[0].start)
    if match is None or match.end("name") <= found[0].end:
        return found
    whole = part(found[0], body, found[0].start, match.end("name"))
    return [whole, *(each for each in found[1:] if each.start >= match.start("end") or each.label == "yr")]


def author_and_word(found: list[Segment], body: str) -> list[Segment]:
    """Give a title its first word back, read as a name: "Scull, Andrew T. Decarceration: Community Treatment"."""
    for i, (author, title) in enumerate(pairwise(found)):
        match = AUTHOR_AND_WORD.fullmatch(author.text) if (author.label, title.label) == ("au", "ti") else None
        if match and body[author.end : title.start].strip() == ":":
            name = part(author, body, author.start, author.start + match.end("author"))
            return [*found[:i], name, part(title, body, author.start + match.start("word"), title.end), *found[i + 2 :]]
    return found


def series_apart(found: list[Segment], body: str) -> list[Segment]:
    """Take the series in a bracket out of a title, with its number: "Die Anstalt (= Moderne Zeit, Bd. 20)"."""
    for match in SERIES.finditer(body):
        at = next((i for i, s in enumerate(found) if s.label in WORDED and s.start < match.start() < s.end), -1)
        if at < 0:
            continue
        title = part(found[at], body, found[at].start, match.start())
        series = part(found[at], body, *match.span("series"), "ser")
        kept = [s for s in found[at + 1 :] if s.start >= match.end() or s.label not in SERIES_PARTS]
        return [*found[:at], title, series, *kept]
    return found


def translator_apart(found: list[Segment], body: str) -> list[Segment]:
    """Take the translator out of a title: "Das goldene Zeitalter. Aus dem Französischen von Ulrich Raulff"."""
    for i, segment in enumerate(found):
        match = TRANSLATED.search(segment.text) if segment.label in WORDED else None
        if match:
            title = part(segment, body, segment.start, segment.start + match.start())
            start, end = match.span("names")
            names = part(segment, body, segment.start + start, segment.start + end, "tr")
            return [*found[:i], title, names, *found[i + 1 :]]
    return found


def single_quotes(found: list[Segment], body: str) -> list[Segment]:
    """Take both single quotation marks off a title or keep both: "'The moral career', Psychiatry"."""
    result = []
    for segment in found:
        closing = [*CLOSING.finditer(segment.text)] if segment.label in WORDED and segment.start else []
        if not closing or body[segment.start - 1] not in "'‘":
            result.append(segment)
        elif closing[-1].end() == len(segment.text):
            result.append(part(segment, body, segment.start, segment.end - 1))
        else:
            result.append(part(segment, body, segment.start - 1, segment.end))
    return result


def thesis_and_place(found: list[Segment], body: str) -> list[Segment]:
    """Part the kind of a thesis from where it was written: "Unveröffentlichte Dissertation, Universität Bremen"."""
    for i, segment in enumerate(found):
        match = THESIS_AND_PLACE.fullmatch(segment.text) if segment.label == "pub" else None
        if match and "thesis" in cue_roles(match["genre"]):
            genre = part(segment, body, segment.start, segment.start + match.end("genre"), "ge")
            return [*found[:i], genre, part(segment, body, genre.end + 2, segment.end), *found[i + 1 :]]
    return found


def subtitle_joined(found: list[Segment], body: str) -> list[Segment]:
    """Join to a container the second title behind a dash or colon: "Atypische Arbeit – Soziale Risiken (S. 1"."""
    for i, (host, second) in enumerate(pairwise(found)):
        if (host.label, second.label) == ("ct", "ti") and SUBTITLE.fullmatch(body, host.end, second.start):
            return [*found[:i], part(host, body, host.start, second.end), *found[i + 2 :]]
    return found


def article_kept(found: list[Segment], body: str) -> list[Segment]:
    """Give a container the article before it that was left out: "(Hrsg) Die Zukunft der Medizin"."""
    for i, segment in enumerate(found):
        match = ARTICLE.search(body, max(0, segment.start - 6), segment.start) if segment.label == "ct" else None
        if match and segment.text[:1].isupper() and (not i or found[i - 1].end <= match.start()):
            return [*found[:i], part(segment, body, match.start(), segment.end), *found[i + 1 :]]
    return found


def title_before_place(found: list[Segment], body: str) -> list[Segment]:
    """Give a title the sentence that stands in the place before the town: "Anwendungen, Perspektiven. Wiesbaden"."""
    for i, (title, place) in enumerate(pairwise(found)):
        match = TITLE_BEFORE_PLACE.fullmatch(place.text) if place.label == "pl" and title.label in WORDED else None
        if match and is_place(match["place"]) and not is_place(match["rest"]):
            whole = part(title, body, title.start, place.start + match.end("rest"))
            town = part(place, body, place.start + match.start("place"), place.end)
            return [*found[:i], whole, town, *found[i + 2 :]]
    return found


def publisher_before_place(found: list[Segment], body: str) -> list[Segment]:
    """Part publisher and town where the publisher stands first, as in medical books: "Schwann, Düsseldorf"."""
    labels = {segment.label for segment in found}
    if {"pub", "pl"} <= labels or not labels & {"pub", "pl"}:
        return found
    for i, segment in enumerate(found):
        match = PUBLISHER_FIRST.fullmatch(segment.text) if segment.label in ("pl", "pub") else None
        if match and is_town(match["place"]) and not is_town(match["publisher"]):
            pieces = [
                part(segment, body, segment.start + match.start(name), segment.start + match.end(name), label)
                for name, label in (("publisher", "pub"), ("place", "pl"))
            ]
            return [*found[:i], *pieces, *found[i + 1 :]]
    return publisher_from_host(found, body) if "pub" not in labels else found


def publisher_from_host(found: list[Segment], body: str) -> list[Segment]:
    """Take the publisher out of the container of a chapter where the town follows: "Handbuch. Deuticke, Leipzig"."""
    edited = any(segment.label == "ed" for segment in found)
    for i, (host, place) in enumerate(pairwise(found)):
        if not edited or (host.label, place.label) != ("ct", "pl") or body[host.end : place.start].strip() != ",":
            continue
        match = PUBLISHER_AT_END.fullmatch(host.text)
        if match and is_town(place.text):
            title = part(host, body, host.start, host.start + match.end("title"))
            publisher = part(host, body, host.start + match.start("publisher"), host.end, "pub")
            return [*found[:i], title, publisher, *found[i + 1 :]]
    return found


def is_town(text: str) -> bool:
    """Return whether a text names one known town or several without a mark between: "Berlin Heidelberg New York"."""
    words = text.split()
    return is_place(text) or any(is_place(" ".join(words[:count])) for count in range(1, min(len(words), 4)))
