"""MARC 21 and RUSMARC (UNIMARC), as ISO 2709 or as XML -> records; MARCXML is written.

What the subfields mean stands in ``data/field_map.tsv``. A damaged record costs itself only. Byte 9 of the leader
tells UTF-8; files that are not lie about it, and those of Russian libraries are Windows-1251. MARC-8 is decoded by
pymarc, the extra ``marc``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING, Any

from mhlit.formats.base import Format
from mhlit.formats.fieldset import record_of_fields
from mhlit.formats.limits import BLOCK, LONGEST_RECORD, joined
from mhlit.formats.mapping import rows, types
from mhlit.formats.marcwrite import write
from mhlit.formats.portions import elements, streaming
from mhlit.formats.values import bare_doi, page_range
from mhlit.formats.xmltree import parsed, path, source, words
from mhlit.model import Issue, Name, ReadResult
from mhlit.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from mhlit.formats.fieldset import Value
    from mhlit.model import Record

FIELD_END, RECORD_END, SUBFIELD = b"\x1e", b"\x1d", b"\x1f"
# "00714cam a2200205 a 4500": length, status, kind, level … base address, entry map
LEADER = re.compile(rb"^\s*\d{5}[ -~]{5}[ -~]{2}[\d ]{5}[ -~]{3}")
CYRILLIC_1251 = re.compile(rb"[\xc0-\xff]{4}")
# "Vol. 18, no. 2 (2008), p. 7-14", "Т. 12, № 3. - С. 5-9", "2008. - N 2"
VOLUME = re.compile(r"(?:vol(?:ume)?\.?|т\.|v\.|jg\.)\s*(\w+)", re.IGNORECASE)
ISSUE = re.compile(r"(?:no?\.?|№|вып\.|issue|heft)\s*(\d[\w/-]*)", re.IGNORECASE)
PAGES = re.compile(r"(?:pp?\.|pages?|[сc]\.|s\.)\s*([A-Za-z]?\d+(?:\s*[-–]\s*\w+)?)", re.IGNORECASE)
EDITORS = re.compile(r"\b(?:edt|ed\.?|eds\.?|editors?|ред\.?|редактор|hrsg\.?|herausgeber|340)(?![\w])", re.IGNORECASE)
# relators of those who did not write the work: translators, illustrators … are kept, not made authors
OTHERS = re.compile(r"\b(?:trl|ill|aui|ths|translator|illustrator|переводчик|пер\.|730|440)(?![\w])", re.IGNORECASE)
# "accessed 2020-05-17": a note on an address
ACCESSED = re.compile(r"^accessed (\d{4}\S*)$")
HINT = "install the extra: pip install 'mhlit[marc]'"


@dataclass(frozen=True, slots=True)
class Marc:
    """A record of MARC: its leader, and tags with their subfields; a control field has one of code ``""``."""

    leader: str
    fields: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


# ---------------------------------------------------------------- ISO 2709


def load(chunks: Iterable[bytes], first: int = 1) -> ReadResult:
    """Return the records of an ISO 2709 file, and issues for those that are damaged; ``first`` is the number of one."""
    records: list[Record] = []
    issues: list[Issue] = []
    for number, chunk in enumerate(chunks, first):
        try:
            marc, told = iso2709(chunk)
        except (ValueError, IndexError):
            raw = chunk[:500].decode("utf-8", "replace")
            issues.append(Issue("damaged-marc", f"record {number} of the file is damaged and was not read", raw=raw))
            continue
        issues.extend(replace(issue, message=f"record {number}: {issue.message}") for issue in told)
        records.append(read_record(marc, chunk.decode("utf-8", "replace"), number))
    return ReadResult(tuple(records), tuple(issues))


def chunks_of(data: bytes) -> list[bytes]:
    """Return the records of some bytes, without what stands between them."""
    chunks = (chunk.lstrip(b"\r\n \x00\x1a") for chunk in data.split(RECORD_END))
    return list(filter(None, chunks))


def iso2709(chunk: bytes) -> tuple[Marc, list[Issue]]:
    """Return one record. Raises ValueError where its directory cannot be read.

    Fields are taken in their order between the marks: lengths in the directory are wrong in every other damaged file.
    """
    if len(chunk) < 25 or not LEADER.match(chunk):
        raise ValueError("no leader")
    base = int(chunk[12:17])
    directory, _, _ = chunk[24:].partition(FIELD_END)
    tags = [directory[at : at + 3].decode("ascii", "replace") for at in range(0, len(directory) - 11, 12)]
    body = chunk[base:] if chunk[base - 1 : base] == FIELD_END else chunk[24 + len(directory) + 1 :]
    contents = body.split(FIELD_END)
    if not tags or len(contents) < len(tags):
        raise ValueError("fields are missing")
    encoding, issues = encoding_of(chunk)
    fields = [(tag, subfields(tag, content, encoding)) for tag, content in zip(tags, contents, strict=False)]
    return Marc(chunk[:24].decode("ascii", "replace"), tuple(fields)), issues


def encoding_of(chunk: bytes) -> tuple[str, list[Issue]]:
    """Return the encoding of a record: as its bytes show, else as the leader says."""
    try:
        chunk.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return ("marc-8" if b"\x1b" in chunk else "utf-8"), []
    if chunk[9:10] == b"a":
        return "utf-8", [Issue("encoding-guessed", "says UTF-8 and is not; some letters are lost")]
    if CYRILLIC_1251.search(chunk):
        return "cp1251", [Issue("encoding-guessed", "read as Windows-1251; check the letters")]
    return "marc-8", []


def subfields(tag: str, content: bytes, encoding: str) -> tuple[tuple[str, str], ...]:
    """Return the subfields of a field; a control field is one without a code."""
    if tag.startswith("00") or SUBFIELD not in content:
        return (("", decoded(content, encoding)),)
    pieces = content.split(SUBFIELD)[1:]
    return tuple((chr(piece[0]), decoded(piece[1:], encoding)) for piece in pieces if piece)


def decoded(data: bytes, encoding: str) -> str:
    """Return the text of a field; MARC-8 without pymarc comes as Latin-1, and its issue says so."""
    if encoding != "marc-8" or data.isascii():
        return data.decode("ascii" if encoding == "marc-8" else encoding, "replace")
    try:
        marc8 = import_module("pymarc.marc8")
    except ImportError:
        return data.decode("latin-1")
    return str(marc8.marc8_to_unicode(data, hide_utf8_warnings=True))


def without_pymarc(chunks: Iterable[bytes]) -> bool:
    """Return whether records need pymarc and it is not installed."""
    from importlib.util import find_spec

    needed = any(encoding_of(chunk)[0] == "marc-8" and not chunk.isascii() for chunk in chunks)
    return needed and find_spec("pymarc") is None


def read_bytes(data: bytes) -> ReadResult:
    """Return the records of a binary MARC file; letters of MARC-8 that cannot be decoded are told once."""
    return joined(read_portions(iter((data,))))


def stream_bytes(file: BinaryIO) -> Iterator[ReadResult]:
    """Yield the records of a long binary MARC file in portions."""
    return read_portions(iter(partial(file.read, BLOCK), b""))


def read_portions(blocks: Iterator[bytes]) -> Iterator[ReadResult]:
    """Yield what blocks of bytes hold, record by record."""
    number, rest, told = 1, b"", False
    for block in chain(blocks, (RECORD_END,)):
        whole, mark, rest = (rest + block).rpartition(RECORD_END)
        if not mark and len(rest) > LONGEST_RECORD:
            whole, rest = rest, b""
        chunks = chunks_of(whole)
        result = load(chunks, number)
        number += len(chunks)
        if not told and (told := without_pymarc(chunks)):
            issue = Issue("marc-8", f"letters in the encoding MARC-8 may be wrong: decoding it needs pymarc; {HINT}")
            result = ReadResult(result.records, (issue, *result.issues))
        yield result


# ---------------------------------------------------------------- MARCXML


def read_xml(text: str) -> ReadResult:
    """Return the records of MARCXML, bare or wrapped (SRU, OAI)."""
    root, issues = parsed(text)
    if root is None:
        return ReadResult((), tuple(issues))
    found = path("//record[datafield or controlfield]")(root)
    if not found:
        issues.append(Issue("unread-text", "no MARC records in this file", 1, raw=text[:500]))
    records = tuple(read_record(from_xml(each), source(each), each.sourceline, "marcxml") for each in found)
    return ReadResult(records, tuple(issues))


def from_xml(element: Any) -> Marc:
    """Return the record of an element; the leader may be missing."""
    fields: list[tuple[str, tuple[tuple[str, str], ...]]] = []
    for field in path("controlfield|datafield")(element):
        inner = [(each.get("code", ""), words(each)) for each in path("subfield")(field)]
        fields.append((field.get("tag", ""), tuple(inner) or (("", words(field)),)))
    return Marc("".join(words(each) for each in path("leader")(element)), tuple(fields))


# ---------------------------------------------------------------- record


def read_record(marc: Marc, raw: str, line: int = 0, format_: str = "marc") -> Record:
    """Return the record of a MARC record; ``line`` is its place in the file."""
    tags = {tag for tag, _ in marc.fields}
    dialect = "unimarc" if "200" in tags and "245" not in tags else "marc"
    type_ = type_of(marc, tags)
    record = record_of_fields(dialect, [*fields_of(marc, dialect)], type_, line, raw)
    extra = dict(record.extra)
    parts = str(extra.pop("related-parts", ""))
    changes = parts_of(parts, record)
    origin = replace(record.origin, format=format_) if record.origin else None
    return replace(record, extra=extra, origin=origin, **changes)


def type_of(marc: Marc, tags: set[str]) -> str:
    """Return the CSL type by the kind and level in the leader, a thesis by its note, others where mhlit wrote them."""
    told = next((dict(inner) for tag, inner in marc.fields if tag == "655" and ("2", "csl") in inner), {})
    if told.get("a"):
        return told["a"]
    if tags & {"502", "328"}:
        return "thesis"
    kind = types("marc").get(marc.leader[6:8].lower(), "")
    if kind in ("", "book", "chapter") and tags & {"773", "463", "461"}:
        host = dict(next(inner for tag, inner in marc.fields if tag in ("773", "463", "461")))
        return "chapter" if "z" in host or (kind == "chapter" and "x" not in host) else "article-journal"
    return kind or "book"


def fields_of(marc: Marc, dialect: str) -> Iterator[tuple[str, Value]]:
    """Yield tags with their values as the table names them: ``245$a``, ``100``, ``008/35-37``."""
    known = {row.tag for row in rows(dialect)}
    for tag, inner in marc.fields:
        if tag == "008":
            yield from fixed(inner[0][1], known)
        elif tag in ("024", "856") and dialect == "marc":
            yield from address(tag, inner)
        elif ("2", "csl") in inner:
            continue
        elif tag in known:
            yield from named(tag, inner, dialect)
        else:
            for code, value in inner:
                name = f"{tag}${code}" if code else tag
                if squeeze(value) and (name in known or (code and tag > "009")):
                    yield name, value


def fixed(text: str, known: set[str]) -> Iterator[tuple[str, Value]]:
    """Yield the date and language in the fixed places of 008."""
    date, tongue = text[7:11], text[35:38]
    if date.isdecimal() and "008/07-10" in known:
        yield "008/07-10", date
    if tongue.isalpha() and "008/35-37" in known and tongue not in ("und", "mul", "zxx"):
        yield "008/35-37", tongue


def address(tag: str, inner: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, Value]]:
    """Yield a DOI, wherever it stands, PubMed's number, or the address of the work and when it was looked at."""
    pubmed = ("2", "pmid") in inner
    for code, value in inner:
        doi = bare_doi(squeeze(value))
        if doi.startswith("10.") and code in ("a", "u"):
            yield "024$a", doi
        elif pubmed and code == "a":
            yield "024p", value
        elif accessed := ACCESSED.match(value) if code == "z" else None:
            yield "856z", accessed[1]
        elif code in ("a", "u"):
            yield f"{tag}${code}" if tag == "856" else f"{tag}${code}x", value


