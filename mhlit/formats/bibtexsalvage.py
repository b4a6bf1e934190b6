"""The blocks of a BibTeX file as bibtexparser splits them, and what can be saved of those that it gives up."""

from __future__ import annotations

import logging
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from mhlit.formats.bibtexregular import parts

if TYPE_CHECKING:
    from collections.abc import Iterator

# "@article{key," ; the key may be missing
HEAD = re.compile(r"@\s*([A-Za-z][\w-]*)\s*[{(]?\s*(?:([^\s,={}\"()]+)\s*(?=[,}\n)]|$)|(?=,))?")
# "title = ", "title {", at the beginning, after a comma or a value's end
LABEL = re.compile(r"(?:^|(?<=[,\n{(}\"]))\s*([A-Za-z][\w:.+/-]*)\s*(?:=\s*|(?=[{\"]))")
# the next "name =" or the end of the entry, where a value lost its closing brace
NEXT = re.compile(r"\n[ \t]*[A-Za-z][\w:.+/-]*[ \t]*=|\n[ \t]*[})]?\Z|\Z")
# "title = {Unclosed,\n  year = {2000}\n}": a value whose braces only seem to match, since it holds the next field
INNER_LABEL = re.compile(r"\n[ \t]*[A-Za-z][\w-]*[ \t]*=\s*[{\"\d]")
# "@article{key," in the middle of a line, inside a block whose brace was never closed
INNER = re.compile(r"(?<=[\s}])@[A-Za-z]+\s*[{(]\s*[^\s,={}()]+\s*,")
SIGN = re.compile(r"\\.|[{}\"]", re.DOTALL)
# "@commentary{key, …}": an entry that bibtexparser takes for a comment, since its type begins like one
ODD_COMMENT = re.compile(r"@\s*comment\w", re.IGNORECASE)
# Each retry parses the rest of a block again: a bound on what a file made to be slow can cost.
MOST_TRIES = 50
OPEN = "a brace or quotation mark is never closed"
COMMENTS = frozenset(("comment", "preamble"))


class Block(NamedTuple):
    """A part of a file: ``entry``, ``string``, ``failed``, ``text`` (free text between entries) or ``comment``."""

    kind: str
    line: int
    raw: str
    type: str = ""
    key: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    reason: str = ""


def blocks(text: str) -> list[Block]:
    """Return the blocks of a text in their order; of a block left open, those that it swallowed as well."""
    found: list[Block] = []
    for part in parts(text.removeprefix("\ufeff")):
        if part.kind:
            found.append(Block(part.kind, part.line + 1, part.raw, part.type, part.key, part.fields))
        else:
            found.extend(found_in(part.raw, part.line))
    return found


def found_in(text: str, shift: int, tries: int = MOST_TRIES) -> Iterator[Block]:
    """Yield the blocks of a text that begins on line ``shift`` + 1 of the file; after ``tries`` the rest is one."""
    for block in whole(list(map(block_of, split(text))), text.split("\n")):
        found = block._replace(line=block.line + shift) if shift else block
        inner = INNER.search(found.raw, 1) if found.kind == "failed" and tries else None
        if inner is None:
            yield found
            continue
        head = found.raw[: inner.start()]
        yield Block("failed", found.line, head, reason=found.reason)
        yield from found_in(found.raw[inner.start() :], found.line - 1 + head.count("\n"), tries - 1)


def split(text: str) -> list[Any]:
    """Return bibtexparser's blocks. Its warnings come back as failed blocks, so its log stays silent meanwhile."""
    from bibtexparser.entrypoint import parse_string

    log = logging.getLogger("bibtexparser.splitter")
    before, log.disabled = log.disabled, True
    try:
        return list(parse_string(text, parse_stack=[]).blocks)
    finally:
        log.disabled = before


