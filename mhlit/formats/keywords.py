"""Lists of keywords as pages print them: ``;`` or ``,`` or `` / `` between, Russian and English run together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mhlit.model import Text
from mhlit.text import fold, script, squeeze
from mhlit.translit import language

if TYPE_CHECKING:
    from collections.abc import Iterable

# What separates keywords, the surest first: a comma may stand inside one.
SEPARATORS = (";", " / ", "•", "·", " | ", ",")


def keywords_of(texts: Iterable[str]) -> tuple[Text, ...]:
    """Return the keywords of one or more labelled lists, each once, with its language."""
    values = [word for text in texts for word in split_keywords(text)]
    unique = {fold(value): value for value in reversed(values)}
    kept = [value for value in values if unique.get(fold(value)) is value]
    spoken = {kind: language(" ".join(v for v in kept if script(v) == kind)) for kind in ("Cyrl", "Latn")}
    spoken = {"Cyrl": spoken["Cyrl"] or "ru", "Latn": spoken["Latn"] or "en"}
    return tuple(Text(value, spoken.get(script(value), "")) for value in kept)


def split_keywords(text: str) -> list[str]:
    """Return the keywords of a list, whatever stands between them; commas in brackets separate nothing."""
    text = text.strip().rstrip(".;, ")
    separator = next((each for each in SEPARATORS if each in text), "")
    if not separator:
        return [text] if text else []
    pattern = re.escape(separator.strip()) if separator != " / " else r"\s/\s"
    pieces = re.split(pattern + r"(?![^()]{0,200}\))", text)
    return [word for piece in pieces if (word := squeeze(piece).strip(" .;,"))]
