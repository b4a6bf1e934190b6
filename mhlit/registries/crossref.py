"""Crossref: works by DOI, a hundred at a time, and bibliographic queries.

``filter=doi:A,doi:B`` means "any of these"; unknown DOIs are silently absent from the answer, whose order is free. The
facts are those of the REST API's documentation and of recorded answers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from mhlit.registries.parallel import in_parallel

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mhlit.registries.http import Answer, Client, Unreachable

# As many as other clients are known to ask for; fewer requests are the only way to be faster within the limits.
BATCH = 100
# Addresses beyond about 8,000 bytes are refused.
LONGEST = 6000
# What is asked of each work: everything that a record needs, and not the reference lists, which can be hundreds of kB.
SELECT = (
    "DOI,type,title,subtitle,short-title,original-title,container-title,short-container-title,author,editor,translator,"
    "issued,published,published-print,published-online,posted,created,volume,issue,page,article-number,publisher,"
    "publisher-location,abstract,ISSN,ISBN,event,relation,update-to,updated-by,is-referenced-by-count,group-title"
)
# What is asked of the answers to a query: enough to judge them; the one that fits is then asked for whole.
CANDIDATE = (
    "DOI,type,title,subtitle,original-title,container-title,author,editor,issued,published-print,published-online,"
    "volume,issue,page,article-number,update-to,ISBN"
)
# As many requests at a time as Crossref may ever allow; the limiter lets through what its answers tell.
THREADS = 6


def works(client: Client, dois: Sequence[str]) -> Iterator[tuple[list[str], dict[str, dict[str, Any]] | Unreachable]]:
    """Yield (DOIs, works by DOI) for each request as the answers come; a DOI that has no work is unknown there.

    Where a request could not be answered, the reason stands in place of the works.
    """
    yield from in_parallel(lambda chunk: batch(client, chunk), list(chunks(dois)), THREADS)


def chunks(dois: Sequence[str]) -> Iterator[list[str]]:
    """Yield the DOIs in batches that fit into one address; a DOI with a comma, which a filter cannot hold, alone."""
    chunk: list[str] = []
    length = 0
    for doi in dict.fromkeys(dois):
        if re.search(r"[,\s]", doi):
            yield [doi]
            continue
        size = len(quote(doi, safe="")) + len("doi%3A%2C")
        if len(chunk) == BATCH or (chunk and length + size > LONGEST):
            yield chunk
            chunk, length = [], 0
        chunk.append(doi)
        length += size
    if chunk:
        yield chunk


def batch(client: Client, dois: list[str]) -> dict[str, dict[str, Any]]:
    """Return the works of one batch of DOIs by DOI. Raises Unreachable.

    A batch that is refused (400, 414) is asked for in halves, at last one by one: one strange DOI costs itself only.
    """
    if len(dois) == 1:
        return single(client, dois[0])
    params = {"filter": ",".join(f"doi:{doi}" for doi in dois), "rows": str(len(dois)), "select": SELECT}
    answer = client.get("crossref-array", "/works", params)
    if answer.status == 200:
        return {str(work.get("DOI")).lower(): work for work in items(answer)}
    half = len(dois) // 2
    return batch(client, dois[:half]) | batch(client, dois[half:])


def single(client: Client, doi: str) -> dict[str, dict[str, Any]]:
    """Return the work of one DOI by DOI, or nothing. Raises Unreachable."""
    answer = client.get("crossref-single", f"/works/{quote(doi, safe='/')}")
    if answer.status != 200:
        return {}
    message = answer.members().get("message")
    if not isinstance(message, dict):
        raise answer.odd()
    # the wrong record under a DOI has been seen: what it says of itself counts
    return {str(message.get("DOI")).lower(): message}


def query(client: Client, text: str, rows: int = 10) -> list[dict[str, Any]]:
    """Return the works that Crossref finds for a reference, best first by its own score, which is no probability.

    Words are not transliterated there: ask once for each wording. Raises Unreachable.
    """
    params = {"query.bibliographic": text[:1000], "rows": str(rows), "select": CANDIDATE}
    return items(client.get("crossref-array", "/works", params))


def items(answer: Answer) -> list[dict[str, Any]]:
    """Return the works of a list. Raises Unreachable where there is no list: that does not say "no such works"."""
    message = answer.members().get("message")
    found = message.get("items") if isinstance(message, dict) else None
    if not isinstance(found, list):
        raise answer.odd()
    return [each for each in found if isinstance(each, dict)]
