"""The cheap look at pairs that share a key, before the thorough one: most of them are two works and nothing else.

What is let through is compared field by field (``compare.weigh``); what is held back here would come out as different
there, so the sieve changes the cost and nothing else. The titles of all partners of a record go to RapidFuzz in one
call, which prepares the record's own title once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mhlit.matching.compare import page_shared
from mhlit.matching.rules import differ
from mhlit.matching.titles import least_ratio, maybe_translations

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mhlit.matching.features import Prepared


# Below this ratio titles have no more in common than any two; what least_ratio sets lower is not asked for.
LEAST = 45


def promising(items: Sequence[Prepared], at: int, others: Iterable[int]) -> list[int]:
    """Return those of a record's partners (positions) that may be one work with it, in their order."""
    item = items[at]
    left = [other for other in others if not plainly_apart(item, items[other])]
    run = only_title(item)
    if not run or not left:
        return left
    alike = like_titles(run, [only_title(items[other]) for other in left])
    return [other for index, other in enumerate(left) if index in alike or despite_titles(item, items[other])]


def like_titles(run: str, others: list[str]) -> set[int]:
    """Return which titles (by index) are like one, may begin with it or it with them, or cannot be told (``""``)."""
    from rapidfuzz import fuzz, process

    least = [least_ratio(*sorted((len(run), len(other)))) for other in others]
    found = {index for index, other in enumerate(others) if not other or least[index] < LEAST}
    scored = process.extract(run, others, scorer=fuzz.ratio, score_cutoff=LEAST, limit=None)
    return found.union(index for _, score, index in scored if score >= least[index])


def only_title(item: Prepared) -> str:
    """Return the one title of a record without blanks, or ``""`` where it has none or several."""
    return item.titles[0].replace(" ", "") if len(item.titles) == 1 else ""


def despite_titles(a: Prepared, b: Prepared) -> bool:
    """Return whether two records may be one work although their titles differ: by DOI or page, or as translations."""
    return bool(a.doi and a.doi == b.doi) or page_shared(a, b) or maybe_translations(a, b)


def plainly_apart(a: Prepared, b: Prepared) -> bool:
    """Return whether the marks of two titles part them whatever else they say.

    For pairs that may be joined only: inside a cluster a misread title is outvoted, and the vetoes ask more.
    """
    one, other = a.marks, b.marks
    if one is other:
        return False
    if (one.kinds ^ other.kinds) - {"conference abstract"} or differ(one.parts, other.parts):
        return True
    same_place = (a.doi and a.doi == b.doi) or (a.volume and a.volume == b.volume)
    return differ(one.editions, other.editions) or (differ(one.numbers, other.numbers) and not same_place)
