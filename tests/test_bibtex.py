from __future__ import annotations

import json
import logging
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mhlit.formats.bibtex import BIBLATEX, FORMAT, expand, read, sniff
from mhlit.formats.bibtexnames import by_rules, read_name, read_names, write_names
from mhlit.formats.bibtexsalvage import blocks, found_in
from mhlit.formats.bibtexwrite import write_biblatex, write_bibtex
from mhlit.formats.csljson import to_csl
from mhlit.formats.dates import edtf, parse_date
from mhlit.model import Date, Name, Record, Text
from mhlit.tables import table
from mhlit.translit import language

GOLDEN = Path(__file__).parent / "golden" / "bibtex"


def one(fields: str, type_: str = "article") -> Record:
    return read(f"@{type_}{{k,\n{fields}\n}}").records[0]


def without_origin(record: Record) -> Record:
    extra = {name: value for name, value in record.extra.items() if name != "bibtex:type"}
    return replace(record, origin=None, extra=extra)


# ---------------------------------------------------------------- files


@pytest.mark.parametrize("name", ["classic", "biblatex", "broken"])
def test_golden(name, request):
    result = read((GOLDEN / f"{name}.bib").read_text(encoding="utf-8"))
    items = [to_csl(record) for record in result.records]
    for item in items:
        del item["custom"]["origin"]["raw"]
    got = {"items": items, "issues": [str(issue) for issue in result.issues]}
    path = GOLDEN / f"{name}.csl.json"
    if request.config.getoption("--update-golden"):
        path.write_text(json.dumps(got, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert got == json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["classic", "biblatex", "broken"])
@pytest.mark.parametrize("write", [write_bibtex, write_biblatex])
def test_what_is_written_reads_back(name, write):
    records = read((GOLDEN / f"{name}.bib").read_text(encoding="utf-8")).records
    text = write(records)
    again = read(text)
    assert not again.issues
    assert [without_origin(r) for r in again.records] == [without_links(without_origin(r)) for r in records]
    assert write(again.records) == text


def without_links(record: Record) -> Record:
    extra = {name: value for name, value in record.extra.items() if name not in ("bibtex:crossref", "bibtex:xdata")}
    return replace(record, extra=extra)


def test_every_entry_is_kept_with_its_text_and_line():
    text = (GOLDEN / "broken.bib").read_text(encoding="utf-8")
    result = read(text)
    wanted = [
        "good",
        "unclosed",
        "quote",
        "nocomma",
        "noequals",
        "novalue",
        "nokey-1",
        "good-2",
        "twice",
        "macro",
        "orphan",
        "comment",
        "inline",
        "swallowed",
        "last",
        "cut",
    ]
    assert [record.id for record in result.records] == wanted
    for record in result.records:
        line = text.splitlines()[record.origin.line - 1]
        assert line.lstrip().startswith("@") or record.id == "swallowed"
        assert record.origin.raw in text
    assert {issue.code for issue in result.issues} == {
        "broken-entry",
        "unread-text",
        "missing-key",
        "duplicate-key",
        "doubled-field",
        "unknown-macro",
        "missing-crossref",
    }


@pytest.mark.parametrize("name", ["classic", "biblatex"])
def test_sound_files_raise_no_issues(name):
    assert read((GOLDEN / f"{name}.bib").read_text(encoding="utf-8")).issues == ()


def test_the_parser_stays_silent_and_its_log_as_it_was(caplog):
    with caplog.at_level(logging.DEBUG):
        read("@article{a, title = {\n@article{b,title={x}}")
    assert caplog.records == []
    assert not logging.getLogger("bibtexparser.splitter").disabled


def test_crlf_and_byte_order_mark():
    text = (GOLDEN / "classic.bib").read_text(encoding="utf-8")
    odd = read("\ufeff" + text.replace("\n", "\r\n"))
    for a, b in zip(read(text).records, odd.records, strict=True):
        assert replace(a, origin=None) == replace(b, origin=None)


def test_empty_texts():
    assert read("") == read(" \n") == read("\ufeff")
    assert read("").records == ()
    assert read("an address a@b.org, no entry").issues[0].code == "unread-text"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("@article{a,", True),
        ("% x\n\n  @Book (b,\n", True),
        ("@string{a = 1}", True),
        ("mail a@b.org", False),
        ("@import{x}", False),
        ('{"@context": "x"}', False),
    ],
)
def test_sniff(text, wanted):
    assert sniff(text) is wanted


def test_formats():
    assert (FORMAT.name, FORMAT.suffixes, BIBLATEX.name) == ("bibtex", (".bib",), "biblatex")


