from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mhlit.identifiers import (
    find_arxiv,
    find_dois,
    find_edn,
    find_pmcid,
    find_pmid,
    find_urls,
    isbn_of,
    issn_of,
    normalise_doi,
    orcid_of,
    repair_url,
    valid_isbn,
    valid_issn,
    valid_orcid,
)

CLEAN = [
    ("10.1177/002076409704300201", "10.1177/002076409704300201"),
    ("doi:10.1192/bjp.186.3.190", "10.1192/bjp.186.3.190"),
    ("DOI 10.1093/schbul/sbm085.", "10.1093/schbul/sbm085"),
    ("https://doi.org/10.3389/fpsyt.2021.637583", "10.3389/fpsyt.2021.637583"),
    ("http://dx.doi.org/10.1016/S0140-6736(09)61949-7", "10.1016/s0140-6736(09)61949-7"),
    ("(doi: 10.1016/S0140-6736(09)61949-7).", "10.1016/s0140-6736(09)61949-7"),
    ("info:doi/10.1001/archpsyc.62.6.593", "10.1001/archpsyc.62.6.593"),
    ("urn:doi:10.1001/archpsyc.62.6.593", "10.1001/archpsyc.62.6.593"),
    ("https://doi-org.proxy.lib.example.edu/10.1001/archpsyc.62.6.593", "10.1001/archpsyc.62.6.593"),
    ("https://link.example.com/login?doi=10.1001/archpsyc.62.6.593&lang=en", "10.1001/archpsyc.62.6.593"),
    ("«10.17116/jnevro202012006122»", "10.17116/jnevro202012006122"),
    ("10.1000.10/123456", "10.1000.10/123456"),
    ("10.1037//0033-2909.126.1.109", "10.1037//0033-2909.126.1.109"),
    ("doi={10.1002/wps.20513},", "10.1002/wps.20513"),
    ("<doi>10.1002/wps.20513</doi>", "10.1002/wps.20513"),
    ('"DOI":"10.1002\\/wps.20513","x":1', "10.1002/wps.20513"),
    ("[text](https://doi.org/10.1002/wps.20513) and", "10.1002/wps.20513"),
    ("**10.1002/wps.20513**", "10.1002/wps.20513"),
    (
        "10.1002/(SICI)1097-4679(199901)55:1<77::AID-JCLP8>3.0.CO;2-#",
        "10.1002/(sici)1097-4679(199901)55:1<77::aid-jclp8>3.0.co;2-#",
    ),
    ("10.4028/www.example.net/AMR.1.2", "10.4028/www.example.net/amr.1.2"),
    (
        "10.1002/(SICI)1097-4679(199901)55:1<77::AID-JCLP8>3.0.CO;2-#.",
        "10.1002/(sici)1097-4679(199901)55:1<77::aid-jclp8>3.0.co;2-#",
    ),
    ("10.1890/0012-9658(2006)87[1399:TSAAWA]2.0.CO;2", "10.1890/0012-9658(2006)87[1399:tsaawa]2.0.co;2"),
    ("см. doi.org/10.17650/2712-7672-2021-2-1-35-41, а также", "10.17650/2712-7672-2021-2-1-35-41"),
    ("10.1023/B:COMH.0000003016.21454.e3", "10.1023/b:comh.0000003016.21454.e3"),
]

