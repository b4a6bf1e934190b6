"""PubMed's syntax, read into the same tree as our own: ``("self-help groups"[mh] OR stigma*[tiab]) AND 2005:2019[dp]``.

As in PubMed, words that stand side by side are all demanded, a tag binds what stands right before it, and AND, OR and
NOT work from left to right without precedence. What our library cannot answer (a subset, an affiliation) is refused
with a caret under the place, never left out. Tags: https://pubmed.ncbi.nlm.nih.gov/help/#search-tags
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from mhlit.library.query import DEPTH, Group, Not, Term, Years, unreadable
from mhlit.tables import parts, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mhlit.library.query import Node

# The parts of: "self-help"[Title/Abstract] AND (stigma*[ti] OR Lyubov EB[au]) NOT 2005/01:2010[dp]
TOKEN = re.compile(
    r"""(?P<space>[\s\0]+)
    |   (?P<phrase>["“”„«][^"“”„«»]*["“”»])
    |   (?P<quote>["“”„«»])
    |   (?P<open>\()
    |   (?P<close>\))
    |   (?P<tag>\[[^\[\]]*\])
    |   (?P<bracket>[\[\]])
    |   (?P<colon>:)
    |   (?P<word>[^\s\0()\[\]":“”„«»]+)""",
    re.VERBOSE,
)
# "2005", "2005/01/01", "2005/1", "3000" (PubMed's open end)
DATE = re.compile(r"(\d{4})(?:/\d{1,2}){0,2}$")
OPEN_END = 3000
OPERATORS = ("and", "or", "not")
TAGS = "[ti] [tiab] [tw] [au] [ta] [mh] [ot] [dp] [la] [pt] [pmid] [aid]"


class Token(NamedTuple):
    """A piece of the query: its kind, its text, and where it stands."""

    kind: str
    text: str
    at: int


class Piece(NamedTuple):
    """Words or a phrase as typed, before it is known which tag stands behind."""

    text: str
    phrase: bool
    at: int


def parse(text: str) -> Node:
    """Return the tree of a query in PubMed's syntax. Raises UsageError, with a caret, for what cannot be read."""
    return Parser(text).query()


@cache
def tags() -> dict[str, str]:
    """Return the field of each tag in small letters; ``""`` is any field, ``!`` is one that we cannot answer."""
    return {name: row["field"] for row in table("pubmed.tsv") if row["kind"] == "tag" for name in parts(row["names"])}


@cache
def values(kind: str) -> dict[str, str]:
    """Return what PubMed's names of languages or publication types are here, by the name in small letters."""
    return {name: row["field"] for row in table("pubmed.tsv") if row["kind"] == kind for name in parts(row["names"])}


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a query; AND, OR and NOT in capitals are operators."""
    for match in TOKEN.finditer(text):
        kind, piece = match.lastgroup or "", match.group()
        if kind == "word" and piece in {"AND", "OR", "NOT"}:
            kind = piece.lower()
        if kind != "space":
            yield Token(kind, piece, match.start())


class Parser:
    """Reads one query from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(tokens(text))
        self.at = 0
        self.depth = 0

    def query(self) -> Node:
        """Return the whole query."""
        node = self.row()
        if self.at < len(self.tokens):
            raise self.error("this parenthesis was not opened")
        return node

    def error(self, message: str, hint: str = "", at: int | None = None) -> Exception:
        """Return an error at a place, by default at the current token."""
        if at is None:
            at = self.tokens[self.at].at if self.at < len(self.tokens) else len(self.text)
        return unreadable(self.text, at, message, hint)

    def peek(self, ahead: int = 0) -> str:
        """Return the kind of the current token or of one after it, "" at the end."""
        at = self.at + ahead
        return self.tokens[at].kind if at < len(self.tokens) else ""

    def take(self) -> Token:
        """Return the current token and go on."""
        self.at += 1
        return self.tokens[self.at - 1]

    def row(self) -> Node:
        """Return parts joined from left to right; those without an operator between them are joined by AND."""
        node: Node | None = None
        while self.peek() not in {"", "close"}:
            operator = self.operator(first=node is None)
            node = joined(operator, node, self.part())
        return node if node is not None else Group("words", ())

    def operator(self, *, first: bool) -> str:
        """Return the operator that stands here, AND where there is none; it needs something before and after it."""
        if self.peek() not in OPERATORS:
            return "and"
        name = self.tokens[self.at].text
        if first and name != "NOT":
            raise self.error(f"{name} needs something before it")
        self.take()
        if self.peek() == "not" and name == "AND":
            return self.operator(first=first)
        if self.peek() in {"", "close", *OPERATORS}:
            raise self.error(f"{name} needs something after it")
        return name.lower()

    def part(self) -> Node:
        """Return a term with its tag, a range of years, or what stands in parentheses."""
        if self.peek() == "open":
            return self.parenthesis()
        faults = {
            "quote": "this quotation mark has no partner",
            "bracket": "this bracket has no partner",
            "tag": "this tag needs a word before it",
            "colon": "a range needs years around the colon",
        }
        if self.peek() in faults:
            raise self.error(faults[self.peek()], "for example: stigma[tiab] AND 2005:2019[dp]")
        piece = self.piece()
        tag = self.take() if self.peek() == "tag" else None
        return self.span(piece) if self.peek() == "colon" else self.term(piece, tag)

    def parenthesis(self) -> Node:
        """Return what stands in parentheses."""
        opened = self.take()
        self.depth += 1
        if self.depth > DEPTH:
            raise self.error("too many parentheses inside one another", at=opened.at)
        node = self.row()
        if self.peek() != "close":
            raise self.error("this parenthesis is not closed", at=opened.at)
        self.take()
        self.depth -= 1
        return node

    def piece(self) -> Piece:
        """Return a phrase, or words up to an operator; a tag behind them is one of all these words."""
        first = self.take()
        if first.kind == "phrase":
            return Piece(first.text[1:-1].strip(), True, first.at)
        found = [first.text]
        while self.peek() == "word" and not (self.peek(1) == "colon" and DATE.match(self.tokens[self.at].text)):
            found.append(self.take().text)
        return Piece(" ".join(found), False, first.at)

    def span(self, first: Piece) -> Node:
        """Return the years of ``2005:2019[dp]``."""
        colon = self.take()
        if self.peek() not in {"word", "phrase"}:
            raise self.error("a range needs a year after the colon")
        token = self.take()
        last = Piece(token.text.strip('"“”„«» '), True, token.at)
        tag = self.take() if self.peek() == "tag" else None
        if tag is None or self.field(tag) != "year":
            raise self.error("a range needs the tag [dp]", "for example: 2005:2019[dp]", at=tag.at if tag else colon.at)
        begin, end = self.year(first), self.year(last)
        if begin > end:
            raise self.error("the years run backwards", f"{end}:{begin}[dp]", at=first.at)
        return Years(begin, None if end >= OPEN_END else end)

    def year(self, piece: Piece) -> int:
        """Return the year of a date; months and days are not asked, since few records have them."""
        if match := DATE.match(piece.text):
            return int(match[1])
        raise self.error(f"not a year: {piece.text}", "2010[dp] or 2005:2019[dp]", at=piece.at)

    def field(self, tag: Token) -> str:
        """Return the field that a tag means."""
        name = " ".join(tag.text[1:-1].lower().split()).partition(":noexp")[0]
        found = tags().get(name, "?")
        if found in {"!", "?"}:
            what = "mhlit has nothing to answer" if found == "!" else "unknown tag"
            raise self.error(f"{what} {tag.text}", f"tags: {TAGS}", tag.at)
        return found

    def term(self, piece: Piece, tag: Token | None) -> Node:
        """Return what a piece with its tag asks for."""
        field = self.field(tag) if tag else ""
        if piece.text.lower() == "hasabstract" and not field:
            return Term("abstract", "has")
        if field == "year":
            year = self.year(piece)
            return Years(year, year)
        if field in {"lang", "type"}:
            known = values(field)
            if piece.text.lower() not in known:
                raise self.error(f"nothing here is called {piece.text}", f"known: {', '.join(known)}", at=piece.at)
            return Term(known[piece.text.lower()], field)
        return words(piece, field)


def words(piece: Piece, field: str) -> Node:
    """Return what a piece asks for: all its words, or them as a phrase. A MeSH heading is a concept and no phrase."""
    if piece.phrase or "*" not in piece.text or field in {"author", "doi", "pmid", "journal"}:
        return whole(piece.text, field, phrase=piece.phrase and field != "keyword")
    terms = tuple(whole(word, field, phrase=False) for word in piece.text.split() if any(map(str.isalnum, word)))
    return terms[0] if len(terms) == 1 else Group("and", terms)


def whole(text: str, field: str, *, phrase: bool) -> Term:
    """Return a term; a star at its end makes it the beginning of a word, elsewhere PubMed knows none."""
    if text.endswith("*") and field != "doi":
        return Term(text.rstrip("*"), field, prefix=True)
    return Term(text, field, phrase=phrase)


def joined(operator: str, left: Node | None, right: Node) -> Node:
    """Return two nodes joined by AND, OR or NOT; equal operators make one group."""
    if operator == "not":
        excluded = Not(right)
        return excluded if left is None else Group("and", (left, excluded))
    if left is None:
        return right
    kind: Literal["or", "and"] = "or" if operator == "or" else "and"
    if isinstance(left, Group) and left.kind == kind and not isinstance(right, Group):
        return Group(kind, (*left.nodes, right))
    return Group(kind, (left, right))
