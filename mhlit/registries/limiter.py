"""How fast one pool of a service may be asked: spacing, concurrency and pauses, learnt from the service's own answers.

Crossref tells its limits in three headers of each answer, and they have changed twice within a year, so nothing is
fixed here but where to start. A refusal (429) pauses the pool as a whole: threads that each wait for themselves all
come back at once.
"""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

# Requests are spaced a little wider than the rate allows, since the service counts arrivals, not departures.
MARGIN = 1.03


class Limiter:
    """Holds requests of one pool back until they may be sent. Threads share it."""

    def __init__(self, rate: float, concurrency: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.rate = rate
        self.concurrency = concurrency
        self.clock = clock
        self.changed = threading.Condition()
        self.running = 0
        self.last = float("-inf")
        self.stopped = False
        self.paused_until = float("-inf")

    @contextmanager
    def turn(self, deadline: float = float("inf")) -> Iterator[bool]:
        """Wait for a turn, and hold one of the pool's places while the request runs.

        Yields False where the deadline comes first, or the pool is stopped.
        """
        granted = self.granted(deadline)
        try:
            yield granted
        finally:
            with self.changed:
                self.running -= granted
                self.changed.notify_all()

    def granted(self, deadline: float) -> bool:
        """Wait for a turn and take it; return False where there is none before the deadline."""
        with self.changed:
            while (wait := self.wait()) > 0 and not self.stopped:
                left = deadline - self.clock()
                if left <= 0 or (wait > left and self.running < self.concurrency):
                    return False
                self.changed.wait(min(wait, left))
            if self.stopped:
                return False
            self.last = self.clock()
            self.running += 1
            return True

    def stop(self) -> None:
        """Give no more turns, and send away those who wait."""
        with self.changed:
            self.stopped = True
            self.changed.notify_all()

    def wait(self) -> float:
        """Return the seconds until the next request may start; a full pool is looked at again when a place is free."""
        if self.running >= self.concurrency:
            return 60.0
        return max(self.last + MARGIN / self.rate, self.paused_until) - self.clock()

    def learn(self, headers: Mapping[str, str]) -> None:
        """Take over the limits that an answer tells: ``x-rate-limit-limit``, ``-interval``, ``x-concurrency-limit``."""
        limit, interval = number(headers.get("x-rate-limit-limit")), number(headers.get("x-rate-limit-interval"))
        concurrency = number(headers.get("x-concurrency-limit"))
        with self.changed:
            if limit:
                self.rate = limit / (interval or 1.0)
            if concurrency:
                self.concurrency = max(1, int(concurrency))
            self.changed.notify_all()

    def pause(self, seconds: float) -> None:
        """Let nobody start a request for some seconds."""
        with self.changed:
            self.paused_until = max(self.paused_until, self.clock() + seconds)
            self.changed.notify_all()


def number(text: str | None) -> float:
    """Return the number of a header such as ``10`` or ``1s``, or 0 where it is none."""
    try:
        return max(0.0, float((text or "").strip().rstrip("s")))
    except ValueError:
        return 0.0
