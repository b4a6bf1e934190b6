"""What the tagger sees of a reference: for each token a list of features, as strings.

A feature says something about the word itself (its letters, shape, script, cue words), about its neighbours, or about
its place: before or after ``//``, after the first year, inside brackets, near the start or the end.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from mhlit.names.given import is_given
from mhlit.references.cues import key, roles

if TYPE_CHECKING:
    from mhlit.references.tokens import Token

CYRILLIC = re.compile(r"[\u0400-\u052f]")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
# "2019", "1886"
YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
# "II", "XIV"
ROMAN = re.compile(r"[IVXLCIІХ]+")
# "IYa", "YuM", "EB", "ShA": capitals, each followed by at most one small letter
INITIALS = re.compile(r"(?:[A-ZА-ЯЁІЇЄҐ][a-zа-яё]?){1,4}")
OPENING = frozenset("([«“„<")
# Closing mark -> the marks it may close
CLOSING = {")": "(", "]": "[", "»": "«", "”": "“„", ">": "<", "“": "„", "«": "»"}
# Marks that say the same to the tagger
ALIKE = {"„": "“", "»": "«"}


class Look(NamedTuple):
    """What can be said of a word alone: its lower-case form, its shape, its class, and its own features."""

    word: str
    shape: str
    kind: str
    own: tuple[str, ...]


@lru_cache(maxsize=65536)
def look(text: str) -> Look:
    """Return what can be said of a token without its neighbours."""
    word = key(text)
    kind = kind_of(text)
    shape = shape_of(text)
    own = ["w=" + word, "h=" + shape, "k=" + kind]
    if kind in ("word", "init"):
        own += ["p2=" + word[:2], "p3=" + word[:3], "s2=" + word[-2:], "s3=" + word[-3:], "s4=" + word[-4:]]
        own.append("sc=" + script_of(text))
        own.append("n=" + str(min(len(word), 6)))
        if len(text) > 2 and text[0].isupper() and is_given(text):
            own.append("given")
    return Look(word, shape, kind, tuple(own))


def kind_of(text: str) -> str:
    """Return the class of a token: link, year, number by its length, possible initials, word, or the mark itself."""
    first = text[0]
    if len(text) > 4 and ("://" in text or text.startswith("www.")):
        return "link"
    if first.isdigit():
        return "doi" if "/" in text else "year" if YEAR.fullmatch(text) else f"d{min(len(text), 5)}"
    if not first.isalpha():
        return text
    if INITIALS.fullmatch(text) and (len(text) == 1 or any(c.isupper() for c in text[1:]) or len(text) == 2):
        return "init"
    return "word"


def shape_of(text: str) -> str:
    """Return the pattern of a token, runs shortened: "Gurovich" gives "Xx", "IYa" gives "XXx", "492" gives "d"."""
    marks: list[str] = []
    for char in text[:12]:
        mark = "d" if char.isdigit() else "X" if char.isupper() else "x" if char.isalpha() else char
        if not marks or marks[-1] != mark or (mark == "X" and len(marks) < 3):
            marks.append(mark)
    return "".join(marks[:6])


def script_of(text: str) -> str:
    """Return the script of a word: c (Cyrillic), l (Latin), m (both, as in "Alder С.М."), with r for Roman numerals."""
    cyrillic, latin = bool(CYRILLIC.search(text)), bool(LATIN.search(text))
    script = "m" if cyrillic and latin else "c" if cyrillic else "l"
    return script + "r" if ROMAN.fullmatch(text) else script


def features(tokens: list[Token]) -> list[list[str]]:
    """Return the features of each token of a reference."""
    looks = [look(token.text) for token in tokens]
    cue = ["+".join(names) for names in roles([each.word for each in looks])]
    places = contexts(tokens, looks)
    rows = []
    for i, each in enumerate(looks):
        row = [*each.own, *places[i], *neighbours(looks, cue, i)]
        if cue[i]:
            row.append("q=" + cue[i])
        row.append("sp" if tokens[i].spaced else "gl")
        rows.append(row)
    return rows


def neighbours(looks: list[Look], cue: list[str], i: int) -> list[str]:
    """Return features of the words around a token, and of pairs and triples with it."""
    last = len(looks) - 1
    row = []
    for step in (-2, -1, 1, 2):
        at = i + step
        if 0 <= at <= last:
            other = looks[at]
            row.append(f"w{step}={other.word}")
            row.append(f"h{step}={other.shape}")
            if cue[at]:
                row.append(f"q{step}={cue[at]}")
    for step in (-4, -3, 3, 4):
        at = i + step
        if 0 <= at <= last:
            row.append(f"h{step}={looks[at].shape}")
            if cue[at]:
                row.append(f"q{step}={cue[at]}")
    me = looks[i]
    before = looks[i - 1] if i else None
    after = looks[i + 1] if i < last else None
    if before:
        row.append(f"ww-={before.word}|{me.word}")
    if after:
        row.append(f"ww+={me.word}|{after.word}")
    left, right = before.shape if before else "^", after.shape if after else "$"
    row.append(f"hhh={left}|{me.shape}|{right}")
    return row


def contexts(tokens: list[Token], looks: list[Look]) -> list[list[str]]:
    """Return the features of place: host mark, first year, brackets, neighbouring punctuation, position."""
    count = len(tokens)
    hosts = host_marks(tokens)
    first_year = next((i for i, each in enumerate(looks) if each.kind == "year"), count)
    inside = brackets(tokens)
    ahead = next_marks(looks)
    rows: list[list[str]] = []
    mark, since = "^", 0
    for i in range(count):
        host = "0" if not hosts else "1" if i < hosts[0] else "2" if i > hosts[0] + 1 else "h"
        year = "<" if i < first_year else "=" if i == first_year else ">"
        row = ["b", f"host={host}", f"y={year}", f"in={inside[i]}", f"pos={10 * i // count}"]
        row += [
            f"pm={mark}",
            f"pm={mark}{min(since, 5)}",
            f"nm={ahead[i][0]}",
            f"nm={ahead[i][0]}{min(ahead[i][1], 5)}",
        ]
        row.append(f"hy={host}{year}")
        if i < 4:
            row.append(f"first={i}")
        if i >= count - 6:
            row.append(f"last={count - i}")
        rows.append(row)
        mark, since = (looks[i].word, 0) if not looks[i].word[0].isalnum() else (mark, since + 1)
    return rows


def host_marks(tokens: list[Token]) -> list[int]:
    """Return where ``//`` stands as two tokens without a space between them."""
    return [
        i
        for i in range(len(tokens) - 1)
        if tokens[i].text == "/" == tokens[i + 1].text
        and not tokens[i + 1].spaced
        and not (i and tokens[i - 1].text == ":")
    ]


