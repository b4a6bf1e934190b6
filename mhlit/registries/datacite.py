"""DataCite: works by DOI, several at a time (``/dois?ids=A,B``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mhlit.registries.http import Client

BATCH = 40


def works(client: Client, dois: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return the attributes that DataCite has for DOIs, by DOI; unknown ones are absent. Raises Unreachable."""
    found: dict[str, dict[str, Any]] = {}
    for start in range(0, len(dois), BATCH):
        found |= batch(client, dois[start : start + BATCH])
    return found


def batch(client: Client, dois: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return the attributes of one batch by DOI."""
    if len(dois) == 1:
        answer = client.get("datacite", f"/dois/{quote(dois[0], safe='')}")
        data: Any = [answer.members().get("data")]
    else:
        answer = client.get("datacite", "/dois", {"ids": ",".join(dois), "page[size]": str(len(dois))})
        data = answer.members().get("data")
    if answer.status != 200:
        return {}
    if not isinstance(data, list) or not all(isinstance(each, dict) for each in data):
        raise answer.odd()
    inner = [each["attributes"] for each in data if isinstance(each.get("attributes"), dict)]
    return {str(each.get("doi")).lower(): each for each in inner}
