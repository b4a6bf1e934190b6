"""Files too long for memory: portions that together are what the whole gives, and never more of the file than needed."""

from __future__ import annotations

import io
import json
import os
import tracemalloc

import pytest

import mhlit as package
from mhlit import api
from mhlit.decoding import decode
from mhlit.formats import bibtex, bibtexlong, catalogue, every, limits, longfile, portions, textfile, workers
from mhlit.formats.marc import read_bytes
from mhlit.model import Date, Name, Record, Text

COUNT = 120
SIZE = 1000


def record(number):
    return Record(
        id=f"key{number}",
        type="article-journal",
        titles=(Text(f"Recovery and stigma, part {number}"),),
        containers=(Text("Psychiatry"),),
        authors=(Name("Любов", "Е. Б."), Name("Smith", f"A{number}")),
        issued=Date((2000 + number % 20,)),
        volume=str(number),
        pages=f"{number}-{number + 7}",
        doi=f"10.1000/x.{number}",
        abstract="First line of the abstract.\nSecond line, with “quotes”; and 5 < 6.",
    )


def marc(number):
    """Return a record of ISO 2709 as printed in the standard: leader, directory, fields."""
    fields = [(b"001", b"%d" % number), (b"100", b"1 \x1faSmith, Anna"), (b"245", b"10\x1faRecovery %d" % number)]
    directory, body = b"", b""
    for tag, content in fields:
        directory += tag + b"%04d%05d" % (len(content) + 1, len(body))
        body += content + b"\x1e"
    base = 24 + len(directory) + 1
    return b"%05dnam a22%05d   4500" % (base + len(body) + 1, base) + directory + b"\x1e" + body + b"\x1d"


CROSSREF = {"DOI": "10.1000/{n}", "title": ["Recovery {n}"], "type": "journal-article", "member": "1", "prefix": "10.1"}
DATACITE = {"id": "10.1000/{n}", "attributes": {"doi": "10.1000/{n}", "titles": [{"title": "Recovery {n}"}]}}
# Format, what stands before the records, one record, what stands between two, what stands behind the last.
TEMPLATES = {
    "wos": ("FN Clarivate\nVR 1.0\n", "PT J\nAU Smith, A\n   Любов, Е\nTI Recovery {n}\nPY 2004\nER\n", "\n", "EF\n"),
    "refer": ("", "%0 Journal Article\n%A Smith, A\n%T Recovery {n}\n%D 2004\n", "\n", ""),
    "refworks": ("", "RT Journal Article\nA1 Smith,A\nT1 Recovery {n}\nYR 2004\n", "\n", ""),
    "ovid": ("", "<{n}. >\nAU  - Smith A\nTI  - Recovery {n}\nSO  - Psychiatry. 28:103-106, April 2015\n", "\n", ""),
    "pubmed-xml": (
        "<?xml version='1.0'?>\n<!DOCTYPE PubmedArticleSet PUBLIC 'x' 'y'>\n<PubmedArticleSet>\n",
        "<PubmedArticle>\n<MedlineCitation><PMID>{n}</PMID><Article><ArticleTitle>Recovery <i>{n}</i></ArticleTitle>"
        "</Article></MedlineCitation>\n</PubmedArticle>\n",
        "",
        "</PubmedArticleSet>\n",
    ),
    "unixref": (
        "<doi_records>\n",
        "<doi_record><crossref><journal><journal_metadata><full_title>Psychiatry</full_title></journal_metadata>\n"
        "<journal_article><titles><title>Recovery {n}</title></titles></journal_article></journal></crossref></doi_record>",
        "\n",
        "</doi_records>",
    ),
    "jats": (
        "<articles>",
        "<article><front><article-meta><title-group><article-title>Recovery {n}</article-title></title-group>"
        "</article-meta></front></article>\n",
        "",
        "</articles>",
    ),
    "mods": (
        '<modsCollection xmlns="http://www.loc.gov/mods/v3">',
        "<mods><titleInfo><title>Recovery {n}</title></titleInfo>\n</mods>",
        "\n",
        "</modsCollection>",
    ),
    "marcxml": (
        "<zs:response xmlns:zs='http://www.loc.gov/zing/srw/'><zs:records>\n",
        "<zs:record><zs:recordData><record><leader>00714cam a2200205 a 4500</leader><datafield tag='245'>"
        "<subfield code='a'>Recovery {n}</subfield></datafield></record></zs:recordData></zs:record>\n",
        "",
        "</zs:records></zs:response>",
    ),
    "onix": (
        "<ONIXDOIMonographicProductRegistrationMessage>\n",
        "<DOIMonographicProduct><DOI>10.1000/{n}</DOI><Title><TitleText>Recovery</TitleText></Title>"
        "</DOIMonographicProduct>\n",
        "",
        "</ONIXDOIMonographicProductRegistrationMessage>",
    ),
    "crossref": ('{"message": {"total-results": 9, "items": [', json.dumps(CROSSREF), "\n,\n", "]}}\n"),
    "datacite": ('{"data": [\n', json.dumps(DATACITE), ",\n", "\n]}"),
    "csv": ("Authors,Title,Year\n", '"Smith, A.; Любов, Е.","Recovery\nand ""hope"", {n}",2004\n', "", ""),
    "dois": ("", "10.1000/recovery.and.stigma.{n}\n", "", ""),
    "lines": ("", "Smith A. Recovery {n}. Psychiatry. 2004;1(2):3-4.\n", "", ""),
}
WRITTEN = ("ris", "nbib", "endnote-xml", "marcxml", "csl-json", "jsonl", "csv", "bibtex")


