"""The same function over many pieces of a text by all processors, the results in order.

Only where it is safe: processes are forked, so that scripts need no guard against being run again, and that is sound
on Linux as long as there is one thread. Everywhere else, and in a program that is itself such a process, the pieces
are read one after the other.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future, ProcessPoolExecutor

Item = TypeVar("Item")
Result = TypeVar("Result")
# Pieces that wait for each process: enough to keep it busy, few enough to be held in memory.
AHEAD = 2


def in_order(function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
    """Yield the result of each item, as ``map`` does; a process that dies leaves its item to this one."""
    if (number := processors()) < 2:
        yield from map(function, items)
        return
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("fork")
    executor = ProcessPoolExecutor(number, mp_context=context, initializer=leave_interrupts)
    waiting: deque[tuple[Item, Future[Result] | None]] = deque()
    try:
        for item in items:
            waiting.append((item, submitted(executor, function, item)))
            if len(waiting) > AHEAD * number:
                yield result_of(function, *waiting.popleft())
        while waiting:
            yield result_of(function, *waiting.popleft())
    finally:
        executor.shutdown(cancel_futures=True)


def processors() -> int:
    """Return how many processes may work, 1 where forking is not sound."""
    alone = threading.active_count() == 1 and not multiprocessing.current_process().daemon
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" and alone else 1


def leave_interrupts() -> None:
    """Leave Ctrl-C to the first process, which then ends this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def submitted(executor: ProcessPoolExecutor, function: Callable[[Item], Result], item: Item) -> Future[Result] | None:
    """Return the promise of a result, None where the processes are gone."""
    from concurrent.futures.process import BrokenProcessPool

    try:
        return executor.submit(function, item)
    except BrokenProcessPool:
        return None


def result_of(function: Callable[[Item], Result], item: Item, promise: Future[Result] | None) -> Result:
    """Return a result, made here where its process died (the system ends processes when memory runs out)."""
    from concurrent.futures.process import BrokenProcessPool

    try:
        return promise.result() if promise else function(item)
    except BrokenProcessPool:
        return function(item)
