"""A registry of our own on 127.0.0.1 for tests: it answers what the test tells it to, and counts what it was asked."""

from __future__ import annotations

import contextlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

Page = tuple[int, dict[str, str], bytes]
# A body that never ends: blanks, which JSON allows before a value.
ENDLESS = b"endless"


def page(body: Any, status: int = 200, **headers: str) -> Page:
    """Return an answer; anything but bytes is written as JSON."""
    data = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
    return status, {"Content-Type": "application/json", **{k.replace("_", "-"): v for k, v in headers.items()}}, data


NOT_FOUND = page(b"Resource not found.", 404)


class Loopback:
    """A server whose ``answer(path, query)`` gives the pages; ``first`` are answers to the first requests instead."""

    def __init__(self, answer: Callable[[str, dict[str, str]], Page], first: list[Page] | None = None) -> None:
        self.answer = answer
        self.first = list(first or [])
        self.requests: list[str] = []
        self.agents: list[str] = []
        self.closing = False
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                outer.requests.append(self.path)
                outer.agents.append(self.headers["User-Agent"])
                url = urlsplit(self.path)
                query = {name: values[0] for name, values in parse_qs(url.query).items()}
                status, headers, body = outer.first.pop(0) if outer.first else outer.answer(unquote(url.path), query)
                if body is ENDLESS:
                    self.stream(status)
                    return
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)
                if headers.get("Connection") == "close":
                    self.close_connection = True

            def stream(self, status: int) -> None:
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.close_connection = True
                with contextlib.suppress(OSError):
                    while not outer.closing:
                        self.wfile.write(b" " * 65536)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_: None  # a client that gave up is what some tests are about
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing = True
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


class Registry:
    """Crossref, DataCite and doi.org in one: works by DOI, a search that gives what it is told, agencies by prefix."""

    def __init__(self, works: list[dict[str, Any]], agencies: dict[str, str] | None = None) -> None:
        self.works = {work["DOI"].lower(): work for work in works}
        self.datacite: dict[str, dict[str, Any]] = {}
        self.agencies = agencies or {}
        self.search: Callable[[str], list[dict[str, Any]]] = lambda text: list(self.works.values())

    def __call__(self, path: str, query: dict[str, str]) -> Page:
        if path == "/works":
            return page({"status": "ok", "message-type": "work-list", "message": {"items": self.listed(query)}})
        if path.startswith("/works/"):
            work = self.works.get(path[7:].lower())
            return page({"status": "ok", "message-type": "work", "message": work}) if work else NOT_FOUND
        if path.startswith("/dois"):
            return self.of_datacite(path, query)
        return self.of_doi_org(path)

    def of_datacite(self, path: str, query: dict[str, str]) -> Page:
        wanted = (path[6:] or query.get("ids", "")).lower().split(",")
        found = [{"attributes": self.datacite[doi]} for doi in wanted if doi in self.datacite]
        if path == "/dois":
            return page({"data": found})
        return page({"data": found[0]}) if found else page({"errors": []}, 404)

    def of_doi_org(self, path: str) -> Page:
        if path.startswith("/ra/"):
            agency = self.agencies.get(path[4:])
            return page([{"DOI": path[4:], "RA": agency} if agency else {"DOI": path[4:], "status": "Invalid DOI"}])
        if path.startswith("/api/handles/"):
            known = path[13:].lower() in self.works | self.datacite or "exists" in path
            return page({"responseCode": 1 if known else 100}, 200 if known else 404)
        return NOT_FOUND

    def listed(self, query: dict[str, str]) -> list[dict[str, Any]]:
        """Return the works of a list: by DOI in the order of our own, or what the search finds."""
        if "filter" in query:
            wanted = {each.removeprefix("doi:").lower() for each in query["filter"].split(",")}
            return [work for doi, work in self.works.items() if doi in wanted]
        return self.search(query["query.bibliographic"])[: int(query["rows"])]
