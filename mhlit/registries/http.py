"""The only sockets of mhlit: polite GET requests to the registries, with limits on everything.

A request ends in an ``Answer``, or in ``Unreachable`` with the reason in plain words: after five tries at what passes
(429, 5xx, connections that break, bodies cut short), after two where there is no way to the host, at once where the
service blocks us (403). What could not be asked is never an answer. Redirects are followed by hand, to known hosts
only.
"""

from __future__ import annotations

import json
import os
import random
import threading
import time
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from mhlit.errors import ServiceError
from mhlit.registries.limiter import Limiter, number
from mhlit.settings import setting
from mhlit.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self

    import requests

# Where the services are, unless the environment says otherwise.
BASES = {
    "crossref": ("MHLIT_CROSSREF_URL", "https://api.crossref.org"),
    "datacite": ("MHLIT_DATACITE_URL", "https://api.datacite.org"),
    "doi": ("MHLIT_DOI_URL", "https://doi.org"),
    "pmc": ("MHLIT_PMC_URL", "https://pmc.ncbi.nlm.nih.gov"),
    "europepmc": ("MHLIT_EUROPEPMC_URL", "https://www.ebi.ac.uk"),
}
# The agencies to which doi.org redirects a request for metadata.
AGENCIES = frozenset(
    {"data.crossref.org", "data.crosscite.org", "data.medra.org", "data.datacite.org", "api.medra.org"}
)
# Requests a second and at a time to begin with: (without, with a contact address). Crossref's answers then tell better.
POOLS = {
    "crossref-single": ((5.0, 1), (10.0, 3)), "crossref-array": ((1.0, 1), (3.0, 3)),
    "datacite": ((1.6, 1), (3.3, 2)), "doi": ((5.0, 2), (10.0, 3)),
    "pmc": ((3.0, 1), (3.0, 1)), "europepmc": ((5.0, 2), (5.0, 2)),
}  # fmt: skip
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
BLOCKED = frozenset({401, 403, 451})
# What says something about the question: here it is, ask otherwise (400, 414), not here, not in this format.
SAYING = frozenset({200, 400, 404, 406, 410, 414})


class Unreachable(ServiceError):
    """A service gave no usable answer. Nothing may be concluded about what was asked."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how often to try, in seconds, and how much to read, in bytes."""

    connect: float = 5.0
    read: float = 20.0
    total: float = 30.0
    body: int = 64_000_000
    tries: int = 5
    first_wait: float = 0.5
    longest_wait: float = 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service said: the status, the text, the JSON of a 200 that was asked for as JSON, and the address."""

    status: int
    text: str
    value: Any = None
    url: str = ""

    def json(self) -> Any:
        """Return the parsed body, as ``Client.get`` made sure that it parses."""
        return self.value

    def members(self) -> dict[str, Any]:
        """Return the JSON object of a 200, nothing where the status is another.

        Raises Unreachable where something else came (a list, a number, null): that does not say "not there".
        """
        if self.status != 200:
            return {}
        if not isinstance(self.value, dict):
            raise self.odd()
        return self.value

    def odd(self) -> Unreachable:
        """Return what to raise for an answer that is not of the service's kind."""
        return Unreachable(f"{urlsplit(self.url).netloc} gave an answer of another kind than it should")


class Failure(NamedTuple):
    """Why there is no answer, how many tries such a thing is worth, and how long the service wants us to wait."""

    reason: str
    tries: int
    wait: float = 0.0


