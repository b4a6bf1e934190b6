"""Rules for references in Chinese, Japanese and Korean, in whose words the tagger sees neither capitals nor endings."""

from __future__ import annotations

import re

from mhlit.references.segments import Segment, part

# Han, kana and hangul letters
EASTERN = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
LETTER = re.compile(EASTERN)
# "張毅, 孫洪坤, ", "劉時覺, 陳克平. ": names of two to four letters, then a longer sentence
NAMES_THEN_TITLE = re.compile(
    rf"(?P<names>{EASTERN}{{2,4}}(?:[,，、&\s]+{EASTERN}{{2,4}})*)[,，.。．]\s*(?P<title>{EASTERN}.{{4,}})"
)
# "江南園林的淵源. 南方建築", "韓國考古學史, 韓國上古史學報": a title, and the name of a journal behind the last mark
TITLE_THEN_HOST = re.compile(
    rf"(?P<title>.{{4,}}?)['’”」』]?[,，.。．'’]\s*['‘“「『]?(?P<host>{EASTERN}[^,，.。．]{{2,}})"
)


def eastern_parted(found: list[Segment], body: str) -> list[Segment]:
    """Split the authors from the title, and the title from its journal, where one part holds both."""
    if body.isascii() or not LETTER.search(body):
        return found
    found = split(found, body, "au", NAMES_THEN_TITLE, ("names", "au"), ("title", "ti"))
    if any(segment.label in ("vo", "pg") for segment in found):
        for label in ("ti", "ct"):
            found = split(found, body, label, TITLE_THEN_HOST, ("title", "ti"), ("host", "ct"))
    return found


def split(
    found: list[Segment],
    body: str,
    label: str,
    pattern: re.Pattern[str],
    first: tuple[str, str],
    second: tuple[str, str],
) -> list[Segment]:
    """Return the segments, the first of a label split by a pattern where nothing else has the other label."""
    at = next((i for i, segment in enumerate(found) if segment.label == label), -1)
    match = pattern.fullmatch(found[at].text) if at >= 0 else None
    new = {first[1], second[1]} - {label}
    if not match or any(segment.label in new for segment in found):
        return found
    start = found[at].start
    pieces = [
        part(found[at], body, start + match.start(name), start + match.end(name), kind)
        for name, kind in (first, second)
    ]
    return [*found[:at], *pieces, *found[at + 1 :]]
