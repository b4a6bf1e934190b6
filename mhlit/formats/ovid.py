"""Ovid's source line -> journal, date, volume, issue, pages: each database behind Ovid prints it in its own way."""

from __future__ import annotations

import re

from mhlit.text import squeeze

# "Vol.75(2-A(E)),2014, pp. 12-15", "Vol 28(2) April 2015, 103-106"
LABELLED = re.compile(
    r"^(?P<journal>.+?)[.,;]?\s+Vol(?:ume)?\.?\s*(?P<volume>[\w-]+)\s*(?:\((?P<issue>[^()]*(?:\([^()]*\)[^()]*)*)\))?"
    r"[,.;:]?\s*(?P<date>[^,]*?\d{4}[^,]*?)?(?:,\s*(?:pp?\.?\s*)?(?P<pages>[A-Za-z]?\d[\w-]*(?:\s*-\s*\w+)?))?\b"
)
# "Journal of Political Studies 12, Winter 2007: 7-14", "Acta 25(6), Nov. 1997: 401-412"
DATED = re.compile(
    r"^(?P<journal>.+?)[.,]?\s+(?P<volume>\d+)\s*(?:\((?P<issue>[^()]+)\))?,\s*(?P<date>[^:;,]*\d{4})\s*:\s*(?P<pages>\w[\w-]*)"
)
# "Therapy June 2019;1(6):123-456", "Psychiatry. 28:103-106, April 2015", "Lancet. 353(9159):1209-11, 1999 Apr 10"
COLON = re.compile(
    r"^(?P<journal>.+?)(?:\.\s+|\s+(?P<date>(?:[A-Z][a-z]+\.?\s+)?\d{4})\s*;\s*)(?P<volume>\d[\w-]*)\s*"
    r"(?:\((?P<issue>[^()]+)\))?\s*:\s*(?P<pages>[A-Za-z]?\d[\w-]*)(?:,\s*(?P<later>[^,]*?\d{4}[^,]*?))?\.?$"
)
# "Neenan, Michael [Ed]. (2012). Cognitive coaching in practice. (pp. 11-31). xvii, 254 pp. London: Routledge"
BOOK = re.compile(
    r"^(?:(?P<editors>[^(]+?)\.?\s*)?\((?P<date>\d{4})\)\.\s*(?P<book>.+?)\.?\s*\(pp\.\s*(?P<pages>[\w-]+)\)"
)
# "Journal of Current Affairs, 2013(1): 3-28": a year that counts as volume
YEARLY = re.compile(r"^(?P<journal>.+?)[.,]\s+(?P<volume>\d{4})\s*\((?P<issue>[^()]+)\)\s*:\s*(?P<pages>\w[\w-]*)")
# "Hydrobiologia. 2007 15 June; 433-441.", "Meetings Proceedings. 2005; 9pp."
LOOSE = re.compile(r"^(?P<journal>.+?)\.\s+(?P<date>\d{4}[\w .]*?);\s*(?P<pages>[A-Za-z]?\d+-\w+)?")
FORMS = (BOOK, LABELLED, DATED, YEARLY, COLON, LOOSE)
MARK = re.compile(r"\s*\[(?:Eds?|Ed\.)\]")
PARTS = {
    "book": "BK",
    "editors": "ED",
    "journal": "JN",
    "volume": "VO",
    "issue": "IP",
    "date": "DP",
    "later": "DP",
    "pages": "PG",
}


def sourced(fields: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the fields with those that the source line says and that do not stand by themselves."""
    source = next((value for tag, value in fields if tag == "SO"), "")
    found = next((hit for form in FORMS if (hit := form.match(squeeze(source)))), None)
    if found is None:
        return fields
    have = {tag for tag, _ in fields}
    told = [
        (PARTS[name], MARK.sub("", squeeze(value)).rstrip(".")) for name, value in found.groupdict().items() if value
    ]
    rest = [(tag, value) for tag, value in fields if tag != "SO"]
    return [*rest, *((tag, value) for tag, value in told if tag not in have), ("source", source)]