BROKEN = [
    ("http://dx.doi. org/10.1192/bjp.186.3.190", "10.1192/bjp.186.3.190", {"host"}),
    ("https://dоi.оrg/10.1192/bjp.186.3.190", "10.1192/bjp.186.3.190", {"host"}),
    ("doi:10.1371/ \njournal.pone.0065442", "10.1371/journal.pone.0065442", {"joined-space"}),
    ("doi:10. \n1111/j.1600-0447.2008.01203.x", "10.1111/j.1600-0447.2008.01203.x", {"joined-space"}),
    ("doi:10 \n.1192/bjp.186.3.190", "10.1192/bjp.186.3.190", {"joined-space"}),
    ("doi: 10.3389 \n/fpsyt.2021.637583", "10.3389/fpsyt.2021.637583", {"joined-space"}),
    ("doi:10.1016/S0140- 6736(09)61949-7", "10.1016/s0140-6736(09)61949-7", {"joined-space"}),
    ("doi:10.24411/1560-957X -2018-1X008", "10.24411/1560-957x-2018-1x008", {"joined-space"}),
    ("doi:10.1016/j.jad. 2016. 02. 017", "10.1016/j.jad.2016.02.017", {"joined-space"}),
    ("doi:10.1016/S0140-6736 (09)61949-7", "10.1016/s0140-6736(09)61949-7", {"joined-space"}),
    ("DOI: 10.31363/2313–7053–2020–1–45–52", "10.31363/2313-7053-2020-1-45-52", {"dash"}),
    ("10.24411/1560-957Х-2018-1Х008", "10.24411/1560-957x-2018-1x008", {"homoglyph"}),
    ("doi: 1O.1192/bjp.186.3.190", "10.1192/bjp.186.3.190", {"ocr"}),
    ("doi:10,1192/bjp.186.3.190", "10.1192/bjp.186.3.190", {"comma"}),
    ("https://doi.org/10.1016%2FS0140-6736%2809%2961949-7", "10.1016/s0140-6736(09)61949-7", {"percent"}),
    ("https://doi.org/10.1016%252Fj.jad.2016.02.017", "10.1016/j.jad.2016.02.017", {"percent"}),
    ("10.1002/(SICI)1097-4679(199901)55:1&lt;77::AID-JCLP8&gt;3.0.CO;2-J",
     "10.1002/(sici)1097-4679(199901)55:1<77::aid-jclp8>3.0.co;2-j", {"entity"}),
    ("10.1002/(SICI)1097-4679(199901)55:1&amp;lt;77::AID-JCLP8&amp;gt;3.0.CO;2-J",
     "10.1002/(sici)1097-4679(199901)55:1<77::aid-jclp8>3.0.co;2-j", {"entity"}),
    (r"\url{10.1007/978-3-319-39903-4\_12}", "10.1007/978-3-319-39903-4_12", {"escape"}),
    ("10.1192/\u200bbjp.186.\u00ad3.190", "10.1192/bjp.186.3.190", {"invisible"}),
    ("10.1192/<wbr>bjp.186.3.190", "10.1192/bjp.186.3.190", {"markup"}),
    ("１０．１１９２／ｂｊｐ．１８６．３．１９０", "10.1192/bjp.186.3.190", {"width"}),
    ("10.1111/acps.12176/full", "10.1111/acps.12176", {"tail"}),
    ("10.1136/bmj.l4185.full.pdf", "10.1136/bmj.l4185", {"tail"}),
    ("10.1101/2021.03.04.21252960v3.full", "10.1101/2021.03.04.21252960", {"tail"}),
    ("10.1103/PhysRevD.7.2333.URL https://x.org/a", "10.1103/physrevd.7.2333", {"tail"}),
    ("10.1016/j.jad.2016.02.017PMID: 26896811", "10.1016/j.jad.2016.02.017", {"tail"}),
    ("10.1016/j.jad.2016.02.017.Epub 2016 Feb 3", "10.1016/j.jad.2016.02.017", {"tail"}),
]  # fmt: skip

SHARP_ENDS = [
    ("10.1093/schbul/sbm085 Received 3 May", "10.1093/schbul/sbm085"),
    ("10.1093/schbul/sbm085. 12. Петров И.И.", "10.1093/schbul/sbm085"),
    ("10.1093/schbul/sbm085.\n12. Petrov I.", "10.1093/schbul/sbm085"),
    ("10.1093/schbul/sbm085 - дата обращения 01.02.2020", "10.1093/schbul/sbm085"),
    ("10.1093/schbul/sbm085—an overview", "10.1093/schbul/sbm085"),
    ("10.31363/2313-7053-2020-1-45-52Семенова Н.В.", "10.31363/2313-7053-2020-1-45-52"),
    ("10.1093/schbul/sbm085. 2019; 5: 3-8", "10.1093/schbul/sbm085"),
    ("10.1093/schbul/sbm085, 10.1002/wps.20513", "10.1093/schbul/sbm085"),
    ("10.1093/schbul/sbm085;10.1002/wps.20513", "10.1093/schbul/sbm085"),
    ("10.1093/schbul/sbm085https://doi.org/10.1002/wps.20513", "10.1093/schbul/sbm085"),
    ("10.1093/schbul/sbm085?utm_source=x&utm=y", "10.1093/schbul/sbm085"),
    ("10.1093/schbul/sbm085#abstract", "10.1093/schbul/sbm085"),
    ("10.1093/schbul/sbm085</a><br>", "10.1093/schbul/sbm085"),
    ("10.1093/schbul/sbm085 [Epub ahead of print]", "10.1093/schbul/sbm085"),
    ("(10.1093/schbul/sbm085)and", "10.1093/schbul/sbm085"),
    ("10.1093/schbul/sbm085\n\n2", "10.1093/schbul/sbm085"),
]

NONE = [
    "", "10", "10.1", "p. 10.1234", "192.10.1016/24", "10.0.0.1/24", "10.2019/05", "05.10.2019/7", "vol. 10. 2015/3",
    "С. 10.1016", "110.1016/abc", "1.10.1016/abc", "10.1016/", "10.1016/...", "ratio 10.1234/5", "10 / 1016 / 7",
    "20 mg/10.5 ml", "10:1016/abc in a text without a label",
]  # fmt: skip


