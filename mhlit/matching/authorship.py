"""Whose name it is that a work prints: what ORCIDs, bylines, co-authors, journals and years say beyond the name.

Names are clustered first (``attaching``). Where that leaves a name open ("Ivanov AA" beside Андрей Алексеевич and
Антон Антонович), each work that prints it is looked at alone and given to the one person it has something in common
with; what has nothing, or as much with several, stays by itself and is listed as possible.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, NamedTuple

from mhlit.matching.attaching import cluster_mentions, rank
from mhlit.matching.mentions import mention
from mhlit.matching.people import compare_mentions, frequent_keys, given_parts
from mhlit.matching.persons import doors
from mhlit.matching.support import AHEAD, ENOUGH, FAR_APART, Support, support
from mhlit.matching.surnames import one_edit
from mhlit.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from mhlit.matching.mentions import Mention
    from mhlit.matching.support import Setting, Use
    from mhlit.model import Name

    Pair = frozenset[str]
    Settings = Callable[[Iterable[int]], Mapping[int, Setting]]

# How often a name is looked at again after others of its works have found their person.
ROUNDS = 3
# A surname on so many works is no misprint of another.
ATTESTED = 5


class Home(NamedTuple):
    """Where a use belongs: a cluster of names, and in it the open part (0), or that of an ORCID or of a lifetime."""

    cluster: int
    part: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """What a rule found about two nodes: whether they are one person, and why."""

    a: str
    b: str
    same: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Settled:
    """Whose the names of a block are, by nodes.

    A node is a printed name or, where its works are of several persons, the name on one work (``Use.mark``).
    ``reasons`` tell of the uses that works decided; ``possible`` are pairs of nodes that nothing decides.
    """

    nodes: dict[Use, str]
    links: list[Link]
    possible: list[tuple[str, str]]
    reasons: dict[Use, str] = field(default_factory=dict)


def settle(
    names: Mapping[str, Name], uses: Sequence[Use], settings: Settings, judged: Collection[Pair] = frozenset()
) -> Settled:
    """Return whose the names of one block are.

    ``settings`` gives what is known of works; it is asked only about those where names leave something open. ``judged``
    are the pairs of nodes on which a person has decided: they are not open.
    """
    forms = sorted(names)
    mentions = {form: mention(names[form]) for form in forms}
    barred = [*rivals(uses, mentions), *near_surnames(uses, mentions)] if len(forms) > 1 else []
    labels = cluster_mentions([mentions[form] for form in forms], forms, [(a, b, False) for a, b in barred])
    label = dict(zip(forms, labels, strict=True))
    clusters: dict[int, list[str]] = defaultdict(list)
    for form in forms:
        clusters[label[form]].append(form)
    within: dict[int, list[Use]] = defaultdict(list)
    for use in uses:
        within[label[use.form]].append(use)
    parts = {at: parted(within[at], [mentions[form] for form in clusters[at]]) for at in clusters}
    fits = candidates(clusters, mentions, {*map(frozenset, barred), *judged})
    reasons = distribute(parts, fits, settings, {at: mentions[found[0]].key for at, found in clusters.items()})
    homes = {use: Home(at, number) for at, found in parts.items() for number, part in enumerate(found) for use in part}
    nodes = named(homes, label, {node for pair in judged for node in pair})
    return Settled(
        nodes,
        links(homes, nodes, every=bool(judged)),
        possible(homes, nodes, fits),
        reasons,
    )


# ---------------------------------------------------------------- what names and bylines say


def rivals(uses: Sequence[Use], mentions: Mapping[str, Mention]) -> list[tuple[str, str]]:
    """Return pairs of names that are two people's: both sign one work, or each has an ORCID of its own."""
    bylines: dict[tuple[int, str], set[str]] = defaultdict(set)
    orcids: dict[str, set[str]] = defaultdict(set)
    for use in uses:
        if not use.wording_of:
            bylines[use.record, use.role].add(use.form)
        if use.orcid:
            orcids[use.form].add(use.orcid)
    together = {pair for signed in bylines.values() if len(signed) > 1 for pair in combinations(sorted(signed), 2)}
    identified = sorted(form for form, found in orcids.items() if len(found) == 1)
    apart = {(a, b) for a, b in combinations(identified, 2) if orcids[a] != orcids[b]}
    return sorted({(a, b) for a, b in together if two_signers(mentions[a], mentions[b])} | apart)


def two_signers(a: Mention, b: Mention) -> bool:
    """Return whether two names of one byline are two people's, not one printed twice (in two scripts, with stops)."""
    return a.cyrillic == b.cyrillic and (a.slots != b.slots or fold(a.name.family) != fold(b.name.family))


