"""Names: persons told apart, names parsed, and speed, beside floors on the same data."""

from __future__ import annotations

import json
import random
import resource
import time
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from mhlit import cluster_names, compare_names, parse_name
from mhlit.names.given import rows
from mhlit.skeletons import latin
from mhlit.translit import romanise
from tests.bench._clusters import b_cubed, harmonic, linked, pairwise, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence
    from pathlib import Path

SETS = ("synth", "real", "lists")
MANY = 100_000
INITIALS = "АБВГДЕИКЛМНОПРСТФЭЮЯ"
ENDINGS = ("ов", "ова", "енко", "ский", "ская", "ин", "ина", "ич")
SCHEMES = ("", "", "bsi", "bgn-plain", "ala-lc-plain", "iso9")


def main(data: Path) -> None:
    """Print the figures."""
    folder = data / "names"
    print("pair precision, recall, F1; B-cubed F1; CPU seconds")
    for name in SETS:
        ids = [(row["id"], row["name"]) for row in lines(folder / f"{name}_mentions.jsonl")]
        gold = {row["id"]: row["cluster"] for row in lines(folder / f"{name}_gold.jsonl")}
        kept = [(id, text) for id, text in ids if id in gold]
        for system, cluster in systems().items():
            report(f"{name:6}{system:36}", cluster, [text for _, text in kept], [gold[id] for id, _ in kept])
    apart(folder)
    parsing(folder)
    speed()


def lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def report(title: str, cluster: Callable[[list[str]], Sequence[int]], names: list[str], gold: list[Hashable]) -> None:
    """Print one system's figures on one set."""
    start = time.process_time()
    labels = cluster(names)
    spent = time.process_time() - start
    precision, recall = pairwise(labels, gold)
    found = harmonic(precision, recall)
    print(f"{title}{precision:.3f} {recall:.3f} {found:.3f}  {b_cubed(labels, gold):.3f}  {spent:7.2f}")


# ---------------------------------------------------------------- systems


def systems() -> dict[str, Callable[[list[str]], Sequence[int]]]:
    """Return mhlit and the floors: fuzzy strings after a plain romanisation, single linkage over blocks."""
    found: dict[str, Callable[[list[str]], Sequence[int]]] = {
        "mhlit": cluster_names,
        "floor: the same letters": lambda names: [hash(plain(name)) for name in names],
    }
    try:
        from rapidfuzz.distance import JaroWinkler
        from rapidfuzz.fuzz import token_sort_ratio
    except ImportError:
        return found
    return found | {
        "floor: token_sort_ratio .80": lambda names: linked(names, token_sort_ratio, 80),
        "floor: Jaro-Winkler .92": lambda names: linked(names, JaroWinkler.similarity, 0.92),
    }


# ---------------------------------------------------------------- pairs, parsing, speed


def apart(folder: Path) -> None:
    """Print how the hand-written pairs are judged, and which pairs that must stay apart are joined."""
    pairs = [line.split("\t") for line in (folder / "contract_pairs.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    right = sum(compare_names(a, b).same is (same == "1") for same, a, b, *_ in pairs)
    print(f"contract pairs decided rightly: {right} of {len(pairs)}")
    names = {row["id"]: row["name"] for row in lines(folder / "synth_mentions.jsonl")}
    people: dict[Hashable, set[int]] = defaultdict(set)
    labels = dict(zip(names, cluster_names(list(names.values())), strict=True))
    for row in lines(folder / "synth_gold.jsonl"):
        people[row["cluster"]].add(labels[row["id"]])
    kinds: dict[str, list[bool]] = defaultdict(list)
    for row in lines(folder / "synth_hardpairs.jsonl"):
        kinds[row["kind"]].append(bool(people[row["a"]] & people[row["b"]]))
    told = ", ".join(f"{kind} {sum(found)} of {len(found)}" for kind, found in sorted(kinds.items()))
    print(f"pairs that must stay apart, joined: {told}")


def parsing(folder: Path) -> None:
    """Print the share of names whose family is read as printed; the floor takes the last word (or that before a comma)."""
    texts = {row["id"]: row["name"] for row in lines(folder / "parse_mentions.jsonl")}
    gold = [row for row in lines(folder / "parse_gold.jsonl") if row["id"] in texts]

    def share(family: Callable[[str], str]) -> float:
        return sum(letters(family(texts[row["id"]])) == letters(row["family"]) for row in gold) / len(gold)

    last = share(lambda text: text.split(",")[0] if "," in text else (text.split() or [""])[-1])
    print(f"family read: mhlit {share(lambda text: parse_name(text).family):.3f}, floor (the last word) {last:.3f}")


def letters(text: str) -> str:
    """Return what of a family is compared."""
    return "".join(c for c in latin(text.lower()) if c.isalpha())


def speed() -> None:
    """Print the CPU seconds and the peak memory for many mentions of invented people, in several romanisations."""
    names = mentions(MANY)
    distinct = sorted(set(names))
    start = time.process_time()
    for name in distinct:
        parse_name(name)
    middle = time.process_time()
    persons = len(set(cluster_names(names)))
    spent = time.process_time() - middle
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{len(distinct) / (middle - start):,.0f} names per second parsed")
    print(f"{MANY:,} mentions ({len(distinct):,} forms) clustered into {persons:,} persons in {spent:.1f} s")
    print(f"{MANY / spent:,.0f} mentions per second; at most {memory} MB")


def mentions(number: int) -> list[str]:
    """Return mentions of a quarter as many people; half of them share the frequent surnames."""
    chance = random.Random(5)
    roots = [name for name in rows() if name[0].isupper() and name.isalpha()]
    surnames = [a[:-1] + b[:3].lower() + end for a in roots for b in roots[::25] for end in ENDINGS]
    chance.shuffle(surnames)
    surnames = surnames[: number // 5]
    people = []
    for _ in range(number // 4):
        rank = int(chance.paretovariate(0.6)) if chance.random() < 0.5 else chance.randrange(len(surnames))
        family = surnames[min(rank, len(surnames) - 1)]
        people.append(f"{family} {chance.choice(INITIALS)}.{chance.choice(INITIALS)}.")
    return [romanised(chance.choice(people), chance.choice(SCHEMES)) for _ in range(number)]


def romanised(name: str, scheme: str) -> str:
    """Return a name in a scheme, or in Cyrillic."""
    return romanise(name, scheme) if scheme else name
