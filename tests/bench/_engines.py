"""The systems that the search benchmark compares: each is made from CSL-JSON items and then asked."""

from __future__ import annotations

import json
import sqlite3
import time
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import mhlit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Search = Callable[[str, int], list[str]]
    Maker = Callable[[list[dict[str, Any]], Path], tuple[float, Search]]


def library(items: list[dict[str, Any]], home: Path) -> tuple[float, Search]:
    """mhlit as users have it: reading, storing, all indexes."""
    text = json.dumps(items, ensure_ascii=False)
    opened = mhlit.Library(home / "library.db")
    started = time.process_time()
    opened.add(mhlit.read_text(text, format="csl-json").records)
    rate = len(items) / (time.process_time() - started)

    def ask(query: str, limit: int) -> list[str]:
        return [each.id for hit in opened.search(query, limit=limit) for each in hit.work.records]

    return rate, ask


def fts5(tokenizer: str, *, every: bool = False) -> Maker:
    """Return the maker of a plain FTS5 table: any or every of the words, ranked by bm25; nothing else is stored."""

    def make(items: list[dict[str, Any]], home: Path) -> tuple[float, Search]:
        connection = sqlite3.connect(home / "fts.db")
        connection.execute(
            f"CREATE VIRTUAL TABLE t USING fts5(id UNINDEXED, title, abstract, tokenize = '{tokenizer}')"
        )
        started = time.process_time()
        rows = [(each["id"], each.get("title", ""), each.get("abstract", "")) for each in items]
        connection.executemany("INSERT INTO t VALUES (?, ?, ?)", rows)
        connection.commit()
        rate = len(items) / (time.process_time() - started)
        sql = "SELECT id FROM t WHERE t MATCH ? ORDER BY bm25(t, 0, 2, 1) LIMIT ?"

        def ask(query: str, limit: int) -> list[str]:
            words = [word for word in query.replace('"', " ").split() if any(map(str.isalnum, word))]
            match = (" AND " if every else " OR ").join(f'"{word}"' for word in words)
            return [row[0] for row in connection.execute(sql, (match, limit))]

        return rate, ask

    return make


def tantivy(items: list[dict[str, Any]], home: Path) -> tuple[float, Search]:
    """tantivy with its default tokenizer, the same fields."""
    engine = import_module("tantivy")
    builder = engine.SchemaBuilder()
    for name in ("id", "title", "abstract"):
        builder.add_text_field(name, stored=name == "id")
    index = engine.Index(builder.build(), path=str(home))
    started = time.process_time()
    writer = index.writer(64_000_000, 1)
    for each in items:
        writer.add_document(
            engine.Document(id=each["id"], title=each.get("title", ""), abstract=each.get("abstract", ""))
        )
    writer.commit()
    writer.wait_merging_threads()
    rate = len(items) / (time.process_time() - started)
    index.reload()
    searcher = index.searcher()

    def ask(query: str, limit: int) -> list[str]:
        parsed, _ = index.parse_query_lenient(query, ["title", "abstract"])
        return [searcher.doc(at)["id"][0] for _, at in searcher.search(parsed, limit).hits]

    return rate, ask


SYSTEMS: dict[str, Maker] = {"mhlit": library, "FTS5 unicode61": fts5("unicode61"), "FTS5 trigram": fts5("trigram")}
if find_spec("tantivy"):
    SYSTEMS["tantivy"] = tantivy