def whole(found: list[Block], lines: list[str]) -> Iterator[Block]:
    """Yield the blocks, the failed ones with all their text: the parser cuts it off where it gave up."""
    heads = Counter(block.line for block in found if block.kind != "text")
    for at, block in enumerate(found):
        if block.kind == "failed" and heads[block.line] > 1:
            yield block
        elif block.kind == "failed":
            after = next((other.line for other in found[at + 1 :] if other.kind != "text"), len(lines) + 1)
            raw = "\n".join(lines[block.line - 1 : after - 1]).strip()
            yield block._replace(raw=raw if len(raw) > len(block.raw) else block.raw)
        elif block.kind != "text" or not at or found[at - 1].kind != "failed":
            yield block


def block_of(block: Any) -> Block:
    """Return one of bibtexparser's blocks as ours; doubled keys and fields are no failure here."""
    from bibtexparser import model

    line, raw = block.start_line + 1, block.raw
    if isinstance(block, model.DuplicateBlockKeyBlock | model.DuplicateFieldKeyBlock):
        block = block.ignore_error_block
    if isinstance(block, model.Entry):
        fields = tuple((field.key, field.value) for field in block.fields)
        return Block("entry", line, raw, block.entry_type, block.key, fields)
    if isinstance(block, model.String):
        return Block("string", line, raw, "string", "", ((block.key, block.value),))
    if isinstance(block, model.ParsingFailedBlock):
        reason = getattr(block.error, "abort_reason", "") or "it cannot be parsed"
        reason = OPEN if reason.startswith(("Unexpected block start", "Unexpectedly reached end")) else reason
        return Block("failed", line, raw, reason=reason.strip().rstrip("."))
    if ODD_COMMENT.match(raw):
        return salvage(Block("entry", line, raw))
    return Block("text" if isinstance(block, model.ImplicitComment) else "comment", line, raw)


def salvage(block: Block) -> Block:
    """Return what can be read of a failed block: an entry, a macro, or again a failed block with its type."""
    head = HEAD.match(block.raw)
    if head is None:
        return block
    type_, key = head[1], head[2] or ""
    start = head.end() if key else head.end(1)
    fields = tuple(fields_of(block.raw, start))
    if type_.lower() == "string" and fields:
        return Block("string", block.line, block.raw, type_, "", fields[:1])
    kind = "entry" if (key or fields) and type_.lower() not in COMMENTS | {"string"} else "failed"
    return Block(kind, block.line, block.raw, type_, key, fields, block.reason)


def fields_of(raw: str, at: int) -> Iterator[tuple[str, str]]:
    """Yield the fields of a broken entry: a value that is never closed ends before the next ``name =``."""
    while label := LABEL.search(raw, at):
        end = value_end(raw, label.end())
        value = raw[label.end() : end].strip().rstrip(",").strip()
        if value:
            yield label[1], closed(value)
        at = max(end, label.end())


def value_end(raw: str, start: int) -> int:
    """Return where the value ends that starts here."""
    opening = raw[start : start + 1]
    if opening not in ("{", '"') or not opening:
        plain = re.compile(r"[,\n]|[})]\s*\Z").search(raw, start)
        return plain.start() if plain else len(raw)
    level = 0
    for sign in SIGN.finditer(raw, start + (opening == '"')):
        level += (sign[0] == "{") - (sign[0] == "}")
        if (opening == "{" and level == 0) or (opening == '"' and level == 0 and sign[0] == '"'):
            inner = INNER_LABEL.search(raw, start, sign.end())
            return inner.start() if inner else sign.end()
        if level < 0:
            break
    broken = NEXT.search(raw, start)
    return broken.start() if broken else len(raw)


def closed(value: str) -> str:
    """Return a value with delimiters: what stood between them, braces made even."""
    if value[0] not in '{"':
        return value.rstrip("}) \n") if value.isascii() else "{" + value.rstrip("}) \n") + "}"
    body = value[1:-1] if len(value) > 1 and value[-1] == {"{": "}", '"': '"'}[value[0]] else value[1:]
    level = 0
    for sign in SIGN.findall(body):
        level += (sign == "{") - (sign == "}")
    return "{" + body + "}" * max(level, 0) + "}" if level >= 0 else "{" + "{" * -level + body + "}"
