"""Parsing references: fields, DOIs and lists beside a floor of regular expressions; speed apart, in CPU seconds."""

from __future__ import annotations

import json
import re
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

from mhlit import find_dois, parse_reference, read_text, to_csl
from mhlit.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

SETS = ("refs_ru_psych", "excite_en", "excite_de", "grobid_citations")
FIELDS = ("author", "title", "container-title", "issued", "volume", "issue", "page", "DOI")
# The floor: the first year, the first DOI, volume(issue):pages, names up to the first full stop before a capital.
YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
DOI = re.compile(r"10\.\d{4,9}/\S+")
PLACE = re.compile(r"(\d+)\s?\(([\d–-]+)\)\s?[:,]\s?(\d+(?:[-–]\d+)?)")
NAMES = re.compile(r"^\W*\d*[\].)]?\s*((?:[^\W\d_][\w'’-]+,?\s(?:[^\W\d_]\.?\s?){1,3}[,;]?\s?)+)")
NUMBERED = re.compile(r"(?:^|\s)\d{1,3}\.\s(?=[A-ZА-Я])")


def naive(text: str) -> dict[str, Any]:
    """Return the fields that four regular expressions find: what one writes in an hour."""
    names = NAMES.match(text)
    rest = text[names.end() :] if names else text
    sentences = [part.strip(" /") for part in re.split(r"\.\s|//", rest)]
    year, doi, place = YEAR.search(text), DOI.search(text), PLACE.search(text)
    return {
        "author": [name.split()[0].strip(",") for name in names[1].split(",") if name.split()] if names else [],
        "title": sentences[0], "container-title": sentences[1] if len(sentences) > 1 else "",
        "issued": year[0] if year else "", "DOI": doi[0].rstrip(".,;") if doi else "",
        "volume": place[1] if place else "", "issue": place[2] if place else "", "page": place[3] if place else "",
    }  # fmt: skip


def parsed(text: str) -> dict[str, Any]:
    """Return the fields that mhlit reads."""
    return fields_of(to_csl(parse_reference(text)))


def fields_of(item: dict[str, Any]) -> dict[str, Any]:
    """Return a CSL item with its authors and date in the form that is compared."""
    names = [name.get("family") or name.get("literal") or "" for name in item.get("author", ())]
    date = item.get("issued", {}).get("date-parts", [[""]])
    return {**item, "author": names, "issued": str(date[0][0])}


def same(value: Any) -> Any:
    """Return a value for comparison: folded words, or the set of surnames."""
    if isinstance(value, list):
        return frozenset(same(each) for each in value)
    return " ".join(re.findall(r"\w+", fold(str(value))))


def wanted(row: dict[str, Any]) -> dict[str, Any]:
    """Return the labelled fields of a row; persons of the sets taken over are strings as printed."""
    names = [person.get("family") or person.get("literal") for person in row.get("author", ())]
    return {name: row.get(name, "") for name in FIELDS} | {"author": names, "issued": str(row.get("issued", ""))}


def score(rows: Iterable[dict[str, Any]], parser: Callable[[str], dict[str, Any]]) -> tuple[float, float, int]:
    """Return micro F1 over the fields, the share of references with all fields right, and the seconds in ms a piece."""
    right = gold = given = whole = count = 0
    for row in rows:
        found, expected = parser(row["text"]), wanted(row)
        fields = [name for name in FIELDS if name != "author" or "author_raw" not in row]
        hits = [same(found.get(name, "")) == same(expected[name]) for name in fields]
        right += sum(hit for hit, name in zip(hits, fields, strict=True) if expected[name])
        gold += sum(bool(expected[name]) for name in fields)
        given += sum(bool(found.get(name)) for name in fields)
        whole += all(hits)
        count += 1
    return 2 * right / max(1, gold + given), whole / max(1, count), count


def doubted(rows: Iterable[dict[str, Any]]) -> tuple[int, int, int, int]:
    """Return how many references there are, are wrong, are called doubtful, and are both."""
    count = wrong = doubtful = both = 0
    for row in rows:
        record = parse_reference(row["text"])
        found, expected = fields_of(to_csl(record)), wanted(row)
        names = [name for name in FIELDS if name != "author" or "author_raw" not in row]
        bad = any(same(found.get(name, "")) != same(expected[name]) for name in names)
        asked = bool(record.extra.get("mhlit:doubts"))
        count, wrong, doubtful, both = count + 1, wrong + bad, doubtful + asked, both + (bad and asked)
    return count, wrong, doubtful, both


