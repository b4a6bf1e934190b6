"""The record and what surrounds it: frozen values that every part of mhlit passes on.

Field names and meanings follow CSL-JSON 1.0.2, with the singular or plural that Python readers expect
(``titles``, ``authors``). ``""`` and ``()`` mean absent; ``None`` only where a type has no empty value.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Role = Literal["original", "romanised", "translated"]
# What a registry says of a work that must not be cited without care (CSL's ``status``).
NOTICES = frozenset({"retracted", "withdrawn", "removed", "partial retraction", "expression of concern"})
# A reason to read what was published later, and none not to cite.
CORRECTIONS = frozenset({"correction", "erratum"})


@dataclass(frozen=True, slots=True)
class Text:
    """One wording of a title, a container or a keyword.

    ``lang`` is BCP 47, so ``ru-Latn`` says romanised Russian; ``""`` is unknown. ``role`` tells how this
    wording stands to the work's own language.
    """

    value: str
    lang: str = ""
    role: Role = "original"


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name as printed, or an organisation's in ``literal``.

    ``particle`` is CSL's non-dropping particle where a source gives it apart; otherwise particles stand in
    ``family``. ``extra`` keeps what a source says beyond these (CSL's ``comma-suffix``, an affiliation).
    """

    family: str = ""
    given: str = ""
    suffix: str = ""
    literal: str = ""
    particle: str = ""
    orcid: str = ""
    extra: dict[str, Any] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        """Return the name as a reader writes it: family first, or the organisation."""
        family = f"{self.particle} {self.family}".strip()
        return self.literal or " ".join(part for part in (family, self.given, self.suffix) if part)


@dataclass(frozen=True, slots=True)
class Date:
    """A date or a span: ``start`` and ``end`` are (year[, month[, day]]); prose dates stand in ``literal``."""

    start: tuple[int, ...] = ()
    end: tuple[int, ...] = ()
    literal: str = ""
    circa: bool = False
    season: str = ""

    @property
    def year(self) -> int | None:
        """Return the first year, or None where the date has none."""
        return self.start[0] if self.start else None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record was read: file, line (from 1), format, and the text itself, untouched."""

    file: str = ""
    line: int = 0
    format: str = ""
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """A problem found in input: what, where, and the piece of text it is about."""

    code: str
    message: str
    line: int = 0
    file: str = ""
    raw: str = ""

    def __str__(self) -> str:
        """Return ``file:line: what [code]``, the form that editors and people follow.

        A message that ends with the code and more ("… [uncertain: title?]") is told as it is.
        """
        place = f"{self.file or '-'}:{self.line}" if self.line else self.file or "-"
        told = self.message if f" [{self.code}: " in self.message else f"{self.message} [{self.code}]"
        return f"{place}: {told}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One citable item as one source gave it. Nothing that was read is dropped.

    ``titles`` and ``containers`` hold wordings; the first is the one to cite. ``cites`` and ``related`` hold
    the ``uid`` of other records. ``extra`` holds further CSL variables under their CSL name and, under
    ``format:field``, what a format says that CSL has no variable for.
    """

    id: str = ""
    type: str = "document"
    titles: tuple[Text, ...] = ()
    containers: tuple[Text, ...] = ()
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    issued: Date | None = None
    accessed: Date | None = None
    volume: str = ""
    issue: str = ""
    pages: str = ""
    number: str = ""
    number_of_pages: str = ""
    edition: str = ""
    collection_title: str = ""
    publisher: str = ""
    publisher_place: str = ""
    genre: str = ""
    event_title: str = ""
    doi: str = ""
    url: str = ""
    pmid: str = ""
    pmcid: str = ""
    issn: str = ""
    isbn: str = ""
    abstract: str = ""
    note: str = ""
    language: str = ""
    keywords: tuple[Text, ...] = ()
    cites: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict, hash=False)
    origin: Origin | None = None

    @property
    def title(self) -> str:
        """Return the wording of the title to cite, or ``""``."""
        return self.titles[0].value if self.titles else ""

    @property
    def container(self) -> str:
        """Return the wording of the journal's or book's title to cite, or ``""``."""
        return self.containers[0].value if self.containers else ""

    @property
    def year(self) -> int | None:
        """Return the first year of ``issued``, or None."""
        return self.issued.year if self.issued else None

    @property
    def notice(self) -> str:
        """Return ``retracted`` or what else readers must be warned of, or ``""``."""
        status = self.extra.get("status")
        return status if isinstance(status, str) and status in NOTICES else ""

    @property
    def later(self) -> str:
        """Return the notice, or ``correction`` or ``erratum`` where one was published later, or ``""``."""
        status = self.extra.get("status")
        return status if isinstance(status, str) and status in NOTICES | CORRECTIONS else ""

    @property
    def uid(self) -> str:
        """Return 20 hexadecimal digits that stand for this evidence.

        Two records have one uid when their sources printed the same text, wherever the files lie and
        whichever version of mhlit parsed them; records without a text are told apart by their fields.
        """
        from hashlib import blake2b

        if self.origin and self.origin.raw:
            evidence = f"{self.id}\0{self.origin.raw}"
        else:
            fields = {**asdict(self), "origin": None}
            evidence = json.dumps(fields, sort_keys=True, default=str)
        return blake2b(evidence.encode("utf-8", "replace"), digest_size=10).hexdigest()


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What a reader gives: the records in the order of the source, and the problems it met."""

    records: tuple[Record, ...] = ()
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """The comparison of two records or names: score from 0 to 1, verdict, and the reasons in plain words.

    ``same`` is True or False where the evidence decides, None where a person has to.
    """

    score: float
    same: bool | None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """The records judged to be one publication, and the view of them that is shown and exported.

    ``aliases`` are citekeys that lead here too. ``sources`` names, for each field of ``view``, the uid of
    the record it came from. ``subjects`` are thesaurus concepts assigned by mhlit, not by the source.
    """

    id: int
    key: str
    view: Record
    records: tuple[Record, ...]
    aliases: tuple[str, ...] = ()
    sources: dict[str, str] = field(default_factory=dict, hash=False)
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """The printed names judged to be one human; ``preferred`` is the spelling for output.

    ``orcid`` holds the person's ORCIDs, blank-separated; ``possible`` the numbers of those who may be the same person.
    """

    id: int
    preferred: str
    variants: tuple[str, ...]
    works: int
    years: tuple[int, ...] = ()
    reasons: tuple[str, ...] = ()
    orcid: str = ""
    possible: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer of a search: the work, its score (higher is better) and the words that matched."""

    work: Work
    score: float
    snippet: str = ""
