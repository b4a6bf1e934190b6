"""Formats: what survives reading and writing, and how fast, beside the plain parser and pandoc.

Quality: fields that come back from every writable format (floor: those of the plainest CSV), and library files of
``FOLDER/formats`` that are read without an exception or a silent loss. Speed: BibTeX against bibtexparser without
decoding, citations against pandoc in one call, alternating, the median of three, CPU seconds (children included).
"""

from __future__ import annotations

import json
import logging
import os
import statistics
from typing import TYPE_CHECKING, Any

import mhlit
from mhlit.formats import citeproc, every

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RUNS = 3
CITED = 10_000
PANDOC_CITED = 2_000
# The floor of a round trip: title, authors as one string, year.
PLAINEST = ("title", "issued")


def main(data: Path) -> None:
    """Print the figures."""
    logging.disable(logging.CRITICAL)
    round_trips(data / "formats" / "roundtrip" / "records.csl.json")
    imports(data / "formats" / "import")
    bibtex_speed(data / "formats" / "bibtex")
    cite_speed(data / "formats" / "styles" / "records.csl.json")


def cpu(work: Callable[[], object]) -> float:
    """Return the CPU seconds of a call, those of its children included."""
    before = os.times()
    work()
    after = os.times()
    return sum(after[:4]) - sum(before[:4])


def median(*work: Callable[[], object]) -> list[float]:
    """Return the median CPU seconds of several calls, run in alternation."""
    times = [[cpu(each) for each in work] for _ in range(RUNS)]
    return [statistics.median(column) for column in zip(*times, strict=True)]


def fields_of(item: dict[str, Any]) -> dict[str, str]:
    """Return the fields of an item as comparable text."""
    dropped = ("id", "custom")
    return {name: json.dumps(value, sort_keys=True) for name, value in item.items() if name not in dropped}


def round_trips(path: Path) -> None:
    """Print, for every format that is read and written, the share of fields that come back unchanged."""
    items = json.loads(path.read_text(encoding="utf-8"))
    records = [mhlit.from_csl(item) for item in items]
    total = sum(len(fields_of(item)) for item in items)
    floor = sum(name in item for item in items for name in PLAINEST)
    print(f"round trips of {len(items)} records, {total} fields (floor, title and year alone: {floor / total:.3f})")
    for form in every.FORMATS:
        if not (form.read and form.write) or form.name in ("html", "dois"):
            continue
        back = [mhlit.to_csl(record) for record in mhlit.read_text(mhlit.write(records, form.name), form.name).records]
        pairs = zip(items, back, strict=False)
        kept = sum(fields_of(got).get(name) == value for item, got in pairs for name, value in fields_of(item).items())
        print(f"  {form.name:14} {kept / total:.3f}  ({total - kept} lost)")


def imports(folder: Path) -> None:
    """Print how many files of each kind are read with records, with an issue, in silence, with an exception."""
    print("files read: with records / with issues only / silently empty / raised")
    for kind in sorted(path for path in folder.iterdir() if path.is_dir()):
        tally = [0, 0, 0, 0]
        for path in sorted(kind.iterdir()):
            if not path.name.endswith(".gold.json"):
                tally[outcome(path)] += 1
        print(f"  {kind.name:18} {' / '.join(map(str, tally))}")


def outcome(path: Path) -> int:
    """Return 0 for records, 1 for issues only, 2 for nothing at all, 3 for an exception."""
    try:
        result = mhlit.read(path)
    except Exception as error:  # the benchmark counts whatever a reader lets through
        print(f"    {path.name}: {type(error).__name__}: {error}")
        return 3
    return 0 if result.records else 1 if result.issues else 2


def bibtex_speed(folder: Path) -> None:
    """Print megabytes a second of import, decoded, beside bibtexparser's plain parse."""
    from bibtexparser.entrypoint import parse_string

    texts = [path.read_bytes().decode("utf-8-sig", "replace") for path in sorted(folder.glob("*.bib"))]
    size = sum(len(text.encode()) for text in texts) / 1e6

    def ours() -> None:
        for text in texts:
            mhlit.read_text(text, "bibtex")

    def plain() -> None:
        for text in texts:
            parse_string(text)

    mine, theirs = median(ours, plain)
    print(f"BibTeX: {size / mine:.2f} MB/s; bibtexparser, plain: {size / theirs:.2f} MB/s; ratio {theirs / mine:.2f}")


def cite_speed(path: Path) -> None:
    """Print references a second, beside pandoc's citeproc in one call where pandoc is installed."""
    items = json.loads(path.read_text(encoding="utf-8"))
    records = [mhlit.from_csl({**items[at % len(items)], "id": f"r{at}"}) for at in range(CITED)]
    if citeproc.program() is None:
        (mine,) = median(lambda: mhlit.cite(records, "apa"))
        print(f"citations: {CITED / mine:.0f} a second (pandoc is not installed: no peer)")
        return
    few = records[:PANDOC_CITED]
    mine, theirs = median(
        lambda: mhlit.cite(records, "apa"),
        lambda: mhlit.cite(few, "chicago-author-date"),
    )
    rate, peer = CITED / mine, PANDOC_CITED / theirs
    print(f"citations: {rate:.0f} a second (APA); pandoc: {peer:.0f} (Chicago, one call); ratio {rate / peer:.0f}")
