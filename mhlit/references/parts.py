"""The parts of a reference: its tagged and mended segments, and how to ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mhlit.references.alternatives import read
from mhlit.references.brackets import second_entry
from mhlit.references.clues import UNREAD, Evidence
from mhlit.references.fields import BROKEN
from mhlit.references.kinds import cue_roles

if TYPE_CHECKING:
    from mhlit.references.layout import Preference
    from mhlit.references.segments import Segment


def entries(body: str, prefer: Preference | None = None) -> tuple[Parts, Parts | None]:
    """Return the parts of a reference and, where a bracket repeats it in another language, the parts of that."""
    place = second_entry(body)
    if place is None:
        return parts_of(body, prefer), None
    start, end = place
    return parts_of(body[:start] + " " * (end - start) + body[end:], prefer), parts_of(body[start + 1 : end - 1])


def parts_of(body: str, prefer: Preference | None = None) -> Parts:
    """Return the tagged and mended parts of a text, under the habits of its list where these are known."""
    return Parts(body, *read(body, prefer))


class Parts:
    """The segments of a reference by label, and what they were chosen from."""

    def __init__(self, body: str, found: list[Segment], evidence: Evidence = UNREAD) -> None:
        self.body = body
        self.found = found
        self.evidence = evidence

    def all(self, label: str) -> list[Segment]:
        """Return the segments of a label in their order."""
        return [segment for segment in self.found if segment.label == label]

    def first(self, label: str) -> str:
        """Return the text of the first segment of a label, or ``""``."""
        return next((segment.text for segment in self.found if segment.label == label), "")

    def genre(self) -> str:
        """Return the genre, or a note that names a thesis ("Dissertation"), or ``""``."""
        notes = (segment.text for segment in self.all("no") if "thesis" in cue_roles(segment.text))
        return self.first("ge") or next(notes, "")

    def after(self, segment: Segment) -> str:
        """Return what is printed behind a segment."""
        return self.body[segment.end : segment.end + 40]

    def kinds(self, values: dict[str, Any]) -> dict[str, str]:
        """Return the texts that the choice of a type looks at."""
        texts = {segment.label: BROKEN.sub("", segment.text) for segment in reversed(self.found)}
        texts["head"] = self.body[:24]
        for label, name in (
            ("vo", "volume"),
            ("is", "issue"),
            ("np", "number_of_pages"),
            ("pg", "pages"),
            ("doi", "doi"),
            ("url", "url"),
        ):
            texts.pop(label, None)
            if values[name]:
                texts[label] = values[name]
        if genre := self.genre():
            texts["ge"] = genre
        if not values["editors"]:
            texts.pop("ed", None)
        return texts
