"""Parts that the tagger takes for others of the same look, told apart by what stands round them.

"Medical Research Council guidance" looks like a publisher and is a subtitle, since a colon stands before it and the
journal behind; "Qualitative Research in Psychology" looks like a series and is the journal, since volume and pages
follow. Where such neighbours leave one reading only, it is taken.
"""

from __future__ import annotations

import re

from mhlit.references import imprint_told
from mhlit.references.boundaries import cut_short
from mhlit.references.imprint_told import HOSTS, IMPRINT
from mhlit.references.kinds import cue_roles
from mhlit.references.segments import Segment, inserted, part, renamed
from mhlit.translit import language

# ") Cereb. " between a date and "Cortex", ". Universitetskoye upravleniye: " before "praktika i analiz"
FIRST_WORDS = re.compile(
    r"[\s.,;)\]»”\"]+(?P<words>[^\W\d_a-zа-яё][^\W\d_]{2,}(?:[. ]+(?!presented)[^\W\d_]{2,}){0,3}[.:]?)\s"
)
# "et al; ADHD Working Group. ": a group behind the persons
GROUP = re.compile(r"(?:^|[\s,])et\s+al\.?;\s*(?P<group>[A-ZА-ЯЁ][^.;:]{3,100})\.\s")
# "(K. G. Langer & D. N. Levine, Trans.)", "(A. Strachey, Transl.)", "(H. Müller, Übers.)"
TRANSLATORS = re.compile(r"\((?P<names>[^()]{4,90}?),?\s(?:[Tt]rans(?:l|lators?)?|Übers|Tr)\.?\)")
# "A. Jaffé, Ed.; R. & C. Winston": an editor before the translators
EDITOR_FIRST = re.compile(r"(?P<editor>[^;]+?),\s[Ee]ds?\.;\s*(?P<rest>.+)")
# "Ferguson M. TRD-EHR" before ": analysis code", "L. S. VYGOTSKY, Mind in Society" before ": Development of"
SUBJECT = re.compile(
    r"(?P<names>(?:.*[\s,])?[^\W\d_]{1,2}\.)\s+(?P<title>[A-ZА-ЯЁ]{3,}[\w-]*)|(?P<people>.*\.\s?[^\W\d_]{3,}),\s+"
    r"(?P<words>[A-Z][\w-]+\s(?:[\w-]+\s)*?(?:in|of|the|for|on|to)\s[\w\s-]+)"
)
# "Voprosy obrazovaniya / Educational Studies Moscow", "Washington (DC). New York"
TWO_NAMES = re.compile(r"(?P<first>[^/]{4,})\s/\s(?P<second>[^/]{4,})")
EASTERN = frozenset({"ru", "ru-Latn", "uk", "uk-Latn", "be", "bg", "kk"})
SERIES_MARK = re.compile(r",\sser\.\s(?=[A-Z])")


def neighbours_told(found: list[Segment], body: str) -> list[Segment]:
    """Return the segments with the parts renamed that their neighbours allow one reading of."""
    for rule in RULES:
        found = rule(found, body)
    return found


def merged(found: list[Segment], at: int, body: str, end: int | None = None) -> list[Segment]:
    """Return the segments with one and the next joined under the label of the first."""
    first, second = found[at], found[at + 1]
    whole = Segment(
        first.label,
        body[first.start : end or second.end],
        first.start,
        end or second.end,
        min(first.certainty, second.certainty),
    )
    return [*found[:at], whole, *found[at + 2 :]]


# ---------------------------------------------------------------- titles and hosts


def host_untranslated(found: list[Segment], body: str) -> list[Segment]:
    """Take the translation of a host as the host where it translates nothing: "… android. JMIR Mhealth. 2015;3:e8"."""
    if any(segment.label == "ct" for segment in found):
        return found
    at = next((i for i, segment in enumerate(found) if segment.label == "ctt"), -1)
    return renamed(found, at, "ct") if at >= 0 else found


