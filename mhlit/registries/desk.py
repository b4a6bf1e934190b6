"""The registries with a memory: what was answered once is not asked again, what could not be asked is never remembered.

Answers are kept per DOI, so that an answer to a batch serves a later single look-up. A work that was found stays good
for 30 days, "not there" for 7, the agency of a prefix for 90. A local extract of Crossref is asked before the network.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal, Protocol

from mhlit.formats import crossref as crossref_format
from mhlit.formats import datacite as datacite_format
from mhlit.formats import onix
from mhlit.formats.csljson import from_csl
from mhlit.model import Origin, Record
from mhlit.registries import crossref, datacite, doiorg, pubmed
from mhlit.registries.http import Redirected, Unreachable
from mhlit.registries.parallel import in_parallel
from mhlit.text import fold

if TYPE_CHECKING:
    from mhlit.registries.http import Client

FOUND_DAYS, ABSENT_DAYS, AGENCY_DAYS = 30, 7, 90
FOUND, ABSENT = "200", "404"
OFFLINE = "offline: nobody was asked"
NOT_IN_EXTRACT = "offline: the local extract does not have it, and nobody else was asked"
SEARCH_THREADS = 6
Search = Callable[[Sequence[str]], Iterator[tuple[str, "list[Record] | str"]]]


class Memory(Protocol):
    """Where answers are kept: the library's cache."""

    def cached(self, registry: str, key: str, max_age_days: float) -> tuple[str, str, str] | None:
        """Return status, body and day of an answer that is young enough, or None."""

    def remember(self, registry: str, answers: Iterable[tuple[str, str, str]]) -> None:
        """Keep answers: key, status and body of each."""