def long_text(name):
    """Return a text of many records in a format."""
    if name in TEMPLATES:
        head, one, between, tail = TEMPLATES[name]
        return head + between.join(one.replace("{n}", str(n)) for n in range(1, COUNT + 1)) + tail
    return package.write([record(n) for n in range(COUNT)], name)


class Blocks:
    """A text in blocks that counts how many were asked for."""

    def __init__(self, text, size):
        self.text, self.size, self.given = text, size, 0

    def __iter__(self):
        for at in range(0, len(self.text), self.size):
            self.given += 1
            yield self.text[at : at + self.size]


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """What is long is short in these tests."""
    monkeypatch.setattr(portions, "SIZE", SIZE)
    monkeypatch.setattr(textfile, "BLOCK", SIZE)


@pytest.mark.parametrize("name", sorted({*TEMPLATES, *WRITTEN}))
@pytest.mark.parametrize("size", [77, 1500])
def test_the_portions_of_a_text_are_the_whole(name, size):
    text, form = long_text(name), catalogue.by_name(name)
    results = list(form.stream(Blocks(text, size)))
    whole = form.read(text)

    assert len(results) > 2
    assert len(whole.records) == COUNT
    assert [line_free(each) for each in limits.joined(results).records] == [line_free(each) for each in whole.records]
    assert limits.joined(results).issues == whole.issues
    if name not in ("crossref", "datacite"):  # the records of one answer have no line of their own when read whole
        assert limits.joined(results) == whole


def line_free(each):
    return package.to_csl(each) | {"custom": None}


@pytest.mark.parametrize("name", sorted({*TEMPLATES, *WRITTEN} - {"bibtex"}))
def test_no_more_is_read_than_the_next_portion_needs(name):
    text = long_text(name)
    blocks = Blocks(text, 500)
    held = 4 * SIZE // 500

    for count, _ in enumerate(catalogue.by_name(name).stream(blocks), 1):
        assert blocks.given <= (count + 1) * SIZE // 500 * 3 + held


def test_binary_marc_is_read_record_by_record(monkeypatch):
    data = b"".join(map(marc, range(COUNT)))
    monkeypatch.setattr("mhlit.formats.marc.BLOCK", 500)
    results = list(catalogue.by_name("marc21").stream_bytes(io.BytesIO(data + marc(7)[:60])))
    whole = read_bytes(data + marc(7)[:60])

    assert len(results) > 10
    assert limits.joined(results) == whole
    assert len(whole.records) == COUNT
    assert [issue.code for issue in whole.issues] == ["damaged-marc"]


# ---------------------------------------------------------------- BibTeX

ODD = """@string{jn = "Journal"}
@string{JN2 = jn # " of Psychiatry"}

@inproceedings{child, title = {Child}, crossref = {Parent}, year = 2001}

@article{early, title = "Uses {before} definition", journal = later, year = 2000}

@article{twice, title = {First}, journal = JN2}

% free text @ between
@article{twice, title = {Second}, journal = jn,
  note = {a line with
@home in it}}

@article{, title = {No key}}

@string{jn = {Another journal}}
@string{later = {Later}}

@article{open, title = {Never closed, year = 2001}

@book{whole, title = {Whole}, year = 2005, journal = jn}

@proceedings{parent, title = {The Proceedings}, year = 2002, publisher = jn}

"""


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("size", [200, 450, 3000])
def test_bibtex_in_pieces_by_several_processes_is_as_in_one(monkeypatch, number, size):
    text = ODD + package.write([record(n) for n in range(20)], "bibtex") + ODD.replace("twice", "key3")
    whole = bibtex.read(text)
    monkeypatch.setattr(portions, "SIZE", size)
    monkeypatch.setattr(limits, "BLOCK", 100)
    monkeypatch.setattr(workers, "processors", lambda: number)
    results = list(bibtexlong.stream(limits.InBlocks(text)))

    assert len(results) > 2
    assert limits.joined(results).records == whole.records
    assert sorted(map(str, limits.joined(results).issues)) == sorted(map(str, whole.issues))


