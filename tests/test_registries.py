from __future__ import annotations

import threading
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from loopback import ENDLESS, NOT_FOUND, Loopback, Page, Registry, page

from mhlit.errors import ServiceError
from mhlit.registries import crossref, datacite, doiorg, http
from mhlit.registries.desk import Desk
from mhlit.registries.http import Client, Limits, Unreachable
from mhlit.registries.limiter import Limiter, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

QUICK = Limits(connect=1.0, read=1.0, total=1.0, first_wait=0.001, longest_wait=0.01)
FAST = {
    "x-api-pool": "polite-array",
    "x-rate-limit-limit": "1000",
    "x-rate-limit-interval": "1s",
    "x-concurrency-limit": "3",
}
WORKS = [{"DOI": f"10.5555/W.{n}", "type": "journal-article", "title": [f"Work number {n}"]} for n in range(120)]


class Memory(dict[tuple[str, str], tuple[str, str, str]]):
    """Answers kept in a dict, whatever their age."""

    def cached(self, registry: str, key: str, max_age_days: float) -> tuple[str, str, str] | None:
        return self.get((registry, key))

    def remember(self, registry: str, answers: Iterable[tuple[str, str, str]]) -> None:
        today = datetime.now(UTC).date().isoformat()
        self.update({(registry, key): (status, body, today) for key, status, body in answers})


