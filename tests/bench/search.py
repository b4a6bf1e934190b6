"""Search: recall across scripts and languages, nDCG on Cranfield, and CPU time, beside plain FTS5 (and tantivy).

``python -m tests.bench search`` measures with the 10,000 records of the data's haystack, and the speed at 100,000 works;
``--works 1000000`` measures only the speed, at so many (a quarter of an hour, and seven gigabytes beside the library).
"""

from __future__ import annotations

import gzip
import json
import math
import sys
import tempfile
import time
from collections import defaultdict
from importlib import import_module
from pathlib import Path
from statistics import mean, median
from typing import TYPE_CHECKING, Any

from tests.bench._engines import SYSTEMS, fts5, library
from tests.bench._speed import print_bibtex, print_speed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.bench._engines import Search


def main(data: Path, works: int = 0) -> None:
    """Print all figures, or with a number of works only the speed at that size."""
    if works:
        print_speed(haystack(data / "search"), works)
        return
    folder = data / "search"
    corpus, queries = lines(folder / "corpus.jsonl"), lines(folder / "queries.jsonl")
    settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    items = [{"id": each["id"], "type": "article-journal", "title": each["title"]} for each in corpus]
    items += list(haystack(folder)(settings["haystack_records"], settings["haystack_seed"]))
    print("recall@10 on real titles: same form, other script, other language; CPU ms of a query, p50 and p95")
    for name, make in SYSTEMS.items():
        with tempfile.TemporaryDirectory() as home:
            rate, ask = make(items, Path(home))
            print(f"  {name:14} {quality(ask, corpus, queries)}; imports {rate:,.0f} records per CPU second")
    print_cranfield(folder)
    print_bibtex(items)
    print_speed(haystack(folder), 100_000)


def lines(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a JSON lines file, packed or not."""
    text = gzip.decompress(path.read_bytes()).decode() if path.suffix == ".gz" else path.read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def haystack(folder: Path) -> Callable[[int, int], Iterator[dict[str, Any]]]:
    """Return the maker of records about other subjects that comes with the data."""
    sys.path.insert(0, str(folder))
    records: Callable[[int, int], Iterator[dict[str, Any]]] = import_module("distractors").records
    return records


# ---------------------------------------------------------------- quality and speed


def quality(ask: Search, corpus: list[dict[str, Any]], queries: list[dict[str, Any]]) -> str:
    """Return recall@10 by direction, and how long a query takes."""
    form = {each["id"]: each["form"] for each in corpus}
    recalls: dict[str, list[float]] = defaultdict(list)
    times = []
    for query in (each for each in queries if each["src"] == "real"):
        started = time.process_time()
        found = set(ask(query["q"], 10))
        times.append((time.process_time() - started) * 1000)
        for target in ("ru", "tr", "en"):
            if wanted := [id for id in query["rel"] if form.get(id) == target]:
                kind = (
                    "same" if target == query["form"] else "language" if "en" in (target, query["form"]) else "script"
                )
                recalls[kind].append(len(found.intersection(wanted)) / min(10, len(wanted)))
    said = "  ".join(f"{mean(recalls[kind]):.3f}" for kind in ("same", "script", "language"))
    return f"{said}   {median(times):5.1f} {sorted(times)[int(0.95 * len(times))]:5.1f} ms"


def print_cranfield(folder: Path) -> None:
    """Print nDCG@10 on the Cranfield collection."""
    items = [
        {"type": "article-journal", "id": each["_id"], "title": each["title"], "abstract": each["text"]}
        for each in lines(folder / "cranfield_corpus.jsonl.gz")
    ]
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    for row in (folder / "cranfield_qrels.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        query, document, grade = row.split("\t")
        grades[query][document] = int(grade)
    queries = [each for each in lines(folder / "cranfield_queries.jsonl") if grades[each["_id"]]]
    for name, make in (("mhlit", library), ("FTS5 porter", fts5("porter unicode61"))):
        with tempfile.TemporaryDirectory() as home:
            _, ask = make(items, Path(home))
            gains = [ndcg(ask(each["text"], 10), grades[each["_id"]]) for each in queries]
            print(f"Cranfield, nDCG@10: {name} {mean(gains):.3f}")


def ndcg(found: list[str], grades: dict[str, int]) -> float:
    """Return the normalised discounted gain of the first ten."""
    best = sorted(grades.values(), reverse=True)[:10]
    ideal = sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(best))
    return sum((2 ** grades.get(id, 0) - 1) / math.log2(place + 2) for place, id in enumerate(found)) / ideal
