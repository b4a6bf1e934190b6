"""RIS as its exporters write it: a sample of each, made for this test, with what has to come out."""

from __future__ import annotations

from typing import Any

import pytest

from mhlit.formats.csljson import to_csl
from mhlit.formats.tagged import RIS
from mhlit.model import Record, Text

SAMPLES: dict[str, tuple[str, list[dict[str, Any]]]] = {
    "zotero": (
        """TY  - JOUR
TI  - Peer support and recovery: a cohort study
AU  - Lindqvist, Anna-Maria
AU  - Okafor, Chidi
AU  - Recovery Research Consortium
T2  - Scandinavian Journal of Community Psychiatry
AB  - Background: Peer support is spreading.
DA  - 2021/06/15/
PY  - 2021
DO  - 10.5555/sjcp.2021.014
DP  - DOI.org (Crossref)
VL  - 14
IS  - 2
SP  - 101
EP  - 118
J2  - Scand J Community Psychiatry
LA  - en
SN  - 1234-5679
ST  - Peer support and recovery
UR  - https://example.org/sjcp/14/2/101
Y2  - 2022/01/09/10:11:12
L1  - files/12/Lindqvist.pdf
KW  - peer support
KW  - recovery
N1  - <p>read again</p>
ER  -

TY  - CHAP
TI  - Family groups
AU  - Brandt, Olaf
A2  - Weiss, Ute
T2  - Handbook of rehabilitation
T3  - Springer Series in Psychiatry
CY  - Berlin
PB  - Springer
DA  - 2012///
PY  - 2012
SN  - 978-3-16-148410-0
SP  - 33
EP  - 58
ET  - 2
ER  -

TY  - THES
TI  - Стигма в первичном звене
AU  - Орлова, Мария Петровна
PB  - Санкт-Петербургский университет
CY  - Санкт-Петербург
DA  - 2019
PY  - 2019
SP  - 187
M3  - дис. ... канд. мед. наук
LA  - ru
ER  -
""",
        [
            {
                "title": "Peer support and recovery: a cohort study",
                "author": "Lindqvist Anna-Maria|Okafor Chidi|Recovery Research Consortium",
                "container-title": "Scandinavian Journal of Community Psychiatry",
                "container-title-short": "Scand J Community Psychiatry",
                "issued": [2021, 6, 15],
                "accessed": [2022, 1, 9],
                "page": "101-118",
                "volume": "14",
                "issue": "2",
                "DOI": "10.5555/sjcp.2021.014",
            },
            {
                "type": "chapter",
                "editor": "Weiss Ute",
                "page": "33-58",
                "ISBN": "978-3-16-148410-0",
                "container-title": "Handbook of rehabilitation",
                "collection-title": "Springer Series in Psychiatry",
                "edition": "2",
            },
            {
                "type": "thesis",
                "genre": "дис. ... канд. мед. наук",
                "number-of-pages": "187",
                "author": "Орлова Мария Петровна",
                "language": "ru",
            },
        ],
    ),
    "endnote": (
        """TY  - JOUR
AB  - Short abstract.
AD  - Department of Psychiatry, Somewhere.
AN  - 31234567
AU  - Petrov, I. S.
AU  - World Psychiatric Association,
C2  - PMC6543210
DA  - Apr 3
DO  - 10.5555/wpa.2019.3
DP  - NLM
ET  - 2019/04/05
IS  - 4
J2  - Int. J. Soc. Psychiatry
KW  - *Stigma
Humans
Surveys and Questionnaires
L1  - internal-pdf://123/Petrov.pdf
LA  - eng
N1  - 1741-2854
Petrov, I S
Journal Article
PY  - 2019
SN  - 0020-7640
SP  - 289-297
ST  - Attitudes of nurses
T2  - International Journal of Social Psychiatry
TI  - Attitudes of nurses towards recovery
UR  - https://www.ncbi.nlm.nih.gov/pubmed/31234567
VL  - 65
ID  - 815
ER  -
""",
        [
            {
                "author": "Petrov I. S.|World Psychiatric Association",
                "issued": [2019, 4, 3],
                "page": "289-297",
                "PMID": "31234567",
                "PMCID": "PMC6543210",
                "keyword": "Stigma; Humans; Surveys and Questionnaires",
                "edition": None,
                "container-title": "International Journal of Social Psychiatry",
            }
        ],
    ),
    "mendeley": (
        """TY  - JOUR
T1  - Employment after psychosis
A1  - Nowak, Ewa
A1  - de Vries, Jan
Y1  - 2016/11//
PY  - 2016
N2  - We followed 120 people.
JF  - Psychosis Research
JA  - Psychosis Res
VL  - 8
IS  - 3
SP  - 201
EP  - 9
DO  - 10.5555/pr.8.3
L1  - file:///C:/Users/x/Nowak.pdf
SN  - 2222-3334
KW  - employment
KW  - psychosis
ER  -
""",
        [
            {
                "title": "Employment after psychosis",
                "author": "Nowak Ewa|de Vries Jan",
                "issued": [2016, 11],
                "page": "201-209",
                "container-title": "Psychosis Research",
                "container-title-short": "Psychosis Res",
            }
        ],
    ),
    "refworks": (
        """TY  - JOUR
ID  - 77
A1  - Silva,Joao P.
A1  - Costa,Rita
T1  - Housing first in two cities
JF  - Health Services Journal
JO  - Health Serv.J.
JA  - Health Serv.J.
SP  - 45
EP  - 51
VL  - 30
IS  - 1
PB  - Elsevier
SN  - 0888-1111
N2  - Abstract here.
KW  - Housing
Y1  - 2010/01/01
U1  - Accession Number: 99887766
ER  -
""",
        [
            {
                "author": "Silva Joao P.|Costa Rita",
                "issued": [2010, 1, 1],
                "page": "45-51",
                "container-title": "Health Services Journal",
            }
        ],
    ),
    "wos": (
        """TY  - JOUR
AU  - Tanaka, H
AU  - Müller, K
TI  - Recovery colleges in Japan
T2  - EPIDEMIOLOGY AND PSYCHIATRIC SCIENCES
LA  - English
KW  - recovery
KW  - education
AB  - Aims.
AD  - Univ Tokyo, Tokyo, Japan
PU  - CAMBRIDGE UNIV PRESS
PI  - CAMBRIDGE
SN  - 2045-7960
SN  - 2045-7979
J9  - EPIDEMIOL PSYCH SCI
JI  - Epidemiol. Psychiatr. Sci.
DA  - JUL
PY  - 2020
VL  - 29
C7  - e131
DO  - 10.5555/S2045
AN  - WOS:000545678900001
M3  - Article
ER  -
""",
        [
            {
                "container-title": "Epidemiology and Psychiatric Sciences",
                "container-title-short": "Epidemiol. Psychiatr. Sci.",
                "page": "e131",
                "issued": [2020, 7],
                "ISSN": "2045-7960, 2045-7979",
                "genre": None,
                "publisher": "CAMBRIDGE UNIV PRESS",
            }
        ],
    ),
    "scopus": (
        """TY  - JOUR
TI  - Cognitive remediation outcomes
T2  - Schizophrenia Bulletin Open
J2  - Schizophr. Bull. Open
VL  - 2
IS  - 1
SP  -
EP  -
PY  - 2021
DO  - 10.5555/schizbullopen/sgab010
AU  - Ramos, L.
AU  - O’Neill, S.
AD  - University of Porto, Portugal
UR  - https://www.scopus.com/inward/record.uri?eid=2-s2.0-85100000001&doi=10.5555
AB  - We tested it. © 2021 The Authors.
KW  - cognition
KW  - remediation
PB  - Oxford University Press
SN  - 26327899 (ISSN)
LA  - English
M3  - Article
DB  - Scopus
C7  - sgab010
N1  - Export Date: 1 March 2024; Cited By: 12; Correspondence Address: L. Ramos
ER  -
""",
        [
            {
                "page": "sgab010",
                "ISSN": "2632-7899",
                "author": "Ramos L.|O’Neill S.",
                "issue": "1",
                "DOI": "10.5555/schizbullopen/sgab010",
                "genre": None,
            }
        ],
    ),
    "pubmed": (
        """TY  - JOUR
T1  - Self-stigma and insight.
AU  - Karidi MV
AU  - Vasilopoulou D
A2  -
SN  - 1742-6081
Y1  - 2014
JF  - Eur Psychiatry
JO  - Eur Psychiatry
VL  - 29
IS  - 5
SP  - 301
EP  - 8
AN  - 24000000
M1  - 24000000
DO  - 10.5555/j.eurpsy.2014.1
UR  - https://pubmed.ncbi.nlm.nih.gov/24000000
ER  -
""",
        [{"author": "Karidi MV|Vasilopoulou D", "PMID": "24000000", "page": "301-308", "issued": [2014]}],
    ),
    "ovid": (
        """TY  - JOUR
DB  - Ovid MEDLINE(R) <2018 to 2021>
AN  - 30000001
A1  - Fischer, Jana
A1  - Meyer, T
T1  - Day hospitals revisited.
JF  - Psychiatrische Praxis
JO  - Psychiatr Prax
Y1  - 2018//
VL  - 45
IS  - 2
SP  - 70
EP  - 77
KW  - Humans
KW  - Day Care, Medical
PB  - Thieme
N2  - BACKGROUND: Day hospitals.
SN  - 0303-4259
L2  - http://ovidsp.ovid.com/x
UR  - http://ovidsp.ovid.com/ovidweb.cgi?T=JS&AN=30000001
DO  - https://dx.doi.org/10.5555/s-0043-1
ER  -
""",
        [
            {
                "author": "Fischer Jana|Meyer T",
                "DOI": "10.5555/s-0043-1",
                "issued": [2018],
                "container-title": "Psychiatrische Praxis",
                "container-title-short": "Psychiatr Prax",
            }
        ],
    ),
    "cochrane": (
        """TY  - JOUR
AN  - CN-01234567
AU  - Hansen, P
TI  - Case management for frequent users
SO  - Psychiatric services (Washington, D.C.)
YR  - 2015
VL  - 66
NO  - 9
PG  - 945‐952
XR  - EMBASE 60000000
PT  - Journal article
DOI - 10.5555/appi.ps.2015
KY  - *case management; adult; human
US  - https://www.cochranelibrary.com/central/doi/10.1002/central/CN-01234567/full
AB  - OBJECTIVE: ...
ER  -
""",
        [
            {
                "container-title": "Psychiatric services (Washington, D.C.)",
                "issued": [2015],
                "issue": "9",
                "page": "945-952",
                "DOI": "10.5555/appi.ps.2015",
                "keyword": "case management; adult; human",
            }
        ],
    ),
    "proquest": (
        """TY  - JOUR
AB  - Text of abstract.
AD  - Univ
AU  - Abbott, Ruth
AU  - Lang, Peter
CY  - New York
DA  - Mar 2009
DB  - APA PsycInfo®
DO  - https://doi.org/10.5555/a0014
ET  - 20090406
J2  - Psychiatric Rehabilitation Journal
JF  - Psychiatric Rehabilitation Journal, vol. 32, no. 4, Mar 2009, pp. 251-259
KW  - Rehabilitation
LA  - English
N1  - Copyright - © 2009
PY  - 2009
SN  - 1095-158X
SP  - 251
EP  - 259
T1  - Illness self-management
TI  - Illness self-management
UR  - https://www.proquest.com/docview/1
VL  - 32
IS  - 4
ER  -
""",
        [
            {
                "container-title": "Psychiatric Rehabilitation Journal",
                "issued": [2009, 3],
                "edition": None,
                "DOI": "10.5555/a0014",
                "page": "251-259",
            }
        ],
    ),
    "ebsco": (
        """TY  - JOUR
ID  - 2009-12345-001
AN  - 2009-12345-001
AU  - Green, Carla A.
AU  - Yarborough, Bobbi Jo
T1  - Recovery narratives.
T3  - Recovery in Practice
JF  - American Journal of Psychiatric Rehabilitation
JO  - American Journal of Psychiatric Rehabilitation
JA  - Am J Psychiatr Rehabil
Y1  - 2009/07//Jul-Sep2009
VL  - 12
IS  - 3
SP  - 210
EP  - 228
PB  - Taylor & Francis
SN  - 15487768
KW  - *RECOVERY movement
KW  - MENTAL health
N2  - Narratives tell.
L3  - 10.5555/15487760903066305
UR  - https://search.ebscohost.com/login.aspx?direct=true&db=psyh
DP  - EBSCOhost
DB  - psyh
ER  -
""",
        [
            {
                "DOI": "10.5555/15487760903066305",
                "issued": [2009, 7],
                "page": "210-228",
                "ISSN": "1548-7768",
                "container-title": "American Journal of Psychiatric Rehabilitation",
            }
        ],
    ),
    "elicit": (
        """TY  - JOUR
TI  - Digital peer support
AU  - Karen Fortuna
AU  - John A. Naslund
AU  - Robert Walker
PY  - 2020
JO  - JMIR Mental Health
DO  - 10.5555/16460
UR  - https://doi.org/10.5555/16460
AB  - Review.
ER  -
""",
        [
            {
                "author": "Fortuna Karen|Naslund John A.|Walker Robert",
                "container-title": "JMIR Mental Health",
                "DOI": "10.5555/16460",
            }
        ],
    ),
    "elibrary": (
        """TY  - JOUR
TI  - РЕАБИЛИТАЦИЯ В ОБЩЕСТВЕ
AU  - Любов Е.Б.
AU  - Кузнецов Д.А.
T2  - Социальная и клиническая психиатрия
JO  - Социальная и клиническая психиатрия
PY  - 2015
VL  - 25
IS  - 3
SP  - 12
EP  - 18
SN  - 0869-4893
LA  - RU
KW  - реабилитация
KW  - стигма
UR  - https://elibrary.ru/item.asp?id=24000001
N1  - EDN: UABCDE
ER  -
""",
        [
            {
                "language": "ru",
                "author": "Любов Е.Б.|Кузнецов Д.А.",
                "page": "12-18",
                "container-title": "Социальная и клиническая психиатрия",
                "issued": [2015],
            }
        ],
    ),
    "procite": (
        """TY  - BOOK
N1  - Record Number: 210
A1  - Ministry of Social Care
A1  - Sand, Ada
T1  - Guide to supported housing
N1  - Translated Title: Leitfaden
VL  - 2nd ed.
CY  - Oslo
PB  - Nordic Press
PY  - 1998
IS  - 3
N1  - Series Title: Care Library
N1  - Notes: Lent to J.
SN  - 82-03-10735-4
ER  -

TY  - CONF
N1  - Record Number: 211
A1  - Sand, Ada
T1  - Clubs of former patients
A2  - Berg, Ola
N1  - Proceedings Title: Proceedings of the Oslo meeting
VL  - 4
SP  - 33-40
PY  - 1999
ER  -
""",
        [
            {
                "author": "Ministry of Social Care|Sand Ada",
                "edition": "2nd ed.",
                "volume": "3",
                "collection-title": "Care Library",
                "note": "Record Number: 210\n\nLent to J.",
            },
            {
                "container-title": "Proceedings of the Oslo meeting",
                "volume": "4",
                "page": "33-40",
                "editor": "Berg Ola",
            },
        ],
    ),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_dialect_is_read_whole(name: str) -> None:
    text, wanted = SAMPLES[name]
    result = RIS.read(text)

    assert RIS.sniff(text)
    assert result.issues == ()
    assert [
        {field: said(record, field) for field in want} for record, want in zip(result.records, wanted, strict=True)
    ] == wanted


def said(record: Record, field: str) -> Any:
    """Return a field as the table of samples writes it."""
    value = to_csl(record).get(field)
    if field in ("author", "editor"):
        names = record.authors if field == "author" else record.editors
        return "|".join(str(name) for name in names)
    return value["date-parts"][0] if isinstance(value, dict) else value


@pytest.mark.parametrize("name", SAMPLES)
def test_a_dialect_comes_back_from_our_own_ris(name: str) -> None:
    records = RIS.read(SAMPLES[name][0]).records
    back = RIS.read(RIS.write(records) if RIS.write else "").records

    assert [plain(record) for record in back] == [plain(record) for record in records]


def plain(record: Record) -> dict[str, Any]:
    """Return a record's item without its place in the file."""
    item = to_csl(record)
    custom = {name: value for name, value in item.pop("custom", {}).items() if name != "origin"}
    return item | {"custom": custom}


@pytest.mark.parametrize(
    ("type_", "pages", "wanted"),
    [
        ("BOOK", "SP  - 544", ("", "544")),
        ("BOOK", "SP  - xii, 141 p.", ("", "xii, 141 p.")),
        ("BOOK", "SP  - 12-31", ("12-31", "")),
        ("BOOK", "SP  - 12\nEP  - 31", ("12-31", "")),
        ("RPRT", "SP  - 7", ("", "7")),
        ("JOUR", "SP  - 7\nEP  - 9", ("7-9", "")),
    ],
)
def test_the_length_of_a_book_and_a_part_of_it(type_: str, pages: str, wanted: tuple[str, str]) -> None:
    (record,) = RIS.read(f"TY  - {type_}\nTI  - Title\n{pages}\nER  - \n").records

    assert (record.pages, record.number_of_pages) == wanted


def test_labelled_notes_of_others_stay_notes() -> None:
    (record,) = RIS.read("TY  - BOOK\nTI  - Title\nN1  - Edition: as I remember, the second\nVL  - 3\nER  - \n").records

    assert (record.volume, record.edition, record.note) == ("3", "", "Edition: as I remember, the second")
    assert record.titles == (Text("Title"),)