@pytest.fixture(autouse=True)
def _fast_pools(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "POOLS", dict.fromkeys(http.POOLS, ((1000.0, 3), (1000.0, 3))))


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Return a function that starts a server and lets every registry be it."""
    running: list[Loopback] = []

    def start(answer: Any, first: list[Page] | None = None) -> Loopback:
        server = Loopback(answer, first)
        running.append(server.__enter__())
        for variable, _ in http.BASES.values():
            monkeypatch.setenv(variable, server.url)
        return server

    yield start
    for server in running:
        server.__exit__()


@pytest.fixture
def client() -> Iterator[Client]:
    with Client(mailto="someone@example.org", limits=QUICK) as ready:
        yield ready


def found_in(answers: Any) -> dict[str, Any]:
    return {doi: works.get(doi) for chunk, works in answers for doi in chunk}


# ---------------------------------------------------------------- Crossref, DataCite, doi.org


def test_works_are_asked_for_in_batches_and_come_back_by_doi(serve: Any, client: Client) -> None:
    server = serve(Registry(WORKS))
    dois = [work["DOI"].lower() for work in WORKS] + ["10.5555/unknown"]
    found = found_in(crossref.works(client, dois))
    assert {doi for doi, work in found.items() if work} == set(dois[:-1])
    assert found["10.5555/unknown"] is None
    assert len(server.requests) == client.asked == 2
    assert all("mailto=someone%40example.org" in request for request in server.requests)
    assert "mailto:someone@example.org" in server.agents[0]


def test_a_doi_with_a_comma_is_asked_for_alone_and_signs_are_encoded(serve: Any, client: Client) -> None:
    odd = ["10.5555/a,b", "10.5555/x(1)<2::aid>3.0.co;2-#"]
    server = serve(Registry([{"DOI": doi, "title": ["T"]} for doi in odd]))
    assert all(found_in(crossref.works(client, odd)).values())
    assert sorted(request.split("?")[0] for request in server.requests) == [
        "/works/10.5555/a%2Cb",
        "/works/10.5555/x%281%29%3C2%3A%3Aaid%3E3.0.co%3B2-%23",
    ]


def test_batches_stay_short_enough_for_an_address() -> None:
    dois = [f"10.5555/{'long' * 40}.{n}" for n in range(100)]
    chunks = list(crossref.chunks(dois))
    assert [doi for chunk in chunks for doi in chunk] == dois
    assert max(sum(len(doi) for doi in chunk) for chunk in chunks) <= crossref.LONGEST


@pytest.mark.parametrize("status", [400, 414])
def test_a_refused_batch_is_halved(serve: Any, client: Client, status: int) -> None:
    server = serve(Registry(WORKS[:8]), [page({"status": "failed"}, status)])
    found = crossref.batch(client, [f"10.5555/w.{n}" for n in range(8)])
    assert len(found) == 8
    assert len(server.requests) == 3


def test_a_search_gives_works(serve: Any, client: Client) -> None:
    serve(Registry(WORKS))
    assert len(crossref.query(client, "stigma", rows=5)) == 5


ODD = {"message": ["none"], "data": "none", "responseCode": "1", "RA": 7}


@pytest.mark.parametrize("odd", [[], [1], "ok", 7, None, {}, ODD])
@pytest.mark.parametrize(
    "ask",
    [
        lambda client: crossref.query(client, "stigma"),
        lambda client: crossref.batch(client, ["10.5555/w.1", "10.5555/w.2"]),
        lambda client: crossref.single(client, "10.5555/w.1"),
        lambda client: datacite.works(client, ["10.5555/w.1", "10.5555/w.2"]),
        lambda client: datacite.works(client, ["10.5555/w.1"]),
        lambda client: doiorg.agency(client, "10.5555"),
        lambda client: doiorg.exists(client, "10.5555/w.1"),
    ],
    ids=["search", "batch", "single", "datacite", "datacite-one", "agency", "handle"],
)
def test_json_of_another_kind_does_not_say_that_there_is_nothing(
    serve: Any, client: Client, odd: Any, ask: Any
) -> None:
    serve(lambda path, query: page(odd))
    with pytest.raises(Unreachable, match="another kind"):
        ask(client)


@pytest.mark.parametrize("status", [204, 407, 418, 999])
def test_a_status_that_says_nothing_is_no_answer(serve: Any, client: Client, status: int) -> None:
    serve(lambda path, query: page(b"", status))
    with pytest.raises(Unreachable, match=f"says nothing .{status}"):
        crossref.query(client, "stigma")


def test_a_search_that_was_refused_is_not_a_search_that_found_nothing(serve: Any, client: Client) -> None:
    serve(lambda path, query: page({"status": "failed"}, 400))
    with pytest.raises(Unreachable):
        crossref.query(client, "stigma")


def test_datacite_gives_attributes_by_doi(serve: Any, client: Client) -> None:
    registry = Registry([])
    registry.datacite = {"10.5555/d": {"doi": "10.5555/D"}, "10.5555/e": {"doi": "10.5555/e"}}
    serve(registry)
    assert set(datacite.works(client, ["10.5555/d", "10.5555/e", "10.5555/f"])) == {"10.5555/d", "10.5555/e"}
    assert set(datacite.works(client, ["10.5555/d"])) == {"10.5555/d"}
    assert datacite.works(client, ["10.5555/f"]) == {}


def test_doi_org_tells_agencies_existence_and_short_dois(serve: Any, client: Client) -> None:
    registry = Registry(WORKS, {"10.5555": "Crossref", "10.1392": "mEDRA"})
    serve(registry)
    assert doiorg.agency(client, "10.1392") == "mEDRA"
    assert doiorg.agency(client, "10.99999") == ""
    assert doiorg.exists(client, "10.5555/w.1")
    assert not doiorg.exists(client, "10.5555/nothing")
    assert doiorg.expand(client, "10/abc") == ""
    alias = {"responseCode": 1, "values": [{"type": "HS_ALIAS", "data": {"format": "string", "value": "10.5555/W.1"}}]}
    serve(lambda path, query: page(alias))
    assert doiorg.expand(client, "10/abc") == "10.5555/w.1"


# ---------------------------------------------------------------- what goes wrong on the way


def test_a_404_is_an_answer_though_it_is_plain_text_declared_as_json(serve: Any, client: Client) -> None:
    serve(lambda path, query: NOT_FOUND)
    assert crossref.single(client, "10.5555/x") == {}
    assert client.answered == 1


PASSING = {
    "429 without Retry-After": page(b"<html>429", 429),
    "429 with seconds": page(b"<html>429", 429, Retry_After="1"),
    "429 with a date": page(b"<html>429", 429, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT"),
    "500": page({"status": "error"}, 500),
    "503": page(b"<html>503", 503),
    "504": page(b"<html>504", 504),
    "half a document": page(b'{"status":"ok","message":{"DOI":'),
    "a truncated body": page(b'{"status":"ok"', Content_Length="500", Connection="close"),
}


@pytest.mark.parametrize("fault", PASSING)
def test_what_passes_is_tried_again(serve: Any, client: Client, fault: str) -> None:
    server = serve(Registry(WORKS), [PASSING[fault]] * 2)
    assert crossref.single(client, "10.5555/w.1")["10.5555/w.1"]["title"] == ["Work number 1"]
    assert len(server.requests) == 3


def test_five_tries_are_enough_and_a_host_that_never_answered_is_left_alone(serve: Any, client: Client) -> None:
    server = serve(lambda path, query: page(b"<html>503", 503))
    for _ in range(2):
        with pytest.raises(Unreachable, match="out of order"):
            crossref.query(client, "stigma")
    assert len(server.requests) == QUICK.tries
    assert (client.asked, client.answered) == (QUICK.tries, 0)


def test_one_bad_address_does_not_close_a_registry_that_answers(serve: Any, client: Client) -> None:
    def answer(path: str, query: dict[str, str]) -> Page:
        return page(b"", 500) if "bad" in path else NOT_FOUND

    serve(answer)
    for _ in range(3):
        assert crossref.single(client, "10.5555/good") == {}
        with pytest.raises(Unreachable):
            crossref.single(client, "10.5555/bad")
    assert crossref.single(client, "10.5555/good") == {}


def test_who_blocks_us_is_not_asked_again(serve: Any, client: Client) -> None:
    server = serve(lambda path, query: page(b"Forbidden", 403))
    for _ in range(3):
        with pytest.raises(Unreachable, match="refuses"):
            crossref.query(client, "stigma")
    assert len(server.requests) == 1


@pytest.mark.parametrize(("answered", "tries"), [(False, 2), (True, QUICK.tries)])
def test_two_tries_are_enough_where_nobody_is_unless_somebody_was(
    client: Client, monkeypatch: pytest.MonkeyPatch, answered: bool, tries: int
) -> None:
    monkeypatch.setenv("MHLIT_CROSSREF_URL", "http://127.0.0.1:1")
    client.failures |= {"127.0.0.1:1": 0} if answered else {}
    with pytest.raises(Unreachable, match="could not be reached"):
        crossref.query(client, "stigma")
    assert client.asked == tries


def test_a_host_where_nobody_is_is_not_asked_again(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MHLIT_CROSSREF_URL", "http://127.0.0.1:1")
    for _ in range(2):
        with pytest.raises(Unreachable):
            crossref.query(client, "stigma")
    assert client.asked == 2


def test_a_silent_registry_times_out(serve: Any) -> None:
    done = threading.Event()

    def silent(path: str, query: dict[str, str]) -> Page:
        done.wait(5)
        return page({})

    serve(silent)
    with (
        Client(limits=Limits(read=0.05, tries=2, first_wait=0.001)) as client,
        pytest.raises(Unreachable, match="ReadTimeout"),
    ):
        crossref.query(client, "stigma")
    done.set()


def test_a_body_that_drips_runs_into_the_limit_of_the_whole(serve: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(10_000))
    monkeypatch.setattr(http.time, "monotonic", lambda: float(next(clock)))
    serve(lambda path, query: page({"message": {"items": []}}))
    with Client(limits=Limits(total=-5.0, tries=1)) as client, pytest.raises(Unreachable, match="too slowly"):
        crossref.query(client, "stigma")


def test_an_endless_body_is_cut(serve: Any) -> None:
    serve(lambda path, query: page(b"[" + b" " * 1000 + b"]"))
    with Client(limits=Limits(body=100, tries=1)) as client, pytest.raises(Unreachable, match="endless"):
        crossref.query(client, "stigma")


def test_a_body_without_an_end_is_left_after_the_cap(serve: Any) -> None:
    server = serve(lambda path, query: (200, {}, ENDLESS))
    with Client(limits=Limits(body=1_000_000, tries=2, first_wait=0.001)) as client:
        with pytest.raises(Unreachable, match="endless"):
            crossref.query(client, "stigma")
        assert len(server.requests) == 2


def test_redirects_are_followed_to_known_hosts_only(serve: Any, client: Client) -> None:
    item = {"DOI": "10.5555/x", "title": "An article", "type": "article-journal"}

    def answer(path: str, query: dict[str, str]) -> Page:
        if path == "/10.5555/x":
            return page(b"", 302, Location="/metadata")
        if path == "/10.5555/away":
            return page(b"", 302, Location="http://example.com/metadata")
        if path == "/10.5555/round":
            return page(b"", 302, Location="/10.5555/round")
        return page(item)

    server = serve(answer)
    assert doiorg.item(client, "10.5555/x") == item
    for doi in ("10.5555/away", "10.5555/round"):
        with pytest.raises(Unreachable, match="redirect"):
            doiorg.item(client, doi)
    # to ask again where we are sent elsewhere would be in vain
    assert server.requests.count("/10.5555/away") == 1
    assert doiorg.item(client, "10.5555/x") == item


def test_a_network_that_sends_everybody_to_its_own_page_is_asked_once(serve: Any, client: Client) -> None:
    server = serve(lambda path, query: page(b"", 302, Location="http://login.example.com/"))
    for _ in range(3):
        with pytest.raises(Unreachable, match=r"login\.example\.com"):
            crossref.query(client, "stigma")
    assert len(server.requests) == 1


@pytest.mark.parametrize("url", ["ftp://example.org", "file:///etc/passwd", "example.org", "http://"])
def test_a_base_that_is_no_web_address_is_refused(client: Client, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("MHLIT_CROSSREF_URL", url)
    with pytest.raises(ServiceError, match="no web address"):
        crossref.query(client, "stigma")


# ---------------------------------------------------------------- the limiter


class Clock:
    """A clock that only moves when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_requests_are_spaced_by_the_rate_that_the_answers_tell() -> None:
    clock = Clock()
    limiter = Limiter(1.0, 1, clock)
    with limiter.turn():
        assert limiter.wait() > 1.0
    assert limiter.wait() == pytest.approx(1.03)
    limiter.learn({"x-rate-limit-limit": "50", "x-rate-limit-interval": "1s", "x-concurrency-limit": "3"})
    assert limiter.wait() == pytest.approx(1.03 / 50)
    assert limiter.concurrency == 3
    limiter.learn({"x-rate-limit-limit": "many"})
    assert limiter.rate == 50
    clock.now += 1
    assert limiter.wait() <= 0
    limiter.pause(7)
    assert limiter.wait() == pytest.approx(7)
    limiter.pause(2)
    assert limiter.wait() == pytest.approx(7)


