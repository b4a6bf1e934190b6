"""DataCite's JSON: an answer about one DOI, a list, or the bare attributes (schema 4).

What CSL has no variable for stays under ``datacite:member``; the whole answer stays in ``origin.raw``.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mhlit.formats.base import Format
from mhlit.formats.csljson import items, parse_date
from mhlit.formats.deposit import abstract, csl_types, language_of, one_per_person, readable
from mhlit.formats.portions import json_items, streaming
from mhlit.identifiers import issn_of, orcid_of
from mhlit.model import Date, Issue, Name, Origin, ReadResult, Record, Text
from mhlit.text import fold, script

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mhlit.model import Role

# "2011-02-01T17:22:41Z" -> "2011-02-01"
DAY = re.compile(r"^\d{4}(?:-\d{2}){0,2}")
KEPT = {
    "relatedIdentifiers",
    "relatedItems",
    "rightsList",
    "fundingReferences",
    "alternateIdentifiers",
    "sizes",
    "geoLocations",
}


def from_attributes(given: dict[str, Any]) -> Record:
    """Return the record of a DOI's attributes. Missing and odd members are absent; it never raises on content."""
    language = readable(given.get("language"))
    titles = titles_of(objects(given.get("titles")), language)
    inside = container_of(given)
    doi = readable(given.get("doi")).lower()
    creators = tuple(map(name_of, objects(given.get("creators"))))
    editors = tuple(name_of(c) for c in objects(given.get("contributors")) if c.get("contributorType") == "Editor")
    descriptions = objects(given.get("descriptions"))
    return Record(
        id=doi,
        type=type_of(given.get("types")),
        titles=titles,
        containers=(Text(inside["title"], language_of(inside["title"], language)),) if inside["title"] else (),
        authors=one_per_person(tuple(filter(str, creators)), bool(titles) and script(titles[0].value) == "Cyrl"),
        editors=tuple(filter(str, editors)),
        issued=issued(given),
        volume=inside["volume"],
        issue=inside["issue"],
        pages="-".join(dict.fromkeys(filter(None, (inside["firstPage"], inside["lastPage"])))),
        publisher=publisher(given.get("publisher")),
        genre=genre_of(given.get("types")),
        doi=doi,
        url=readable(given.get("url")),
        issn=issn_of(inside["identifier"]),
        abstract=next(
            (abstract(d.get("description")) for d in descriptions if d.get("descriptionType") == "Abstract"), ""
        ),
        language=language,
        keywords=tuple(
            Text(word) for subject in objects(given.get("subjects")) if (word := readable(subject.get("subject")))
        ),
        extra=extra_of(given),
    )


def objects(value: Any) -> list[dict[str, Any]]:
    """Return the objects of a member that should be a list of them."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def titles_of(titles: list[dict[str, Any]], language: str) -> tuple[Text, ...]:
    """Return the wordings: the main title with its subtitle, then alternative and translated titles."""
    main = [each for each in titles if not each.get("titleType")] or titles[:1]
    found = [wording(each, language) for each in main]
    for each in titles:
        text = readable(each.get("title"))
        if each.get("titleType") == "Subtitle" and found and fold(text) not in fold(found[0].value):
            found[0] = replace(found[0], value=f"{found[0].value.rstrip(' :')}: {text}")
        elif each not in main and each.get("titleType") != "Subtitle":
            found.append(wording(each, language))
    return tuple(dict.fromkeys(each for each in found if each.value))


def wording(title: dict[str, Any], language: str) -> Text:
    """Return one title as a wording."""
    text = readable(title.get("title"))
    translated = title.get("titleType") == "TranslatedTitle"
    lang = readable(title.get("lang")) or language_of(text, "" if translated else language)
    role: Role = "translated" if translated else "romanised" if lang.endswith("-Latn") else "original"
    return Text(text, lang, role)


def name_of(person: dict[str, Any]) -> Name:
    """Return a creator's name: "Family, Given" for people, ``literal`` for organisations and unmarked names."""
    family, given, whole = (readable(person.get(part)) for part in ("familyName", "givenName", "name"))
    identifiers = (readable(each.get("nameIdentifier")) for each in objects(person.get("nameIdentifiers")))
    orcid = next(filter(None, map(orcid_of, identifiers)), "")
    places = [readable(a.get("name") if isinstance(a, dict) else a) for a in person.get("affiliation") or []]
    extra = {"affiliation": kept} if (kept := [place for place in places if place]) else {}
    if person.get("nameType") == "Organizational":
        return Name(literal=whole or family, orcid=orcid, extra=extra)
    if not family and whole.count(",") == 1:
        family, given = (part.strip() for part in whole.split(","))
    return (
        Name(family, given, orcid=orcid, extra=extra)
        if family
        else Name(literal=whole or given, orcid=orcid, extra=extra)
    )


