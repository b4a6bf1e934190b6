"""PubMed's numbers: which DOI a PMID or PMCID has, and the other way round.

The ID converter of PubMed Central answers 200 numbers at once but knows only what lies in PubMed Central; Europe PMC is
asked for the rest, a few dozen at a time (its ``search`` takes a query in words; no key is needed).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mhlit.identifiers import normalise_doi
from mhlit.registries.http import Unreachable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mhlit.registries.http import Client

CONVERTER = "/tools/idconv/api/v1/articles/"
EUROPE = "/europepmc/webservices/rest/search"
BATCH = 200
# A query has to fit into an address.
EUROPE_BATCH = 40
# "20495566" is a PMID, "PMC2883744" a PMCID, "10.1038/ng.590" a DOI: one request holds numbers of one kind
KINDS = (
    ("pmid", re.compile(r"\d{1,8}")),
    ("pmcid", re.compile(r"PMC\d{1,9}", re.IGNORECASE)),
    ("doi", re.compile(r"10\..+/.+")),
)


def dois(client: Client, numbers: Sequence[str]) -> dict[str, str]:
    """Return the DOI of each PMID and PMCID, ``""`` where it has none; those that could not be asked are left out."""
    return {number: ids.get("doi", "") for number, ids in ids_of(client, numbers).items()}


def ids(client: Client, dois: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return the numbers (``doi``, ``pmid``, ``pmcid``) of each DOI, none where it is not in PubMed."""
    return ids_of(client, dois)


def ids_of(client: Client, numbers: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return all numbers of works by one of them, from the converter, then from Europe PMC."""
    found: dict[str, dict[str, str]] = {}
    for kind, shape in KINDS:
        asked = [number for number in numbers if shape.fullmatch(number)]
        for chunk in portions(asked, BATCH):
            try:
                found |= looked_up(converted(client, kind, chunk), kind, chunk)
            except Unreachable:
                # Europe PMC may still know them
                continue
        for chunk in portions([number for number in asked if not found.get(number)], EUROPE_BATCH):
            try:
                found |= looked_up(at_europe_pmc(client, kind, chunk), kind, chunk)
            except Unreachable:
                # a number that one service does not know and the other could not be asked about is not known
                found = {number: ids for number, ids in found.items() if number not in chunk}
    return found


def portions(numbers: Sequence[str], size: int) -> Iterator[list[str]]:
    """Yield numbers in portions."""
    for start in range(0, len(numbers), size):
        yield list(numbers[start : start + size])


def looked_up(records: list[dict[str, str]], kind: str, asked: list[str]) -> dict[str, dict[str, str]]:
    """Return records by the number that was asked for; what has no record has no numbers."""
    by_number = {each[kind].lower(): each for each in records if each.get(kind)}
    return {number: by_number.get(number.lower(), {}) for number in asked}


def converted(client: Client, kind: str, asked: list[str]) -> list[dict[str, str]]:
    """Return what the ID converter says. Raises Unreachable."""
    params = {"ids": ",".join(asked), "idtype": kind, "format": "json", "tool": "mhlit", "email": client.mailto}
    answer = client.get("pmc", CONVERTER, {name: value for name, value in params.items() if value})
    return numbers_of(answer.members().get("records"))


def at_europe_pmc(client: Client, kind: str, asked: list[str]) -> list[dict[str, str]]:
    """Return what Europe PMC says. Raises Unreachable."""
    name = {"pmid": "EXT_ID", "pmcid": "PMCID", "doi": "DOI"}[kind]
    quoted = " OR ".join(f'{name}:"{number}"' for number in asked)
    query = f"({quoted}) AND SRC:MED" if kind == "pmid" else quoted
    params = {"query": query, "format": "json", "resultType": "lite", "pageSize": str(2 * len(asked))}
    answer = client.get("europepmc", EUROPE, params)
    inner = answer.members().get("resultList")
    return numbers_of(inner.get("result") if isinstance(inner, dict) else None)


def numbers_of(records: Any) -> list[dict[str, str]]:
    """Return the numbers of a list of records, in one form: the DOI in lower case, as text."""
    given = [each for each in records if isinstance(each, dict)] if isinstance(records, list) else []
    return [{kind: number for kind in ("doi", "pmid", "pmcid") if (number := number_of(each, kind))} for each in given]


def number_of(record: dict[str, Any], kind: str) -> str:
    """Return a number of a record, ``""`` where it has none."""
    text = str(record.get(kind) or "").strip()
    if kind != "doi":
        return text
    found = normalise_doi(text)
    return found.doi if found else ""