def rows_of(data: Path, name: str) -> list[dict[str, Any]]:
    """Return the rows of a labelled set, none where the folder lacks it."""
    path = data / "references" / f"{name}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.is_file() else []


def bare(items: list[str]) -> list[str]:
    """Return items without white space and running numbers: a list wrapped at a width is the same list."""
    return [re.sub(r"\s+", "", re.sub(r"^\s*(?:\[\d+\]|\(?\d+[.)])\s*", "", item)) for item in items]


def quality(data: Path) -> None:
    """Print fields, DOIs and lists, each beside the floor."""
    print("fields (this file's own comparison, stricter than the scorer's)   mhlit F1 / whole   floor F1 / whole")
    for name in SETS:
        if rows := rows_of(data, name):
            f1, whole, count = score(rows, parsed)
            low, low_whole, _ = score(rows, naive)
            print(f"  {name:18s} {count:5d}   {f1:.3f} / {whole:.3f}    {low:.3f} / {low_whole:.3f}")
    print(
        "doubts: references called doubtful, how many of them are wrong (in brackets: of all), how many of the wrong are caught"
    )
    for name in SETS:
        if rows := rows_of(data, name):
            count, wrong, doubtful, both = doubted(rows)
            print(
                f"  {name:18s} {count:5d}   {doubtful / count:6.1%} doubtful, {both / max(1, doubtful):.2f} wrong "
                f"({wrong / count:.2f}), {both / max(1, wrong):.2f} caught"
            )
    if broken := rows_of(data, "broken_doi"):
        found = [[each.settled() for each in find_dois(row["text"])] for row in broken]
        ours = [next((each.doi for each in dois if not each.others), "") for dois in found]
        floor = [match[0] if (match := DOI.search(row["text"])) else "" for row in broken]
        for label, given in (("mhlit", ours), ("floor", floor)):
            pairs = [(doi.casefold(), row["DOI"].casefold()) for doi, row in zip(given, broken, strict=True)]
            good, wrong = sum(a == b for a, b in pairs), sum(bool(a) and a != b for a, b in pairs)
            print(f"broken DOIs, {label}: {good}/{len(broken)} repaired, {wrong} wrong")
    if lists := rows_of(data, "lists_ru_psych"):
        given = [[r.origin.raw for r in read_text(row["text"], "references").records if r.origin] for row in lists]
        naively = [[part for part in NUMBERED.split(row["text"]) if part.strip()] for row in lists]
        exact = sum(bare(ours) == bare(row["refs"]) for ours, row in zip(given, lists, strict=True))
        floor_exact = sum(bare(parts) == bare(row["refs"]) for parts, row in zip(naively, lists, strict=True))
        print(f"lists split exactly: mhlit {exact}/{len(lists)}, floor {floor_exact}/{len(lists)}")


def speed(data: Path) -> None:
    """Print references a second (CPU, parser and floor in alternation) and the cold start of one reference."""
    texts = [row["text"] for name in SETS for row in rows_of(data, name)[:150]]
    if not texts:
        return
    rates: dict[str, list[float]] = {"mhlit": [], "floor": []}
    for _ in range(3):
        for label, parser in (("mhlit", parsed), ("floor", naive)):
            begin = time.process_time()
            for text in texts:
                parser(text)
            rates[label].append(len(texts) / (time.process_time() - begin))
    print(
        "references a CPU second:", ", ".join(f"{name} {statistics.median(all_):.0f}" for name, all_ in rates.items())
    )
    starts = []
    for _ in range(5):
        begin = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "mhlit", "parse", "-"], input=texts[0].encode(), capture_output=True, check=False
        )
        starts.append(time.perf_counter() - begin)
    print(f"mhlit parse - with one reference, whole process: {statistics.median(starts):.2f} s")


def main(data: Path) -> None:
    """Print quality and speed apart."""
    quality(data)
    speed(data)
