from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from loopback import Loopback, Page, Registry, page

from mhlit import resolve as resolving
from mhlit.errors import ServiceError
from mhlit.formats.csljson import from_csl
from mhlit.library.store import Store
from mhlit.references import parse_reference
from mhlit.registries import crossref, http
from mhlit.registries.http import Client, Limits
from mhlit.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mhlit.model import Work

QUICK = Limits(connect=1.0, read=1.0, total=2.0, first_wait=0.001, longest_wait=0.01)


def work(doi: str, title: str, **members: Any) -> dict[str, Any]:
    return {
        "DOI": doi,
        "type": "journal-article",
        "title": [title],
        "author": [{"given": "Hanna", "family": "Lindqvist"}],
        "container-title": ["Journal of Community Care"],
        "issued": {"date-parts": [[2014]]},
        "volume": "18",
        "page": "201-209",
        **members,
    }


PEERS = work("10.5555/peers", "Peer support workers in community mental health teams")
LACE = work("10.5555/lace", "Lace making in the small towns of the northern valley", page="44-50", volume="2")


def item(title: str = "", doi: str = "", id: str = "a", **members: Any) -> dict[str, Any]:
    given = {"title": title, "DOI": doi} if title and doi else {"title": title} if title else {"DOI": doi}
    return {"id": id, "type": "article-journal", **given, **members}


CITED = {
    "author": [{"family": "Lindqvist", "given": "H"}],
    "issued": {"date-parts": [[2014]]},
    "volume": "18",
    "page": "201",
    "container-title": "J Community Care",
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "library.db") as opened:
        yield opened


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    running: list[Loopback] = []
    monkeypatch.setattr(http, "POOLS", dict.fromkeys(http.POOLS, ((1000.0, 3), (1000.0, 3))))

    def start(answer: Any, first: list[Page] | None = None) -> Loopback:
        server = Loopback(answer, first)
        running.append(server.__enter__())
        for variable, _ in http.BASES.values():
            monkeypatch.setenv(variable, server.url)
        return server

    yield start
    for server in running:
        server.__exit__()


def ask() -> Client:
    return Client(limits=QUICK)


def outcome_of(store: Store, given: dict[str, Any], **options: Any) -> resolving.Outcome:
    store.add([from_csl(given)])
    (outcome,) = resolve(store, ask=ask(), **options).outcomes
    return outcome


def only(store: Store) -> Work:
    (found,) = store.works()
    return found


# ---------------------------------------------------------------- works with a DOI


def test_a_bare_doi_is_filled(store: Store, serve: Any) -> None:
    serve(Registry([PEERS]))
    outcome = outcome_of(store, item(doi="10.5555/PEERS"))
    assert (outcome.state, outcome.doi) == ("confirmed", "10.5555/peers")
    assert only(store).view.title == PEERS["title"][0]
    assert len(only(store).records) == 2


def test_the_source_stays_as_evidence_beside_the_registry(store: Store, serve: Any) -> None:
    serve(Registry([PEERS]))
    outcome = outcome_of(store, item("Peer support workers in mental health teams", "10.5555/peers", **CITED))
    assert outcome.state == "confirmed"
    assert {record.title for record in only(store).records} == {
        "Peer support workers in mental health teams",
        PEERS["title"][0],
    }


def test_a_doi_that_leads_to_another_work_is_never_adopted(store: Store, serve: Any) -> None:
    registry = Registry([LACE])
    registry.search = lambda text: []
    serve(registry)
    outcome = outcome_of(store, item(PEERS["title"][0], "10.5555/lace", **CITED))
    assert outcome.state == "conflict"
    assert "Lace making" in outcome.sentence
    assert only(store).view.title == PEERS["title"][0]
    assert len(only(store).records) == 1


def test_a_wrong_doi_is_overruled_by_the_right_record(store: Store, serve: Any) -> None:
    serve(Registry([LACE, PEERS]))
    outcome = outcome_of(store, item(PEERS["title"][0], "10.5555/lace", **CITED))
    assert (outcome.state, outcome.doi) == ("linked", "10.5555/peers")
    assert "10.5555/lace" in outcome.sentence
    assert only(store).view.doi == "10.5555/peers"


def test_an_answer_about_another_doi_proves_nothing(store: Store, serve: Any) -> None:
    serve(lambda path, query: page({"message": LACE}))
    assert outcome_of(store, item(doi="10.5555/peers")).state != "confirmed"
    assert len(only(store).records) == 1


@pytest.mark.parametrize(
    ("doi", "agencies", "state"),
    [
        ("10.5555/none", {"10.5555": "Crossref"}, "does-not-exist"),
        ("10.99999/none", {}, "does-not-exist"),
        ("10.5555/exists", {"10.5555": "Crossref"}, "absent"),
        ("10.1392/x", {"10.1392": "mEDRA"}, "registered-elsewhere"),
        ("10.5061/none", {"10.5061": "DataCite"}, "does-not-exist"),
    ],
)
def test_what_crossref_lacks_is_told_apart(
    store: Store, serve: Any, doi: str, agencies: dict[str, str], state: str
) -> None:
    server = serve(Registry([], agencies))
    assert outcome_of(store, item("A title nobody has", doi)).state == state
    asked = len(server.requests)
    assert resolve(store, ask=ask()).outcomes[0].state == state
    assert len(server.requests) == asked