# ---------------------------------------------------------------- values


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("{a}", "a"),
        ('"a"', "a"),
        ("2004", "2004"),
        ("x", "X y"),
        ('x # " b"', "X y b"),
        ('"a # b"', "a # b"),
        ("{a # b}", "a # b"),
        ('{a} # "{"}b{"}" # X # 7', 'a{"}b{"}X y7'),
        ("{a {b} c} # {d}", "a {b} cd"),
        ("nosuch", "nosuch"),
        ("# x #", "X y"),
        ("", ""),
    ],
)
def test_expand(value, wanted):
    assert expand(value, {"x": "X y"}, []) == wanted


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("7--14", "7-14"),
        ("431--56, 791--823", "431-456, 791-823"),
        ("1–2, 7", "1-2, 7"),
        ("e1013", "e1013"),
        ("S12--S19", "S12-S19"),
        ("12-5", "12-15"),
        ("xii--xv", "xii-xv"),
        ("45--", "45-"),
    ],
)
def test_pages(value, wanted):
    assert one(f"pages = {{{value}}}").pages == wanted


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("Гурович, И. Я.", Name("Гурович", "И. Я.")),
        ("Donald E. Knuth", Name("Knuth", "Donald E.")),
        ("Charles de la Vallée Poussin", Name("Vallée Poussin", "Charles", particle="de la")),
        ("van der Berg, Anna", Name("Berg", "Anna", particle="van der")),
        ("de la Cruz, Jr., José", Name("Cruz", "José", "Jr.", particle="de la")),
        ("{World Health Organization}", Name(literal="World Health Organization")),
        ("World Health Organization", Name(literal="World Health Organization")),
        ("{van der Berg}, Anna", Name("van der Berg", "Anna")),
        ("{\\'E}mile Zola", Name("Zola", "Émile")),
        ("{\\'e}mile Zola", Name("Zola", particle="émile")),
        ("{Barnes and Noble}, A", Name("Barnes and Noble", "A")),
        ("Aristotle", Name("Aristotle")),
        ("Д.~Е. Кнут", Name("Кнут", "Д. Е.")),
        ("family=Berg, given=Anna, prefix=van der, useprefix=true", Name("Berg", "Anna", particle="van der")),
        ("A, B, C, D", Name(literal="A, B, C, D")),
        ("al-Farabi, Abu", Name("al-Farabi", "Abu")),
    ],
)
def test_a_name(value, wanted):
    assert read_names(value) == ((wanted,), False, False)


def test_a_list_of_names():
    names, others, _ = read_names("A, B AND {C and D}\n and\tE and others")
    assert [str(name) for name in names] == ["A B", "C and D", "E"]
    assert others
    assert one("author = {A, B and others}").extra["mhlit:et-al"] == ["author"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2019-03/2019-05", Date((2019, 3), (2019, 5))),
        ("2019-03~", Date((2019, 3), circa=True)),
        ("2019-21", Date((2019,), season="1")),
        ("2004--2006", Date((2004,), (2006,))),
        ("1939–45", Date((1939,), (1945,))),
        ("2019/02", Date((2019, 2))),
        ("c. 1920", Date((1920,), circa=True)),
        ("[1920]", Date((1920,))),
        ("-0043", Date((-43,))),
        ("19XX", Date(literal="19XX")),
        ("in press", Date(literal="in press")),
        ("2004a", Date((2004,), literal="2004a")),
        ("2019/..", Date((2019,), literal="2019/..")),
        ("15 марта 2019 г.", Date((2019, 3, 15))),
        ("2019 Jul-Sep", Date((2019, 7), (2019, 9))),
        ("Mar. 5, 2019", Date((2019, 3, 5))),
        ("spring 2001", Date((2001,), season="1")),
        ("15.02.2019", Date((2019, 2, 15))),
        ("01.19.2022", Date((2022, 1, 19))),
        ("18.12.20", Date(literal="18.12.20")),
        ("2019-13", Date((2019,), literal="2019-13")),
        ("", None),
    ],
)
def test_dates(text, wanted):
    assert parse_date(text) == wanted
    if wanted is not None and wanted.start and not wanted.literal:
        assert parse_date(edtf(wanted)) == wanted


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ("year = 2019, month = feb, day = 3", Date((2019, 2, 3))),
        ("year = {2019}, month = {February}", Date((2019, 2))),
        ('year = 2019, month = "15~" # jun', Date((2019, 6, 15))),
        ("year = 2019, month = jan # {/} # feb", Date((2019, 1), (2019, 2))),
        ("date = {2019-02}, year = 2019, month = 2", Date((2019, 2))),
        ("date = {no date}, year = 2019", Date((2019,))),
        ("year = 2019, month = {?}", Date((2019,))),
    ],
)
def test_date_fields(fields, wanted):
    assert one(fields).issued == wanted


