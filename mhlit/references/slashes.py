"""What GOST's slashes say: behind ``/`` stand the people and bodies responsible for the work, behind ``//`` its host.

The tagger knows both, but loses them where a name is rare, written out in full, or that of an institution.
"""

from __future__ import annotations

import re

from mhlit.names import looks_like_organisation
from mhlit.references.boundaries import INITIALS_ONLY
from mhlit.references.segments import Segment, inserted, part, renamed

# " / Крылова Елена Романовна ; [Моск. гос. ун-т им. М. В. Ломоносова]. - Москва": the author of a thesis once more, in
# full, and where it was written
AGAIN = re.compile(
    r"/\s*(?P<name>[А-ЯЁІЇЄҐ][\w’'-]+,?(?:\s[А-ЯЁІЇЄҐ][\w’'-]+){1,2})(?:\s?;\s?(?P<body>[^/;]{2,120}?))?(?=\.?\s*[–—-]\s)"
)
# ": сб. ст. / БГУ", " / АН СССР": a body responsible for a title or a host; Latin letters may translate the title
BODY = re.compile(r"\s/\s(?P<body>[А-ЯЁІЇЄҐ][^/]{1,120})$")
# "книге: ", "В сборнике: ", "У зб.: " before the name of a host
ANNOUNCED = re.compile(r"(?:[ВвУу]\s+)?(?:книге|сборнике|кн|сб|книзі|збірнику|зб)\.?\s*:\s*(?=\S)")
LETTERS = re.compile(r"[А-ЯЁІЇЄҐ]{2,}(?:\s[А-ЯЁІЇЄҐ]{2,})*")


def slashes_read(found: list[Segment], body: str) -> list[Segment]:
    """Return the segments with people, bodies and hosts as the slashes of GOST tell them."""
    if not found or ("/" not in body and all(segment.label != "re" for segment in found)):
        return found
    found = names_whole(names_joined(found, body), body)
    found = author_again(found, body)
    found = host_of_institution(found, body)
    return [without_body(segment, body) if segment.label in ("ti", "ct") else segment for segment in found]


def hosts_named(found: list[Segment], body: str) -> list[Segment]:
    """Return the segments with hosts that begin with their name."""
    return [without_announcement(segment, body) if segment.label == "ct" else segment for segment in found]


def names_joined(found: list[Segment], body: str) -> list[Segment]:
    """Give the authors the last of them, taken for people behind a slash that is not there: "…, Снежневский А.В."."""
    for i in range(1, len(found)):
        names, last = found[i - 1], found[i]
        if (names.label, last.label) == ("au", "re") and body[names.end : last.start].strip() == ",":
            return [*found[: i - 1], part(names, body, names.start, last.end), *found[i + 1 :]]
    return found


def names_whole(found: list[Segment], body: str) -> list[Segment]:
    """Give people behind a slash the family name that the tagger took for a host: "/ В. Ф. Велесницкий. – Гомель"."""
    for i in range(1, len(found)):
        names, rest = found[i - 1], found[i]
        if (names.label, rest.label) != ("re", "ct") or body[names.end : rest.start].strip(" .") or "//" in body:
            continue
        if INITIALS_ONLY.fullmatch(names.text) and len(rest.text.split()) == 1:
            return [*found[: i - 1], part(names, body, names.start, rest.end), *found[i + 1 :]]
    return found


def author_again(found: list[Segment], body: str) -> list[Segment]:
    """Read the author's full name behind a slash, which the tagger takes for the publisher, and the body behind it."""
    first = found[0]
    match = AGAIN.search(body, first.end) if first.label == "au" else None
    if match is None or match["name"].split()[0].strip(",") != first.text.split()[0].strip(",."):
        return found
    start, end = match.span()
    kept = [segment for segment in found if segment.end <= start or segment.start >= end]
    said = [part(first, body, *match.span("name"), "re")]
    if match["body"]:
        said.append(part(first, body, *match.span("body"), "pub"))
    return inserted(kept, *said)


def host_of_institution(found: list[Segment], body: str) -> list[Segment]:
    """Take an institution right behind ``//`` as the host: "Title // Всемирная организация здравоохранения: [сайт]"."""
    if any(segment.label == "ct" for segment in found):
        return found
    for at, segment in enumerate(found):
        if segment.label == "au" and body[: segment.start].rstrip().endswith("//"):
            return renamed(found, at, "ct")
    return found


def without_announcement(segment: Segment, body: str) -> Segment:
    """Return a host without the word that announces it, as eLIBRARY prints it: "В книге: Материалы съезда"."""
    match = ANNOUNCED.match(segment.text)
    return part(segment, body, segment.start + match.end(), segment.end) if match else segment


def without_body(segment: Segment, body: str) -> Segment:
    """Return a title or a host without the body responsible for it: "Современные концепции : сб. ст. / БГУ"."""
    match = BODY.search(segment.text)
    if match is None or not (LETTERS.fullmatch(match["body"]) or looks_like_organisation(match["body"])):
        return segment
    return part(segment, body, segment.start, segment.start + match.start())