def named(tag: str, inner: tuple[tuple[str, str], ...], dialect: str) -> Iterator[tuple[str, Value]]:
    """Yield a control field or a name; of an added name its relator tells the role."""
    values = dict(reversed(inner))
    if "" in values or "a" not in values:
        yield tag, squeeze(values.get("", ""))
        return
    role = " ".join(values.get(code, "") for code in "e4")
    name = person(values, dialect) if tag[1:] in ("00", "01", "02") else clean(values["a"])
    if tag[1:] in ("00", "01", "02") and EDITORS.search(role):
        yield ("702" if dialect == "unimarc" else "700e"), name
    elif OTHERS.search(role) or (tag == "700" and "t" in values):
        yield f"{tag}x", str(name)
    else:
        yield tag, name


def person(values: dict[str, str], dialect: str) -> Name:
    """Return a name: "Xarque, Francisco," in MARC 21; family and initials apart in UNIMARC."""
    family, _, given = clean(values["a"]).partition(",")
    if dialect == "unimarc":
        given = values.get("g", "") or values.get("b", "") or given
    given = squeeze(given).strip(", ")
    return Name(family.strip(), given if re.search(r"(?:^|[\s.])\w\.$", given) else given.rstrip("."))


def clean(text: str) -> str:
    """Return a name without the punctuation of ISBD at its end."""
    return re.sub(r"[\s,;:/]+$", "", squeeze(text))


