"""What the body index adds: answers to questions in plain English, and works whose abstract alone says the words.

Its scores are SQLite's bm25 with stemmed words. Fusing two ranked lists by place was measured to fail, since this index
always has something, however weak; so its scores are added, and for a handful of words it is asked only when the head
index has too little.
"""

from __future__ import annotations

import math
from heapq import nlargest
from typing import TYPE_CHECKING

from mhlit.library import folding
from mhlit.library.postings import quoted
from mhlit.skeletons import words

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Container, Iterable, Sequence

    from mhlit.library.wanted import Unit

# Title against abstract.
WEIGHTS = "2.0, 1.0"
# More matches than this are not ranked; the newest are taken. A question is worth more time than a few words.
MANY, RANKED = 5_000, 30_000
MOST = 120
# A question has at least so many words, of which so many are stop words: "what is known about the cost of relapse".
QUESTION_WORDS, QUESTION_STOPS = 6, 2
# How many first answers give how many further words to a question, and what these count.
FEEDBACK_WORKS, FEEDBACK_WORDS, FEEDBACK = 5, 10, 0.3


def is_question(text: str) -> bool:
    """Return whether a query is a sentence in English rather than a few words."""
    typed = text.lower().split()
    if len(typed) < QUESTION_WORDS or not text.isascii():
        return False
    return sum(word.strip("?.,") in folding.stop_words("en") for word in typed) >= QUESTION_STOPS


def answers(connection: sqlite3.Connection, text: str) -> dict[int, float]:
    """Return the works that answer a question, with scores (higher is better): any of its words counts.

    The words that tell the first answers apart are then searched too, with a small weight: who asks about "heated
    aircraft" also wants "aerodynamic heating".
    """
    typed = dict.fromkeys(word for word in words(text) if not folding.is_stop_word(word))
    scores = best(connection, " OR ".join(map(quoted, affordable(connection, typed))), RANKED)
    further = telling_words(connection, scores, typed)
    for id, score in best(connection, " OR ".join(map(quoted, affordable(connection, further))), RANKED).items():
        scores[id] = scores.get(id, 0.0) + FEEDBACK * score
    return scores


def affordable(connection: sqlite3.Connection, listed: Iterable[str]) -> list[str]:
    """Return the rarest of some words, as many as have few enough works together to be ranked; at least two."""
    often = sorted((frequency(connection, word), word) for word in listed)
    kept: list[str] = []
    total = 0
    for number, word in often:
        total += number
        if number and (total <= RANKED or len(kept) < 2):
            kept.append(word)
    return kept


def telling_words(connection: sqlite3.Connection, scores: dict[int, float], typed: Container[str]) -> list[str]:
    """Return the words that are frequent in the first answers and rare elsewhere (relevance feedback)."""
    first = nlargest(FEEDBACK_WORKS, scores, key=lambda id: (scores[id], -id))
    marks = ",".join(map(str, first))
    weights: dict[str, float] = {}
    for id, title, abstract in connection.execute(f"SELECT id, c0, c1 FROM body_content WHERE id IN ({marks})"):
        listed = words(f"{title} {abstract}")
        for word in listed:
            weights[word] = weights.get(word, 0.0) + scores[id] / len(listed)
    kept = [word for word in weights if word not in typed and len(word) > 2 and not word.isdigit()]
    kept = [word for word in kept if not folding.is_stop_word(word)]
    often = nlargest(4 * FEEDBACK_WORDS, kept, key=lambda word: (weights[word], word))
    (total,) = connection.execute("SELECT max(work) FROM searchable").fetchone()
    telling = {word: weights[word] * math.log((total + 1) / (1 + frequency(connection, word))) for word in often}
    return nlargest(FEEDBACK_WORDS, telling, key=lambda word: (telling[word], word))


def frequency(connection: sqlite3.Connection, word: str) -> int:
    """Return in how many works a word stands, counted no further than ``RANKED``."""
    sql = f"SELECT count(*) FROM (SELECT 1 FROM body WHERE body MATCH ? LIMIT {RANKED})"
    number: int = connection.execute(sql, (quoted(word),)).fetchone()[0]
    return number


def mentions(connection: sqlite3.Connection, units: Sequence[Unit], oldest: int) -> list[int]:
    """Return the newest works whose title and abstract together say all units, none before ``oldest``.

    Not the best of them: SQLite's ranking goes through the whole list of every word first.
    """
    expressions = [expression(unit) for unit in units if not unit.field]
    if not expressions or len(expressions) < len(units):
        return []
    sql = f"SELECT rowid FROM body WHERE body MATCH ? AND rowid >= ? ORDER BY rowid DESC LIMIT {MOST}"
    return [row[0] for row in connection.execute(sql, (" AND ".join(expressions), oldest)).fetchall()]


def expression(unit: Unit) -> str:
    """Return the expression for a unit: what was typed, also as a skeleton (romanised Russian), or another label."""
    texts = [unit.text, *unit.labels]
    ways = [kept_words(folding.body_text(text)) for text in texts]
    ways += [list(way.stems) for way in unit.ways[:1] if not unit.prefix]
    star = "*" if unit.prefix else ""
    joined = dict.fromkeys(" AND ".join(quoted(word) + star for word in way) for way in ways if way)
    return "(" + " OR ".join(f"({way})" for way in joined) + ")"


def kept_words(text: str) -> list[str]:
    """Return the words of a text that are no stop words, or all where there are no others."""
    listed = words(text)
    return [word for word in listed if not folding.is_stop_word(word)] or listed


def best(connection: sqlite3.Connection, match: str, many: int = MANY) -> dict[int, float]:
    """Return the works that SQLite ranks first, with scores, or the newest where there are too many to rank."""
    if not match:
        return {}
    sql = f"SELECT count(*) FROM (SELECT 1 FROM body WHERE body MATCH ? LIMIT {many + 1})"
    if connection.execute(sql, (match,)).fetchone()[0] > many:
        sql = f"SELECT rowid FROM body WHERE body MATCH ? ORDER BY rowid DESC LIMIT {MOST}"
        return dict.fromkeys((row[0] for row in connection.execute(sql, (match,))), 1.0)
    score = f"bm25(body, {WEIGHTS})"
    sql = f"SELECT rowid, {score} FROM body WHERE body MATCH ? ORDER BY {score} LIMIT {MOST}"
    return {row[0]: -row[1] for row in connection.execute(sql, (match,)).fetchall()}
