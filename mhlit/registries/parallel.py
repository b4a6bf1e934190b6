"""Several requests at a time, the answers as they come."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from mhlit.registries.http import Unreachable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Question = TypeVar("Question")
Reply = TypeVar("Reply")


def in_parallel(
    ask: Callable[[Question], Reply], questions: Sequence[Question], threads: int
) -> Iterator[tuple[Question, Reply | Unreachable]]:
    """Yield (question, answer) in the order in which the answers come, or (question, why it could not be asked).

    The threads are daemons: an interruption, or the end of the program, does not wait for a request that hangs.
    """
    from multiprocessing.pool import ThreadPool

    def asked(question: Question) -> tuple[Question, Reply | Unreachable]:
        try:
            return question, ask(question)
        except Unreachable as error:
            return question, error

    if not questions:
        return
    pool = ThreadPool(min(threads, len(questions)))
    try:
        yield from pool.imap_unordered(asked, questions)
    finally:
        pool.terminate()
