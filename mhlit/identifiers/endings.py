"""Where a DOI ends: look-alike letters mended inside it, what is glued to it taken off."""

from __future__ import annotations

import re
from functools import cache

from mhlit.tables import table

# The dashes and dots that print puts in place of "-" and ".", and the letters that look like Latin ones.
DASHES = "‐‑‒–—―−﹣－"
HYPHENS = str.maketrans(DASHES, "-" * len(DASHES))
LOOKALIKES = str.maketrans(
    "АВЕКМНОРСТУХІЈЅԚԜаеорсухіјѕһԛԝԁ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο" + "·∙‧∕⁄",
    "ABEKMHOPCTYXIJSQWaeopcyxijshqwd" + "ABEZHIKMNOPTYXo" + "...//",
)
FOREIGN = re.compile("[Ͱ-ϿЀ-ԯ]+")
# "schгes": one letter among Latin ones that looks like Latin only in some type faces, or to OCR
LONE = re.compile(r"(?<=[A-Za-z.])[гпи](?=[a-z])")
LONE_LETTERS = {"г": "r", "п": "n", "и": "u"}
TRAILING = " .,;:!?'’\"*_~-/\\=&" + DASHES + "·∙‧"
CLOSERS = {")": "(", "]": "[", ">": "<"}


def trimmed(raw: str, prefix: str) -> tuple[str, tuple[str, ...]]:
    """Return the suffix without look-alikes, junk tails and trailing punctuation, and the names of what was done.

    No character is deleted inside it and none inserted before its end, so its length tells where it ends in ``raw``.
    """
    suffix, repairs = mended(raw)
    while True:
        before = suffix
        suffix = balanced(suffix).rstrip(TRAILING)
        if not suffix.endswith(";2-#"):
            suffix = suffix.rstrip(TRAILING + "#")
        shorter = tailless(suffix, prefix)
        if shorter != suffix:
            repairs = tuple(dict.fromkeys((*repairs, "tail")))
            suffix = shorter
        if suffix == before:
            return suffix, repairs


def mended(raw: str) -> tuple[str, tuple[str, ...]]:
    """Return the suffix in ASCII as far as that is possible, and the repairs; it is cut where it is not.

    Cyrillic that has a Latin look-alike throughout is mended (``Ѕ00127``), a Cyrillic word ends it (``679Семенова``).
    """
    repairs = []
    raw, lone = LONE.subn(lambda match: LONE_LETTERS[match[0]], raw)
    cut = next((m.start() for m in FOREIGN.finditer(raw) if not m[0].translate(LOOKALIKES).isascii()), len(raw))
    suffix = raw[:cut].translate(LOOKALIKES)
    if lone or suffix != raw[:cut]:
        repairs.append("homoglyph")
    if any(dash in suffix for dash in DASHES):
        suffix = suffix.translate(HYPHENS)
        repairs.append("dash")
    end = next((n for n, letter in enumerate(suffix) if not "\x20" < letter < "\x7f"), len(suffix))
    return suffix[:end], tuple(repairs)


def balanced(suffix: str) -> str:
    """Return the suffix up to the first closing bracket that none inside it opens."""
    open_brackets = {"(": 0, "[": 0, "<": 0}
    for place, letter in enumerate(suffix):
        if letter in open_brackets:
            open_brackets[letter] += 1
        elif letter in CLOSERS:
            open_brackets[CLOSERS[letter]] -= 1
            if open_brackets[CLOSERS[letter]] < 0:
                return suffix[:place]
    return suffix.rstrip("([<")


def tailless(suffix: str, prefix: str) -> str:
    """Return the suffix without the junk tail it ends with, if any."""
    for pattern, registrant in tails():
        if (not registrant or registrant == prefix) and (match := pattern.search(suffix)) and match.start():
            return suffix[: match.start()]
    return suffix


@cache
def tails() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the junk tails of ``doi-tails.tsv``: an expression for the end of a suffix, and a prefix or ``""``."""
    return tuple((re.compile(f"(?:{r['pattern']})$", re.IGNORECASE), r["prefix"]) for r in table("doi-tails.tsv"))
