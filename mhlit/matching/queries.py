"""What to ask a registry for a reference without a DOI: one query for each wording, the likeliest first.

The search engines of registries neither transliterate nor translate, and requests are the scarce good: the first query
usually suffices, the others are asked only when nothing acceptable came.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from mhlit.journals import find_journal
from mhlit.matching.links import prose
from mhlit.tables import table
from mhlit.text import script, squeeze
from mhlit.translit import language, romanise

if TYPE_CHECKING:
    from mhlit.model import Record, Text

# Longer titles add words without telling more.
LONGEST_TITLE = 300
# The romanisations that journals use in their English metadata: Yu / Iu, kh / h, shch / sch.
SCHEMES = ("bsi", "ala-lc-plain")
# "Priverzhennost' terapii": words with the apostrophes that stand for soft and hard signs
WORD = re.compile(r"([^\W\d_](?:[^\W\d_]|['’ʹʺ`\u0300-\u036f])*)")
ORDER = {"translated": 0, "original": 1, "romanised": 2}


def queries(reference: Record) -> list[str]:
    """Return the queries for a reference; none where it says too little to be recognised."""
    found = [query(reference, title) for title in sorted(reference.titles, key=likelihood) if len(title.value) > 5]
    if is_russian(reference):
        found += in_other_scripts(reference)
    raw = squeeze(prose(reference))
    unsure = not reference.titles or not reference.containers or "titles" in (reference.extra.get("mhlit:doubts") or ())
    if raw and unsure:
        found.append(raw[-LONGEST_TITLE:])
    return list(dict.fromkeys(text for text in found if len(text) > 15))


def is_russian(reference: Record) -> bool:
    """Return whether a reference may stand in a registry in another script than it is printed in."""
    texts = [text.value for text in (*reference.titles, *reference.containers)]
    printed = [*texts, *(name.family for name in reference.authors[:3])]
    tags = [reference.language, *(text.lang for text in reference.titles), *map(language, texts)]
    return any(script(text) == "Cyrl" for text in printed) or any(tag[:2] in {"ru", "uk", "be", "bg"} for tag in tags)


def in_other_scripts(reference: Record) -> list[str]:
    """Return the queries in the scripts and romanisations in which a registry may hold a Russian work.

    Romanised text is first led back to Cyrillic and then written in the two romanisations that journals use.
    """
    own = next((title for title in reference.titles if in_russian(title)), None)
    found = [address(reference, scheme) for scheme in ("", *SCHEMES) if reference.authors and reference.year]
    if own is None:
        return found
    cyrillic = cyrillise(query(reference, own))
    return [cyrillic, *(romanise(cyrillic, scheme) for scheme in SCHEMES), *found]


def in_russian(title: Text) -> bool:
    """Return whether a wording is the Russian one, in Cyrillic or romanised, whatever a source calls it."""
    return len(title.value) > 5 and title.role != "translated" and language(title.value) not in {"en", "de", "fr"}


def cyrillise(text: str) -> str:
    """Return romanised Russian in Cyrillic, whichever scheme it was written in; text in Cyrillic as it is.

    Good enough for a search by words; a letter that several schemes write alike (y, e, c) may come out wrong.
    """
    return "".join(piece if script(piece) != "Latn" else cyrillise_word(piece.lower()) for piece in WORD.split(text))


def cyrillise_word(word: str) -> str:
    """Return one romanised word in lower case in Cyrillic: the longest groups of letters first."""
    found, at = [], 0
    pairs, longest = groups()
    while at < len(word):
        size = next((n for n in range(min(longest, len(word) - at), 0, -1) if word[at : at + n] in pairs), 1)
        found.append(pairs.get(word[at : at + size], word[at : at + size]))
        at += size
    return "".join(found)


@cache
def groups() -> tuple[dict[str, str], int]:
    """Return the Cyrillic of each group of Latin letters (table ``cyrillic-groups.tsv``), and the longest group."""
    pairs = {row["latin"]: row["cyrillic"] for row in table("cyrillic-groups.tsv")}
    return pairs, max(map(len, pairs))


def likelihood(title: Text) -> int:
    """Return a sorting key: registries hold English titles most often, then the original's."""
    return ORDER[title.role]


def query(reference: Record, title: Text) -> str:
    """Return a query: first authors, one wording of the title, journal, year, volume and first page."""
    return squeeze(
        " ".join(
            (
                *families(reference),
                title.value[:LONGEST_TITLE],
                container(reference, script(title.value)),
                *numbers(reference),
            )
        )
    )


def address(reference: Record, scheme: str) -> str:
    """Return a query without a title: authors in a romanisation or (no scheme) in Cyrillic, journal and numbers.

    All names of the journal in that script are given: the English one is nowhere in a romanised reference.
    """
    names = " ".join(romanise(cyrillise(name), scheme) if scheme else cyrillise(name) for name in families(reference))
    wanted = "Latn" if scheme else "Cyrl"
    journal = find_journal(reference.container) if reference.containers else None
    known = [text.value for text in journal.titles if script(text.value) == wanted] if journal else []
    titles = " ".join(known) or container(reference, wanted)
    return squeeze(" ".join((names, titles, *numbers(reference))))


def families(reference: Record) -> list[str]:
    """Return the family names of the first two authors or editors."""
    return [name.literal or name.family for name in (reference.authors or reference.editors)[:2]]


def container(reference: Record, wanted: str) -> str:
    """Return the journal's name in a script: as printed, or as the table of journals has it."""
    same = next((text.value for text in reference.containers if script(text.value) == wanted), "")
    if same or not reference.containers:
        return same
    journal = find_journal(reference.container)
    known = next((text.value for text in journal.titles if script(text.value) == wanted), "") if journal else ""
    return known or reference.container


def numbers(reference: Record) -> list[str]:
    """Return year, volume and first page."""
    page = reference.pages.replace("–", "-").split("-")[0]
    return [part for part in (str(reference.year or ""), reference.volume, page) if part]