def issued(given: dict[str, Any]) -> Date | None:
    """Return the date of publication: the year, made more exact by an "Issued" date of that year."""
    year = readable(given.get("publicationYear"))
    days = [
        m[0]
        for d in objects(given.get("dates"))
        if d.get("dateType") == "Issued" and (m := DAY.match(str(d.get("date"))))
    ]
    same = [day for day in days if not year or day.startswith(year)]
    text = max(same, key=len, default=year)
    found = parse_date(text)
    return found if found is not None and found.year else None


def publisher(value: Any) -> str:
    """Return the publisher, which is a string or an object with a name."""
    return readable(value.get("name")) if isinstance(value, dict) else readable(value)


def type_of(types: Any) -> str:
    """Return the CSL type: DataCite's own where it says something, else that of the general resource type."""
    known = types if isinstance(types, dict) else {}
    own, general = readable(known.get("citeproc")), readable(known.get("resourceTypeGeneral"))
    mapped = csl_types("datacite").get(general, "document")
    if own in {"", "article"} or own not in {*csl_types("datacite").values(), *csl_types("crossref").values()}:
        return mapped if general else own or "document"
    return own


def genre_of(types: Any) -> str:
    """Return what the depositor calls the resource, where that says more than its type."""
    known = types if isinstance(types, dict) else {}
    own, general = readable(known.get("resourceType")), readable(known.get("resourceTypeGeneral"))
    return "" if fold(own) in {"", fold(general), fold(type_of(types))} else own


def container_of(given: dict[str, Any]) -> dict[str, str]:
    """Return title, volume, issue, pages and identifier of what the work appeared in."""
    found = given["container"] if isinstance(given.get("container"), dict) else {}
    for item in objects(given.get("relatedItems")):
        if item.get("relationType") == "IsPublishedIn":
            titles = objects(item.get("titles"))
            found = {"title": titles[0].get("title") if titles else "", **item, **found}
    names = ("title", "volume", "issue", "firstPage", "lastPage", "identifier")
    return {name: readable(found.get(name)) for name in names}


def extra_of(given: dict[str, Any]) -> dict[str, Any]:
    """Return CSL's further variables under their names, the rest as ``datacite:member``."""
    extra: dict[str, Any] = {"version": version} if (version := readable(given.get("version"))) else {}
    others = [c for c in objects(given.get("contributors")) if c.get("contributorType") != "Editor"]
    extra |= {"datacite:contributors": others} if others else {}
    return extra | {f"datacite:{name}": given[name] for name in sorted(KEPT) if given.get(name)}


# ---------------------------------------------------------------- files


def read(text: str) -> ReadResult:
    """Return the records of an answer, a list or bare attributes; a broken line costs itself only."""
    records: list[Record] = []
    issues: list[Issue] = []
    for line, raw, item in items(text):
        found = list(attributes(item)) if isinstance(item, dict) else []
        for given in found:
            origin = Origin(line=line, format="datacite", raw=json.dumps(given, ensure_ascii=False))
            records.append(replace(from_attributes(given), origin=origin))
        if not found:
            message = item if isinstance(item, str) else "not a DataCite answer; kept as it stands"
            issues.append(Issue("json-unreadable", message, line, raw=raw or json.dumps(item, ensure_ascii=False)))
    return ReadResult(tuple(records), tuple(issues))


def attributes(item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the attributes of each DOI in one JSON object."""
    data = item.get("data", item)
    for each in data if isinstance(data, list) else [data]:
        inner = each.get("attributes", each) if isinstance(each, dict) else None
        if isinstance(inner, dict) and (inner.get("doi") or inner.get("titles")):
            yield inner


def sniff(head: str) -> bool:
    """Return whether the text begins like an answer of DataCite or like the attributes of one DOI."""
    body = head.lstrip("\ufeff \t\r\n[")
    known = re.search(r'"(?:publicationYear|creators|resourceTypeGeneral)"\s*:', body) is not None
    return body.startswith("{") and known and re.search(r'"doi"\s*:', body) is not None


FORMAT = Format(
    "datacite", "DataCite JSON (answer, list or attributes)", ("datacite-json",), (), sniff, read,
    stream=streaming(json_items, read),
)  # fmt: skip
