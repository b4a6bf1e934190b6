"""That a work was retracted or corrected is told in every export, and read back from those that mhlit reads."""

from __future__ import annotations

import pytest

import mhlit
from mhlit.formats.every import FORMATS
from mhlit.formats.values import NOTICES, without_notice
from mhlit.model import Date, Name, Record, Text

# A list of bare DOIs says nothing of any work.
WRITTEN = [each.name for each in FORMATS if each.write and each.name != "dois"]
READ_BACK = [name for name in WRITTEN if name not in {"html", "markdown", "vancouver"}]


def work(status: str, note: str = "") -> Record:
    return Record(
        id="smith2019",
        type="article-journal",
        titles=(Text("Lithium and memory"),),
        containers=(Text("Annals of Memory"),),
        authors=(Name("Smith", "Ada"),),
        issued=Date((2019,)),
        note=note,
        extra={"status": status},
    )


@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize("status", ["retracted", "withdrawn", "expression of concern", "partial retraction"])
def test_every_export_tells_it(name: str, status: str) -> None:
    told = " ".join(mhlit.write([work(status)], name).lower().split())
    # PubMed knows one word for all that was taken back
    assert status in told or (name == "nbib" and status == "withdrawn" and "retracted publication" in told)


@pytest.mark.parametrize("name", READ_BACK)
@pytest.mark.parametrize("status", sorted(NOTICES))
@pytest.mark.parametrize("note", ["", "Of interest for its design."])
def test_it_comes_back_and_the_note_stays_what_it_was(name: str, status: str, note: str) -> None:
    (back,) = mhlit.read_text(mhlit.write([work(status, note)], name), format=name).records
    if name == "nbib":
        assert back.extra["status"] == ("retracted" if status in {"withdrawn", "removed"} else status)
    else:
        assert (back.extra["status"], back.note) == (status, note)


def test_a_note_that_only_mentions_a_retraction_is_a_note() -> None:
    assert without_notice("Retracted papers are discussed on p. 4") == ("", "Retracted papers are discussed on p. 4")
    assert without_notice("Withdrawn.") == ("withdrawn", "")


@pytest.mark.parametrize(
    ("tags", "status"),
    [
        ("PT  - Retracted Publication\nRIN - Nurse. 2021;5:1", "retracted"),
        ("ECI - Nurse. 2020;4:9", "expression of concern"),
        ("EIN - Nurse. 2020;4:9\nECI - Nurse. 2020;4:10", "expression of concern"),
        ("EIN - Nurse. 2020;4:9", "erratum"),
    ],
)
def test_pubmed_says_it_in_its_own_tags(tags: str, status: str) -> None:
    (record,) = mhlit.read_text(f"PMID- 1\nTI  - Lithium and memory\n{tags}\n", format="nbib").records
    assert record.extra["status"] == status