def subtitle_whole(found: list[Segment], body: str) -> list[Segment]:
    """Give a title what stands behind its colon: a "translation" without a bracket, a "publisher" before the journal.

    "Brain volumes: a meta-analysis // Schizophr. Bull.", "Process evaluation: Research Council guidance. BMJ".
    """
    for i in range(1, len(found)):
        title, rest = found[i - 1], found[i]
        gap = body[title.end : rest.start] + rest.text[:1]
        if title.label != "ti" or gap.strip(" ")[:1] != ":" or set(gap[:-1]) - set(" :"):
            continue
        following = found[i + 1].label if i + 1 < len(found) else ""
        imprint = IMPRINT & {segment.label for segment in found if segment is not rest}
        if rest.label == "tt" or (rest.label == "pub" and following == "ct" and not imprint):
            return merged(found, i - 1, body)
    return found


def host_goes_on(found: list[Segment], body: str) -> list[Segment]:
    """Give a host the words behind its full stop that are in no bracket: "Vestnik MU. Seriya 5, Geografiya"."""
    for i in range(1, len(found)):
        host, rest = found[i - 1], found[i]
        if host.label == "ct" and rest.label == "tt" and body[host.end : rest.start].strip() in (".", ",", ""):
            return merged(found, i - 1, body)
    return found


def host_behind_year(found: list[Segment], body: str) -> list[Segment]:
    """Take a second title behind the year as the host or its beginning: "Regional identity (2000) Cooperation, 35"."""
    for i in range(2, len(found) - 1):
        year, second, following = found[i - 1 : i + 2]
        if (year.label, second.label) != ("yr", "ti") or all(segment.label != "ti" for segment in found[: i - 1]):
            continue
        gap = body[second.end : following.start].strip()
        if gap in {"ct": ("", "/"), "pub": ("/",), "ser": ("/",)}.get(following.label, ()):
            following = following._replace(label="ct")
            return [*found[:i], part(following, body, second.start, following.end), *found[i + 2 :]]
        if following.label in ("vo", "is", "pg", "yr") and not any(segment.label in HOSTS for segment in found):
            return renamed(found, i, "ct")
    return found


def host_begins(found: list[Segment], body: str) -> list[Segment]:
    """Give a host the words before it that no part took: "(2000) Cereb. Cortex, 10", where "Cereb." was left out."""
    for i in range(1, len(found)):
        before, host = found[i - 1], found[i]
        gap = FIRST_WORDS.fullmatch(body, before.end, host.start) if host.label == "ct" else None
        if gap and not cue_roles(gap["words"]):
            return [*found[:i], part(host, body, gap.start("words"), host.end), *found[i + 1 :]]
    return found


def translation_of_host(found: list[Segment], body: str) -> list[Segment]:
    """Take a translation behind a journal's equals sign, or a bracket behind its name, as the journal's.

    "Vlast’ = The Power, no. 4"; "Sobranie sochinenii: v 6 t. T. 4 [Collected Works: in 6 vol. Vol. 4]".
    """
    for i in range(1, len(found)):
        before = found[i - 1]
        told = (before.label, found[i].label) == ("ct", "tt")
        if told and body[before.end : found[i].start].strip(" .") in ("=", "["):
            return renamed(found, i, "ctt")
    return found


def host_in_two_languages(found: list[Segment], body: str) -> list[Segment]:
    """Split the name of a journal in two languages: "Voprosy obrazovaniya / Educational Studies Moscow"."""
    for i, host in enumerate(found):
        match = TWO_NAMES.fullmatch(host.text) if host.label == "ct" else None
        if match and "ctt" not in [each.label for each in found]:
            first, second = language(match["first"]), language(match["second"])
            if first in EASTERN and second not in EASTERN:
                own = part(host, body, host.start, host.start + match.end("first"))
                translated = part(host, body, host.start + match.start("second"), host.end, "ctt")
                return [*found[:i], own, translated, *found[i + 1 :]]
    return found


def series_of_proceedings(found: list[Segment], body: str) -> list[Segment]:
    """Split off the series that the proceedings of computing name: "Proceedings of the 26th …, ser. ICMI ’24"."""
    for i, host in enumerate(found):
        match = SERIES_MARK.search(host.text) if host.label == "ct" else None
        if match and not any(each.label == "ser" for each in found):
            own = part(host, body, host.start, host.start + match.start())
            return [*found[:i], own, part(host, body, host.start + match.end(), host.end, "ser"), *found[i + 1 :]]
    return found


