"""What a person decides about works for which the registries have no one answer; every decision is a batch of its own.

A decision is a judgement of kind ``doi`` about the work's first record, so it outlives the registry's answer of today,
and ``resolve`` asks no question twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mhlit.library import history
from mhlit.registries.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mhlit.library.store import Store
    from mhlit.model import Record
    from mhlit.registries.http import Client
    from mhlit.resolve.outcomes import Finding


def whole(store: Store, questions: Iterable[Finding], client: Client | None) -> dict[str, Record]:
    """Return the registries' whole records of all candidates, by DOI; a search gave only a part of each."""
    found = {rival.doi: rival for question in questions for rival in question.rivals}
    for lookups in Desk(store, client).crossref(found):
        found |= {each.doi: each.record for each in lookups if each.record is not None}
    return found


def accept(store: Store, question: Finding, record: Record) -> int:
    """Store that a record is the work's, and return the batch."""
    said = f"a person said: this is {record.doi}"
    with store.batch("review", f"{question.work.key} is {record.doi}") as batch:
        store.attach(batch, question.work.id, record, "registry", said, by="person")
        judge(store, batch, question, record.doi, "same")
    return batch


def refuse(store: Store, question: Finding) -> int:
    """Store that none of the candidates is the work's, and return the batch."""
    dois = [rival.doi for rival in question.rivals]
    with store.batch("review", f"{question.work.key} is none of {', '.join(dois)}") as batch:
        for doi in dois:
            judge(store, batch, question, doi, "different")
    return batch


def judge(store: Store, batch: int, question: Finding, doi: str, verdict: str) -> None:
    """Store a verdict about the first record of a work and a DOI."""
    store.judge(batch, question.work.records[0].uid, f"doi:{doi}", verdict, "person", question.outcome.sentence, "doi")


def take_back(store: Store, batch: int) -> None:
    """Take back a decision."""
    history.undo(store, batch)