def test_what_has_no_place_is_kept():
    record = one("title = {T}, custom = {a \\& b}, file = {C\\:/a_b}, month = {?}, year = 1, year = 2, publisher = {X}")
    assert record.extra["bibtex:custom"] == "a & b"
    assert record.extra["bibtex:file"] == "C\\:/a_b"
    assert record.extra["bibtex:month"] == "?"
    assert record.extra["bibtex:year-n2"] == "2"
    assert one("organization = {O}, publisher = {P}", "book").extra["bibtex:organization"] == "O"
    assert one("title={T}", "weird").extra["bibtex:type"] == "weird"


def test_mathscinet_gives_the_full_journal_its_own_field():
    record = one("journal = {Adv. Math.}, fjournal = {Advances in Mathematics}")
    assert (record.container, record.extra["container-title-short"]) == ("Advances in Mathematics", "Adv. Math.")


def test_inheritance():
    text = """@incollection{c, title={Part}, crossref={p}}
    @inproceedings{d, title={Own}, booktitle={Mine}, crossref={p}}
    @book{p, title={Book}, editor={E, F}, year=1999, doi={10.1000/book}, xdata={x}} @xdata{x, publisher={P}, title={X}}
    @book{a, crossref={b}} @book{b, crossref={a}, year=3}"""
    c, d, _, _, a, _ = (record for record in read(text.replace(" @", "\n@")).records)
    assert (c.title, c.container, c.year, c.publisher, c.doi) == ("Part", "Book", 1999, "P", "")
    assert (d.title, d.container, d.editors) == ("Own", "Mine", (Name("E", "F"),))
    assert a.year == 3


# ---------------------------------------------------------------- writing


def test_an_entry():
    record = Record(
        id="lyubov 2019",
        type="article-journal",
        titles=(Text("Новые возможности & DNA: Россия", "ru"), Text("New {opportunities", "en", "translated")),
        containers=(Text("Rossiiskii zhurnal", "ru-Latn", "romanised"), Text("Russian Journal", "en", "translated")),
        authors=(Name("Любов", "Е. Б."), Name(literal="World Health Organization")),
        issued=Date((2019, 3, 5)),
        issue="3",
        pages="18-24",
        doi="10.1000/a_b%3C",
        language="ru",
        keywords=(Text("a"), Text("b, c")),
        note="Retracted",
    )
    assert write_bibtex([record]) == (
        "@article{lyubov2019,\n"
        "  author = {Любов, Е. Б. and {World Health Organization}},\n"
        "  title = {Новые возможности \\& {DNA}: {Россия}},\n"
        "  journal = {Rossiiskii zhurnal},\n"
        "  year = {2019},\n"
        "  month = mar,\n"
        "  day = {5},\n"
        "  number = {3},\n"
        "  pages = {18--24},\n"
        "  doi = {10.1000/a_b%3C},\n"
        "  note = {Retracted},\n"
        "  keywords = {a; b, c},\n"
        "  language = {russian},\n"
        "  title-translated-en = {New \\textbraceleft{}opportunities},\n"
        "  journal-translated-en = {Russian Journal},\n"
        "}\n"
    )


def test_orcids_are_annotations_of_the_names():
    names = (Name("A", "B"), Name("C", "D", orcid="0000-0002-1825-0097"))
    record = Record(id="k", type="book", authors=names)
    text = write_bibtex([record])
    assert 'author+an:orcid = {2="0000-0002-1825-0097"},' in text
    assert without_origin(read(text).records[0]) == record


@pytest.mark.parametrize("note", ["", "See also."])
def test_a_retraction_is_printed_and_read_back(note):
    record = Record(id="k", type="article-journal", note=note, extra={"status": "retracted"})
    text = write_bibtex([record])
    assert "note = {Retracted" in text
    assert without_origin(read(text).records[0]) == record


def test_a_field_that_the_record_needs_does_not_push_out_a_kept_one():
    record = Record(id="k", type="book", publisher_place="Paris", extra={"bibtex:address": "Rue"})
    assert "  address = {Paris},\n  address-n2 = {Rue},\n" in write_bibtex([record])