@dataclass
class Client:
    """Asks the registries, from several threads if you like. ``asked`` and ``answered`` count requests."""

    mailto: str = field(default_factory=lambda: setting("mailto"))
    limits: Limits = field(default_factory=Limits)
    asked: int = 0
    answered: int = 0

    def __post_init__(self) -> None:
        self.lock = threading.Lock()
        self.local = threading.local()
        self.limiters: dict[tuple[str, str], Limiter] = {}
        self.closed: dict[str, str] = {}
        self.failures: dict[str, int] = {}
        self.sessions: list[requests.Session] = []
        self.deadline = float("inf")
        self.over = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def stop_after(self, seconds: float) -> None:
        """Ask nothing more when some seconds have passed."""
        self.deadline = time.monotonic() + seconds
        self.over = f"the time allowed ({seconds:g} s) was over"

    def close(self) -> None:
        """Close the connections that are still open; threads that still ask stop trying."""
        self.deadline, self.over = float("-inf"), "the run was stopped"
        for limiter in self.limiters.values():
            limiter.stop()
        for session in self.sessions:
            session.close()

    def get(
        self, pool: str, path: str, params: Mapping[str, str] | None = None, *, accept: str = "application/json"
    ) -> Answer:
        """Return the answer of a service. ``pool`` is a name of ``POOLS``, whose first word names the service.

        A 404 is an answer, as all of ``SAYING`` (after a 400 or 414 the caller may ask for less). Raises Unreachable.
        """
        url = base(pool.partition("-")[0]) + path
        host = urlsplit(url).netloc
        limiter = self.limiter(host, pool)
        tried = 0
        while True:
            if host in self.closed:
                raise Unreachable(self.closed[host])
            if time.monotonic() >= self.deadline:
                raise Unreachable(self.over)
            try:
                found = self.attempt(limiter, url, params, accept)
            except Redirected as error:
                if host not in self.failures:
                    # the page on which a network asks to sign in
                    self.give_up(host, str(error), at_once=True)
                raise
            if isinstance(found, Answer):
                self.failures[host] = 0
                return found
            tried += 1
            if tried >= found.tries:
                self.give_up(host, found.reason, at_once=found.tries == 1)
                raise Unreachable(found.reason)
            limiter.pause(found.wait or self.limits.first_wait * 2 ** (tried - 1) * (1 + random.random() / 2))

    def give_up(self, host: str, reason: str, *, at_once: bool) -> None:
        """Ask a host no more in this run if it blocks us, has never answered, or has failed three requests on end.

        One address that always fails must not close a registry that answers everything else.
        """
        with self.lock:
            never = host not in self.failures
            failures = self.failures[host] = self.failures.get(host, 0) + 1
            if at_once or never or failures >= 3:
                self.closed.setdefault(host, reason)

    def attempt(self, limiter: Limiter, url: str, params: Mapping[str, str] | None, accept: str) -> Answer | Failure:
        """Ask once, and return the answer or why there is none."""
        from requests import RequestException
        from urllib3.exceptions import HTTPError

        host = urlsplit(url).netloc
        try:
            with limiter.turn(self.deadline) as granted:
                if not granted:
                    raise Unreachable(self.over)
                with self.lock:
                    self.asked += 1
                answer, headers = self.fetch(url, params, accept, limiter)
        except (RequestException, HTTPError, OSError) as error:
            # without a network, or where a host does not exist, five tries would only let a person wait
            nowhere = host not in self.failures and is_nowhere(error)
            tries = min(2, self.limits.tries) if nowhere else self.limits.tries
            return Failure(f"{host} could not be reached ({type(error).__name__})", tries)
        except CutShort as error:
            return Failure(f"{host} gave {error}", self.limits.tries)
        if answer.status in BLOCKED:
            return Failure(f"{host} refuses to serve us ({answer.status})", 1)
        if answer.status in PASSING:
            reason = f"{host} is busy or out of order ({answer.status})"
            return Failure(reason, self.limits.tries, self.retry_after(headers))
        if answer.status not in SAYING:
            raise Unreachable(f"{host} gave an answer that says nothing ({answer.status})")
        with self.lock:
            self.answered += 1
        return answer

    def fetch(
        self, url: str, params: Mapping[str, str] | None, accept: str, limiter: Limiter
    ) -> tuple[Answer, Mapping[str, str]]:
        """Send one request and follow its redirects, as long as they lead to known hosts."""
        contact = {"mailto": self.mailto} if self.mailto and "/works" in urlsplit(url).path else {}
        deadline = time.monotonic() + self.limits.total
        query: Mapping[str, str] | None = {**(params or {}), **contact}
        for _ in range(4):
            with self.session().get(
                url, params=query, headers={"Accept": accept}, stream=True, allow_redirects=False,
                timeout=(self.limits.connect, self.limits.read),
            ) as response:  # fmt: skip
                limiter.learn(response.headers)
                target = urljoin(url, response.headers.get("location", ""))
                if response.status_code not in REDIRECTS or not response.headers.get("location"):
                    text = body(response, self.limits.body, deadline)
                    # who asks for XML too looks for himself what came
                    expect_json = "json" in accept and not ("xml" in accept and text.lstrip().startswith("<"))
                    value = parsed(text) if expect_json and response.status_code == 200 else None
                    return Answer(response.status_code, text, value, url), response.headers
            if not allowed(target):
                where = urlsplit(target).netloc or target
                raise Redirected(f"{urlsplit(url).netloc} gave a redirect to a host that mhlit does not ask ({where})")
            url, query = target, None
        raise CutShort("one redirect after the other")

    def session(self) -> requests.Session:
        """Return this thread's session, which keeps its connections open."""
        found: requests.Session | None = getattr(self.local, "session", None)
        if found is None:
            import requests

            found = self.local.session = requests.Session()
            contact = f" (mailto:{self.mailto})" if self.mailto else ""
            found.headers["User-Agent"] = f"mhlit/{__version__}{contact}"
            with self.lock:
                self.sessions.append(found)
        return found

    def limiter(self, host: str, pool: str) -> Limiter:
        """Return the limiter of a pool at a host."""
        with self.lock:
            rate, concurrency = POOLS[pool][bool(self.mailto)]
            return self.limiters.setdefault((host, pool), Limiter(rate, concurrency))

    def retry_after(self, headers: Mapping[str, str]) -> float:
        """Return how long a service asks us to wait: seconds or a date, at most a minute; 0 where it does not say."""
        told = headers.get("retry-after", "").strip()
        seconds = number(told)
        if told and not seconds:
            try:
                seconds = parsedate_to_datetime(told).timestamp() - time.time()
            except (TypeError, ValueError):
                seconds = 0.0
        return min(max(seconds, 0.0), self.limits.longest_wait)


