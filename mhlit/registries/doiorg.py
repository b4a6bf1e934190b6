"""doi.org: which agency a prefix belongs to, whether a DOI exists, and metadata of agencies that we do not ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from mhlit.registries.http import Client

CSL = "application/vnd.citationstyles.csl+json"
# mEDRA's own form, where an agency has no CSL-JSON
ONIX = "application/vnd.medra.onixdoi+xml"


def agency(client: Client, prefix: str) -> str:
    """Return the registration agency of a prefix ("Crossref", "DataCite", "mEDRA" …), or ``""`` for an unknown prefix.

    Raises Unreachable.
    """
    answer = client.get("doi", f"/ra/{quote(prefix, safe='.')}")
    found = answer.json()
    first = found[0] if isinstance(found, list) and found and isinstance(found[0], dict) else {}
    # an unknown prefix has a status ("DOI does not exist", "Invalid DOI") in place of the agency
    if answer.status == 200 and not (first.get("RA") or first.get("status")):
        raise answer.odd()
    return str(first.get("RA") or "")


def exists(client: Client, doi: str) -> bool:
    """Return whether a DOI is registered anywhere. Raises Unreachable."""
    answer = client.get("doi", f"/api/handles/{quote(doi, safe='/')}", {"type": "URL"})
    code = answer.members().get("responseCode")
    if answer.status == 200 and code not in {1, 100, 200}:
        raise answer.odd()
    return code in {1, 200}


def expand(client: Client, short: str) -> str:
    """Return the DOI that a short one such as ``10/gf4gqc`` stands for, or ``""``. Raises Unreachable."""
    answer = client.get("doi", f"/api/handles/{quote(short, safe='/')}")
    values = answer.members().get("values")
    for value in values if isinstance(values, list) else []:
        if isinstance(value, dict) and value.get("type") == "HS_ALIAS":
            data = value.get("data")
            return str(data.get("value") or "").lower() if isinstance(data, dict) else ""
    return ""


def item(client: Client, doi: str) -> dict[str, Any] | None:
    """Return what a DOI's agency gives through doi.org: a CSL-JSON item, ``{"onix": XML}``, or None if neither.

    Raises Unreachable; Redirected where the agency has neither and sends us to the publisher's page.
    """
    answer = client.get("doi", f"/{quote(doi, safe='/')}", accept=f"{CSL}, {ONIX};q=0.5")
    if answer.status != 200:
        return None
    if answer.text.lstrip("\ufeff \r\n\t").startswith("<"):
        return {"onix": answer.text} if "ONIXDOI" in answer.text[:2000] else None
    found = answer.json()
    return found if isinstance(found, dict) and (found.get("title") or found.get("author")) else None