def test_long_bibtex_text_takes_that_way(monkeypatch):
    monkeypatch.setattr(bibtex, "LONG", 1000)
    monkeypatch.setattr(workers, "processors", lambda: 1)
    text = package.write([record(n) for n in range(20)], "bibtex")

    assert [each.id for each in package.read_text(text).records] == [f"key{n}" for n in range(20)]
    assert [issue.code for issue in bibtex.read("@ nothing " * 1000).issues] == ["unread-text"]


def test_bibtex_holds_no_more_than_pieces(tmp_path, monkeypatch):
    path = tmp_path / "long.bib"
    path.write_text(package.write([record(n) for n in range(600)], "bibtex"), encoding="utf-8")
    monkeypatch.setattr(workers, "processors", lambda: 1)
    monkeypatch.setattr(portions, "SIZE", 10_000)
    monkeypatch.setattr(textfile, "BLOCK", 10_000)

    def peak():
        tracemalloc.start()
        count = sum(len(result.records) for result in api.read_portions(path))
        try:
            return count, tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    whole = peak()
    monkeypatch.setattr(api, "LONG", 1000)
    peak()
    parts = peak()

    assert whole[0] == parts[0] == 600
    assert parts[1] < whole[1] / 4


def test_a_process_that_dies_leaves_its_piece_to_the_first(monkeypatch):
    monkeypatch.setattr(workers, "processors", lambda: 2)
    first = os.getpid()

    def double(number):
        if number == 5 and os.getpid() != first:
            os._exit(1)
        return number * 2

    monkeypatch.setitem(globals(), "dies", double)
    double.__qualname__ = double.__name__ = "dies"

    assert list(workers.in_order(double, range(20))) == [number * 2 for number in range(20)]


def test_processes_are_forked_only_where_that_is_sound(monkeypatch):
    monkeypatch.setattr("threading.active_count", lambda: 2)

    assert workers.processors() == 1


# ---------------------------------------------------------------- encodings

RUSSIAN = "1. Гурович И.Я. Выздоровление\r\n2. Любов Е.Б. Стигма и общество\r3. Müller J. Café\n" * 30
WESTERN = "author = {Müller, Jürgen and Ñandú, José}\n" * 40
FILES = {
    "utf-8": RUSSIAN.encode(),
    "utf-8 with a mark": RUSSIAN.encode("utf-8-sig"),
    "utf-16": RUSSIAN.encode("utf-16"),
    "utf-16 without a mark": WESTERN.encode("utf-16-le"),
    "utf-16, big end first": WESTERN.encode("utf-16-be"),
    "cp1251": RUSSIAN.encode("cp1251", "ignore"),
    "koi8-r, declared": b"% Encoding: koi8-r\n" + RUSSIAN.encode("koi8-r", "ignore"),
    "latin-1": WESTERN.encode("latin-1"),
    "one line in another encoding": (RUSSIAN * 2).encode() + "Стигма\n".encode("cp1251") + RUSSIAN.encode(),
    "control characters": RUSSIAN.encode() + b"a\x00b\x01\n" + RUSSIAN.encode(),
    "a picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 40,
}


@pytest.mark.parametrize("data", FILES.values(), ids=list(FILES))
def test_a_file_in_blocks_has_the_text_and_the_issues_of_the_whole(monkeypatch, data):
    monkeypatch.setattr(textfile, "BLOCK", 97)
    text = textfile.opened(io.BytesIO(data))

    assert ("".join(text), text.issues) == decode(data)
    assert "".join(text) == "".join(text)


# ---------------------------------------------------------------- the file, the library, the command


@pytest.fixture
def long_file(tmp_path, monkeypatch):
    """A file that counts as long, of 120 records with a stray line."""
    monkeypatch.setattr(api, "LONG", 1000)
    path = tmp_path / "long.ris"
    path.write_text(long_text("ris") + "left over\n", encoding="utf-8")
    return path


def test_a_long_file_is_read_as_any_other(long_file, monkeypatch):
    result = package.read(long_file)
    monkeypatch.setattr(api, "LONG", 10**9)

    assert result == package.read(long_file)
    assert {each.origin.file for each in result.records} == {str(long_file)}
    assert [issue.file for issue in result.issues] == [str(long_file)]


