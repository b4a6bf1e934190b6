"""Whether the part of a DOI behind its slash has a shape that its registrant gives.

Registrants form their suffixes by rule: "j.jad.2016.02.017" is a journal, a year, a month and an article of 10.1016. So
where print broke a DOI and two readings are left, the shape often tells which is whole. The rules are in
``doi-shapes.tsv``; registrants change them, so a DOI without a known shape is not wrong.
"""

from __future__ import annotations

import re
from functools import cache

from mhlit.tables import table

# What the words in the table stand for: "1560-957x"; 1900 to 2039; "07"; "014-0950-6", "0123-z"
WORDS = {
    "ISSN": r"\d{4}-\d{3}[\dx]",
    "YEAR": r"(?:19\d\d|20[0-3]\d)",
    "MONTH": r"(?:0[1-9]|1[0-2])",
    "PII": r"\d{3}-\d{4,5}-[\dw-z]",
}
# "[a-z]", "(?:-[\da-z]{1,5})": in square brackets a hyphen is no sign
BRACKETS = re.compile(r"\[[^\]]*\]")


def shaped(suffix: str, prefix: str = "") -> bool:
    """Return whether a suffix has one of the shapes of a registrant, or without prefix one that many share.

    >>> shaped("j.jad.2016.02.017", "10.1016"), shaped("j.jad.2016.02", "10.1016")
    (True, False)
    """
    return any(shape.fullmatch(suffix) for shape in shapes(prefix))


@cache
def shapes(prefix: str) -> tuple[re.Pattern[str], ...]:
    """Return the shapes of one registrant; a text meets few of them, so the others are not compiled."""
    patterns = (row["pattern"] for row in table("doi-shapes.tsv") if row["prefix"] == prefix)
    words = re.compile("|".join(WORDS))
    return tuple(re.compile(words.sub(lambda word: WORDS[word[0]], each), re.IGNORECASE) for each in patterns)


@cache
def with_hyphen(prefix: str) -> tuple[re.Pattern[str], ...]:
    """Return the shapes of one registrant that have a hyphen."""
    return tuple(shape for shape in shapes(prefix) if "-" in BRACKETS.sub("", shape.pattern))