def test_datacite_is_asked_for_its_own(store: Store, serve: Any) -> None:
    registry = Registry([], {"10.5061": "DataCite"})
    registry.datacite["10.5061/d"] = {
        "doi": "10.5061/d",
        "titles": [{"title": "Data on help"}],
        "publicationYear": 2011,
    }
    serve(registry)
    assert outcome_of(store, item(doi="10.5061/d")).state == "confirmed"
    assert only(store).view.title == "Data on help"


def test_other_agencies_answer_through_doi_org(store: Store, serve: Any) -> None:
    registry = Registry([], {"10.1392": "mEDRA"})
    csl = {"DOI": "10.1392/x", "type": "article-journal", "title": "Un articolo", "issued": {"date-parts": [[2012]]}}
    serve(lambda path, query: page(csl) if path == "/10.1392/x" else registry(path, query))
    assert outcome_of(store, item(doi="10.1392/x")).state == "confirmed"
    assert only(store).view.title == "Un articolo"


def test_beside_the_doi_of_an_abstract_the_article_is_found(store: Store, serve: Any) -> None:
    abstract = PEERS | {"DOI": "10.5555/abstract", "volume": "3", "page": "S12", "issued": {"date-parts": [[2013]]}}
    server = Registry([abstract, PEERS])
    serve(server)
    raw = "Lindqvist H. Peer support workers in community mental health teams. J Community Care. 2014;18:201-9. "
    store.add([parse_reference(f"{raw}doi:10.5555/abstract")])
    (outcome,) = resolve(store, ask=ask()).outcomes
    assert (outcome.state, outcome.doi) == ("linked", "10.5555/peers")
    assert "10.5555/abstract stood there" in outcome.sentence


def test_a_doubtful_doi_stays_a_question_where_nothing_else_fits(store: Store, serve: Any) -> None:
    abstract = PEERS | {"DOI": "10.5555/abstract", "volume": "3", "page": "S12", "issued": {"date-parts": [[2013]]}}
    serve(Registry([abstract]))
    raw = "Lindqvist H. Peer support workers in community mental health teams. J Community Care. 2014;18:201-9. "
    store.add([parse_reference(f"{raw}doi:10.5555/abstract")])
    report = resolve(store, ask=ask())
    assert [each.state for each in report.outcomes] == ["ambiguous"]
    assert [rival.doi for rival in report.questions[0].rivals] == ["10.5555/abstract"]


def test_agencies_that_lead_to_the_publishers_page_only_do_not_end_the_run(store: Store, serve: Any) -> None:
    registry = Registry([], {"10.11477": "JaLC"})
    away = page(b"", 302, Location="https://journal.example.jp/article")
    serve(lambda path, query: away if path.startswith("/10.11477/") else registry(path, query))
    store.add([from_csl(item("A title", f"10.11477/mf.{number}")) for number in range(5)])
    assert [each.state for each in resolve(store, ask=ask()).outcomes] == ["registered-elsewhere"] * 5


@pytest.mark.parametrize("registered", ["10.1007/s00127-014-0950-6", "10.1007/s00127-0140950-6"])
def test_a_hyphen_that_a_line_end_swallowed_is_left_to_the_registry(store: Store, serve: Any, registered: str) -> None:
    serve(Registry([PEERS | {"DOI": registered}], {"10.1007": "Crossref"}))
    raw = "Lindqvist H. Peer support workers in community mental health teams. J Community Care. 2014;18:201-9. "
    store.add([parse_reference(f"{raw}doi:10.1007/s00127-0140950-6")])
    (outcome,) = resolve(store, ask=ask()).outcomes
    assert (outcome.state, outcome.doi) == ("confirmed", registered)


def test_a_doi_broken_in_print_is_read_the_other_way_too(store: Store, serve: Any) -> None:
    serve(Registry([PEERS | {"DOI": "10.5555/peers.2014"}], {"10.5555": "Crossref"}))
    raw = "Lindqvist H. Peer support workers in community mental health teams. J Community Care. 2014;18:201-9. "
    store.add([parse_reference(f"{raw}doi:10.5555/peers.2014.\n15.x3")])
    (outcome,) = resolve(store, ask=ask()).outcomes
    assert (outcome.state, outcome.doi) in {("confirmed", "10.5555/peers.2014"), ("linked", "10.5555/peers.2014")}


# ---------------------------------------------------------------- works without a DOI


def test_a_work_without_a_doi_is_found(store: Store, serve: Any) -> None:
    serve(Registry([LACE, PEERS]))
    outcome = outcome_of(store, item("Peer support workers in community mental health teams.", **CITED))
    assert (outcome.state, outcome.doi) == ("linked", "10.5555/peers")
    assert only(store).view.doi == "10.5555/peers"
    assert "title" in outcome.sentence