def host_of_town(found: list[Segment], body: str) -> list[Segment]:
    """Give a host the town that its name begins with: "St. Petersburg State" before "Polytechnical Journal"."""
    for i in range(1, len(found)):
        town, host = found[i - 1], found[i]
        if (town.label, host.label) == ("pl", "ct") and body[town.end : host.start] == " ":
            return [*found[: i - 1], part(host, body, town.start, host.end), *found[i + 1 :]]
    return found


def names_settled(found: list[Segment], body: str) -> list[Segment]:
    """Take a series, a publisher or an abbreviated title as the journal of volume and pages, a series alone as a title.

    "Duke Math. J. 105, 211" is no series, "Annual Review of Earth 34, 157" no publisher, "AIP Conf. Proc., 475: 405" no
    title.
    """
    labels = [segment.label for segment in found]
    if "ct" in labels:
        return found
    placed = "vo" in labels and "pg" in labels and "pl" not in labels
    for i, segment in enumerate(found):
        host = segment.label in ("ser", "pub") or (segment.label == "ti" and cut_short(segment.text))
        if placed and host:
            return renamed(found, i, "ct")
        if segment.label == "ser" and not placed and "ti" not in labels:
            return renamed(found, i, "ti")
    return found


# ---------------------------------------------------------------- people


def author_institution(found: list[Segment], body: str) -> list[Segment]:
    """Take a publisher before year and title as the author: "American Psychological Association. (1972). Ethical …"."""
    labels = [segment.label for segment in found]
    return renamed(found, 0, "au") if labels[:3] == ["pub", "yr", "ti"] and not {"au", "ed"} & set(labels) else found


def group_of_authors(found: list[Segment], body: str) -> list[Segment]:
    """Give the authors the group behind "et al;", read as the beginning of the title."""
    for i in range(1, len(found)):
        authors, title = found[i - 1], found[i]
        match = GROUP.search(body, authors.start, title.end) if (authors.label, title.label) == ("au", "ti") else None
        if match and match.start("group") <= title.start + 1 and match.end() < title.end:
            names = part(authors, body, authors.start, match.end("group"))
            return [*found[: i - 1], names, part(title, body, match.end(), title.end), *found[i + 1 :]]
    return found


def title_of_authors(found: list[Segment], body: str) -> list[Segment]:
    """Give a title its first words before a colon, read as an author: "Ferguson M. TRD-EHR: analysis code"."""
    for i in range(1, len(found)):
        authors, rest = found[i - 1], found[i]
        if authors.label != "au" or rest.label not in ("ti", "pub") or body[authors.end : rest.start].strip() != ":":
            continue
        match = SUBJECT.fullmatch(authors.text)
        if match:
            end = authors.start + (match.end("names") if match["names"] else match.end("people"))
            start = authors.start + (match.start("title") if match["title"] else match.start("words"))
            return [
                *found[: i - 1],
                part(authors, body, authors.start, end),
                part(rest, body, start, rest.end, "ti"),
                *found[i + 1 :],
            ]
    return found


def translators_apart(found: list[Segment], body: str) -> list[Segment]:
    """Set the translators in brackets apart from the title before them: "Esquisse (K. G. Langer, Trans.). Cortex"."""
    match = TRANSLATORS.search(body)
    if match is None:
        return found
    editor = EDITOR_FIRST.fullmatch(match["names"])
    start, end = match.span("names")
    named = [part(found[0], body, start + (editor.start("rest") if editor else 0), end, "tr")] if found else []
    if editor and named:
        named.append(part(found[0], body, start, start + editor.end("editor"), "ed"))
    kept: list[Segment] = []
    for segment in found:
        if segment.end <= match.start() or segment.start >= match.end():
            kept.append(segment)
        elif segment.start < match.start():
            kept.append(part(segment, body, segment.start, len(body[: match.start()].rstrip())))
    return inserted(kept, *named)


RULES = (
    host_untranslated,
    translators_apart,
    author_institution,
    names_settled,
    group_of_authors,
    title_of_authors,
    subtitle_whole,
    host_behind_year,
    host_goes_on,
    host_in_two_languages,
    series_of_proceedings,
    host_of_town,
    *imprint_told.RULES,
)
