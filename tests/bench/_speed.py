"""How fast a large library is searched: CPU time in process and of the whole command, beside plain FTS5 (and tantivy)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import mhlit
from tests.bench._engines import fts5, tantivy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tests.bench._engines import Search

QUERIES = {
    "one very common word": ("patients", "treatment", "study", "health", "больных", "analysis"),
    "three words": (
        "patients treatment health",
        "study patients analysis",
        "лечение больных гипертонией",
        "renal function adolescents",
    ),
}
PORTION = 5_000
SEED = 5


def print_speed(records: Callable[[int, int], Iterator[dict[str, Any]]], size: int) -> None:
    """Print the CPU time of very common words, of three words, and of the whole command, at a number of works."""
    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / "library.db"
        rate = fill(path, records(size, SEED))
        print(f"{size:,} works: import of CSL-JSON {rate:,.0f} records per CPU second; CPU ms of a query, median")
        systems = {"FTS5 unicode61": fts5("unicode61", every=True)} | (
            {"tantivy": tantivy} if find_spec("tantivy") else {}
        )
        with mhlit.Library(path) as library:
            print_times("mhlit", lambda query, limit: [hit.work.key for hit in library.search(query, limit=limit)])
        for name, make in systems.items():
            (folder := Path(home) / name.split()[0]).mkdir()
            print_times(name, make(list(records(size, SEED)), folder)[1])
        print(f"  whole process over an empty one: {process(path):.0f} CPU ms")


def fill(path: Path, items: Iterator[dict[str, Any]]) -> float:
    """Import items into a new library and return how many were read and stored per CPU second."""
    spent, number = 0.0, 0
    with mhlit.Library(path) as library:
        while portion := list(islice(items, PORTION)):
            text = json.dumps(portion, ensure_ascii=False)
            started = time.process_time()
            library.add(mhlit.read_text(text, format="csl-json").records)
            spent += time.process_time() - started
            number += len(portion)
    return number / spent


def print_bibtex(items: Iterable[dict[str, Any]]) -> None:
    """Print how many records of a BibTeX file are imported per CPU second."""
    text = mhlit.write(mhlit.read_text(json.dumps(list(items)), format="csl-json").records, "bibtex")
    with tempfile.TemporaryDirectory() as home, mhlit.Library(Path(home) / "library.db") as library:
        started = time.process_time()
        found = mhlit.read_text(text, format="bibtex").records
        library.add(found)
        print(f"import of BibTeX: {len(found) / (time.process_time() - started):,.0f} records per CPU second")


def print_times(name: str, ask: Search) -> None:
    """Print the median CPU time of each kind of query."""
    figures = [f"{kind} {median(cpu(ask, query) for query in queries):.1f}" for kind, queries in QUERIES.items()]
    print(f"  {name:14} {'; '.join(figures)}")


def cpu(ask: Search, query: str) -> float:
    """Return the CPU milliseconds of a query for ten hits, the median of five after one that warms up."""
    times = []
    for _ in range(6):
        started = time.process_time()
        ask(query, 10)
        times.append((time.process_time() - started) * 1000)
    return median(times[1:])


def process(path: Path) -> float:
    """Return the CPU milliseconds of ``mhlit search`` as a process, over a Python that does nothing."""
    environment = os.environ | {"MHLIT_LIBRARY": str(path), "NO_COLOR": "1"}
    command = [sys.executable, "-m", "mhlit", "search", "renal function adolescents"]
    pairs = [(spent(command, environment), spent([sys.executable, "-c", "pass"], environment)) for _ in range(7)]
    return median(ours - empty for ours, empty in pairs)


def spent(command: list[str], environment: dict[str, str]) -> float:
    """Return the CPU milliseconds of a process."""
    started = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    _, _, usage = os.wait4(started.pid, 0)
    return (usage.ru_utime + usage.ru_stime) * 1000