def test_a_long_import_is_one_batch(mhlit, long_file, monkeypatch):
    monkeypatch.setattr(api, "PORTION", 10)
    result = mhlit("import", long_file)

    assert f"{COUNT} new records" in result.stderr
    assert mhlit("stats", "--json").stdout.count(str(COUNT)) > 0
    assert len(json.loads(mhlit("log", "--json").stdout)["data"]) == 1
    assert "nothing new" in mhlit("import", "-", input=long_file.read_bytes().removesuffix(b"left over\n")).stderr
    assert f"{COUNT} records" in mhlit("undo").stdout
    assert f"{COUNT} new records" in mhlit("import", long_file).stderr


def test_an_import_broken_off_keeps_whole_portions_in_one_batch(tmp_path, long_file, monkeypatch):
    monkeypatch.setattr(api, "PORTION", 10)

    def broken():
        for number, result in enumerate(api.read_portions(long_file)):
            if number == 4:
                raise KeyboardInterrupt
            yield result

    with package.Library(tmp_path / "broken.db") as library:
        with pytest.raises(KeyboardInterrupt):
            library.add_portions(broken())
        before = len(library.works())
        (batch,) = library.log()
        assert 0 < before < COUNT
        added = library.add_portions(api.read_portions(long_file))
        assert (added.new, added.known) == (COUNT - before, before)
        library.undo()
        library.undo(batch.id)
        assert library.works() == []


def test_what_has_no_records_that_follow_each_other_is_read_whole_up_to_a_size(tmp_path, monkeypatch):
    monkeypatch.setattr(api, "LONG", 1000)
    path = tmp_path / "list.txt"
    path.write_text("1. Smith A. Recovery from stigma. Psychiatry. 2004;1(2):3-4.\n" * 60, encoding="utf-8")
    assert len(package.read(path).records) == 60

    monkeypatch.setattr(longfile, "LONGEST_PAGE", 2000)
    assert [issue.code for issue in package.read(path).issues] == ["file-too-long"]
    assert len(package.read(path, "lines").records) == 60


@pytest.mark.parametrize(
    ("text", "records"),
    [
        ('[{"id": "a"}, {"id": "b"}, {"id": "c", "ti', 2),
        ('[{"id": "a"}, {"id": "b"}\n, nonsense, {"id": "c"}]', 2),
        ('[{"id": "a"},\n{"id": "b"}]\n', 2),
        ('{"id": "a"}\n{"id": \n{"id": "c"}\n', 2),
        ('{"id": "a",\n "title": "One object"}', 1),
        ("[]", 0),
        ("", 0),
    ],
)
def test_json_that_breaks_off_costs_what_is_broken(text, records):
    form = catalogue.by_name("csl-json")
    result = limits.joined(form.stream(Blocks(text, 5)))

    assert len(result.records) == records
    assert result.records == form.read(text).records


def test_a_table_whose_quotation_is_never_closed_ends_there():
    text = 'Title,Year\nOne,2001\n"Two,2002\n' + "Three,2003\n" * 500
    pieces = list(portions.table_rows(lambda first: ",", Blocks(text, 100)))

    assert "".join(piece.text for piece in pieces) == text


def test_xml_without_records_is_told():
    form = catalogue.by_name("pubmed-xml")
    result = limits.joined(form.stream(Blocks("<PubmedArticleSet>" + " " * 9000 + "</PubmedArticleSet>", 100)))

    assert (result.records, [issue.code for issue in result.issues]) == ((), ["unread-text"])


WRITABLE = sorted(each.name for each in every.FORMATS if each.write)
BY_RECORD = ("csv", "dois", "jsonl", "nbib", "ris")


@pytest.mark.parametrize("name", WRITABLE)
def test_the_parts_that_are_written_are_the_whole(name):
    records = [record(number) for number in range(3)]
    assert "".join(package.write_parts(iter(records), name)) == api.write(records, name)
    assert "".join(package.write_parts((), name)) == api.write([], name)


@pytest.mark.parametrize("name", BY_RECORD)
def test_a_record_is_written_before_the_next_but_one_is_read(name):
    read: list[int] = []

    def records():
        for number in range(9):
            read.append(number)
            yield record(number)

    parts = package.write_parts(records(), name)
    assert "10.1000/x.0" in next(parts) + next(parts)
    assert read in ([0], [0, 1])


def test_portions_are_public_and_together_the_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(api, "LONG", 1000)
    path = tmp_path / "long.ris"
    path.write_text(api.write([record(number) for number in range(COUNT)], "ris"), encoding="utf-8")
    results = list(package.read_portions(path))
    assert len(results) > 1
    records = [each for result in results for each in result.records]
    assert [each.id for each in records] == [f"key{number}" for number in range(COUNT)]
    assert tuple(records) == package.read(path).records