@pytest.mark.parametrize(
    ("text", "value"), [("10", 10.0), ("1s", 1.0), ("", 0.0), (None, 0.0), ("x", 0.0), ("-1", 0.0)]
)
def test_numbers_of_headers(text: str | None, value: float) -> None:
    assert number(text) == value


def test_no_more_requests_run_at_a_time_than_the_pool_allows() -> None:
    limiter = Limiter(10_000, 2)
    running, most, lock = 0, 0, threading.Lock()

    def work() -> None:
        nonlocal running, most
        with limiter.turn():
            with lock:
                running += 1
                most = max(most, running)
            time.sleep(0.002)
            with lock:
                running -= 1

    threads = [threading.Thread(target=work) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 2


# ---------------------------------------------------------------- the memory


def states(lookups: Any) -> dict[str, str]:
    return {lookup.doi: lookup.state for each in lookups for lookup in each}


def test_a_second_look_asks_nobody_also_for_what_is_absent(serve: Any, client: Client) -> None:
    server = serve(Registry(WORKS[:2], {"10.5555": "Crossref"}))
    memory = Memory()
    dois = ["10.5555/w.0", "10.5555/w.1", "10.5555/none"]
    for _ in range(2):
        assert states(Desk(memory, client).crossref(dois)) == dict(zip(dois, ("found", "found", "absent"), strict=True))
        assert Desk(memory, client).agency("10.5555/none") == "Crossref"
        assert Desk(memory, client).exists("10.5555/none") is False
        assert [len(found) for _, found in Desk(memory, client).search(["stigma"])] == [2]
    assert len(server.requests) == 4
    assert states(Desk(memory, None).crossref(["10.5555/w.1"])) == {"10.5555/w.1": "found"}


def test_an_outage_is_no_answer_and_is_not_kept(serve: Any, client: Client) -> None:
    serve(lambda path, query: page(b"", 503))
    memory = Memory()
    desk = Desk(memory, client)
    assert states(desk.crossref(["10.5555/w.0"])) == {"10.5555/w.0": "not-checked"}
    assert desk.agency("10.5555/w.0") is None
    assert desk.exists("10.5555/w.0") is None
    assert desk.datacite(["10.5555/w.0"])[0].state == desk.elsewhere("10.5555/w.0").state == "not-checked"
    assert [isinstance(answer, str) for _, answer in desk.search(["stigma"])] == [True]
    assert not memory


def test_offline_nobody_is_asked() -> None:
    desk = Desk(Memory(), None)
    assert states(desk.crossref(["10.5555/w.0"])) == {"10.5555/w.0": "not-checked"}
    assert [answer for _, answer in desk.search(["stigma"])] == ["offline: nobody was asked"]
    assert desk.datacite(["10.5555/w.0"])[0].why == "offline: nobody was asked"


# ---------------------------------------------------------------- the end of a run


def test_no_turn_is_waited_for_beyond_the_deadline() -> None:
    now = [0.0]
    limiter = Limiter(rate=0.1, concurrency=1, clock=lambda: now[0])
    with limiter.turn(deadline=5.0) as granted:
        assert granted
    with limiter.turn(deadline=5.0) as granted:
        assert not granted
    now[0] = 11.0
    with limiter.turn(deadline=12.0) as granted:
        assert granted
    assert limiter.running == 0


def test_a_stopped_pool_sends_those_who_wait_away() -> None:
    limiter = Limiter(rate=0.001, concurrency=1)
    granted: list[bool] = []

    def wait() -> None:
        with limiter.turn() as turn:
            granted.append(turn)

    with limiter.turn():
        waiting = threading.Thread(target=wait)
        waiting.start()
        limiter.stop()
        waiting.join(10)
    assert granted == [False]


def test_a_desk_that_is_to_ask_again_asks_once(serve: Any, client: Client) -> None:
    server = serve(Registry(WORKS[:1]))
    memory = Memory()
    list(Desk(memory, client).crossref(["10.5555/w.0"]))
    again = Desk(memory, client, refresh=True)
    for _ in range(2):
        assert [lookup.state for lookups in again.crossref(["10.5555/w.0"]) for lookup in lookups] == ["found"]
    assert len(server.requests) == 2


def test_the_day_of_an_answer_is_kept_beside_the_citations(serve: Any, client: Client) -> None:
    serve(Registry([WORKS[0] | {"is-referenced-by-count": 12}]))
    memory = Memory()
    first = [each.record for lookups in Desk(memory, client).crossref(["10.5555/w.0"]) for each in lookups]
    later = [each.record for lookups in Desk(memory, None).crossref(["10.5555/w.0"]) for each in lookups]
    assert first == later
    assert first[0] is not None
    assert first[0].extra["crossref:asked"] == datetime.now(UTC).date().isoformat()
    assert "asked" not in first[0].origin.raw
