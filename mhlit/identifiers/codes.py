"""Identifiers in text other than DOIs: PMID, PMCID, arXiv, eLIBRARY EDN, addresses; and check digits.

Check digits: ISSN by ISO 3297, ISBN by ISO 2108 (both lengths), ORCID by ISO 7064 MOD 11-2.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mhlit.text import DASHES, INVISIBLE

if TYPE_CHECKING:
    from collections.abc import Callable

# "1560-957X", "1560957x"
ISSN = re.compile(r"\b(\d{4})\s?-?\s?(\d{3}[\dXxХх])\b")
# "978-5-89353-112-4", "5-02-013850-9", "978 5 89353 112 4", "ISBN9785970444627"
ISBN = re.compile(r"(?:\b|(?<=ISBN))(?:97[89][- ]?)?\d(?:[- ]?\d){8}[- ]?[\dXxХх]\b")
# "https://orcid.org/0000-0002-1825-0097", "0000000218250097"
ORCID = re.compile(r"\b(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])\b")
# "PMID: 12345678", "pubmed.ncbi.nlm.nih.gov/12345678", "pubmed/?term=12345678", "PubMed ID 123", "[PubMed: 123]"
PMID = re.compile(
    r"(?:\bPMID\b\W{0,3}|pubmed(?:\.ncbi\.nlm\.nih\.gov|\.gov)?(?:/(?:\?term=)?|\W{0,2}\bid\b\W{0,3}|:\s?))(\d{1,9})\b",
    re.IGNORECASE,
)
# "PMC4268310", "PMCID: PMC 4268310"
PMCID = re.compile(r"\bPMC(?:ID\W{1,3}(?:PMC)?)?\s?(\d{4,9})\b", re.IGNORECASE)
# "arXiv:2004.12345v2", "arxiv.org/abs/hep-th/9901001"
ARXIV = re.compile(
    r"\barxiv(?:\.org/(?:abs|pdf)/|\W{0,3})((?:[a-z-]+(?:\.[A-Z]{2})?/\d{7}|\d{4}\.\d{4,5})(?:v\d+)?)", re.IGNORECASE
)
# "EDN: ABCDEF", "https://elibrary.ru/abcdef": six Latin letters, eLIBRARY.RU's own identifier; no "/titles.asp"
EDN = re.compile(r"(?:\bEDN\b\W{0,3}|elibrary\.ru/)([A-Z]{6})\b(?!\.[a-z]|[/-]\w)", re.IGNORECASE)
# "https://psychiatr.ru/download/1", "www.who.int", "http:// www.x.ru/a" (a blank after the scheme), "htttp//x.ru"
URL = re.compile(
    r"""(?: h\s?t+\s?ps?\s?(?::\s?/?\s?/|//|:\\\\)\s? (?:h\s?t+\s?ps?\s?:?\s?//\s?)? | \bftp:// | \bwww\s?\.\s? )
    [^\s<>"«»“”{}|\\^`]+ """,
    re.VERBOSE | re.IGNORECASE,
)
SCHEME = re.compile(r"^(?:h\s?t+\s?p(s?)\s?(?::\s?/?\s?/|//|:\\\\)\s?)+", re.IGNORECASE)


def find_pmid(text: str) -> str:
    """Return the first PubMed number of a text, or ``""``."""
    return first(PMID, text)


def find_pmcid(text: str) -> str:
    """Return the first PubMed Central identifier of a text, as ``PMC4268310``, or ``""``."""
    digits = first(PMCID, text)
    return f"PMC{digits}" if digits else ""


def find_arxiv(text: str) -> str:
    """Return the first arXiv identifier of a text, with its version if one is given, or ``""``."""
    return first(ARXIV, text)


def find_edn(text: str) -> str:
    """Return the first eLIBRARY document number (EDN) of a text in capitals, or ``""``."""
    return first(EDN, text).upper()


def first(pattern: re.Pattern[str], text: str) -> str:
    """Return the first group of the first match, or ``""``."""
    match = pattern.search(text)
    return match[1] if match else ""


def find_urls(text: str) -> list[str]:
    """Return the web addresses of a text in their order, mended: ``http:// www.x.ru/a.`` gives ``http://www.x.ru/a``."""
    urls = (repair_url(match[0]) for match in URL.finditer(INVISIBLE.sub("", text)))
    return [url for url in urls if "." in url]


def repair_url(text: str) -> str:
    """Return an address with one well-formed scheme and without what print glues to its end.

    Closing brackets stay where the address opened them; the path is not touched otherwise.
    """
    url = INVISIBLE.sub("", text).strip()
    scheme = SCHEME.match(url)
    if scheme:
        url = f"http{'s' if scheme[1] else ''}://" + url[scheme.end() :]
    elif url.lower().startswith("www"):
        url = "http://" + re.sub(r"^www\s?\.\s?", "www.", url, flags=re.IGNORECASE)
    while url and (
        url[-1].isspace()
        or url[-1] in ".,;:!?'’*_"
        or (url[-1] in ")]" and url.count(url[-1]) > url.count("(["[url[-1] == "]"]))
    ):
        url = url[:-1]
    return url


# ---------------------------------------------------------------- check digits


def valid_issn(text: str) -> bool:
    """Return whether the text is an ISSN whose check digit is right."""
    return bool(issn_of(text)) and ISSN.fullmatch(plain(text)) is not None


def issn_of(text: str) -> str:
    """Return the first valid ISSN of a text as ``1560-957X``, or ``""``."""
    return next((f"{m[1]}-{digits(m[2])}" for m in ISSN.finditer(plain(text)) if issn_sum(digits(m[0]))), "")


def issn_sum(number: str) -> bool:
    """Return whether eight characters are an ISSN: weights 8 to 1, sum divisible by 11."""
    return sum(weight * value(digit) for weight, digit in zip(range(8, 0, -1), number, strict=True)) % 11 == 0


def valid_isbn(text: str) -> bool:
    """Return whether the text is an ISBN of 10 or 13 digits whose check digit is right."""
    return bool(isbn_of(text)) and ISBN.fullmatch(plain(text)) is not None


def isbn_of(text: str) -> str:
    """Return the first valid ISBN of a text without hyphens, or ``""``."""
    numbers = (digits(match[0]) for match in ISBN.finditer(plain(text)))
    return next((number for number in numbers if CHECKS[len(number)](number)), "")


def isbn10_sum(number: str) -> bool:
    """Return whether ten characters are an ISBN: weights 10 to 1, sum divisible by 11."""
    return sum(weight * value(digit) for weight, digit in zip(range(10, 0, -1), number, strict=True)) % 11 == 0


def isbn13_sum(number: str) -> bool:
    """Return whether thirteen digits are an ISBN: weights 1 and 3 in turn, sum divisible by 10."""
    return number.isdigit() and sum((3 if n % 2 else 1) * int(digit) for n, digit in enumerate(number)) % 10 == 0


def valid_orcid(text: str) -> bool:
    """Return whether the text is an ORCID, with or without its address, whose check digit is right."""
    return bool(orcid_of(text))


def orcid_of(text: str) -> str:
    """Return the first valid ORCID of a text as ``0000-0002-1825-0097``, or ``""``."""
    return next(("-".join(m.groups()).upper() for m in ORCID.finditer(plain(text)) if orcid_sum(digits(m[0]))), "")


def orcid_sum(number: str) -> bool:
    """Return whether sixteen characters are an ORCID: ISO 7064 MOD 11-2."""
    total = 0
    for digit in number[:-1]:
        total = (total + int(digit)) * 2
    return (12 - total % 11) % 11 == value(number[-1])


CHECKS: dict[int, Callable[[str], bool]] = {10: isbn10_sum, 13: isbn13_sum}


def plain(text: str) -> str:
    """Return the text stripped, with one kind of hyphen and without invisible characters."""
    return INVISIBLE.sub("", text).translate(DASHES).strip()


def digits(text: str) -> str:
    """Return the digits of a number and its final X, also a Cyrillic one, in capitals."""
    return "".join(c for c in text.upper().replace("Х", "X") if c.isdigit() or c == "X")


def value(digit: str) -> int:
    """Return what a character counts in a check sum; X, which may stand last only, counts 10."""
    return 10 if digit == "X" else int(digit)
