"""A list of DOIs, one or more a line: one record a DOI, with the DOI only. The registries fill the rest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mhlit.formats.base import Format
from mhlit.formats.portions import lines_before, streaming
from mhlit.identifiers import find_dois, normalise_doi, repair_words
from mhlit.model import Issue, Origin, ReadResult, Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# What may stand around the DOIs of a list: "https://doi.org/", "DOI: ", "12. ", "- ", commas, quotes, brackets
AROUND = re.compile(
    r"""https?:/*(?:dx\.|www\.)?doi\.org/?|(?:dx\.)?doi\.org/?|\bdois?\b|\burn:|\binfo:|^\s*\d{1,5}[.)\t]|[\s,;:|"'«»<>()\[\]{}*•/.-]+""",
    re.IGNORECASE | re.VERBOSE,
)
# "2019", "(1998)": a year that a reference names
YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")


def read(text: str) -> ReadResult:
    """Return one record a DOI, each once; lines without any become issues and are not lost."""
    records: dict[str, Record] = {}
    issues: list[Issue] = []
    for number, line in enumerate(text.splitlines(), 1):
        found = find_dois(line)
        if not found and (whole := normalise_doi(line)) is not None:
            found = [whole]
        for each in found:
            if each.repairs and not each.sure:
                message = f"read as {each.doi}: there was {repair_words(each.repairs)}"
                issues.append(Issue("doi-repaired", message, number, raw=line))
            record = Record(id=each.doi, doi=each.doi, origin=Origin(line=number, format="dois", raw=each.doi))
            records.setdefault(each.doi, record)
        if not found and line.strip() and not line.lstrip().startswith("#"):
            issues.append(Issue("no-doi", "there is no DOI in this line", number, raw=line))
    return ReadResult(tuple(records.values()), tuple(issues))


def write(records: Iterable[Record]) -> str:
    """Return the DOIs of records, one a line; records without a DOI give nothing."""
    return "".join(write_parts(records))


def write_parts(records: Iterable[Record]) -> Iterator[str]:
    """Yield the line of each record that has a DOI."""
    return (f"{record.doi}\n" for record in records if record.doi)


def sniff(head: str) -> bool:
    """Return whether nearly every line is a DOI and nothing else (a reference list has more around its DOIs).

    Of a list with junk between the DOIs two lines in five suffice, unless the rest names years: then the DOIs stand
    below their references.
    """
    lines = [line for line in head.splitlines()[:200] if line.strip() and not line.lstrip().startswith("#")]
    rest = [line for line in lines if not is_bare(line)]
    bare = len(lines) - len(rest)
    junk = sum(YEAR.search(line) is not None for line in rest) <= 0.1 * len(rest)
    return bool(lines) and bare >= (0.4 if junk and len(lines) > 4 else 0.8) * len(lines)


def is_bare(line: str) -> bool:
    """Return whether a line holds a DOI and nothing beside it but a label, a number or punctuation."""
    found = find_dois(line)
    for each in reversed(found):
        line = line[: each.span[0]] + " " + line[each.span[1] :]
    return bool(found) and not AROUND.sub("", line)


FORMAT = Format(
    "dois", "a list of DOIs", ("doi", "doi-list"), (), sniff, read, write,
    stream=streaming(lines_before("^"), read), write_parts=write_parts,
)  # fmt: skip