def test_records_that_fit_equally_well_are_left_to_a_person(store: Store, serve: Any) -> None:
    serve(Registry([PEERS, PEERS | {"DOI": "10.5555/twin"}]))
    outcome = outcome_of(store, item(PEERS["title"][0], **CITED))
    assert outcome.state == "ambiguous"
    assert "10.5555/twin" in outcome.sentence
    assert only(store).view.doi == ""


@pytest.mark.parametrize("title", ["Peer support workers in community mental health teams. Part 2", "Orchard pests"])
def test_nothing_is_linked_for_want_of_better(store: Store, serve: Any, title: str) -> None:
    serve(Registry([work("10.5555/p1", "Peer support workers in community mental health teams. Part 1"), LACE]))
    assert outcome_of(store, item(title, **CITED)).state == "absent"
    assert only(store).view.doi == ""


# ---------------------------------------------------------------- runs


def test_a_second_run_asks_nobody(store: Store, serve: Any) -> None:
    server = serve(Registry([PEERS, LACE], {"10.5555": "Crossref"}))
    texts = [item(doi="10.5555/peers"), item(doi="10.5555/none", id="b"), item("Orchard pests in the valley", id="c")]
    store.add([from_csl(each) for each in texts])
    first = resolve(store, ask=ask())
    asked = len(server.requests)
    second = resolve(store, ask=ask())
    assert first.asked == asked > 0
    assert second.asked == len(server.requests) - asked == 0
    assert [o.state for o in second.outcomes] == [o.state for o in first.outcomes]


@pytest.mark.parametrize("options", [{"dry_run": True}, {"check": True}])
def test_a_trial_and_a_check_change_nothing(store: Store, serve: Any, options: dict[str, bool]) -> None:
    serve(Registry([PEERS]))
    assert outcome_of(store, item(doi="10.5555/peers"), **options).state == "confirmed"
    assert len(only(store).records) == 1


def test_a_check_searches_for_nothing(store: Store, serve: Any) -> None:
    server = serve(Registry([PEERS]))
    assert outcome_of(store, item(PEERS["title"][0], **CITED), check=True).state == "absent"
    assert server.requests == []


def test_offline_uses_what_is_remembered(store: Store, serve: Any) -> None:
    serve(Registry([PEERS]))
    outcome_of(store, item(doi="10.5555/peers"), dry_run=True)
    store.add([from_csl(item(doi="10.5555/other", id="b"))])
    report = resolve(store, offline=True)
    assert {(o.doi, o.state) for o in report.outcomes} == {
        ("10.5555/peers", "confirmed"),
        ("10.5555/other", "not-checked"),
    }
    assert report.asked == 0


def test_only_the_works_asked_for_are_resolved(store: Store, serve: Any) -> None:
    serve(Registry([PEERS, LACE]))
    store.add([from_csl(item(doi="10.5555/peers")), from_csl(item(doi="10.5555/lace", id="b"))])
    key = next(found.key for found in store.works() if found.view.doi == "10.5555/lace")
    report = resolve(store, [key, key], ask=ask())
    assert [o.doi for o in report.outcomes] == ["10.5555/lace"]


def test_when_nobody_can_be_asked_nothing_is_stored(store: Store, serve: Any) -> None:
    serve(lambda path, query: page(b"", 503))
    store.add([from_csl(item(doi="10.5555/peers"))])
    with pytest.raises(ServiceError, match="no registry could be asked"):
        resolve(store, ask=ask())
    assert len(only(store).records) == 1
    serve(Registry([PEERS]))
    assert resolve(store, ask=ask()).outcomes[0].state == "confirmed"


def test_a_part_that_could_not_be_asked_is_named(store: Store, serve: Any) -> None:
    registry = Registry([PEERS], {"10.5555": "Crossref"})
    serve(lambda path, query: page(b"", 403) if path.startswith("/ra/") else registry(path, query))
    store.add([from_csl(item(doi="10.5555/peers")), from_csl(item(doi="10.5555/none", id="b"))])
    assert {o.doi: o.state for o in resolve(store, ask=ask()).outcomes} == {
        "10.5555/peers": "confirmed",
        "10.5555/none": "not-checked",
    }


def test_what_was_fetched_before_an_interruption_is_kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(client: Client, dois: list[str]) -> Iterator[Any]:
        yield ["10.5555/peers"], {"10.5555/peers": PEERS}
        raise KeyboardInterrupt

    monkeypatch.setattr(crossref, "works", interrupted)
    store.add([from_csl(item(doi="10.5555/peers")), from_csl(item(doi="10.5555/lace", id="b"))])
    with pytest.raises(KeyboardInterrupt):
        resolve(store, ask=ask())
    assert {found.view.doi: len(found.records) for found in store.works()} == {"10.5555/peers": 2, "10.5555/lace": 1}


def test_an_empty_library_has_no_outcomes(store: Store) -> None:
    assert resolve(store, ask=ask()) == resolving.ResolveReport()
