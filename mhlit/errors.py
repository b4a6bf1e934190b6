"""What can go wrong for the user as a whole: one base class, each kind with its exit code.

Bad input is not here: readers give it back as ``Issue`` values. Exit codes (README, "Exit codes"): 1 failed,
2 wrong usage, 3 done with doubts, 4 a service could not be used, 5 nothing found.
"""

from __future__ import annotations


class MhlitError(Exception):
    """The task failed. ``str()`` is one sentence for the user, ``hint`` says what to do about it."""

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class UsageError(MhlitError):
    """The request makes no sense: an unknown format, style or field."""

    exit_code = 2


class UnreadableFile(MhlitError):
    """A file is missing, a directory, or cannot be opened."""


class LibraryError(MhlitError):
    """The library is missing, locked, damaged, or newer than this program."""


class ServiceError(MhlitError):
    """A remote service was unreachable, refused, or gave an unusable answer."""

    exit_code = 4


class NotFound(MhlitError):
    """Nothing in the library answers the request."""

    exit_code = 5
