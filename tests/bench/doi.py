"""DOIs: found in dirty text, looked up over the network and offline, beside a floor each.

The floor of extraction is Crossref's recommended expression, of a run one request after the other, of an extract to
parse the lines, of linking to take the first record that is found.
"""

from __future__ import annotations

import gzip
import json
import re
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

from mhlit import find_dois
from mhlit.formats.crossref import from_work
from mhlit.library.snapshot import Snapshot, build
from mhlit.library.store import Store
from mhlit.matching.links import best
from mhlit.matching.queries import queries as queries_of
from mhlit.model import Record
from mhlit.references import parse_reference
from mhlit.registries import http
from mhlit.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Crossref's recommended expression (blog post of 2015)
FLOOR = re.compile(r"10\.\d{4,9}/[-._;()/:A-Z0-9]+", re.IGNORECASE)
SYSTEMS = {
    "mhlit": lambda text: next((found.doi for found in find_dois(text)), ""),
    "Crossref's expression": lambda text: (FLOOR.findall(text) or [""])[0].rstrip(".,;:)").lower(),
}
LATENCY = 0.1
MANY = 1000


def main(data: Path) -> None:
    """Print the figures."""
    folder = data / "doi"
    works = list(lines(folder / "crossref-works.jsonl.gz"))
    extraction(folder)
    linking(folder)
    network(works)
    offline(works)


def lines(path: Path) -> Iterator[Any]:
    """Yield the values of a file of JSON lines."""
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        yield from map(json.loads, file)


def report(what: str, **figures: float) -> None:
    """Print one row."""
    print(f"{what:48}" + "  ".join(f"{name} {value:,.4g}" for name, value in figures.items()))


# ---------------------------------------------------------------- finding


def extraction(folder: Path) -> None:
    """Print how many strings give the DOI that a person reads, and how many a second."""
    for name in ("doi-extract", "doi-extract-real-pdf"):
        rows = [(row["raw"], row["doi"] or "") for row in lines(folder / f"{name}.jsonl")]
        for system, find in SYSTEMS.items():
            started = time.process_time()
            right = sum(find(text) == doi for text, doi in rows)
            seconds = time.process_time() - started
            report(f"{name}: {system}", exact=right / len(rows), per_second=len(rows) / max(seconds, 1e-9))


# ---------------------------------------------------------------- linking


def linking(folder: Path) -> None:
    """Print how well references are linked to the records of an extract; the floor takes the first hit."""
    queries = [(q["ref"], q["doi"], {q["doi"], q.get("true_doi")}) for q in lines(folder / "refmatch-queries.jsonl")]
    references = [parse_reference(" ".join(text.split())) for text, *_ in queries]
    with tempfile.TemporaryDirectory() as place:
        path, out = Path(place) / "works.jsonl", Path(place) / "extract.db"
        path.write_text("\n".join(json.dumps(as_work(row)) for row in lines(folder / "refmatch-corpus.jsonl.gz")))
        build(path, out)
        with Snapshot(out) as extract:
            for system, choose in LINKERS.items():
                started = time.process_time()
                found = [choose(extract, reference) for reference in references]
                seconds = time.process_time() - started
                answers = list(zip(found, queries, strict=True))
                score_links(system, [(doi, gold, known) for doi, (_, gold, known) in answers], seconds)


def score_links(system: str, answers: list[tuple[str | None, str | None, set[str | None]]], seconds: float) -> None:
    """Print one row; the DOI of the article itself is right also where the registry lacks it."""
    given = sum(doi is not None and (gold is not None or doi not in known) for doi, gold, known in answers)
    wanted, right = (
        sum(gold is not None for _, gold, _ in answers),
        sum(doi == gold for doi, gold, _ in answers if gold),
    )
    false = sum(doi not in known for doi, gold, known in answers if gold is None)
    precision, recall, f1 = right / max(given, 1), right / wanted, 2 * right / max(given + wanted, 1)
    speed = len(answers) / seconds
    report(f"linking: {system}", precision=precision, recall=recall, f1=f1, false_on_absent=false, per_second=speed)