def brackets(tokens: list[Token]) -> list[str]:
    """Return for each token the innermost bracket or quotation mark it stands in, closed or not.

    German marks turn the other way round: „…“ and »…« end with what begins elsewhere.
    """
    stack: list[str] = []
    inside: list[str] = []
    for at, token in enumerate(tokens):
        closed = next((mark for mark in reversed(stack) if mark in CLOSING.get(token.text, "")), "")
        while closed and stack.pop() != closed:
            pass
        inside.append(ALIKE.get(stack[-1], stack[-1]) if stack else "0")
        if not closed and (token.text in OPENING or (token.text == "»" and begins(tokens, at))):
            stack.append(token.text)
    return inside


def begins(tokens: list[Token], at: int) -> bool:
    """Return whether a mark stands before a word as an opening one does: a space before it and none behind."""
    return tokens[at].spaced and at + 1 < len(tokens) and not tokens[at + 1].spaced


def next_marks(looks: list[Look]) -> list[tuple[str, int]]:
    """Return for each token the next punctuation mark and how many tokens stand between."""
    marks: list[tuple[str, int]] = []
    mark, distance = "$", 0
    for each in reversed(looks):
        marks.append((mark, distance))
        mark, distance = (each.word, 0) if not each.word[0].isalnum() else (mark, distance + 1)
    return marks[::-1]