@pytest.mark.parametrize(
    "text",
    [
        "@a{b, " * 3000,
        "@a{b, c = {" + "\n" * 30_000,
        "@a{b, author = {" + " " * 50_000 + "x" + " and" * 3000 + "}}",
        "@a{b, title = {" + "`" * 20_000 + "}}",
        "@a{b, title = {" + "{" * 9000 + "}" * 9000 + "}}",
        "@a{b, title = {" + "$ " * 20_000 + "}}",
        "\n" * 60_000 + "@",
    ],
    ids=["open", "lines", "names", "quotes", "braces", "dollars", "blank"],
)
def test_files_made_to_be_slow(text):
    sniff(text[:65536])
    assert len(read(text).records) <= 3000


def test_keys_are_safe_and_unique_without_case():
    records = [Record(id=key) for key in ("a", "A", "a-2", "", "", "x y{,}#%", "Любов2019")]
    keys = re.findall(r"^@misc\{(.*),$", write_bibtex(records), re.MULTILINE)
    assert keys == ["a", "A-2", "a-2-2", "anonnd", "anonndb", "xy", "Любов2019"]


@pytest.mark.parametrize("row", table("types.tsv"), ids=lambda row: row["csl"])
@pytest.mark.parametrize("form", [FORMAT, BIBLATEX], ids=lambda form: form.name)
def test_every_type_comes_back(row, form):
    record = Record(id="k", type=row["csl"], titles=(Text("T"),), containers=(Text("C"),), publisher="P", number="5")
    assert without_origin(form.read(form.write([record])).records[0]) == record


def test_thesis_keeps_its_kind():
    for genre in ("PhD thesis", "Master’s thesis", "дис. ... канд. мед. наук", ""):
        record = Record(id="k", type="thesis", genre=genre)
        for form in (FORMAT, BIBLATEX):
            assert without_origin(form.read(form.write([record])).records[0]) == record


LETTERS = "abЯé{}\\$%&_^~`'\"-<>#@β₂()=.,;: A1"
WORDS = st.text(alphabet=LETTERS, max_size=20).map(lambda text: " ".join(text.split()))
TITLE = st.builds(
    Text,
    WORDS.filter(bool),
    st.sampled_from(["", "ru", "en", "ru-Latn"]),
    st.sampled_from(["original", "romanised", "translated"]),
)
PART = st.text(alphabet="abЯé'-. A", min_size=1, max_size=12).map(lambda text: " ".join(text.split())).filter(bool)
NAME = st.one_of(
    st.builds(Name, PART, PART),
    st.builds(Name, PART, PART, st.just("Jr.")),
    st.builds(lambda text: Name(literal=text), PART),
)
RECORD = st.builds(
    Record,
    id=st.just("k"),
    type=st.sampled_from(["article-journal", "book", "chapter", "thesis", "report", "webpage", "patent", "document"]),
    titles=st.lists(TITLE, max_size=3).map(tuple),
    containers=st.lists(TITLE, max_size=2).map(tuple),
    authors=st.lists(NAME, max_size=3).map(tuple),
    issued=st.sampled_from(
        [None, Date((2019,)), Date((2019, 3, 15)), Date((2001,), (2003,)), Date(literal="in press")]
    ),
    volume=WORDS,
    issue=WORDS,
    number=WORDS,
    edition=WORDS,
    publisher=WORDS,
    publisher_place=WORDS,
    collection_title=WORDS,
    abstract=WORDS,
    note=WORDS,
    genre=st.sampled_from(["", "PhD thesis", "Bericht"]),
    language=st.sampled_from(["", "ru", "en-GB", "tlh"]),
    extra=st.sampled_from([{}, {"bibtex:custom": "a & b"}, {"archive": "x_y"}, {"collection-number": "7"}]),
)


def untold(record):
    """A record without the language of the wording to cite, where its words tell it: no field says that again."""
    titles, containers = (
        tuple(replace(text, lang="") if not at and text.lang == language(text.value) else text for at, text in wordings)
        for wordings in (enumerate(record.titles), enumerate(record.containers))
    )
    return replace(without_origin(record), titles=titles, containers=containers)


@settings(max_examples=150, deadline=None)
@given(RECORD, st.sampled_from([FORMAT, BIBLATEX]))
def test_every_record_comes_back(record, form):
    text = form.write([record])
    again = form.read(text)
    assert not again.issues, text
    assert to_csl(untold(again.records[0])) == to_csl(untold(record)), text
    assert form.write(again.records) == text


BITS = st.lists(
    st.sampled_from(
        [
            "@article{",
            "k",
            ",",
            "title",
            "=",
            "{",
            "}",
            '"',
            "#",
            "\n",
            " ",
            "@string{",
            "\\",
            "jan",
            "author = {A, B and C}",
            "%",
            "@",
        ]
    ),
    max_size=40,
).map("".join)


