"""The parts of a Word file: a ZIP archive of XML, of which nothing larger than 64 MB is unpacked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import zipfile

    from lxml.etree import _Element

LARGEST = 64 * 1024 * 1024
# Word's "strict" variant names the same elements otherwise.
STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
USUAL = "word/document.xml"


def main_part(archive: zipfile.ZipFile) -> str:
    """Return the name of the member that holds the text ("word/document2.xml" in some files), or ``""``."""
    names = set(archive.namelist())
    if "_rels/.rels" in names:
        for relation in member(archive, "_rels/.rels").iter(RELATION):
            target = (relation.get("Target") or "").lstrip("/")
            kind = relation.get("Type") or ""
            if kind.endswith("/officeDocument") and target.startswith("word/") and target in names:
                return target
    return USUAL if USUAL in names else ""


def addresses(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    """Return the web addresses that the links of a part lead to, by the identifiers that the part uses for them."""
    folder, name = part.rsplit("/", 1)
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in archive.namelist():
        return {}
    found = member(archive, relations).iter(RELATION)
    return {each.get("Id") or "": each.get("Target") or "" for each in found if each.get("TargetMode") == "External"}


def member(archive: zipfile.ZipFile, name: str) -> _Element:
    """Return the XML of a member. Raises ValueError where it is too large or no XML."""
    from lxml import etree

    with archive.open(name) as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise ValueError(f"{name} has more than {LARGEST // 2**20} MB")
    for strict, usual in STRICT:
        content = content.replace(strict, usual)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    root = etree.fromstring(content, parser)
    if root is None:
        raise ValueError(f"{name} is no XML")
    return root
