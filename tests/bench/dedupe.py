"""Duplicates: quality on the labelled sets and speed on a synthetic one, beside a floor and, if installed, bib-dedupe.

The floor is what anybody would do first: the same DOI, or the same folded title in the same year.
"""

from __future__ import annotations

import csv
import importlib.util
import json
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import mhlit
from mhlit.model import Name
from mhlit.names import parse_names
from mhlit.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

TYPES = {
    "article": "article-journal", "inproceedings": "paper-conference", "book": "book", "phdthesis": "thesis",
    "inbook": "chapter", "incollection": "chapter",
}  # fmt: skip
COLUMNS = {
    "title": "title", "volume": "volume", "number": "issue", "pages": "page", "doi": "DOI", "publisher": "publisher",
}  # fmt: skip
SYNTHETIC = 10_000
SEED = 7
# A peer for pandas: its own column names.
PEER_COLUMNS = ("title", "author", "year", "journal", "volume", "number", "pages", "doi")


def main(data: Path) -> None:
    """Print pairs P, R and F1, lost works and CPU seconds of each method on each set."""
    folder = data / "dedupe"
    methods: dict[str, Callable[[list[dict[str, Any]]], Sequence[int]]] = {"mhlit": by_mhlit, "floor": by_floor}
    if importlib.util.find_spec("bib_dedupe"):
        methods["bib-dedupe"] = by_bib_dedupe
    print(f"{'set':24}{'records':>8}  {'method':11}{'P':>8}{'R':>8}{'F1':>8}{'lost':>6}{'CPU s':>8}")
    for entry in json.loads((folder / "sets.json").read_text(encoding="utf-8"))["sets"]:
        measure(entry["name"], read(folder / entry["file"]), methods)
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "synthetic.csv"
        maker = [sys.executable, str(folder / "make_synthetic.py"), str(SYNTHETIC), str(SEED), "--out", str(path)]
        subprocess.run(maker, check=True)
        measure(f"synthetic ({SYNTHETIC})", read(path), methods)


def read(path: Path) -> list[dict[str, str]]:
    """Return the rows of a set."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def measure(name: str, rows: list[dict[str, str]], methods: dict[str, Callable[..., Sequence[int]]]) -> None:
    """Print a line for each method."""
    gold = [row["cluster"] for row in rows]
    items = [to_csl(row) for row in rows]
    for method, label in methods.items():
        start = time.process_time()
        labels = label(items if method == "mhlit" else rows)
        cost = time.process_time() - start
        precision, recall, f1 = quality(gold, labels)
        figures = f"{precision:8.4f}{recall:8.4f}{f1:8.4f}{lost(gold, labels):6}{cost:8.2f}"
        print(f"{name:24}{len(rows):8}  {method:11}{figures}", flush=True)


def quality(gold: Sequence[str], labels: Sequence[int]) -> tuple[float, float, float]:
    """Return precision, recall and F1 over pairs of records."""

    def pairs(groups: Counter[Any]) -> int:
        return sum(n * (n - 1) // 2 for n in groups.values())

    true, said, right = (pairs(Counter(each)) for each in (gold, labels, zip(gold, labels, strict=True)))
    return right / said if said else 1.0, right / true if true else 1.0, 2 * right / (said + true or 1)


def lost(gold: Sequence[str], labels: Sequence[int]) -> int:
    """Return how many works lose their last record when the first record of each cluster stays."""
    first: dict[int, str] = {}
    for truth, label in zip(gold, labels, strict=True):
        first.setdefault(label, truth)
    return len(set(gold)) - len(set(first.values()))


# ---------------------------------------------------------------- the methods


def by_mhlit(items: list[dict[str, Any]]) -> list[int]:
    """Return mhlit's clusters; the time includes making records."""
    return mhlit.cluster([mhlit.from_csl(item) for item in items])


def to_csl(row: dict[str, str]) -> dict[str, Any]:
    """Return a row as a CSL item."""
    lists = [names_of(part) for part in re.split(r"\s+and\s+|;", unescape(row.get("author", "")))]
    people = [{"family": name.literal or name.family, "given": name.given} for names in lists for name in names]
    item: dict[str, Any] = {variable: row.get(column, "") for column, variable in COLUMNS.items()}
    item |= {"type": TYPES.get(row.get("type", ""), "document"), "author": people}
    item["container-title"] = row.get("journal") or row.get("booktitle") or ""
    if year := re.search(r"\d{4}", row.get("year", "")):
        item["issued"] = {"date-parts": [[int(year[0])]]}
    return {name: value for name, value in item.items() if value}


def names_of(text: str) -> tuple[Name, ...]:
    """Return the names in a part of an author field: "Miller, Rosa", or a list with commas as Cora has them."""
    family, comma, given = text.strip(" ,").partition(",")
    if comma and "," not in given and (" " not in family or not text.islower()):
        return (Name(family.strip(), given.strip()),)
    return parse_names(text).names


def by_floor(rows: list[dict[str, str]]) -> list[int]:
    """Return clusters of the same DOI or the same title and year."""
    leader = list(range(len(rows)))

    def find(at: int) -> int:
        while leader[at] != at:
            leader[at] = at = leader[leader[at]]
        return at

    first: dict[tuple[str, str], int] = {}
    for at, row in enumerate(rows):
        title = re.sub(r"\W+", "", fold(row.get("title", "")))
        keys = [("doi", fold(row.get("doi", "")))] + ([(title, row["year"])] if title and row.get("year") else [])
        for key in keys:
            if key[1]:
                leader[find(at)] = find(first.setdefault(key, at))
    return [find(at) for at in range(len(rows))]


def by_bib_dedupe(rows: list[dict[str, str]]) -> list[int]:
    """Return bib-dedupe's clusters."""
    from bib_dedupe.bib_dedupe import block, cluster, match, prep
    from pandas import DataFrame

    frame = [
        {"ID": str(n), "ENTRYTYPE": row.get("type", "article")} | {name: row.get(name, "") for name in PEER_COLUMNS}
        for n, row in enumerate(rows)
    ]
    matched = match(block(prep(DataFrame(frame))))
    labels = list(range(len(rows)))
    for group in cluster(matched):
        for member in group:
            labels[int(member)] = int(group[0])
    return labels