@settings(max_examples=150, deadline=None)
@given(st.one_of(BITS, st.text(max_size=60)))
def test_reading_never_raises(text):
    result = read(text)
    assert len({record.id for record in result.records}) == len(result.records)
    if re.search(r"^@article\{[^\n]*,", text, re.MULTILINE):
        assert result.records or result.issues


@pytest.mark.parametrize(
    ("value", "expected", "others"),
    [
        ("Гурович И.Я.", ["Гурович|И.Я."], False),
        ("Hoare C.A.R. and Ng K", ["Hoare|C.A.R.", "Ng|K"], False),
        ("Иванов Иван Иванович", ["Иванов|Иван Иванович"], False),
        ("Иван Петрович Сидоров and П. П. Петров", ["Сидоров|Иван Петрович", "Петров|П. П."], False),
        ("Гурович И.Я., Шмуклер А.Б. и др.", ["Гурович|И.Я.", "Шмуклер|А.Б."], True),
        ("Smith J; Doe A; et al.", ["Smith|J", "Doe|A"], True),
        ("A. B. Smith, C. D. Jones", ["Smith|A. B.", "Jones|C. D."], False),
        ("Гурович, И. Я. and др.", ["Гурович|И. Я."], True),
        ("Donald E. Knuth and John Paul", ["Knuth|Donald E.", "Paul|John"], False),
        ("Smith, J. and Smith, U. A.", ["Smith|J.", "Smith|U. A."], False),
    ],
)
def test_names_that_files_do_not_write_by_the_rules(value, expected, others):
    names, closed, _ = read_names(value)
    assert ([f"{name.family}|{name.given}" for name in names], closed) == (expected, others)


@pytest.mark.parametrize(
    "raw",
    ["Donald E. Knuth", "D. E. Knuth", "José García", "Anna Maria", "Li Wei", "A. Smith-Jones", "Smith, J.", "O'Neil, A",
     "Dmitrieva, Tat'yana B.", "Smith,", "van, A"],
)  # fmt: skip
def test_the_short_way_to_ordinary_names_reads_them_as_the_rules_do(raw):
    assert read_name(raw) == by_rules(raw)


@given(st.lists(NAME, max_size=4).map(tuple), st.booleans())
def test_names_come_back(names, others):
    assert read_names(write_names(names, others and bool(names))) == (names, others and bool(names), False)


def test_names_parted_at_commas_are_reported_once_an_entry():
    text = """@article{a, author = {Гурович И.Я., Шмуклер
  А.Б.}, editor = {Smith J; Doe A and Roe B}}
@book{b, author = {Елисеев П.А.}}
@book{c, author = {Smith, J.}}
"""
    result = read(text)
    assert [len(record.authors) for record in result.records] == [2, 1, 1]
    assert [(issue.code, issue.line, issue.raw) for issue in result.issues] == [
        ("names-parted", 1, "Гурович И.Я., Шмуклер А.Б.\nSmith J; Doe A and Roe B")
    ]
    assert not any("parted" in name for record in result.records for name in record.extra)


CHUNK = st.sampled_from(
    [
        "@article{a, title = {On {DNA} \\& x}, year = 2004}\n",
        '@book{b,\n  title = "Q {x}",\n  month = jan # "~1",\n}\n',
        "@string{jn = {J. of} # x}\n",
        '@string{isr = "Isra{\\"e}l J. {M{at}h}"}\n',
        '@article(i, title = {In (round) {ones}}, note = "a)", year = 2005 )\n',
        '@book(j, title = "The {HTN} {{P}lanner}", editor = {K{\\"o}nik, T.\\,})\n',
        "@misc(k, title = {x}}\n",
        "@misc{l, title = {four {levels {of {braces}}}}}\n",
        "@comment{jabref-meta: x;}\n",
        "free text\n",
        "% Encoding: UTF-8\n\n",
        "@article{c, title = {open,\n",
        "@misc{d title = {x}}\n",
        "  @article{e,\n title = {mail a@b.org}\n}  @book{f, year = 1}\n",
        "@article{,\n title = {no key}\n}\n",
        "}\n",
        '@article{g, note = {a "quote}, x = {\\{}}\n',
        "@comment{ @article{h, year = 2}\n}\n",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(CHUNK, max_size=6).map("".join))
def test_the_short_way_to_regular_entries_finds_what_the_parser_finds(text):
    def found(blocks):
        return [(b.kind, b.line, b.type.lower(), b.key, b.fields) for b in blocks if b.kind not in ("text", "comment")]

    assert found(blocks(text)) == found(found_in(text, 0))
