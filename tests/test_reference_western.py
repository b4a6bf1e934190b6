"""German and English references of social science: editors, subtitles, series, publishers before their town."""

from __future__ import annotations

from typing import Any

import pytest

from mhlit import parse_reference, to_csl
from mhlit.names import looks_like_organisation, parse_names
from mhlit.references import parse_list
from mhlit.translit import language

CASES: list[tuple[str, str, dict[str, Any]]] = [
    (
        "names read half as editors",
        "Arndt, K.-H., Sand, U. & Wieland, J. (Hrsg.). (2009). Handbuch Pflege. Bad Heilbronn: Klinker.",
        {"editor": [("Arndt", "K.-H."), ("Sand", "U."), ("Wieland", "J.")], "author": []},
    ),
    (
        "the mark of editors behind the year",
        "Baum, J. (2001) (Hrsg.): Kompetenzen von Schülerinnen im internationalen Vergleich. Opladen: Leske.",
        {"editor": [("Baum", "J")], "author": []},
    ),
    (
        "an institution with commas",
        "Bundesministerium für Jugend, Familie, Frauen und Gesundheit (BMJFG) (1988): Empfehlungen zur Reform. Bonn.",
        {"literal": "Bundesministerium für Jugend, Familie, Frauen und Gesundheit", "title": "Empfehlungen zur Reform"},
    ),
    (
        "the subtitle of a container behind a dash",
        "Beck, G. (2007). Was heißt hier klein? In B. Kell & H. Seif (Hrsg.), Arbeit heute – Formen und soziale Risiken"
        " (S. 107-126). Berlin.",
        {"container-title": "Arbeit heute – Formen und soziale Risiken", "page": "107-126"},
    ),
    (
        "the article before a container",
        "Bader B (1996) Arbeit im Krankenhaus. In: Kern G, Sieg J, Rosen E (Hrsg) Die Zukunft der Medizin. Campus,"
        " Frankfurt New York, S 250–261",
        {"container-title": "Die Zukunft der Medizin", "publisher": "Campus"},
    ),
    (
        "a publisher before its town",
        "Berger B (1972) Studien zur sprachlichen Sozialisation. Schwann, Düsseldorf",
        {"publisher": "Schwann", "publisher-place": "Düsseldorf"},
    ),
    (
        "a publisher behind the host",
        "Bumm O (1912) Gerichtliche Psychiatrie. In: Aschen G (Hrsg) Handbuch der Psychiatrie. Deuticke, Leipzig Wien",
        {"container-title": "Handbuch der Psychiatrie", "publisher": "Deuticke", "publisher-place": "Leipzig Wien"},
    ),
    (
        "a publisher of two letters",
        "Stanz, P. (2006). Disparitäten im Bildungswesen. Wiesbaden: VS.",
        {"publisher": "VS", "publisher-place": "Wiesbaden"},
    ),
    (
        "the state of a town in brackets",
        "Estor SE. Making it work. Berkeley (CA): University of California Press; 1981.",
        {"publisher-place": "Berkeley (CA)", "publisher": "University of California Press"},
    ),
    (
        "a series in a bracket",
        "Brenk, Cornelia: Grenzen der Anstalt. Psychiatrie und Gesellschaft (= Moderne Zeit, Bd. 20), Göttingen: Wall 2010.",
        {"title": "Grenzen der Anstalt. Psychiatrie und Gesellschaft", "collection-title": "Moderne Zeit", "volume": None},
    ),
    (
        "the pages of a series in a bracket",
        "Kaufer, F.-X. (1986). Religion und Stadt. In J. Berg (Hrsg.), Die Moderne (Soziale Welt, Sonderband 4,"
        " S. 283–307). Göttingen: Schwarz.",
        {"container-title": "Die Moderne", "collection-title": "Soziale Welt", "page": "283-307"},
    ),
    (
        "the translator of a German book",
        "Castell, Robert: Die Ordnung. Das Zeitalter des Irrenwesens. Aus dem Französischen von Ulrich Raul. Frankfurt"
        " a. M.: Suhrkamp, 1979.",
        {"title": "Die Ordnung. Das Zeitalter des Irrenwesens", "translator": [("Raul", "Ulrich")]},
    ),
    (
        "two translators",
        "Fox, Michel. History of Care. Translated by Jonathan Murphy and Jean Kalf. London: Routledge, 2006.",
        {"translator": [("Murphy", "Jonathan"), ("Kalf", "Jean")]},
    ),
    (
        "a thesis and where it was written",
        "Maler, H. (1998). Die Enthospitalisierung chronisch Kranker. Unveröffentlichte Dissertation, Universität Bremen.",
        {"type": "thesis", "publisher": "Universität Bremen", "genre": "Unveröffentlichte Dissertation"},
    ),
    (
        "single quotation marks",
        "Gould, E. (1959) 'The moral career of the patient', Psychiatry, vol. 22, no. 2, pp. 123–142.",
        {"title": "The moral career of the patient", "container-title": "Psychiatry"},
    ),
    (
        "a quotation that begins the title",
        "Smart, D. E. (1978). 'K is ill': The anatomy of a factual account. Sociology, 12(1), 23–53.",
        {"title": "'K is ill': The anatomy of a factual account"},
    ),
    (
        "the first word of a title",
        "Scall, Andrew T. Decarceration: Community Treatment and the Deviant. New Brunswick, NJ: Rutgers University Press, 1984.",
        {"author": [("Scall", "Andrew T.")], "title": "Decarceration: Community Treatment and the Deviant"},
    ),
    (
        "the date of access of a German page",
        "Bundestherapeutenkammer. 2013. Wege zur Therapie. www.bptk.de. Zugegriffen am 24.10.2013.",
        {"literal": "Bundestherapeutenkammer", "title": "Wege zur Therapie", "container-title": None},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("note", "text", "expected"), CASES, ids=[note for note, _, _ in CASES])
def test_shapes_of_western_lists(note: str, text: str, expected: dict[str, Any]) -> None:
    item = to_csl(parse_reference(text))
    for name, value in expected.items():
        if name == "literal":
            assert item["author"][0]["literal"] == value
        elif name in ("author", "editor", "translator"):
            assert [(each.get("family"), each.get("given")) for each in item.get(name, [])] == value
        else:
            assert item.get(name) == value


def test_a_dash_with_the_mark_of_editors_names_editors() -> None:
    text = "1. Evers, T., and D. Handel. 2005. The Praxis of Theory. Social Wards 49(3): 1–11.\n2. ———, eds. 2006. The School: Practice and Praxis in Care. New York: Berg Books."
    second = parse_list(text).records[1]
    assert second.authors == ()
    assert [name.family for name in second.editors] == ["Evers", "Handel"]


@pytest.mark.parametrize("text", ["Friedrich-Adam-Stiftung", "Bundestherapeutenkammer", "Fritz Kern-Institut"])
def test_german_compounds_name_organisations(text: str) -> None:
    assert looks_like_organisation(text)


@pytest.mark.parametrize("text", ["Kammer", "Steinkammer", "Hans Steinkammer"])
def test_surnames_that_end_like_them_do_not(text: str) -> None:
    assert not looks_like_organisation(text)


def test_one_inverted_name_with_two_given_ones() -> None:
    assert [(name.family, name.given) for name in parse_names("Dorn, Kwame Anthony").names] == [
        ("Dorn", "Kwame Anthony")
    ]


@pytest.mark.parametrize(
    ("text", "expected"), [("Modelle in der Verhaltenstherapie", "de"), ("De rol van de familie", "nl")]
)
def test_german_in_is_not_dutch(text: str, expected: str) -> None:
    assert language(text) == expected