@pytest.mark.parametrize(("text", "doi"), CLEAN + SHARP_ENDS)
def test_a_doi_is_found_and_ends_where_it_ends(text: str, doi: str) -> None:
    assert find_dois(text)[0].doi == doi


@pytest.mark.parametrize(("text", "doi", "repairs"), BROKEN)
def test_a_broken_doi_is_mended_and_says_how(text: str, doi: str, repairs: set[str]) -> None:
    found = find_dois(text)
    assert [each.doi for each in found] == [doi]
    assert set(found[0].repairs) == repairs


@pytest.mark.parametrize("text", NONE)
def test_what_only_looks_like_a_doi_is_none(text: str) -> None:
    assert find_dois(text) == []


@pytest.mark.parametrize(
    ("text", "sure"),
    [("10.1093/schbul/sbm085/full", True), ("doi:10.1093/ schbul/sbm085", False), ("10.24411/1560-957Х-2018-1", False)],
)
def test_mending_is_a_conjecture_and_trimming_is_not(text: str, sure: bool) -> None:
    assert find_dois(text)[0].sure is sure


def test_both_readings_of_a_break_are_given() -> None:
    found = find_dois("doi:10.1016/j.jad.2016.\n02.017")[0]
    assert found.doi == "10.1016/j.jad.2016.02.017"
    assert found.others == ("10.1016/j.jad.2016",)


def test_every_doi_is_found_in_order_with_its_place() -> None:
    text = "One &amp; two: doi:10.1093/schbul/sbm085, 10.1002%2Fwps.20513. Three: https://doi.org/10/gf4gqc."
    found = find_dois(text)
    assert [each.doi for each in found] == ["10.1093/schbul/sbm085", "10.1002/wps.20513", "10/gf4gqc"]
    assert [text[slice(*each.span)] for each in found] == ["10.1093/schbul/sbm085", "10.1002%2Fwps.20513", "10/gf4gqc"]


@pytest.mark.parametrize(
    ("text", "doi"),
    [("doi:10/gf4gqc", "10/gf4gqc"), ("10/gf4gqc", "10/gf4gqc"), ("10/2016", None), ("score 10/abc of", None)],
)
def test_short_dois_need_a_label_or_to_stand_alone(text: str, doi: str | None) -> None:
    assert ([each.doi for each in find_dois(text)] or [None])[0] == doi


def test_a_field_that_is_meant_to_be_a_doi_is_read_as_after_a_label() -> None:
    assert find_dois("vol. 10.2016/05") == []
    found = normalise_doi("10.2016/05")
    assert found is not None
    assert found.doi == "10.2016/05"
    assert normalise_doi("no such thing") is None


@given(st.text(alphabet=st.sampled_from("10. /-doi:(){}<>&;lt%2FОо–\n\u200bab[]#?\\_,5 ")))
def test_no_text_makes_it_raise_and_spans_lie_inside(text: str) -> None:
    for each in find_dois(text):
        assert 0 <= each.span[0] < each.span[1] <= len(text)
        assert each.doi.isascii()


@given(st.sampled_from([doi for _, doi in CLEAN]))
def test_a_found_doi_is_found_again_unchanged(doi: str) -> None:
    found = find_dois(doi)
    assert [(each.doi, each.repairs) for each in found] == [(doi, ())]


@given(st.text(alphabet=st.characters(exclude_characters="10"), max_size=30), st.sampled_from([b[0] for b in BROKEN]))
def test_a_span_is_a_place_in_the_original(before: str, text: str) -> None:
    found = find_dois(f"{before} {text}")
    alone = find_dois(text)
    assert [each.doi for each in found] == [each.doi for each in alone]
    shift = len(before) + 1
    assert [each.span for each in found] == [(each.span[0] + shift, each.span[1] + shift) for each in alone]


# ---------------------------------------------------------------- the other identifiers


@pytest.mark.parametrize(("text", "valid"), [
    ("1560-957X", True), ("1560957x", True), ("1560-957Х", True), ("0140-6736", True), ("1560-9571", False),
    ("0140-6737", False), ("ISSN 0140-6736", False), ("", False),
])  # fmt: skip
def test_issn(text: str, valid: bool) -> None:
    assert valid_issn(text) is valid


@pytest.mark.parametrize(("text", "valid"), [
    ("978-0-306-40615-7", True), ("9780306406157", True), ("0-306-40615-2", True), ("0-8044-2957-X", True),
    ("978-0-306-40615-8", False), ("0-306-40615-3", False), ("978-0-306-40615", False), ("", False),
])  # fmt: skip
def test_isbn(text: str, valid: bool) -> None:
    assert valid_isbn(text) is valid


