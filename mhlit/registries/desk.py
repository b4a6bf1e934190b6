"""The registries with a memory: what was answered once is not asked again, what could not be asked is never remembered.

Answers are kept per DOI, so that an answer to a batch serves a later single look-up. A work that was found stays good
for 30 days, "not there" for 7, the agency of a prefix for 90.
"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, Protocol

from mhlit.formats import crossref as crossref_format
from mhlit.formats import datacite as datacite_format
from mhlit.formats.csljson import from_csl
from mhlit.model import Origin
from mhlit.registries import crossref, datacite, doiorg
from mhlit.registries.http import Unreachable
from mhlit.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from mhlit.model import Record
    from mhlit.registries.http import Client

FOUND_DAYS, ABSENT_DAYS, AGENCY_DAYS = 30, 7, 90
FOUND, ABSENT = "200", "404"
OFFLINE = "offline: nobody was asked"
SEARCH_THREADS = 3


class Memory(Protocol):
    """Where answers are kept: the library's cache."""

    def cached(self, registry: str, key: str, max_age_days: float) -> tuple[str, str] | None:
        """Return (status, body) of an answer that is young enough, or None."""

    def remember(self, registry: str, key: str, status: str, body: str) -> None:
        """Keep an answer."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """What is known of a DOI: found, with its record; absent from the registry asked; or not checked, and why."""

    doi: str
    state: Literal["found", "absent", "not-checked"]
    record: Record | None = None
    why: str = ""


@dataclass(frozen=True)
class Desk:
    """Asks registries through a client, or nobody where there is none (offline), and remembers the answers."""

    memory: Memory
    client: Client | None

    # ------------------------------------------------------------ works by DOI

    def crossref(self, dois: Iterable[str]) -> Iterator[list[Lookup]]:
        """Yield what Crossref has for DOIs: first all that is remembered, then a list for each answer."""
        known, asked = self.remembered("crossref", dois)
        yield known
        if self.client is None:
            yield [Lookup(doi, "not-checked", why=OFFLINE) for doi in asked]
            return
        for chunk, works in crossref.works(self.client, asked):
            if isinstance(works, Unreachable):
                yield [Lookup(doi, "not-checked", why=str(works)) for doi in chunk]
            else:
                yield [self.learnt("crossref", doi, works.get(doi)) for doi in chunk]

    def datacite(self, dois: Iterable[str]) -> list[Lookup]:
        """Return what DataCite has for DOIs."""
        known, asked = self.remembered("datacite", dois)
        if not asked or self.client is None:
            return known + [Lookup(doi, "not-checked", why=OFFLINE) for doi in asked]
        try:
            works = datacite.works(self.client, asked)
        except Unreachable as error:
            return known + [Lookup(doi, "not-checked", why=str(error)) for doi in asked]
        return known + [self.learnt("datacite", doi, works.get(doi)) for doi in asked]

    def elsewhere(self, doi: str) -> Lookup:
        """Return what the agency of a DOI gives through doi.org; absent where it gives no metadata we can read."""
        known, asked = self.remembered("doi.org", [doi])
        if known or self.client is None:
            return known[0] if known else Lookup(doi, "not-checked", why=OFFLINE)
        try:
            return self.learnt("doi.org", asked[0], doiorg.item(self.client, asked[0]))
        except Unreachable as error:
            return Lookup(doi, "not-checked", why=str(error))

    def remembered(self, registry: str, dois: Iterable[str]) -> tuple[list[Lookup], list[str]]:
        """Return what is remembered of DOIs, and the DOIs still to be asked for."""
        known, unknown = [], []
        for doi in dict.fromkeys(dois):
            kept = self.memory.cached(registry, doi, FOUND_DAYS)
            if kept is not None and str(kept[0]) == ABSENT:
                kept = self.memory.cached(registry, doi, ABSENT_DAYS)
            if kept is None:
                unknown.append(doi)
            elif str(kept[0]) == FOUND:
                known.append(Lookup(doi, "found", record_of(registry, json.loads(kept[1]), kept[1])))
            else:
                known.append(Lookup(doi, "absent"))
        return known, unknown

    def learnt(self, registry: str, doi: str, work: dict[str, Any] | None) -> Lookup:
        """Remember an answer about a DOI and return it."""
        if work is None:
            self.memory.remember(registry, doi, ABSENT, "")
            return Lookup(doi, "absent")
        raw = json.dumps(work, ensure_ascii=False, sort_keys=True)
        self.memory.remember(registry, doi, FOUND, raw)
        return Lookup(doi, "found", record_of(registry, work, raw))

    # ------------------------------------------------------------ agencies, existence, short DOIs

    def agency(self, doi: str) -> str | None:
        """Return the agency of a DOI's prefix, ``""`` for an unknown prefix, None where nobody could be asked."""
        prefix = doi.partition("/")[0]
        return self.ask("agency", prefix, AGENCY_DAYS, lambda client: doiorg.agency(client, prefix))

    def exists(self, doi: str) -> bool | None:
        """Return whether a DOI is registered anywhere, or None where nobody could be asked."""
        answer = self.ask("handle", doi, ABSENT_DAYS, lambda client: "yes" if doiorg.exists(client, doi) else "")
        return None if answer is None else answer == "yes"

    def expand(self, short: str) -> str | None:
        """Return the DOI that a short one stands for, ``""`` where there is none, None where nobody could be asked."""
        return self.ask("short", short, AGENCY_DAYS, lambda client: doiorg.expand(client, short))

    def ask(self, registry: str, key: str, days: float, asking: Callable[[Client], str]) -> str | None:
        """Return a remembered answer of one word, or ask for it; None where nobody could be asked."""
        kept = self.memory.cached(registry, key, days)
        if kept is not None:
            return kept[1]
        if self.client is None:
            return None
        try:
            answer = asking(self.client)
        except Unreachable:
            return None
        self.memory.remember(registry, key, FOUND if answer else ABSENT, answer)
        return answer

    # ------------------------------------------------------------ queries

    def search(self, texts: Sequence[str]) -> Iterator[tuple[str, list[Record] | str]]:
        """Yield (query, candidates) for each query as the answers come, or (query, why it could not be asked)."""
        asked = []
        for text in dict.fromkeys(texts):
            kept = self.memory.cached("crossref-query", fold(text), ABSENT_DAYS)
            if kept is not None:
                yield text, [crossref_format.from_work(work) for work in json.loads(kept[1])]
            elif self.client is None:
                yield text, OFFLINE
            else:
                asked.append(text)
        if asked:
            yield from self.ask_queries(asked)

    def ask_queries(self, texts: list[str]) -> Iterator[tuple[str, list[Record] | str]]:
        """Ask Crossref several queries, as many at a time as it allows."""
        client = self.client
        if client is None:
            return
        pool = ThreadPoolExecutor(SEARCH_THREADS)
        try:
            asking = {pool.submit(crossref.query, client, text): text for text in texts}
            for done in as_completed(asking):
                error = done.exception()
                if isinstance(error, Unreachable):
                    yield asking[done], str(error)
                    continue
                works = done.result()
                kept = json.dumps(works, ensure_ascii=False)
                self.memory.remember("crossref-query", fold(asking[done]), FOUND, kept)
                yield asking[done], [crossref_format.from_work(work) for work in works]
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def record_of(registry: str, work: dict[str, Any], raw: str) -> Record:
    """Return the record of a registry's answer, with the answer itself as its raw text."""
    if registry == "crossref":
        return replace(crossref_format.from_work(work), origin=Origin(format="crossref", raw=raw))
    if registry == "datacite":
        return replace(datacite_format.from_attributes(work), origin=Origin(format="datacite", raw=raw))
    return replace(from_csl(work), doi=str(work.get("DOI") or "").lower(), origin=Origin(format="csl-json", raw=raw))
