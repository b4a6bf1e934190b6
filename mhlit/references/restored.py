"""Cyrillic given back to what was printed in Latin letters, only where a table leaves no doubt, and always marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mhlit.journals import find_journal
from mhlit.text import script
from mhlit.translit import skeleton

if TYPE_CHECKING:
    from mhlit.model import Text

# ``Record.extra`` lists under this name the CSL fields with a wording that the source did not print.
RESTORED = "mhlit:restored"


def restored(containers: tuple[Text, ...], language: str) -> tuple[Text, ...]:
    """Return the containers and, behind them, the journal's own Cyrillic title; ``()`` where nothing is certain.

    The journal has to be known by every printed wording that the table knows at all, and the reference to be Russian
    or of no known language: an English article in "Consortium Psychiatricum" is no Russian one.
    """
    if not containers or language not in ("", "ru") or any(script(each.value) == "Cyrl" for each in containers):
        return ()
    found = {journal for each in containers if (journal := find_journal(each.value))}
    if len(found) != 1:
        return ()
    own = found.pop().titles[0]
    romanised = any(each.role == "romanised" or skeleton(each.value) == skeleton(own.value) for each in containers)
    if script(own.value) != "Cyrl" or not (romanised or language == "ru"):
        return ()
    return (*containers, own)