def parts_of(text: str, record: Record) -> dict[str, Any]:
    """Return volume, issue and pages from the note on the host: "Vol. 18, no. 2 (2008), p. 7-14"."""
    found = {"volume": VOLUME.search(text), "issue": ISSUE.search(text), "pages": PAGES.search(text)}
    told: dict[str, Any] = {name: hit[1] for name, hit in found.items() if hit and not getattr(record, name)}
    return told | ({"pages": page_range(told["pages"])} if "pages" in told else {})


def sniff_bytes(data: bytes) -> bool:
    """Return whether a file is ISO 2709: a leader, and the mark that ends a field in what follows."""
    return LEADER.match(data[:40]) is not None and FIELD_END in data[:100_000]


def sniff_xml(head: str) -> bool:
    """Return whether a text holds MARC's elements in XML."""
    return (
        head.lstrip("\ufeff \t\r\n").startswith("<")
        and re.search(r"<(?:\w+:)?(?:datafield|controlfield)\s", head) is not None
    )


FORMATS = (
    Format(
        "marcxml", "MARCXML", ("marc-xml",), (), sniff_xml, read_xml, write,
        stream=streaming(elements("record"), read_xml),
    ),
    Format(
        "marc21", "MARC 21, RUSMARC (ISO 2709)", ("marc", "rusmarc", "unimarc"), (".mrc", ".iso"),
        read=lambda text: read_bytes(text.encode("utf-8")), sniff_bytes=sniff_bytes, read_bytes=read_bytes,
        stream_bytes=stream_bytes,
    ),
)  # fmt: skip
