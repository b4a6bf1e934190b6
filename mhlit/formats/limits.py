"""What is too large to be what it claims to be: a line of prose, a record. It becomes an issue and is not read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mhlit.model import Issue, ReadResult

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

LONGEST_LINE = 200_000
LONGEST_RECORD = 2_000_000
LONGEST_PAGE = 64_000_000
KEPT = 10_000
BLOCK = 1 << 20
LINE_TOO_LONG = (
    f"a line of more than {LONGEST_LINE:,} characters is no list or page; nothing was read (name the format: --from)"
)
RECORD_TOO_LONG = f"a record of more than {LONGEST_RECORD:,} characters was not read"
FILE_TOO_LONG = (
    f"more than {LONGEST_PAGE // 1_000_000} MB can only be read of formats whose records follow each other;"
    " name the format (--from), or --split lines for one reference a line"
)


def prose(read: Callable[[str], ReadResult]) -> Callable[[str], ReadResult]:
    """Return a reader of prose that takes no text with lines of a length that prose does not have."""

    def read_prose(text: str) -> ReadResult:
        if line := too_long(text):
            return ReadResult((), (Issue("line-too-long", LINE_TOO_LONG, line, raw=text[:KEPT]),))
        return read(text)

    return read_prose


def too_long(text: str) -> int:
    """Return the number of the first line that cannot be prose, or 0: no paragraph has 200,000 characters."""
    if len(text) <= LONGEST_LINE:
        return 0
    return next((number for number, line in enumerate(text.splitlines(), 1) if len(line) > LONGEST_LINE), 0)


def bounded(result: ReadResult) -> ReadResult:
    """Return a result without records of a size that no source prints; each of them becomes an issue."""
    huge = [r.origin for r in result.records if r.origin and len(r.origin.raw) > LONGEST_RECORD]
    if not huge:
        return result
    kept = tuple(r for r in result.records if not (r.origin and len(r.origin.raw) > LONGEST_RECORD))
    told = (Issue("record-too-long", RECORD_TOO_LONG, origin.line, raw=origin.raw[:KEPT]) for origin in huge)
    return ReadResult(kept, (*result.issues, *told))


def moved(result: ReadResult, lines: int) -> ReadResult:
    """Return a result whose records and issues stand ``lines`` further down in the file."""
    if not lines:
        return result
    records = tuple(
        replace(record, origin=replace(record.origin, line=record.origin.line + lines))
        if record.origin and record.origin.line
        else record
        for record in result.records
    )
    issues = (replace(issue, line=issue.line + lines) if issue.line else issue for issue in result.issues)
    return ReadResult(records, tuple(issues))


def joined(results: Iterable[ReadResult]) -> ReadResult:
    """Return several results as one."""
    whole = list(results)
    return ReadResult(tuple(r for each in whole for r in each.records), tuple(i for each in whole for i in each.issues))


@dataclass(frozen=True, slots=True)
class InBlocks:
    """A text in memory as blocks, as often as wanted: cutting a block costs less than cutting the whole."""

    text: str

    def __iter__(self) -> Iterator[str]:
        """Yield the text from its beginning."""
        return (self.text[at : at + BLOCK] for at in range(0, len(self.text), BLOCK))
