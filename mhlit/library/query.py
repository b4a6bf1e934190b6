"""The user's query, read into a small tree: words, "phrases", prefix*, AND OR NOT -word, parentheses, and fields.

Words that stand side by side are wished for, not demanded: the search relaxes them. Phrases, fields, and what AND,
OR and NOT join are demanded. A query that cannot be read raises UsageError with a caret under the place; nothing is
guessed, but a word before a colon that is no field and looks like none (``COVID:19``, ``https://…``) is text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from mhlit.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

# Field names and what they stand for; the Russian ones are what a Russian reader types.
FIELDS = {
    "title": "title", "ti": "title", "название": "title", "author": "author", "au": "author", "автор": "author",
    "journal": "journal", "ta": "journal", "журнал": "journal", "keyword": "keyword", "kw": "keyword",
    "year": "year", "год": "year", "type": "type", "тип": "type", "doi": "doi", "lang": "lang", "язык": "lang",
    "pmid": "pmid", "has": "has", "is": "is", "in": "in",
}  # fmt: skip
NAMES = "title author journal keyword year type lang doi pmid has is in"
# What has: and is: may ask for; in: takes the number of a batch, or "last".
HAS = ("doi", "pmid", "pmcid", "isbn", "url", "abstract", "keyword", "author", "journal", "year")
IS = ("retracted", "merged", "verified", "edited")
# Fields whose values are equal or not: a hit is not ranked by them. ``since`` is for saved searches only.
EXACT = frozenset({"doi", "pmid", "type", "lang", "has", "is", "in", "since"})
DEPTH = 40
# "100 -летней", "20 -ти": endings of numerals that broken lists tear off; nobody excludes them
SUFFIX = r"(?:летн|летие|летию|letn|leti[eiu]|(?:ти|го|му|ый|ой|й|х|ti|go)\b)"
# The parts of: title:"supported employment" (housing OR жильё) -children author:Lyub* schizo*
TOKEN = re.compile(
    r"""(?P<space>[\s\0]+)
    |   (?P<phrase>["“”„«][^"“”„«»]*["“”»])
    |   (?P<quote>["“”„«»])
    |   (?P<open>\()
    |   (?P<close>\))
    |   (?P<not>-(?=[^\s\-)])(?!SUFFIX))
    |   (?P<field>[^\W\d_]+):(?=[^\s:])
    |   (?P<word>[^\s\0()"“”„«»]+)""".replace("SUFFIX", SUFFIX),
    re.VERBOSE,
)
# "2005..2019", "2005-2019", "2010..", "..2004", "2010"
YEARS = re.compile(r"(?P<first>\d{3,4})?(?P<span>\.\.+|…|[-–—])?(?P<last>\d{3,4})?$")
# what surrounds a word and is no part of it: "(stigma)," "*рус."
EDGES = " \t.,;:!?…'’`*|/\\[]{}<>#&=+~^%$@_-–—"


@dataclass(frozen=True, slots=True)
class Term:
    """A word, a phrase or the beginning of a word, in one field or (``field`` empty) anywhere."""

    text: str
    field: str = ""
    phrase: bool = False
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Years:
    """A span of years, both ends included; None is open."""

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Works:
    """Works that were chosen by other means, such as a keyword."""

    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be there."""

    node: Node


@dataclass(frozen=True, slots=True)
class Group:
    """Nodes joined by AND, by OR, or by standing side by side (``words``)."""

    kind: Literal["words", "and", "or"]
    nodes: tuple[Node, ...]


Node = Term | Years | Works | Not | Group


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the query: its kind, its text, and where it stands."""

    kind: str
    text: str
    at: int


def parse(text: str) -> Node:
    """Return the tree of a query; an empty group where it has no words."""
    return Parser(text).query()


def unreadable(text: str, at: int, message: str, hint: str = "") -> UsageError:
    """Return the error for a query that cannot be read at a place: the hint shows the place with a caret."""
    shown = "".join(c if c.isprintable() else " " for c in text)
    first = max(0, at - 40)
    lines = [hint or "the query, and the place in it:", f"  {shown[first : first + 76]}", f"  {' ' * (at - first)}^"]
    return UsageError(message, hint="\n".join(lines))


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a query; AND, OR and NOT in capitals are operators."""
    at = 0
    while at < len(text):
        match = TOKEN.match(text, at)
        if match is None:  # pragma: no cover - the alternatives cover every character
            break
        kind, piece = match.lastgroup or "", match.group()
        if kind == "field" and match["field"].lower() not in FIELDS:
            check_field(text, at, match["field"])
            match = re.compile(r"[^\s\0()\"“”„«»]+").match(text, at) or match
            kind, piece = "word", match.group()
        if kind in {"field", "word"} and piece.lower().startswith("doi:"):
            match = re.compile(r"doi:[^\s\0]*", re.IGNORECASE).match(text, at) or match
            yield Token("doi", match.group()[4:], at)
        elif kind == "word" and piece in {"AND", "OR", "NOT"}:
            yield Token(piece.lower(), piece, at)
        elif kind != "space":
            yield Token(kind, piece, at)
        at = match.end()


def check_field(text: str, at: int, name: str) -> None:
    """Raise UsageError where an unknown field looks like a misspelt one (``autor:``)."""
    from difflib import get_close_matches

    near = get_close_matches(name.lower(), FIELDS, n=1, cutoff=0.75)
    if near and len(name) > 2:
        raise unreadable(text, at, f"unknown field “{name}:”", f"did you mean {near[0]}: ? fields: {NAMES}")


class Parser:
    """Reads one query from left to right; OR binds weakest, then standing side by side, then AND, then NOT."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(tokens(text))
        self.at = 0
        self.depth = 0

    def query(self) -> Node:
        """Return the whole query."""
        node = self.alternatives("")
        if self.at < len(self.tokens):
            raise self.error(
                "this parenthesis was not opened", "put quotes around a title to search for it as it stands"
            )
        return node

    def error(self, message: str, hint: str = "") -> UsageError:
        """Return an error at the current token, or at the end."""
        at = self.tokens[self.at].at if self.at < len(self.tokens) else len(self.text)
        return unreadable(self.text, at, message, hint)

    def peek(self) -> str:
        """Return the kind of the current token, "" at the end."""
        return self.tokens[self.at].kind if self.at < len(self.tokens) else ""

    def take(self) -> Token:
        """Return the current token and go on."""
        self.at += 1
        return self.tokens[self.at - 1]

    def alternatives(self, field: str) -> Node:
        """Return parts joined by OR."""
        parts = [self.row(field)]
        while self.peek() == "or":
            if not words_of(parts[-1]):
                raise self.error("OR needs something before it")
            self.take()
            parts.append(self.row(field))
            if not words_of(parts[-1]):
                raise self.error("OR needs something after it")
        return parts[0] if len(parts) == 1 else Group("or", tuple(parts))

    def row(self, field: str) -> Node:
        """Return parts that stand side by side, or are joined by AND."""
        parts: list[Node] = []
        while self.peek() not in {"", "or", "close"}:
            if self.peek() == "and":
                raise self.error("AND needs something before it")
            parts.extend(self.joined(field))
        return parts[0] if len(parts) == 1 else Group("words", tuple(parts))

    def joined(self, field: str) -> list[Node]:
        """Return one part, or one group of parts joined by AND; punctuation gives none."""
        parts = self.negated(field)
        if self.peek() != "and":
            return parts
        while self.peek() == "and":
            self.take()
            if self.peek() in {"", "or", "and", "close"}:
                raise self.error("AND needs something after it")
            parts.extend(self.negated(field))
        return [Group("and", tuple(parts))]

    def negated(self, field: str) -> list[Node]:
        """Return one part, excluded if NOT or a minus stands before it."""
        if self.peek() != "not":
            return self.part(field)
        self.take()
        if self.peek() in {"", "or", "and", "close"}:
            raise self.error("NOT needs something after it")
        return [Not(node) for node in self.negated(field)]

    def part(self, field: str) -> list[Node]:
        """Return a term, a range, or what stands in parentheses; nothing for punctuation."""
        if self.peek() in {"quote", "field", "open"}:
            return self.compound(field)
        token = self.take()
        if token.kind == "doi":
            return [Term(token.text.strip('"'), "doi")]
        if token.kind == "phrase":
            return [simple(Term(token.text[1:-1].strip(), field, phrase=True), self.text, token.at)]
        if field == "year":
            return [simple(Term(token.text, field), self.text, token.at)]
        bare = token.text.strip(EDGES)
        if not bare or not any(map(str.isalnum, bare)):
            return []
        prefix = token.text.rstrip(".,;:!?").endswith("*")
        return [simple(Term(bare, field, prefix=prefix), self.text, token.at)]

    def compound(self, field: str) -> list[Node]:
        """Return what a quote, a field or a parenthesis opens."""
        if self.peek() == "quote":
            raise self.error("this quotation mark has no partner", "close the phrase or leave the mark out")
        token = self.take()
        if token.kind == "field":
            name = FIELDS[token.text[:-1].lower()]
            if self.peek() in {"", "close", "and", "or", "not"}:
                raise self.error(f"{name}: needs a value")
            return self.part(name)
        self.depth += 1
        if self.depth > DEPTH:
            raise unreadable(self.text, token.at, "too many parentheses inside one another")
        node = self.alternatives(field)
        if self.peek() != "close":
            raise unreadable(self.text, token.at, "this parenthesis is not closed")
        self.take()
        self.depth -= 1
        return [node] if words_of(node) else []


def simple(term: Term, text: str, at: int) -> Term | Years:
    """Return a term, or the span of years that it means. Raises UsageError for a value that the field cannot have."""
    if term.field in {"has", "is", "in"}:
        check_value(term, text, at)
    if term.field != "year":
        return term
    match = YEARS.match(term.text)
    if match is None or not (match["first"] or match["last"]):
        raise unreadable(text, at, f"not a year: {term.text}", "year:2010, year:2005..2019, year:2010.. or year:..2004")
    first = int(match["first"]) if match["first"] else None
    last = int(match["last"]) if match["last"] else None if match["span"] else first
    if first is not None and last is not None and first > last:
        raise unreadable(text, at, f"the years run backwards: {term.text}", f"year:{last}..{first}")
    return Years(first, last)


def check_value(term: Term, text: str, at: int) -> None:
    """Raise UsageError where has:, is: or in: is given something it cannot answer."""
    value = term.text.lower()
    if term.field == "in":
        if not (value.isascii() and value.isdigit() and len(value) < 10) and value != "last":
            raise unreadable(text, at, f"not a batch: {term.text}", "in:7 or in:last (mhlit log lists the batches)")
    elif value not in (known := HAS if term.field == "has" else IS):
        listed = " ".join(f"{term.field}:{each}" for each in known)
        raise unreadable(text, at, f"unknown {term.field}:{term.text}", f"there are {listed}")


def words_of(node: Node) -> list[Term | Years | Works]:
    """Return the leaves of a tree, excluded ones too."""
    if isinstance(node, Not):
        return words_of(node.node)
    if isinstance(node, Group):
        return [leaf for part in node.nodes for leaf in words_of(part)]
    return [node]


def wished(node: Node) -> list[Term]:
    """Return the words and phrases that a hit is ranked by: all but those excluded and those of exact fields."""
    if isinstance(node, Group):
        return [term for part in node.nodes for term in wished(part)]
    return [node] if isinstance(node, Term) and node.field not in EXACT else []


def demanded(node: Node) -> list[Node]:
    """Return the parts of a query that every hit must meet; plain words side by side are wished for only."""
    if isinstance(node, Group) and node.kind == "words":
        return [part for each in node.nodes for part in demanded(each)]
    if isinstance(node, Term) and not node.field and not node.phrase:
        return []
    return [node]


def leaves_of(nodes: list[Node]) -> list[Term]:
    """Return the terms of some nodes that a hit is ranked by."""
    return [term for node in nodes for term in wished(node)]
