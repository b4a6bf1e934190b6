"""PMID, PMCID and DOI: what the ID converter and Europe PMC say of one number, they say of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from loopback import Loopback, Page, page

from mhlit.registries import http, pubmed
from mhlit.registries.http import Client, Limits, Unreachable

if TYPE_CHECKING:
    from collections.abc import Iterator

QUICK = Limits(connect=1.0, read=1.0, total=1.0, tries=2, first_wait=0.001, longest_wait=0.01)
KNOWN = [
    {"pmid": "11", "pmcid": "PMC11", "doi": "10.5555/A"},
    {"pmid": 12, "doi": "10.5555/b"},
    {"pmid": "13", "errmsg": "no DOI"},
    "odd",
]


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    running: list[Loopback] = []
    monkeypatch.setattr(http, "POOLS", dict.fromkeys(http.POOLS, ((1000.0, 3), (1000.0, 3))))

    def start(converter: Page, europe: Page) -> Loopback:
        server = Loopback(lambda path, query: converter if path.startswith("/tools") else europe)
        running.append(server.__enter__())
        monkeypatch.setenv("MHLIT_PMC_URL", server.url)
        monkeypatch.setenv("MHLIT_EUROPEPMC_URL", server.url)
        return server

    yield start
    for server in running:
        server.__exit__()


@pytest.fixture
def client() -> Iterator[Client]:
    with Client(mailto="someone@example.org", limits=QUICK) as ready:
        yield ready


NOBODY = page({"resultList": {"result": []}})


def test_the_dois_of_pmids_and_pmcids(serve: Any, client: Client) -> None:
    server = serve(page({"records": KNOWN}), NOBODY)
    assert pubmed.dois(client, ["11", "12", "13", "14", "PMC11"]) == {
        "11": "10.5555/a", "12": "10.5555/b", "13": "", "14": "", "PMC11": "10.5555/a",
    }  # fmt: skip
    assert "ids=11%2C12%2C13%2C14" in server.requests[0]
    assert "email=someone%40example.org" in server.requests[0]


def test_the_numbers_of_dois(serve: Any, client: Client) -> None:
    serve(page({"records": KNOWN}), NOBODY)
    assert pubmed.ids(client, ["10.5555/a", "10.5555/zz"]) == {
        "10.5555/a": {"doi": "10.5555/a", "pmid": "11", "pmcid": "PMC11"},
        "10.5555/zz": {},
    }


def test_europe_pmc_is_asked_for_the_rest_only(serve: Any, client: Client) -> None:
    europe = page({"resultList": {"result": [{"pmid": "99", "doi": "10.5555/n"}]}})
    server = serve(page({"records": KNOWN}), europe)
    assert pubmed.dois(client, ["11", "99"]) == {"11": "10.5555/a", "99": "10.5555/n"}
    assert "EXT_ID%3A%2299%22" in server.requests[1]
    assert "11" not in server.requests[1].partition("query=")[2].partition("&")[0]


@pytest.mark.parametrize("odd", [page({"records": "x"}), page({"records": [[]]}), page(b"no", 404)])
def test_odd_answers_are_no_numbers(serve: Any, client: Client, odd: Page) -> None:
    serve(odd, odd)
    assert pubmed.dois(client, ["11"]) == {"11": ""}


@pytest.mark.parametrize("odd", [[], "ok", None])
def test_json_of_another_kind_concludes_nothing(serve: Any, client: Client, odd: Any) -> None:
    serve(page(odd), page(odd))
    assert pubmed.dois(client, ["11"]) == {}


def test_what_could_not_be_asked_is_not_said_to_be_unknown(serve: Any, client: Client) -> None:
    serve(page({"records": KNOWN}), page(b"", 503))
    assert pubmed.dois(client, ["11", "99"]) == {"11": "10.5555/a"}


def test_a_client_that_was_stopped_asks_no_more(serve: Any) -> None:
    server = serve(page({"records": KNOWN}), NOBODY)
    with Client(limits=QUICK) as client:
        client.stop_after(0)
        with pytest.raises(Unreachable, match="time allowed"):
            client.get("pmc", "/tools")
    assert server.requests == []


def test_only_known_hosts_may_be_asked() -> None:
    assert http.allowed("https://www.ebi.ac.uk/europepmc/webservices/rest/search")
    assert http.allowed("https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles/")
    assert not http.allowed("https://example.org/tools")