@pytest.mark.parametrize(("text", "valid"), [
    ("0000-0002-1825-0097", True), ("https://orcid.org/0000-0001-5109-3700", True), ("0000000218250097", True),
    ("0000-0002-1694-233X", True), ("0000-0002-1825-0098", False), ("", False),
])  # fmt: skip
def test_orcid(text: str, valid: bool) -> None:
    assert valid_orcid(text) is valid


def test_numbers_are_given_in_one_form() -> None:
    assert issn_of("ISSN: 1560957Х (print)") == "1560-957X"
    assert isbn_of("ISBN 978-0-306-40615-7.") == "9780306406157"
    assert orcid_of("orcid.org/000000021694233x") == "0000-0002-1694-233X"


@pytest.mark.parametrize(("find", "text", "found"), [
    (find_pmid, "PMID: 15738498.", "15738498"), (find_pmid, "https://pubmed.ncbi.nlm.nih.gov/15738498/", "15738498"),
    (find_pmid, "PubMed 2005", ""), (find_pmcid, "PMCID: PMC4268310", "PMC4268310"),
    (find_pmcid, "PMC 4268310", "PMC4268310"), (find_arxiv, "arXiv:2004.12345v2", "2004.12345v2"),
    (find_arxiv, "https://arxiv.org/abs/hep-th/9901001", "hep-th/9901001"), (find_edn, "EDN: abcdef", "ABCDEF"),
    (find_edn, "https://elibrary.ru/QWERTY", "QWERTY"), (find_edn, "https://elibrary.ru/item.asp", ""),
    (find_edn, "https://elibrary.ru/titles.asp", ""), (find_edn, "https://elibrary.ru/qwerty. 2019", "QWERTY"),
    (find_pmid, "https://www.ncbi.nlm.nih.gov/pubmed/?term=29798983", "29798983"),
])  # fmt: skip
def test_other_identifiers(find: object, text: str, found: str) -> None:
    assert callable(find)
    assert find(text) == found


@pytest.mark.parametrize(("text", "urls"), [
    ("Доступно: https://psychiatr.ru/download/1313?view=1.", ["https://psychiatr.ru/download/1313?view=1"]),
    ("http:// www.who.int/mental_health/ (accessed)", ["http://www.who.int/mental_health/"]),
    ("htttp://https://www.who.int/x)", ["https://www.who.int/x"]),
    ("(www.euro.who.int/a_(b))", ["http://www.euro.who.int/a_(b)"]),
    ("no address", []),
])  # fmt: skip
def test_addresses_are_found_and_mended(text: str, urls: list[str]) -> None:
    assert find_urls(text) == urls


@example("0\r:")
@given(st.text())
def test_mending_an_address_twice_changes_nothing_more(text: str) -> None:
    assert repair_url(repair_url(text)) == repair_url(text)


@pytest.mark.parametrize("junk", ["1-\n", "1- ", "a.", "(", "/full", "a10.1016/", "&amp;"])
def test_junk_without_end_is_not_read_to_its_end(junk: str) -> None:
    for found in find_dois("10.1016/" + junk * 3000):
        assert len(found.doi) < 900
        assert len(found.others) < 10


def test_every_repair_has_words_for_librarians():
    from mhlit.identifiers import repair_words
    from mhlit.identifiers.dois import CONJECTURES

    texts = [
        "doi:1O.1016/j.x.2019.01",
        "dx.doi. org/10.1016/j.jad.\n2016.02",
        "10.17816/сс–12",
        "doi: 10.1016%2Fj.x.2",
        "https://doi.org/10.1056/NEJMoa2001017/full",
    ]
    names = {name for text in texts for found in find_dois(text) for name in found.repairs} | CONJECTURES
    assert len(names) > 6
    assert all(repair_words([name]) != name for name in names)
    assert repair_words(("homoglyph", "dash")) == "letters of another alphabet in it, a dash in place of a hyphen"
    assert repair_words(()) == ""


@pytest.mark.parametrize(
    ("text", "doi", "others"),
    [
        ("doi: 10.1038/nature11 899", "10.1038/nature11899", ("10.1038/nature11",)),
        ("doi: 10.1016/S0168-9525(03)0 0073-8.", "10.1016/s0168-9525(03)00073-8", ("10.1016/s0168-9525(03)0",)),
        ("doi: 10.5555/abc.d11 899", "10.5555/abc.d11899", ("10.5555/abc.d11",)),
        ("doi: 10.5555/abc.d11 899 pages", "10.5555/abc.d11", ()),
        ("doi: 10.1038/nature11, 2019", "10.1038/nature11", ()),
        ("doi: 10.1038/natureabc 899", "10.1038/natureabc", ()),
    ],
)
def test_digits_alone_behind_a_doi_may_belong_to_it(text, doi, others):
    (found,) = find_dois(text)

    assert found.doi == doi
    assert found.others == others