class Extract(Protocol):
    """A local extract of Crossref: ``mhlit.library.snapshot``."""

    def work(self, doi: str) -> dict[str, Any] | None:
        """Return the work of a DOI, or None."""

    def search(self, text: str) -> list[dict[str, Any]]:
        """Return works that a query for title, authors and year finds."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """What is known of a DOI: found, with its record; absent from the registry asked; or not checked, and why."""

    doi: str
    state: Literal["found", "absent", "not-checked"]
    record: Record | None = None
    why: str = ""


@dataclass(frozen=True)
class Desk:
    """Asks registries through a client, or nobody where there is none (offline), and remembers the answers.

    ``refresh`` forgets what was answered before this desk was opened.
    """

    memory: Memory
    client: Client | None
    extract: Extract | None = None
    refresh: bool = False
    fresh: set[tuple[str, str]] = field(default_factory=set)

    @property
    def silence(self) -> str:
        """Return why something was not asked where there is no client."""
        return OFFLINE if self.extract is None else NOT_IN_EXTRACT

    # ------------------------------------------------------------ works by DOI

    def crossref(self, dois: Iterable[str]) -> Iterator[list[Lookup]]:
        """Yield what Crossref has for DOIs: all that is remembered, what the extract has, a list for each answer."""
        known, asked = self.remembered("crossref", dois)
        yield known
        if self.extract is not None:
            works = {doi: work for doi in asked if (work := self.extract.work(doi)) is not None}
            asked = [doi for doi in asked if doi not in works]
            yield [Lookup(doi, "found", record_of("crossref", work, encoded(work))) for doi, work in works.items()]
        if self.client is None:
            yield [Lookup(doi, "not-checked", why=self.silence) for doi in asked]
            return
        for chunk, found in crossref.works(self.client, asked):
            if isinstance(found, Unreachable):
                yield [Lookup(doi, "not-checked", why=str(found)) for doi in chunk]
            else:
                yield self.learnt("crossref", {doi: found.get(doi) for doi in chunk})

    def datacite(self, dois: Iterable[str]) -> list[Lookup]:
        """Return what DataCite has for DOIs."""
        known, asked = self.remembered("datacite", dois)
        if not asked or self.client is None:
            return known + [Lookup(doi, "not-checked", why=self.silence) for doi in asked]
        try:
            works = datacite.works(self.client, asked)
        except Unreachable as error:
            return known + [Lookup(doi, "not-checked", why=str(error)) for doi in asked]
        return known + self.learnt("datacite", {doi: works.get(doi) for doi in asked})

    def elsewhere(self, doi: str) -> Lookup:
        """Return what the agency of a DOI gives through doi.org; absent where it gives no metadata we can read."""
        known, asked = self.remembered("doi.org", [doi])
        if known or self.client is None:
            return known[0] if known else Lookup(doi, "not-checked", why=self.silence)
        try:
            return self.learnt("doi.org", {asked[0]: doiorg.item(self.client, asked[0])})[0]
        except Redirected:
            # not remembered: it may be the page on which a network asks to sign in
            return Lookup(doi, "absent")
        except Unreachable as error:
            return Lookup(doi, "not-checked", why=str(error))

    def remembered(self, registry: str, dois: Iterable[str]) -> tuple[list[Lookup], list[str]]:
        """Return what is remembered of DOIs, and the DOIs still to be asked for."""
        known, unknown = [], []
        for doi in dict.fromkeys(dois):
            kept = self.kept(registry, doi, FOUND_DAYS)
            if kept is not None and kept[0] == ABSENT:
                kept = self.kept(registry, doi, ABSENT_DAYS)
            if kept is None:
                unknown.append(doi)
            elif kept[0] == FOUND:
                known.append(Lookup(doi, "found", record_of(registry, json.loads(kept[1]), *kept[1:])))
            else:
                known.append(Lookup(doi, "absent"))
        return known, unknown

    def kept(self, registry: str, key: str, days: float) -> tuple[str, str, str] | None:
        """Return what was answered within some days (status, body, day), and if all is to be fresh, to this desk."""
        if self.refresh and (registry, key) not in self.fresh:
            return None
        return self.memory.cached(registry, key, days)

    def keep(self, registry: str, answers: Sequence[tuple[str, str, str]]) -> None:
        """Remember answers: key, status and body of each."""
        self.memory.remember(registry, answers)
        self.fresh.update((registry, key) for key, _, _ in answers)

    def learnt(self, registry: str, works: Mapping[str, dict[str, Any] | None]) -> list[Lookup]:
        """Remember what was answered about DOIs, and return it."""
        today = datetime.now(UTC).date().isoformat()
        bodies = {doi: encoded(work) if work is not None else "" for doi, work in works.items()}
        self.keep(registry, [(doi, FOUND if body else ABSENT, body) for doi, body in bodies.items()])
        return [
            Lookup(doi, "absent")
            if work is None
            else Lookup(doi, "found", record_of(registry, work, bodies[doi], today))
            for doi, work in works.items()
        ]

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
        kept = self.kept(registry, key, days)
        if kept is not None:
            return kept[1]
        if self.client is None:
            return None
        try:
            answer = asking(self.client)
        except Unreachable:
            return None
        self.keep(registry, [(key, FOUND if answer else ABSENT, answer)])
        return answer

    # ------------------------------------------------------------ PubMed

    def dois_of(self, records: Iterable[Record]) -> dict[str, str]:
        """Return the DOIs of the works that have a PMID or PMCID, by that number; nothing where nobody can be asked."""
        wanted = dict.fromkeys(each.pmid or each.pmcid for each in records if each.pmid or each.pmcid)
        kept = {id: answer[1] for id in wanted if (answer := self.kept("pubmed", id, FOUND_DAYS)) is not None}
        asked = [id for id in wanted if id not in kept]
        if asked and self.client is not None:
            found = pubmed.dois(self.client, asked)
            self.keep("pubmed", [(id, FOUND if doi else ABSENT, doi) for id, doi in found.items()])
            kept |= found
        return {id: doi for id, doi in kept.items() if doi}

    def pubmed(self, dois: Sequence[str]) -> Iterator[Record]:
        """Yield a record with the PMID and PMCID of each DOI that PubMed Central or Europe PMC knows."""
        asked = []
        for doi in dois:
            kept = self.kept("pubmed-doi", doi, FOUND_DAYS)
            if kept is None:
                asked.append(doi)
            elif kept[1]:
                yield pubmed_record(json.loads(kept[1]))
        if not asked or self.client is None:
            return
        for doi, ids in pubmed.ids(self.client, asked).items():
            self.keep("pubmed-doi", [(doi, FOUND if ids else ABSENT, json.dumps(ids) if ids else "")])
            if ids:
                yield pubmed_record(ids)

    # ------------------------------------------------------------ queries

    def searches(self) -> list[Search]:
        """Return the ways to search for works, the cheapest first."""
        return [self.search_extract, self.search] if self.extract is not None else [self.search]

    def search_extract(self, texts: Sequence[str]) -> Iterator[tuple[str, list[Record] | str]]:
        """Yield (query, candidates) for each query from the local extract."""
        for text in texts:
            found = self.extract.search(text) if self.extract is not None else []
            yield text, [crossref_format.from_work(work) for work in found]

    def search(self, texts: Sequence[str]) -> Iterator[tuple[str, list[Record] | str]]:
        """Yield (query, candidates) for each query as the answers come, or (query, why it could not be asked)."""
        asked = []
        for text in dict.fromkeys(texts):
            kept = self.kept("crossref-query", fold(text), ABSENT_DAYS)
            if kept is not None:
                yield text, [crossref_format.from_work(work) for work in json.loads(kept[1])]
            elif self.client is None:
                yield text, self.silence
            else:
                asked.append(text)
        if asked:
            yield from self.ask_queries(asked)

    def ask_queries(self, texts: list[str]) -> Iterator[tuple[str, list[Record] | str]]:
        """Ask Crossref several queries, as many at a time as it allows."""
        client = self.client
        if client is None:
            return
        for text, works in in_parallel(lambda text: crossref.query(client, text), texts, SEARCH_THREADS):
            if isinstance(works, Unreachable):
                yield text, str(works)
                continue
            self.keep("crossref-query", [(fold(text), FOUND, json.dumps(works, ensure_ascii=False))])
            yield text, [crossref_format.from_work(work) for work in works]


def encoded(work: dict[str, Any]) -> str:
    """Return an answer as text: in one order, so that the same answer is the same evidence whenever it is given."""
    return json.dumps(work, ensure_ascii=False, sort_keys=True)


def record_of(registry: str, work: dict[str, Any], raw: str, day: str = "") -> Record:
    """Return the record of a registry's answer, with the answer's text as its raw text and the day of the answer."""
    if registry == "crossref":
        found = crossref_format.from_work(work)
        counted = "crossref:is-referenced-by-count" in found.extra
        extra = {**found.extra, "crossref:asked": day} if counted and day else found.extra
        return replace(found, origin=Origin(format="crossref", raw=raw), extra=extra)
    if registry == "datacite":
        return replace(datacite_format.from_attributes(work), origin=Origin(format="datacite", raw=raw))
    if "onix" in work:
        return replace(onix.from_xml(work["onix"]), origin=Origin(format="onix", raw=work["onix"]))
    return replace(from_csl(work), doi=str(work.get("DOI") or "").lower(), origin=Origin(format="doi.org", raw=raw))


def pubmed_record(ids: Mapping[str, str]) -> Record:
    """Return the record that says which numbers a DOI has in PubMed."""
    raw = json.dumps(dict(ids), sort_keys=True)
    return Record(
        doi=ids["doi"], pmid=ids.get("pmid", ""), pmcid=ids.get("pmcid", ""), origin=Origin(format="pmid", raw=raw)
    )
