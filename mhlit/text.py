"""Unicode repair, folding and script detection: what every other module needs of a string."""

from __future__ import annotations

import re
import unicodedata

CYRILLIC = re.compile(r"[\u0400-\u052f]")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
# A soft hyphen, zero-width characters and the byte order mark are never part of a word.
INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
# C0 controls but tab, line feed and carriage return: they come from binary files and broken copies.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# "<i>in vivo</i>" -> "in vivo"; "p < .05" stays, since a tag starts with a letter or a slash
TAG = re.compile(r"</?[A-Za-z][^<>]*>")
# The apostrophes, primes and quotes that stand for one another in romanised text.
APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼʹ′´`ʻ", "'"))
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))


def squeeze(text: str) -> str:
    """Return the text with every run of white space as one blank, and none at the ends."""
    return " ".join(text.split())


def clean(text: str) -> str:
    """Return readable text: NFC, without invisible and control characters, white space squeezed."""
    if text.isascii() and text.isprintable():
        return squeeze(text)
    return squeeze(CONTROL.sub("", INVISIBLE.sub("", unicodedata.normalize("NFC", text))))


def fold(text: str) -> str:
    """Return the text for comparison: NFKC, no case, ё as е, one apostrophe and one dash, single blanks.

    Folding twice changes nothing more.
    """
    folded = unicodedata.normalize("NFKC", INVISIBLE.sub("", text)).casefold().replace("ё", "е")
    folded = unicodedata.normalize("NFKC", folded).translate(APOSTROPHES).translate(DASHES)
    return squeeze(folded)


def script(text: str) -> str:
    """Return ``Cyrl`` or ``Latn``, whichever has more letters, or ``""`` where there are none."""
    if text.isascii():
        return "Latn" if LATIN.search(text) else ""
    cyrillic, latin = len(CYRILLIC.findall(text)), len(LATIN.findall(text))
    if not cyrillic and not latin:
        return ""
    return "Cyrl" if cyrillic >= latin else "Latn"


def without_tags(text: str) -> str:
    """Return the text without HTML or JATS tags."""
    return TAG.sub("", text) if "<" in text else text