def near_surnames(uses: Sequence[Use], mentions: Mapping[str, Mention]) -> list[tuple[str, str]]:
    """Return pairs of names whose surnames differ by one letter, and are both printed too often for a misprint."""
    works: dict[str, set[int]] = defaultdict(set)
    forms: dict[str, set[str]] = defaultdict(set)
    for use in uses:
        key = mentions[use.form].key
        works[key].add(use.work)
        forms[key].add(use.form)
    known = sorted(key for key, found in works.items() if len(found) >= ATTESTED)
    near = [(a, b) for a, b in combinations(known, 2) if abs(len(a) - len(b)) < 2 and one_edit(a, b)]
    pairs = [(x, y) for a, b in near for x in sorted(forms[a]) for y in sorted(forms[b])]
    return [(x, y) for x, y in pairs if set(mentions[x].keys).isdisjoint(mentions[y].keys)]


def candidates(
    clusters: Mapping[int, Sequence[str]], mentions: Mapping[str, Mention], decided: Collection[Pair]
) -> dict[int, list[int]]:
    """Return for each cluster the others that may be the same person and say as much of the name, or more."""
    if len(clusters) < 2:
        return {}
    best = {at: min(forms, key=lambda form: rank(mentions[form], form)) for at, forms in clusters.items()}
    alike: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, form in best.items():
        letters = {door for reading in mentions[form].readings for door in doors(reading[:1], wide=True)}
        for key in mentions[form].keys:
            for letter in letters:
                alike[key, letter].append(at)
    pairs = {pair for found in alike.values() if len(found) > 1 for pair in combinations(sorted(found), 2)}
    fits: dict[int, list[int]] = defaultdict(list)
    for a, b in sorted(pairs):
        one, other = mentions[best[a]], mentions[best[b]]
        if not (one.slots and other.slots) or compare_mentions(one, other).same is False:
            continue
        if decided and any(frozenset((x, y)) in decided for x in clusters[a] for y in clusters[b]):
            continue
        less, more = (a, b) if fullness(one, clusters[a]) <= fullness(other, clusters[b]) else (b, a)
        fits[less].append(more)
    return {
        at: fits[at] for at in sorted(fits, key=lambda at: fullness(mentions[best[at]], clusters[at]), reverse=True)
    }


def fullness(found: Mention, forms: Sequence[str]) -> tuple[int, int, int]:
    """Return how much a cluster says of its name: given names in full, all of them, and in how many forms."""
    return found.full, len(found.slots), len(forms)


def parted(uses: Sequence[Use], mentions: Sequence[Mention]) -> list[list[Use]]:
    """Return the parts of a cluster: first what is open, then one for each ORCID where there are several.

    Initials with a frequent surname are also parted where nothing was printed for a lifetime: "Ivanov AA" of 1901 and
    of 1998. A rare one is not: what is reprinted after a century is Bekhterev.
    """
    orcids = sorted({use.orcid for use in uses if use.orcid})
    if len(orcids) > 1:
        return [[use for use in uses if use.orcid == each] for each in ("", *orcids)]
    if not any(each.full for each in mentions) and mentions[0].key in frequent_keys():
        years = sorted({use.year for use in uses if use.year})
        if late := next((later for earlier, later in pairwise(years) if later - earlier > FAR_APART), None):
            return [
                [use for use in uses if not use.year or use.year < late],
                [use for use in uses if use.year and use.year >= late],
            ]
    return [list(uses)]


# ---------------------------------------------------------------- what works say


def distribute(
    parts: dict[int, list[list[Use]]],
    fits: Mapping[int, Sequence[int]],
    settings: Settings,
    keys: Mapping[int, str],
) -> dict[Use, str]:
    """Move the uses of open names to the persons they fit, and return why; ``fits`` comes fullest names first.

    What is left of a name that several people bear is not one person's because it is spelt alike: only works that have
    something in common stay together.
    """
    open_ = [at for at in (*(at for at in parts if at not in fits), *fits) if len(parts[at]) > 1 or fits.get(at)]
    if not open_:
        return {}
    asked = {at for one in open_ for at in (one, *fits.get(one, ()))}
    known = settings({use.work for at in asked for part in parts[at] for use in part})
    reasons: dict[Use, str] = {}
    for at in open_:
        others = [part for other in fits.get(at, ()) for part in parts[other] if part]
        targets = [*parts[at][1:], *others]
        for _ in range(ROUNDS):
            moved = [(use, *found) for use in parts[at][0] if (found := goal(use, targets, known, keys[at]))]
            for use, target, reason in moved:
                parts[at][0].remove(use)
                target.append(use)
                reasons[use] = reason
            if not moved:
                break
        if len(targets) > 1:
            parts[at] = [*together(parts[at][0], known, keys[at]), *parts[at][1:]]
    return reasons


