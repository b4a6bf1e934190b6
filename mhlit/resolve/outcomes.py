"""What can come of a work when the registries are asked about it: a closed list of states, each with a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Literal

from mhlit.identifiers import normalise_doi
from mhlit.library.views import completes, view_of
from mhlit.model import Date, Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mhlit.library.judgements import Judgement
    from mhlit.model import Work
    from mhlit.registries.desk import Desk

State = Literal[
    "linked", "confirmed", "ambiguous", "conflict", "registered-elsewhere", "absent", "does-not-exist", "not-checked",
]  # fmt: skip
# The formats of records that registries gave; records of imported files have a file's name besides.
REGISTRIES = frozenset({"crossref", "datacite", "doi.org", "onix", "pmid"})
# "10.1016/j.jad.2016.02.017": nothing to mend, and most are so; "…v2" may be a preprint's version, "…pmid1" a tail
PLAIN = re.compile(r"10\.\d{4,9}/(?!.*(?:v\d+$|pm(?:id|c)))[a-z0-9]+(?:[._-][a-z0-9]+)*(?<=\d)")
# A verdict on a printed DOI that leaves the search for the right record open: beside the DOI of a congress abstract the
# article may be found that the reference describes.
OPEN = frozenset({"conflict", "ambiguous", "absent", "does-not-exist"})
# What a check of printed DOIs is to find: links that lead nowhere, and links that lead to another work.
DEAD = frozenset({"conflict", "does-not-exist"})
# Fields that a registry's answer can replace; to the others it adds wordings and links, and takes none away.
REPLACED = tuple(
    each.name
    for each in fields(Record)
    if each.name not in {"id", "extra", "origin", "cites", "related", "keywords", "containers"}
)


@dataclass(frozen=True, slots=True)
class Change:
    """A field of a view (its CSL name) that a registry's answer replaces: what stood there, and what stands now."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one work: its citekey, the DOI it is about, the state, a sentence, and what changes in the view."""

    key: str
    doi: str
    state: State
    sentence: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """An outcome with the record to attach, if there is one, or the records among which a person has to choose."""

    outcome: Outcome
    work: Work
    record: Record | None = None
    rivals: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True)
class ResolveReport:
    """The outcomes in the order of the works, the requests that were sent, the batch, and what a person has to decide.

    ``batch`` is None where nothing was written.
    """

    outcomes: tuple[Outcome, ...] = ()
    asked: int = 0
    batch: int | None = None
    questions: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Inquiry:
    """Whom to ask, and what persons have said already: by record uid, the DOIs that are (not) the record's own."""

    desk: Desk
    said: Mapping[str, Mapping[str, bool]] = field(default_factory=dict)

    def verdict(self, work: Work, doi: str) -> bool | None:
        """Return what a person said about a work and a DOI, or None."""
        if not self.said:
            return None
        verdicts = (self.said.get(record.uid, {}).get(doi) for record in work.records)
        return next((verdict for verdict in verdicts if verdict is not None), None)


def verdicts_of(judgements: Iterable[Judgement]) -> dict[str, dict[str, bool]]:
    """Return what judgements of kind ``doi`` say, by record uid; the last one counts."""
    found: dict[str, dict[str, bool]] = {}
    for each in judgements:
        uid, doi = (each.b, each.a) if each.a.startswith("doi:") else (each.a, each.b)
        found.setdefault(uid, {})[doi.removeprefix("doi:")] = each.verdict == "same"
    return found


def finding(work: Work, doi: str, state: State, sentence: str, record: Record | None = None) -> Finding:
    """Return a finding about a work; with a record, what that changes in the view."""
    changed = changes(work, record) if record is not None else ()
    return Finding(Outcome(work.key, doi, state, sentence, changed), work, record)


def undecided(work: Work, doi: str, sentence: str, rivals: Iterable[Record]) -> Finding:
    """Return the finding that a person has to choose among records, or to refuse all."""
    return Finding(Outcome(work.key, doi, "ambiguous", sentence), work, rivals=tuple(rivals))


def changes(work: Work, answer: Record) -> tuple[Change, ...]:
    """Return the fields that a registry's answer replaces in a work's view; a person's edits stay."""
    edits = {r.uid for r in work.records if r.origin and r.origin.format == "edit"}
    given = [
        (name, value)
        for name in REPLACED
        if (value := getattr(answer, name)) and not completes(name, answer, work.view)
    ]
    pairs = [(name, shown(getattr(work.view, name)), shown(value)) for name, value in given]
    if status := shown(answer.extra.get("status")):
        pairs.append(("status", shown(work.view.extra.get("status")), status))
    return tuple(
        Change(name.replace("_", "-"), before, after)
        for name, before, after in pairs
        if after and before != after and work.sources.get(name) not in edits and (name, after) != ("type", "document")
    )


def shown(value: object) -> str:
    """Return a field's value as one line: the first wording, all names, a date in ISO form."""
    if isinstance(value, Date):
        return "-".join(f"{n:02}" for n in value.start) or value.literal
    if isinstance(value, tuple):
        texts = [getattr(each, "value", None) or str(each) for each in value]
        return texts[0] if value and hasattr(value[0], "value") else "; ".join(texts)
    return str(value or "")


# ---------------------------------------------------------------- what a work is, before a registry is asked


def from_registry(record: Record) -> bool:
    """Return whether a record is a registry's answer and not something that was imported."""
    origin = record.origin
    return origin is not None and origin.format in REGISTRIES and not (origin.file or origin.line)


def printed(work: Work) -> Record:
    """Return the work as its sources printed it, with the text of the first prose source to look things up in.

    What a registry answered before is left out: an answer cannot confirm itself.
    """
    sources = [record for record in work.records if not from_registry(record)]
    view = work.view if len(sources) == len(work.records) or not sources else view_of(sources)
    prose = next((r for r in sources if r.origin and r.origin.format == "references"), None)
    if prose is None:
        return view
    return replace(view, origin=prose.origin, extra={**view.extra, **prose.extra})


def linked(work: Work, doi: str) -> bool:
    """Return whether a registry's record for this DOI is among the evidence."""
    return any(from_registry(r) and r.doi == doi and r.titles for r in work.records)


def doi_of(desk: Desk, text: str) -> str | None:
    """Return the DOI in a field as a registry writes it, short ones expanded, or None where there is none."""
    if PLAIN.fullmatch(text):
        return text
    found = normalise_doi(text) if text else None
    if found is None:
        return None
    return desk.expand(found.doi) or found.doi if found.doi.startswith("10/") else found.doi
