import pytest

from mhlit import report
from mhlit.library.store import Store
from mhlit.model import Date, Issue, Name, Origin, Record, Text

WHOLE = Record(
    type="article-journal",
    titles=(Text("Stigma", "en"),),
    containers=(Text("Psychiatry", "en"),),
    authors=(Name("Lyubov", "EB"),),
    issued=Date((2004,)),
    language="en",
    keywords=(Text("stigma", "en"),),
    origin=Origin("a.bib", 1, "bibtex", "@article{a}"),
)


def one(**fields):
    """The codes of what the checks find in a library with one record."""
    from dataclasses import replace

    with Store(":memory:") as store:
        store.add([replace(WHOLE, **fields)])
        return [(finding.code, finding.hint) for finding in report.findings(store)]


def test_a_whole_record_is_in_order():
    assert one() == []


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"titles": ()}, "no-title"),
        ({"issued": None}, "no-year"),
        ({"authors": ()}, "no-author"),
        ({"issn": "1560-9570"}, "wrong-issn"),
        ({"issn": "1560-957X, 1234-5678"}, "wrong-issn"),
        ({"isbn": "978-5-89353-112-4"}, "wrong-isbn"),
        ({"authors": (Name("Lyubov", "EB", orcid="0000-0002-1825-0098"),)}, "wrong-orcid"),
        ({"extra": {"status": "retracted"}}, "retracted"),
        ({"extra": {"status": "expression of concern"}}, "retracted"),
        ({"extra": {"status": "correction"}}, "corrected"),
    ],
)
def test_each_fault_is_found_and_what_to_do_is_told(fields, code):
    found = one(**fields)

    assert [code] == [each for each, _ in found]
    assert found[0][1]


@pytest.mark.parametrize(
    "fields",
    [
        {"issn": "1560-957X"},
        {"isbn": "978-5-89353-112-1"},
        {"type": "webpage", "issued": None, "authors": ()},
        {"type": "report", "authors": ()},
        {"authors": (), "editors": (Name("Dmitrieva", "TB"),)},
    ],
)
def test_what_is_no_fault(fields):
    assert one(**fields) == []


def test_the_page_tells_numbers_faults_and_doubts():
    with Store(":memory:") as store:
        store.add([WHOLE], [Issue("uncertain", "unsure about the title", 3, "a.txt", "raw")])
        text = report.markdown(report.counts(store), report.doubts(store), report.findings(store))

    for line in (
        "# The library",
        "- works: 1",
        "- people: 1",
        "- 2000s: 1",
        "- Psychiatry: 1",
        "- stigma: 1",
        "- a.bib: 1",
    ):
        assert line in text.splitlines()
    assert "- a.txt:3: unsure about the title [uncertain]" in text


def test_many_doubts_are_cut_and_counted():
    doubts = [Issue("uncertain", f"unsure {number}", number, "a.txt") for number in range(60)]

    assert "- … and 10 more: mhlit report --json lists all" in report.markdown({}, doubts, [])


def test_reindexing_changes_no_view():
    with Store(":memory:") as store:
        store.add([WHOLE])
        before = [work.view for work in store.works()]

        assert report.reindex(store) == 1
        assert [work.view for work in store.works()] == before
        assert store.works_by_keyword("stigma")


def test_a_damaged_library_is_told(tmp_path):
    path = tmp_path / "library.db"
    with Store(path) as store:
        store.add([WHOLE])
        store.connection.execute("PRAGMA foreign_keys = OFF")
        store.connection.execute("DELETE FROM batch")
        found = report.findings(store)

    assert "damaged" in [finding.code for finding in found]