def goal(
    use: Use, targets: Sequence[list[Use]], known: Mapping[int, Setting], surname: str
) -> tuple[list[Use], str] | None:
    """Return the one person a use has enough in common with, and what; None where there is none, or a rival."""
    found = [(support([use], target, known, surname), target) for target in targets]
    best, *others = sorted(found, key=lambda each: -each[0].score) or [(Support(0.0), [])]
    ahead = best[0].score - max((each.score for each, _ in others), default=0.0)
    return (best[1], "; ".join(best[0].reasons)) if best[0].score >= ENOUGH and ahead >= AHEAD else None


def together(uses: Sequence[Use], known: Mapping[int, Setting], surname: str) -> list[list[Use]]:
    """Return the uses of one open name in groups that have enough in common, the largest first."""
    groups: list[list[Use]] = []
    for use in uses:
        near = [group for group in groups if support([use], group, known, surname).score >= ENOUGH]
        groups = [group for group in groups if group not in near]
        groups.append([use, *(each for group in near for each in group)])
    return sorted(groups, key=lambda group: (-len(group), min(each.mark for each in group))) or [[]]


def named(homes: Mapping[Use, Home], label: Mapping[str, int], judged: Collection[str]) -> dict[Use, str]:
    """Return the node of each use: its form, or its mark where the form has several homes or was judged on one work."""
    of_form: dict[str, set[Home]] = defaultdict(set)
    for use, home in homes.items():
        of_form[use.form].add(home)
    main = {form: own if (own := Home(label[form])) in found else min(found) for form, found in of_form.items()}
    return {
        use: use.form if home == main[use.form] and use.mark not in judged else use.mark for use, home in homes.items()
    }


def links(homes: Mapping[Use, Home], nodes: Mapping[Use, str], *, every: bool) -> list[Link]:
    """Return the links between nodes: all of one home are one person; different ORCIDs are different people.

    ``every`` links every two, so that a node which somebody takes out does not leave the others without a tie.
    """
    of_home: dict[Home, list[str]] = defaultdict(list)
    orcids: dict[str, str] = {}
    for use in sorted(homes, key=lambda each: (each.form, each.work)):
        if nodes[use] not in of_home[homes[use]]:
            of_home[homes[use]].append(nodes[use])
        if use.orcid:
            orcids.setdefault(use.orcid, nodes[use])
    found = [
        Link(a, b, True, "the names agree")
        for group in of_home.values()
        for a, b in (combinations(group, 2) if every else ((group[0], node) for node in group[1:]))
    ]
    owners = combinations(dict.fromkeys(orcids.values()), 2)
    return found + [Link(a, b, False, "different ORCIDs") for a, b in owners]


def ties(nodes: Mapping[Use, str], names: Mapping[str, Name]) -> list[Link]:
    """Return the links between nodes of any blocks: a source gives a name in two wordings, or two names one ORCID.

    An ORCID holds across surnames where the given names agree (people marry), and is doubted where they do not.
    """
    printed = {(use.work, use.form): node for use, node in nodes.items()}
    found: list[Link] = []
    owners: dict[str, dict[str, str]] = defaultdict(dict)
    for use, node in nodes.items():
        if use.wording_of and (main := printed.get((use.work, use.wording_of))):
            found.append(Link(main, node, True, "a source gives both wordings"))
        if use.orcid:
            owners[use.orcid].setdefault(node, use.form)
    for orcid, owned in owners.items():
        first, *others = sorted(owned)
        found += [
            Link(first, other, True, f"the same ORCID {orcid}")
            for other in others
            if one_owner(mention(names[owned[first]]), mention(names[owned[other]]))
        ]
    return found


def one_owner(a: Mention, b: Mention) -> bool:
    """Return whether two names with one ORCID can be one person's: the surname may differ, the given name may not."""
    return compare_mentions(a, b).same is not False or given_parts(a, b)[1] is True


def contradict(a: Iterable[Name], b: Iterable[Name]) -> bool:
    """Return whether what is known of two people's names cannot be one person's."""
    one, other = (min(map(mention, names), key=lambda each: rank(each, str(each.name))) for names in (a, b))
    return compare_mentions(one, other).same is False


def possible(
    homes: Mapping[Use, Home], nodes: Mapping[Use, str], fits: Mapping[int, Sequence[int]]
) -> list[tuple[str, str]]:
    """Return the pairs of nodes that may be one person: what stayed open with each of its candidates."""
    first: dict[Home, str] = {}
    for use in sorted(homes, key=lambda each: (nodes[each] != each.form, each.form, each.work)):
        first.setdefault(homes[use], nodes[use])
    open_ = [home for home in first if home.cluster in fits or home.part]
    found = [(Home(home.cluster), home) for home in open_ if home.part]
    found += [(home, Home(other)) for home in open_ for other in fits.get(home.cluster, ())]
    return [(first[a], first[b]) for a, b in found if a in first and b in first]
