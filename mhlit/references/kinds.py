"""What kind of publication a reference describes: a CSL type, from the parts it has and their cue words."""

from __future__ import annotations

import re
from functools import lru_cache

from mhlit.references.cues import key, roles
from mhlit.references.tokens import tokenise

# Cue role -> CSL type where the words of genre or title say it outright; the first that fits wins.
SAID = {
    "thesis": "thesis", "thesis_abstract": "thesis", "law": "legislation", "patent": "patent", "standard": "standard",
    "dataset": "dataset", "preprint": "article", "report": "report",
}  # fmt: skip
# "Федеральный закон от 21.11.2011 № 323-ФЗ", "Приказ Минздрава … от 17.05.2012", "Закон України … від", "Order … No. 5"
ACT = re.compile(
    r"""\b(?: закон\w* | указ\w* | приказ\w* | постановлени\w* | распоряжени\w* | наказ\w* | постанов\w+ | кодекс\w*
      | конституци\w* | определени\w*\sконституционного | gesetz | verordnung
      | zakon\w* | ukaz\w* | prikaz\w* | postanovleni\w* | federal\ law | law\ of | decree | order\ of | order\ no
      | regulation | directive | act\ \d{4} )\b
    .{0,160}? (?: \bот\b | \bвід\b | \bot\b | \bdated\b | № | \bno\b | \bof\b | \d{4} )""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
# The stems of the cues of conferences, which Russian inflects: "Материалы XV съезда", "тезисы докладов конференции"
MEETING = re.compile(
    r"съезд|конференци|конгресс|симпозиум|форум|s[ʺ'’]?[jiy]?ezd|konferen|kongress|simpozium|congress|conference|symposi|proceedings|tagung",
    re.IGNORECASE,
)
# "ГОСТ 7.1-2003", "СанПиН 2.4.2.2821-10", "СП 2.4.3648-20": the numbers of standards and of sanitary rules
STANDARD = re.compile(r"(?:ГОСТ|ОСТ|СанПиН|СП|СНиП|ДСТУ|СТБ)\s")
# "А. с. 1276329 СССР": how a Soviet inventor's certificate begins
CERTIFICATE = re.compile(r"[АA]\.\s?[сc]\.\s№?\s?\d")
# "Mental Health Act 1983", "Mental Capacity Act of 2005"
WESTERN_ACT = re.compile(r"\bAct,?\s(?:of\s|\()?(?:1[5-9]|20)\d\d\)?$")


@lru_cache(maxsize=8192)  # the readings of a reference share most of their parts
def cue_roles(text: str) -> frozenset[str]:
    """Return the roles of all cues that occur in a text."""
    words = [key(token.text) for token in tokenise(text)]
    return frozenset(name for names in roles(words) for name in names)


def kind(parts: dict[str, str]) -> str:
    """Return the CSL type of a reference from the printed text of its parts by label, the first of each.

    The part ``head`` holds its first words: "Пат. 2187888", "ГОСТ Р 7.0.5-2008" say there what they are, or the
    number does so behind the title: "Библиографическая запись : ГОСТ 7.1-2003".
    """
    genre = cue_roles(parts.get("ge", ""))
    if "nr" in parts:
        genre |= cue_roles(parts.get("head", "")) & {"patent", "standard"}
        genre |= {"standard"} if STANDARD.match(parts["nr"]) else set()
    if CERTIFICATE.match(parts.get("head", "")):
        return "patent"
    for role, name in SAID.items():
        if role == "report" and ({"ed", "edn"} & parts.keys() or "ct" in parts):
            continue
        if role in genre and not (role == "law" and not ACT.search(parts.get("ge", "") + " № ")):
            return name
    if parts.get("ct"):
        return hosted(parts, genre)
    return alone(parts, genre)


def hosted(parts: dict[str, str], genre: frozenset[str]) -> str:
    """Return the type of something that stands in a journal, a book or a newspaper."""
    host = cue_roles(parts["ct"])
    bookish = bool({"pl", "pub", "ed"} & parts.keys())
    if "newspaper" in host and "vo" not in parts:
        return "article-newspaper"
    meeting = "conference" in host | genre or MEETING.search(parts["ct"])
    if meeting and (bookish or "vo" not in parts):
        return "paper-conference"
    periodical = bool({"vo", "is"} & parts.keys())
    if "ed" in parts or (bookish and not ("is" in parts or ("vo" in parts and "pub" not in parts))):
        return "chapter"
    if periodical or "pg" in parts or "doi" in parts:
        return "article-journal"
    return "webpage" if "url" in parts and "acc" in parts else "article-journal"


def alone(parts: dict[str, str], genre: frozenset[str]) -> str:
    """Return the type of something that stands by itself: thesis, act, report, web page, book."""
    title, people = parts.get("ti", ""), cue_roles(parts.get("au") or parts.get("pub", ""))
    cues = cue_roles(title) | genre
    address_only = "url" in parts and not {"pub", "np", "edn", "pl"} & parts.keys()
    report = "corporate" in people or ("report" in cues and not {"au", "np"} <= parts.keys())
    act = ("nr" in parts and ACT.search(f"{parts.get('ge', '')} {title} №")) or WESTERN_ACT.search(title)
    tests = (
        ("thesis", "thesis" in cues and not {"pub", "np"} <= parts.keys()),
        ("legislation", bool(act)),
        ("article", "preprint" in cue_roles(parts.get("no", ""))),
        ("dataset", "dataset" in cues and "url" in parts),
        ("webpage", address_only and "yr" not in parts and "report" not in cues),
        ("report", report and not {"ed", "edn"} & parts.keys()),
        ("webpage", address_only),
        ("book", bool(parts.keys() & {"ti", "au", "pub", "pl", "np"})),
    )
    return next((name for name, holds in tests if holds), "document")
