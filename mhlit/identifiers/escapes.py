r"""What a text says once its encodings are undone, with the way back to the places in the original.

Identifiers arrive through web pages (``&lt;``, ``%2F``, ``<wbr>``), TeX (``\_``) and copies (zero-width blanks,
full-width letters). ``decoded`` undoes all of these on a copy and remembers each change, so that a span in the copy can
be told as a span of the original together with the names of the changes inside it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from mhlit.identifiers.spaced import gaps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# "&lt;", "&#60;", "&#x3c;": also the inner half of "&amp;lt;", which the next round undoes
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# "<br>", "<br />": a line break; "<wbr>": a place where a long word may break
BREAK = re.compile(r"<(w?)br\s*/?>", re.IGNORECASE)
# zero width space, soft hyphen, byte order mark, and the marks of writing direction
UNSEEN = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
# "\_", "\/", "{\_}", "{\textless}", "\textgreater{}", "$<$"
TEX = re.compile(
    r"\{\\([/_&#%<>~-])\}|\\([/_&#%<>~-])|\{?\\text(less|greater|underscore|endash)(?:\{\}|\}| |(?![a-z]))|\$([<>])\$"
)
TEX_WORDS = {"less": "<", "greater": ">", "underscore": "_", "endash": "-"}
# "%2F", "%D0%BE": neighbours are decoded together, since they may be one letter
PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
# "26:1%\n3C39": an address that was broken behind the percent sign of a bracket, colon or slash
BROKEN_PERCENT = re.compile(r"%\s*\n\s*(?=(?:2[89F]|3[ABCE])(?![0-9A-F]\b))", re.IGNORECASE)
# "254:3\\408:AID-AR12[3.0.CO;2-G": in a SICI the signs "<", "::" and ">" read wrongly; the title code AID is Wiley's
SICI = re.compile(
    r"(\(SICI\)[^\s<>]{9,40}:\d{1,3})[\\<({\[|]\s?(\d{1,6}):{1,2}(AID-\w{2,9})[\])}>\[|](\d\.\d\.CO;\s?2-\w)",
    re.IGNORECASE,
)
# "3.0.CO; 2-E", "2.0.CO ;2-K": the end of a SICI, which always reads ";2-"
CO_GAP = re.compile(r"(?<=\d\.\d\.CO)\s?;\s?2\s?-\s?(?=[\w#])", re.IGNORECASE)
# "jour\u00ad\nnal", "jour¬\nnal", "jour¬nal": the hyphen of a line's end as programs mark it
LINE_HYPHEN = re.compile(r"[\u00ad¬]\s*\n\s*|¬\s?")
# "１０．１０１６": letters, digits and signs as wide as Chinese characters
WIDE = re.compile("[\uff01-\uff5e]+")


@dataclass(frozen=True, slots=True)
class Round:
    """One kind of change made throughout a text.

    For each change: where it begins in the new text and in the old one, and how long it is in each.
    """

    name: str
    starts: tuple[int, ...]
    lengths: tuple[int, ...]
    old_starts: tuple[int, ...]
    old_lengths: tuple[int, ...]

    def changes(self, start: int, end: int) -> bool:
        """Return whether a change lies inside a span of the new text."""
        at = max(0, bisect_right(self.starts, start) - 1)
        while at < len(self.starts) and (place := self.starts[at]) < end:
            if start < place + self.lengths[at] or start < place:
                return True
            at += 1
        return False

    def back(self, place: int) -> int:
        """Return the place in the old text that a place in the new text came from."""
        at = bisect_right(self.starts, place) - 1
        if at < 0:
            return place
        inside = place - self.starts[at]
        if inside < self.lengths[at]:
            return self.old_starts[at] + min(inside, self.old_lengths[at])
        return self.old_starts[at] + self.old_lengths[at] + inside - self.lengths[at]


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded copy of a text, and the rounds of changes that led to it."""

    text: str
    rounds: tuple[Round, ...] = ()

    def origin(self, start: int, end: int) -> tuple[tuple[int, int], tuple[str, ...]]:
        """Return the span in the original of a span in the copy, and the names of the changes inside it."""
        names: list[str] = []
        for each in reversed(self.rounds):
            if each.changes(start, end):
                names.append(each.name)
            start, end = each.back(start), each.back(end - 1) + 1
        return (start, end), tuple(dict.fromkeys(reversed(names)))


def decoded(text: str) -> Decoded:
    """Return a copy of the text with entities, percent signs, TeX escapes, wide and invisible characters undone.

    Entities are undone until nothing changes, at most three times (``&amp;amp;lt;``), percent signs at most twice.
    """
    rounds: list[Round] = []
    for name, hint, pattern, reading in steps():
        if hint and hint not in text:
            continue
        text, done = changed(text, name, [(*match.span(), reading(match)) for match in pattern.finditer(text)])
        if done is not None:
            rounds.append(done)
    text, done = changed(text, "joined-space", [(*gap, "") for gap in gaps(text)])
    return Decoded(text, tuple(rounds) if done is None else (*rounds, done))


@cache
def steps() -> tuple[tuple[str, str, re.Pattern[str], Callable[[re.Match[str]], str]], ...]:
    """Return the changes in their order: name, a sign without which there is nothing to do, pattern, reading."""
    entity = ("entity", "&", ENTITY, lambda match: unescape(match[0]))
    percent = ("percent", "%", PERCENT, lambda match: unquote(match[0], errors="replace"))
    return (
        entity, entity, entity,
        ("hyphen", "", LINE_HYPHEN, lambda match: ""),
        ("invisible", "", UNSEEN, lambda match: ""),
        ("markup", "<", BREAK, lambda match: "" if match[1] else "\n"),
        ("ocr", "CO;", SICI, lambda match: f"{match[1]}<{match[2]}::{match[3]}>{match[4]}"),
        ("escape", "\\", TEX, tex),
        ("escape", "$", TEX, tex),
        ("percent", "%", BROKEN_PERCENT, lambda match: "%"),
        percent, percent,
        ("joined-space", ".CO", CO_GAP, lambda match: ";2-"),
        ("width", "", WIDE, lambda match: "".join(chr(ord(letter) - 0xFEE0) for letter in match[0])),
    )  # fmt: skip


def tex(match: re.Match[str]) -> str:
    """Return the character that a TeX escape stands for."""
    return match[1] or match[2] or match[4] or TEX_WORDS[match[3]]


def changed(text: str, name: str, changes: Iterable[tuple[int, int, str]]) -> tuple[str, Round | None]:
    """Return the text with its changes (start, end, new text) made, and the round, or None where nothing changed."""
    pieces: list[str] = []
    places: list[tuple[int, int, int, int]] = []
    length = last = 0
    for start, end, new in changes:
        if new == text[start:end]:
            continue
        pieces += text[last:start], new
        length += start - last
        places.append((length, len(new), start, end - start))
        length += len(new)
        last = end
    if not places:
        return text, None
    return "".join(pieces) + text[last:], Round(name, *zip(*places, strict=True))
