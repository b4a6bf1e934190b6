"""What two works have in common that speaks for one author: ORCIDs, co-authors, journals, affiliations, years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mhlit.matching.people import frequent_keys
from mhlit.matching.surnames import surname_key
from mhlit.skeletons import sharp

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# In falling order, as measured on Russian lists: an ORCID, the same article in another source, two shared co-authors
# ... and one with the journal. A co-author with a frequent surname is half a co-author.
CERTAIN, TWO_COAUTHORS, COAUTHOR, FREQUENT_COAUTHOR, PLACE, JOURNAL = 1.0, 0.8, 0.5, 0.3, 0.4, 0.25
# What is needed, and by how much more than for anybody else: brothers who publish together share everything.
ENOUGH, AHEAD = 0.7, 0.3
# Years between two works that one author seldom has.
FAR_APART = 60


@dataclass(frozen=True, slots=True, eq=False)
class Use:
    """A name as one work prints it; each is itself only.

    ``mark`` names this use in judgements, ``wording_of`` the form it is another wording of. ``record`` and ``role``
    say in which byline it stands.
    """

    work: int
    form: str
    mark: str = ""
    record: int = 0
    role: str = "author"
    orcid: str = ""
    place: str = ""
    wording_of: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of a work: all who signed it, as ``signer`` gives them, and its journal."""

    signers: frozenset[str] = frozenset()
    journal: str = ""


@dataclass(frozen=True, slots=True)
class Support:
    """How much speaks for one author, from 0 to 1, and what."""

    score: float
    reasons: tuple[str, ...] = ()


def support(uses: Sequence[Use], others: Sequence[Use], known: Mapping[int, Setting], surname: str = "") -> Support:
    """Return what speaks for two sets of uses being one person's; ``surname`` is the key of their own surname.

    Nothing does where both sign one byline.
    """
    if {(use.record, use.role) for use in uses} & {(use.record, use.role) for use in others if not use.wording_of}:
        return Support(0.0, ("both sign the same work",))
    if orcid := {use.orcid for use in uses if use.orcid} & {use.orcid for use in others}:
        return Support(CERTAIN, (f"the same ORCID {min(orcid)}",))
    if {use.work for use in uses} & {use.work for use in others}:
        return Support(CERTAIN, ("the same work in another source",))
    found = [coauthors(uses, others, known, surname), place(uses, others), journal(uses, others, known)]
    score = min(sum(each.score for each in found), 0.95)
    if distant(uses, others):
        return Support(0.0, ("printed more than a lifetime apart",))
    return Support(round(score, 2), tuple(reason for each in found for reason in each.reasons))


def signer(family: str, given: str) -> str:
    """Return what a co-author is known by: the key of the surname and the first letter of the given name."""
    return f"{surname_key(family)} {sharp(given)[:1]}"


def family_of(key: str) -> str:
    """Return the surname key of a signer."""
    return key.rsplit(" ", 1)[0]


def coauthors(uses: Sequence[Use], others: Sequence[Use], known: Mapping[int, Setting], surname: str) -> Support:
    """Return what shared co-authors say."""
    one = {key for use in uses for key in known[use.work].signers}
    both = one & {key for use in others for key in known[use.work].signers}
    shared = sorted(key for key in both if family_of(key) != surname)
    if not shared:
        return Support(0.0)
    rare = sum(0.5 if family_of(key) in frequent_keys() else 1 for key in shared)
    score = TWO_COAUTHORS if rare >= 2 else COAUTHOR if rare >= 1 else FREQUENT_COAUTHOR
    plural = "s" if len(shared) > 1 else ""
    return Support(score, (f"{len(shared)} shared co-author{plural} ({', '.join(map(family_of, shared[:3]))})",))


def place(uses: Sequence[Use], others: Sequence[Use]) -> Support:
    """Return what a shared affiliation says."""
    shared = {use.place for use in uses if use.place} & {use.place for use in others}
    return Support(PLACE, ("the same affiliation",)) if shared else Support(0.0)


def journal(uses: Sequence[Use], others: Sequence[Use], known: Mapping[int, Setting]) -> Support:
    """Return what a shared journal says."""
    shared = {known[use.work].journal for use in uses} & {known[use.work].journal for use in others} - {""}
    return Support(JOURNAL, ("the same journal",)) if shared else Support(0.0)


def distant(uses: Sequence[Use], others: Sequence[Use]) -> bool:
    """Return whether no year of one is within a lifetime's work of a year of the other."""
    one, other = ({use.year for use in side if use.year} for side in (uses, others))
    return bool(one and other) and min(abs(a - b) for a in one for b in other) > FAR_APART
