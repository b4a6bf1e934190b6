"""A reference cut into tokens that know where they stand.

A token is a word, a number, an address or a single other character. The offsets point into the untouched input,
so every field can be shown in its place and nothing is lost between the printed text and the record.
"""

from __future__ import annotations

import re
from typing import NamedTuple

TOKEN = re.compile(
    r"""
    (?:https?|ftp)://[^\s<>"«»\[\]{}]*[\w/\#=&%~-]   # "https://elibrary.ru/item.asp?id=42" without the final full stop
    | www\.[^\s<>"«»\[\]{}]*[\w/\#=&%~-]             # "www.who.int/health"
    | 10\.\d{4,9}/[^\s<>"«»\[\]{}]*\w                # "10.17116/jnevro20151154144-50"
    | [^\W\d_]+(?:['’ʼʹ′`´][^\W\d_]+)*               # "sotsial'naya", "O’Brien"
      (?:(?<=[b-df-hj-np-tv-xz])['’ʹ′](?=[\s.,:;)\]]))?   # "skorost'": a soft sign at the end of a romanised word
    | \d+
    | \S
    """,
    re.VERBOSE,
)


class Token(NamedTuple):
    """One token: its text, its place in the reference, and whether white space stands before it."""

    text: str
    start: int
    end: int
    spaced: bool


def tokenise(text: str) -> list[Token]:
    """Return the tokens of a reference; joined with the white space between them they give the text back."""
    tokens: list[Token] = []
    last = 0
    for match in TOKEN.finditer(text):
        start, end = match.span()
        tokens.append(Token(match[0], start, end, start > last))
        last = end
    return tokens
