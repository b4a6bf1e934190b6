"""DOIs that print has broken: blanks, line ends and hyphens anywhere in them, for the forms of many registrants."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from mhlit import api
from mhlit.identifiers import find_dois
from mhlit.identifiers.shapes import shaped
from mhlit.references import parse_reference
from mhlit.tables import table

if TYPE_CHECKING:
    from collections.abc import Callable

# The forms of many registrants, half of them without a row in the table of shapes.
DOIS = re.findall(
    r"\S+",
    """
10.1176/appi.ps.201400215 10.1176/appi.ajp.2007.07030456 10.1176/appi.ps.52.2.139 10.1016/j.jad.2016.02.017
10.1016/S0140-6736(09)61949-7 10.1016/j.psychres.2020.113429 10.1016/0022-3999(67)90010-4
10.1111/j.1600-0447.2008.01203.x 10.1111/acps.12176 10.1111/j.1469-7610.2008.01923.x 10.1111/1467-9566.00281
10.17116/jnevro202012006122 10.17116/jnevro20181181158 10.1007/s00127-014-0950-6 10.1007/BF00788641
10.1007/978-3-319-39903-4_12 10.1186/s12888-016-1033-z 10.1186/1471-244X-11-1 10.1192/bjp.186.3.190
10.1192/bjp.bp.110.083733 10.31857/S020595920012345-6 10.30629/2618-6667-2022-20-4-1-2
10.31363/2313-7053-2020-1-45-52 10.24411/1560-957X-2019-11912 10.17759/cpp.2018260205
10.17650/2712-7672-2021-2-1-35-41 10.1002/wps.20513 10.1002/(SICI)1097-4679(199901)55:1<77::AID-JCLP8>3.0.CO;2-J
10.1093/schbul/sbm085 10.1037/0022-3514.51.6.1173 10.1037/a0012345 10.1001/archpsyc.62.6.593
10.1001/jamapsychiatry.2013.2764 10.1056/NEJMoa2001017 10.1126/science.1193440 10.1371/journal.pone.0065442
10.3389/fpsyt.2021.637583 10.3390/ijerph17061234 10.1177/0020764015594803 10.1177/002076409704300201
10.1080/09540261.2017.1294538 10.1080/17439760802399232 10.1136/bmj.l4185 10.1136/bmjopen-2019-032345
10.1136/jech.2003.012345 10.1097/00004583-199904000-00012 10.1097/YCO.0b013e3283387d7f
10.1097/01.yco.0000415424.61254.3c 10.1017/S0033291709990742 10.1146/annurev-clinpsy-032210-104507
10.1146/annurev.clinpsy.1.102803.144233 10.1038/nature11899 10.1038/mp.2013.114 10.1038/s41380-019-0401-9
10.1023/A:1026592805470 10.1023/B:COMH.0000003016.21454.e3 10.1159/000153205 10.2105/AJPH.2008.147280
10.2471/BLT.15.168682 10.4103/0019-5545.70979 10.1590/S0034-89102010005000012 10.1590/1516-4446-2013-1234
10.7717/peerj.1234 10.2196/jmir.1234 10.1542/peds.2005-1234 10.1210/jc.2010-1234 10.1055/s-2007-1004567
10.1027/0227-5910.27.4.165 10.1521/jscp.1998.17.3.295 10.1155/2016/1802675 10.1300/J123v01n01_01
10.5498/wjp.v5.i1.35 10.1109/TIT.2010.2054552 10.1088/0034-4885/79/1/014401 10.4088/JCP.12m08123
10.1212/WNL.0000000000001234 10.1161/STROKEAHA.113.001234 10.2147/NDT.S47475 10.21638/11701/spbu16.2018.401
10.15838/sa.2018.3.15.2 10.33647/2074-5982-16-2-10-20 10.17853/1994-5639-2019-4-9-34 10.14515/monitoring.2019.3.05
10.18500/1819-7671-2019-19-2-184-189 10.21626/vestnik/2019-1/05 10.15690/vramn567 10.14341/probl12345
10.20514/2226-6704-2019-9-3-165-180 10.18413/2313-8971-2019-5-3-0-7 10.22363/2313-1683-2019-16-2-123-140
10.35627/2219-5238/2020-322-1-4-10 10.21045/2071-5021-2019-65-3-1 10.26442/20751753.2019.3.190289
10.15557/PiPK.2015.0012 10.12740/PP/OnlineFirst/61234 10.5114/ppn.2018.12345 10.5216/ree.v12i3.8198
10.5209/psic.54321 10.11606/s1518-8787.2019053000456 10.1024/1421-0185.67.3.155 10.1515/zfs-2013-0012
10.13109/prkk.2010.59.1.12 10.1026/0033-3042.54.4.197 10.3238/arztebl.2014.0301 10.2190/0T1G-XB7W-U3GH-6EE3
10.2753/PET1061-0405490601 10.1075/target.22.1.02abc 10.4067/S0718-22282014000100007
10.3760/cma.j.issn.1006-7884.2015.01.005 10.3969/j.issn.1000-6729.2012.07.119 10.5664/jcsm.3172
10.9734/bjmmr/2015/12345 10.5281/zenodo.1234567 10.17605/OSF.IO/ABCDE 10.6084/m9.figshare.1234567
10.31234/osf.io/abcde 10.4324/9780203857045 10.1787/health_glance-2015-en 10.5539/gjhs.v7n4p12
10.14738/assrj.57.4872 10.24912/jmts.v2i1.1650 10.4172/2378-5756.1000123 10.1044/1058-0360.0701.29
10.1682/JRRD.2011.09.0174 10.1192/bjo.2020.12
""",
)
TAILS = ("", ".", ". Russian", " (accessed 12.03.2020).", " [Epub ahead of print]", ". Available from: https://x.ru/a")


def inside(left: str, right: str) -> bool:
    return left.isalnum() and right.isalnum()


# What breaks a DOI: between which characters, what print puts there, the least share that must be read rightly (where
# not, none should be read), and the greatest share that may be read wrongly.
BREAKS: dict[str, tuple[Callable[[str, str], bool], str, float, float]] = {
    "a blank anywhere": (inside, " ", 0.93, 0.01),
    "a line end anywhere": (inside, "\n", 0.80, 0.02),
    "a hyphen at a line end": (inside, "-\n", 0.95, 0.02),
    "a soft hyphen at a line end": (inside, "\u00ad\n", 1.0, 0.0),
    "a hyphen of a program": (inside, "¬\n", 1.0, 0.0),
    "a line end behind a hyphen": (lambda left, right: left == "-", "\n", 0.95, 0.02),
    "a blank behind a hyphen": (lambda left, right: left == "-", " ", 0.95, 0.01),
    "a blank behind a full stop": (lambda left, right: left == ".", " ", 0.96, 0.01),
    "a line end behind a full stop": (lambda left, right: left == ".", "\n", 0.97, 0.01),
    "a blank before a mark": (lambda left, right: right in ".-(", " ", 0.95, 0.01),
}


def read(broken: str, tail: str) -> str:
    """Return the DOI that would be taken over from a reference, or ``""``."""
    found = [each.settled() for each in find_dois(f"Ivanov II. Title. Zhurnal. 2019;(2):40-4. doi: {broken}{tail}")]
    return next((each.doi for each in found if not each.others), "")


def damaged(doi: str, between: Callable[[str, str], bool], mark: str) -> list[str]:
    places = range(doi.index("/") + 2, len(doi))
    return [doi[:n] + mark + doi[n:] for n in places if between(doi[n - 1], doi[n])]


@pytest.mark.parametrize("kind", BREAKS)
def test_breaks_are_mended_or_left_alone(kind: str) -> None:
    between, mark, least, most = BREAKS[kind]
    right = wrong = count = 0
    for doi in DOIS:
        for n, broken in enumerate(damaged(doi, between, mark)):
            got = read(broken, TAILS[n % len(TAILS)])
            count += 1
            right += got == doi.lower()
            wrong += got not in ("", doi.lower())
    assert right / count >= least
    assert wrong / count <= most


@pytest.mark.parametrize("tail", TAILS)
def test_whole_dois_stay_as_they_are(tail: str) -> None:
    for doi in DOIS:
        (found,) = find_dois(f"doi: {doi}{tail}")
        assert (found.doi, found.repairs, found.others, found.decided) == (doi.lower(), (), (), True)


@pytest.mark.parametrize(
    ("text", "doi", "others"),
    [
        ("10.1038/nature11 899", "10.1038/nature11899", ("10.1038/nature11",)),
        ("10.17116/jnevro2020120-\n06122", "10.17116/jnevro202012006122", ("10.17116/jnevro2020120-06122",)),
        ("10.1111/j.1600-\n0447.2008.01203.x", "10.1111/j.1600-0447.2008.01203.x", ("10.1111/j.16000447.2008.01203.x",)),
        ("10.1080/0264-\n2069.2011.622369", "10.1080/02642069.2011.622369", ("10.1080/0264-2069.2011.622369",)),
        ("10.5555/abc.20-\n19.3.4", "10.5555/abc.2019.3.4", ("10.5555/abc.20-19.3.4",)),
        ("10.5555/abc.2019-\n1234", "10.5555/abc.2019-1234", ("10.5555/abc.20191234",)),
        ("10.5555/abc.12-\n3.4", "10.5555/abc.123.4", ("10.5555/abc.12-3.4",)),
        ("10.5555/9785893531-\n121-7", "10.5555/9785893531121-7", ("10.5555/9785893531-121-7",)),
        ("10.5555/9785893531121-\n0128", "10.5555/9785893531121-0128", ("10.5555/97858935311210128",)),
        ("10.5555/jour-\nnal.v2.4", "10.5555/journal.v2.4", ("10.5555/jour-nal.v2.4",)),
    ],
)  # fmt: skip
def test_the_likelier_reading_is_taken_and_the_other_kept(text: str, doi: str, others: tuple[str, ...]) -> None:
    (found,) = find_dois(f"doi: {text}.")
    assert found.doi == doi
    assert set(others) <= set(found.others)
    assert found.decided
    assert not found.sure
    assert found.settled().others == ()


@pytest.mark.parametrize(
    "text",
    [
        "10.1192/bjp.186.3.1\n90", "10.5555/abc.2019- en", "10.5555/abc123 12-15.", "10.5555/abc123 27265691.",
        "10.5555/abc-\ndef", "10.5555/abc1-\nx2", "10.5555/abc. def/ghi",
    ],
)  # fmt: skip
def test_what_nothing_decides_is_left_to_a_registry(text: str) -> None:
    (found,) = find_dois(f"doi: {text}")
    assert not found.decided
    assert found.others
    record = parse_reference(f"Ivanov II. Title. Zhurnal. 2019;(2):40-4. doi: {text}")
    assert record.doi == ""


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1016/j.jad.2016.02.017 123-130.", "10.1016/j.jad.2016.02.017"), ("10.5555/abc123 2019.", "10.5555/abc123"),
        ("10.5555/abc123 12.03.2020", "10.5555/abc123"), ("10.5555/abc123 elibrary.ru/qwerty", "10.5555/abc123"),
        ("10.5555/abc123 1560-957X", "10.5555/abc123"), ("10.5555/abc123 18 pages", "10.5555/abc123"),
        ("10.5555/abc123\n12. Petrov PP. Title.", "10.5555/abc123"), ("10.5555/abc.2019- see there", "10.5555/abc.2019"),
        ("10.1093/schbul/sbm085 12.", "10.1093/schbul/sbm085"), ("10.5555/abc123. 2. Petrov PP.", "10.5555/abc123"),
    ],
)  # fmt: skip
def test_what_follows_a_doi_is_not_read_into_it(text: str, doi: str) -> None:
    found = find_dois(f"doi: {text}")[0]
    assert (found.doi, found.decided) == (doi, True)


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1002/\n(SICI)1097-4679(199901)55:1\\77:AID-JCLP8[3.0.CO;2-J", "10.1002/(sici)1097-4679(199901)55:1<77::aid-jclp8>3.0.co;2-j"),
        ("10.1037//\n0022-3514.51.6.1173", "10.1037/0022-3514.51.6.1173"),
        ("10.1016/S0140–6736(09)61949–X.", "10.1016/s0140-6736(09)61949-x"),
    ],
)  # fmt: skip
def test_other_damage(text: str, doi: str) -> None:
    (found,) = find_dois(f"doi:{text}")
    assert (found.doi, found.decided, found.sure) == (doi, True, False)


# ---------------------------------------------------------------- blanks of a publisher's typesetting


def typeset(doi: str) -> str:
    """Return a DOI with a blank behind each sign, and behind each five letters or digits of a longer run."""
    signs = re.sub(r"([/.:;_)-])(?=[A-Za-z0-9(<])", r"\1 ", doi)
    return re.sub(r"[A-Za-z0-9]{8,}", lambda run: re.sub(r"[A-Za-z0-9]{5}(?=[A-Za-z0-9]{2})", r"\g<0> ", run[0]), signs)


@pytest.mark.parametrize(
    "tail",
    ["", ".", " (2019).\n 12. Petrov II, Smith J", "\nBreiman L (2001)", ".\n 34. Smith AB", ". Accessed 12 May"],
)
def test_dois_set_with_blanks_are_closed_up(tail: str) -> None:
    wrong = [
        (doi, found)
        for doi in DOIS
        if (found := [each.doi for each in find_dois(f"3:4–5. https:// doi. org/ {typeset(doi)}{tail}")])
        != [doi.lower()]
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("https:// doi. org/ 10. 1038/ natur e14539 (2015).", "10.1038/nature14539"),
        ("https:// doi. org/\n10. 3389/ fpsyt. 2021. 637583 (2021).", "10.3389/fpsyt.2021.637583"),
        ("https:// doi. org/ 10. 1016/ S0140- 6736(09)\n61949-7\n31. Testov AB", "10.1016/s0140-6736(09)61949-7"),
        ("https:// doi. org/ 10. 1080/ 13518 47X. 2020. 17829 58\n\nTestov AB", "10.1080/1351847x.2020.1782958"),
        ("https:// doi. org/ 10. 1186/ s1304 0-  017-  0155-  3\n\nTestov", "10.1186/s13040-017-0155-3"),
        ("https:// doi. org/ 10. 1007/ s40317- 024- 00377 -  y\nTestov, A.", "10.1007/s40317-024-00377-y"),
        ("https:// doi. org/ 10. 1109/ TEST. 2023 .\n33182 22\n35. A. Test", "10.1109/test.2023.3318222"),
        (
            "https:// doi. org/ 10. 1111/j. 1532- 5415. 1985. tb022 76.x.\nTestov, C.",
            "10.1111/j.1532-5415.1985.tb02276.x",
        ),
        ("https:// doi. org/ 10. 1002/ wps. 20513 \n\n- Testov A", "10.1002/wps.20513"),
        ("https:// doi. org/ 10. 7554/ eLife. 63720\n\n1 of 35\n\nTools", "10.7554/elife.63720"),
        ("https:// doi. org/ 10. 1001/ jama. 2017. 2692. United States", "10.1001/jama.2017.2692"),
        ("https:// doi. org/ 10. 1101/ gr. 22509 04.\n2016;164:1185", "10.1101/gr.2250904"),
        ("https:// doi. org/ 10. 1002/ adbi. 20170 0190. 25. H. Test et al.", "10.1002/adbi.201700190"),
    ],
)
def test_blanks_end_where_the_doi_ends(text: str, doi: str) -> None:
    (found,) = find_dois(f"Testov A. Title. J. Test. 3, 4–5. {text}")
    assert (found.doi, "joined-space" in found.repairs) == (doi, True)
    assert f"Testov A. Title. J. Test. 3, 4–5. {text}"[slice(*found.span)].startswith("10.")


# ---------------------------------------------------------------- hyphens that a line's end has swallowed


@pytest.mark.parametrize(
    ("printed", "doi"),
    [
        ("10.1007/s00127-0140950-6", "10.1007/s00127-014-0950-6"),
        ("10.1007/s00127014-0950-6", "10.1007/s00127-014-0950-6"),
        ("10.1007/s00127-014-09506", "10.1007/s00127-014-0950-6"),
        ("10.1097/00004583-19990400000012", "10.1097/00004583-199904000-00012"),
        ("10.1088/00344885/79/1/014401", "10.1088/0034-4885/79/1/014401"),
        ("10.24411/1560957X-2019-11912", "10.24411/1560-957x-2019-11912"),
        ("10.22363/23131683-2019-16-2-123-140", "10.22363/2313-1683-2019-16-2-123-140"),
        (
            "10.1002/(SICI)10974679(199901)55:1<77::AID-JCLP8>3.0.CO;2-J",
            "10.1002/(sici)1097-4679(199901)55:1<77::aid-jclp8>3.0.co;2-j",
        ),
    ],
)
def test_a_swallowed_hyphen_is_put_back_and_the_print_kept(printed: str, doi: str) -> None:
    (found,) = find_dois(f"J Test. 2019;3:4. doi: {printed}")
    if shaped(doi.partition("/")[2], doi.partition("/")[0]):
        assert (found.doi, found.others, found.sure) == (doi, (printed.lower(),), False)
        assert "lost-hyphen" in found.repairs
    else:
        assert (found.doi, found.others) == (printed.lower(), (doi,))


@pytest.mark.parametrize("doi", [*DOIS, "10.31857/S0002332920060107", "10.5194/amt-13205-2020", "10.1016/j.x.20190405"])
def test_no_hyphen_is_put_where_none_or_more_than_one_may_be_missing(doi: str) -> None:
    (found,) = find_dois(f"J Test. 2019;3:4. doi: {doi}")
    assert (found.doi, found.repairs) == (doi.lower(), ())


@pytest.mark.parametrize(
    "printed",
    [
        "10.1002/(SICI)1096-9861(20000410)419:3<377::AID-CNE9>3.0.CO; 2-E",
        "10.1002/(SICI)1096-9861(20000410)419:3%\n3C377::AID-CNE9%3E3.0.CO;2-E",
    ],
)
def test_a_serial_item_identifier_broken_at_its_end_or_sign(printed: str) -> None:
    (found,) = find_dois(f"https://doi.org/{printed}")
    assert found.doi == "10.1002/(sici)1096-9861(20000410)419:3<377::aid-cne9>3.0.co;2-e"


@pytest.mark.parametrize("text", ["https://doi.org/10.1016/j.     %", "http://dx doi org/10.1016/i dss 2013.06 008."])
def test_one_letter_is_no_doi(text: str) -> None:
    assert find_dois(text) == []


def test_a_serial_item_identifier_without_its_end_is_no_doi() -> None:
    assert find_dois("doi: 10.1002/(SICI)1097-4679(199901)55:1") == []


def test_a_hyphen_taken_out_is_a_named_repair() -> None:
    result = api.read_text(
        "1. Ivanov II. Title. Zhurnal. 2019;(2):40-4. doi: 10.3389/fp-\nsyt.2021.637583", "references"
    )
    assert result.records[0].doi == "10.3389/fpsyt.2021.637583"
    (issue,) = [issue for issue in result.issues if issue.code == "doi-repaired"]
    assert "a line's end had put" in issue.message


@pytest.mark.parametrize("row", table("doi-shapes.tsv"), ids=lambda row: f"{row['prefix']} {row['example']}")
def test_every_shape_fits_its_example(row: dict[str, str]) -> None:
    assert shaped(row["example"], row["prefix"])
    assert re.fullmatch(r"|10\.\d{4,5}", row["prefix"])


def test_shapes_are_of_whole_suffixes_of_one_registrant() -> None:
    assert shaped("J.JAD.2016.02.017", "10.1016")
    assert not shaped("j.jad.2016.02", "10.1016")
    assert not shaped("j.jad.2016.02.017", "10.1038")
    assert shaped("2313-7053-2020-1-45-52")


def test_the_words_of_a_doi_set_with_blanks_are_not_called_unread() -> None:
    text = (
        "1. Testov, A. Support for carers. J. Test. 3, 4–5. https:// doi. org/ 10. 1016/j. jretc\n"
        "onser. 2019. 03. 016 (2019).\n2. Testov, B. Support for staff. J. Test. 3, 6–9 (2019)."
    )
    result = api.read_text(text, "references")
    assert [record.doi for record in result.records] == ["10.1016/j.jretconser.2019.03.016", ""]
    assert "unread" not in [issue.code for issue in result.issues]