def as_work(row: dict[str, Any]) -> dict[str, Any]:
    """Return a record of the collection in Crossref's form."""
    members = {
        "DOI": row["doi"], "type": "journal-article", "title": [row["title"]], "volume": row["volume"],
        "page": row["firstPage"], "container-title": [row["journal"]],
    }  # fmt: skip
    author = [{"family": row["firstAuthor"]}] if row["firstAuthor"] else []
    year = [[int(row["year"])]] if str(row["year"]).isdecimal() else [[None]]
    return {name: value for name, value in members.items() if value} | {
        "author": author, "issued": {"date-parts": year}
    }  # fmt: skip


def linked(extract: Snapshot, reference: Record) -> str | None:
    """Return the DOI that mhlit links a reference to, if any."""
    for text in queries_of(reference):
        link, rivals = best(reference, [from_work(work) for work in extract.search(text)])
        if link is not None or rivals:
            return link.record.doi if link is not None else None
    return None


def first_hit(extract: Snapshot, reference: Record) -> str | None:
    """Return the DOI of the first record that the first query finds."""
    texts = queries_of(reference)
    found = extract.search(texts[0]) if texts else []
    return str(found[0]["DOI"]).lower() if found else None


LINKERS = {"mhlit": linked, "first hit (floor)": first_hit}


# ---------------------------------------------------------------- asking


def network(works: list[dict[str, Any]]) -> None:
    """Print how long a run over many DOIs takes against a registry of our own, and how long its second run."""
    chosen = {str(work["DOI"]).lower(): work for work in works if not re.search(r"[,\s]", str(work["DOI"]))}
    dois = list(chosen)[:MANY]
    with Serving(chosen) as url, tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "library.db") as store:
        http.BASES.update(dict.fromkeys(http.BASES, ("", url)))
        store.add([Record(id=doi, doi=doi) for doi in dois])
        for run in ("first run", "second run"):
            started = time.perf_counter()
            done = resolve(store, ask=http.Client(mailto="bench@example.org"))
            seconds = time.perf_counter() - started
            filled = sum(outcome.state == "confirmed" for outcome in done.outcomes)
            report(f"look-ups, {run}", seconds=seconds, filled=filled, requests=done.asked)
        client = http.Client(mailto="bench@example.org")
        started = time.perf_counter()
        for doi in dois[:20]:
            client.get("crossref-single", f"/works/{doi}")
        report("look-ups, one by one (floor)", seconds=(time.perf_counter() - started) / 20 * len(dois))


class Serving:
    """A registry on loopback with latency and without limits."""

    def __init__(self, works: dict[str, dict[str, Any]]) -> None:
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                time.sleep(LATENCY)
                url = urlsplit(self.path)
                asked = parse_qs(url.query).get("filter", [f"doi:{unquote(url.path)[7:]}"])[0].split(",")
                found = [works[doi] for each in asked if (doi := each.removeprefix("doi:").lower()) in works]
                message = {"items": found} if url.path == "/works" else (found or [{}])[0]
                body = json.dumps({"status": "ok", "message": message}).encode()
                self.send_response(200)
                for name, value in {"Content-Length": len(body), "x-rate-limit-limit": 50}.items():
                    self.send_header(name, str(value))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True

    def __enter__(self) -> str:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_port}"

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()


# ---------------------------------------------------------------- offline


def offline(works: list[dict[str, Any]], copies: int = 8) -> None:
    """Print how fast an extract is built, asked and searched; the floor of building is to parse the lines."""
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder) / "works.jsonl.gz", Path(folder) / "extract.db"
        many = [work | {"DOI": f"{work['DOI']}.{n}".lower()} for n in range(copies) for work in works]
        with gzip.open(path, "wt") as file:
            file.writelines(json.dumps(work) + "\n" for work in many)
        report("extract: gunzip and parse (floor)", per_second=len(many) / spent(lambda: sum(1 for _ in lines(path))))
        report("extract: build", per_second=len(many) / spent(lambda: build(path, out)))
        with Snapshot(out) as extract:
            report("extract: look-ups", per_second=len(many) / spent(lambda: [extract.work(w["DOI"]) for w in many]))
            titles = [record.title for record in map(from_work, works[:100])]
            report("extract: searches", per_second=len(titles) / spent(lambda: [extract.search(t) for t in titles]))


def spent(work: Callable[[], object]) -> float:
    """Return the CPU seconds of some work."""
    started = time.process_time()
    work()
    return time.process_time() - started