class Redirected(Unreachable):
    """A service sends us to a host that mhlit does not ask; it would do so again."""


class CutShort(ServiceError):
    """An answer came but cannot be used: too long, too slow, broken off."""


def is_nowhere(error: Exception) -> bool:
    """Return whether no connection was made at all: the name is not known, or nobody listens."""
    from urllib3.exceptions import NewConnectionError

    return isinstance(getattr(next(iter(error.args), None), "reason", None), NewConnectionError)


def base(service: str) -> str:
    """Return the address of a service, from the environment or as it is known. Raises ServiceError for a bad one."""
    variable, known = BASES[service]
    url = os.environ.get(variable, "").strip().rstrip("/") or known
    if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).netloc:
        raise ServiceError(f"{variable} is no web address: {url}", hint=f"unset it, or give one like {known}")
    return url


def allowed(url: str) -> bool:
    """Return whether an address is one that mhlit may ask: http(s), at a registry or a known agency."""
    parts = urlsplit(url)
    hosts = {urlsplit(base(service)).netloc for service in BASES}
    known = parts.netloc in hosts or (parts.scheme == "https" and parts.netloc in AGENCIES)
    return parts.scheme in {"http", "https"} and known


def body(response: requests.Response, most: int, deadline: float) -> str:
    """Return the body of an answer. Raises CutShort where it is too long or comes too slowly.

    A time-out for reading does not help against a body that drips a byte a second, so there is one for the whole.
    """
    pieces, size = [], 0
    while piece := response.raw.read1(65536, decode_content=True):
        pieces.append(piece)
        size += len(piece)
        if size > most:
            raise CutShort("an endless answer")
        if time.monotonic() > deadline:
            raise CutShort("its answer too slowly")
    return b"".join(pieces).decode("utf-8", "replace")


def parsed(text: str) -> Any:
    """Return the value of a JSON text. Raises CutShort for half a document."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CutShort("half an answer") from error
