"""The thesaurus: its tables hold what they promise, and texts are matched in any script and inflection."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhlit import thesaurus
from mhlit.tables import data, parts, table
from mhlit.translit import romanise

CYRILLIC, LATIN = re.compile(r"[\u0400-\u052f]"), re.compile(r"[A-Za-z]")
# The areas of the thesaurus: only these concepts have nothing above them.
AREAS = {
    "biological-factors", "countries-and-regions", "diagnosis", "employment", "family", "functioning",
    "health-services", "housing", "human-rights", "information-technology", "mental-disorders", "mental-health",
    "mental-health-organizations", "mental-health-policy", "mental-processes", "population-groups", "psychopathology",
    "rehabilitation", "research-methods", "scientific-disciplines", "self-help", "social-environment",
    "social-services", "somatic-diseases", "stigma", "treatment",
}  # fmt: skip
# What data/README.md says a source may be.
SOURCE = re.compile(
    r"MeSH D\d{6}(\d{3})?|ICD-10 [A-Z]\d\d(\.\d{1,2})?(-[A-Z]\d\d)?|ICD-11 [0-9A-Z]{4}(\.\d{1,2})?(-[0-9A-Z]{4})?"
    r"|ATC [A-Z]\d\d[A-Z]?|INN|ICF|DSM|WHO|CRPD art\. \d+|Law (3185-1|181-FZ|442-FZ) \(RU\)( art\. \d+)?"
    r"|(Civil|Criminal) Code \(RU\) art\. \d+|Order 566n \(RU\)|[A-Z][a-z]+ (19|20)\d\d|name|usage"
)
# Labels that name two concepts once they are folded: forms of one Russian word, and abbreviations.
AMBIGUOUS = {"психолог", "социальная сеть", "СМИ", "МСЭ", "распространённые психические расстройства"}


# ---------------------------------------------------------------- the table


def test_ids_are_unique_sorted_slugs() -> None:
    ids = [row["id"] for row in table("thesaurus.tsv")]
    assert ids == sorted(set(ids))
    assert all(re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", id) for id in ids)
    assert len(ids) >= 1000


def test_every_broader_and_related_concept_exists_and_related_is_mutual() -> None:
    rows = {row["id"]: row for row in table("thesaurus.tsv")}
    for id, row in rows.items():
        assert not row["broader"] or row["broader"] in rows, id
        for other in parts(row["related"]):
            assert id in parts(rows[other]["related"]), (id, other)


def test_every_concept_belongs_to_one_of_the_areas() -> None:
    assert {row["id"] for row in table("thesaurus.tsv") if not row["broader"]} == AREAS
    for row in table("thesaurus.tsv"):
        seen, at = {row["id"]}, row["broader"]
        while at and at not in AREAS:
            assert at not in seen, f"{row['id']} is above itself"
            seen.add(at)
            at = thesaurus.concept(at).broader


def test_related_concepts_are_not_above_or_below_each_other() -> None:
    for each in thesaurus.concepts():
        assert not set(each.related) & set(thesaurus.above(each.id)), each.id


def test_every_concept_has_sources_of_the_known_kinds() -> None:
    for each in thesaurus.concepts():
        assert each.sources, each.id
        assert len(set(each.sources)) == len(each.sources), each.id
        assert all(SOURCE.fullmatch(source) for source in each.sources), (each.id, each.sources)
        assert "usage" not in each.sources or each.sources == ("usage",), each.id


def test_labels_are_clean() -> None:
    for concept in thesaurus.concepts():
        assert concept.preferred_en
        assert concept.preferred_ru
        for label in concept.labels:
            assert label.value == unicodedata.normalize("NFC", label.value).strip(), label
            assert "  " not in label.value
            assert not (label.lang == "en" and CYRILLIC.search(label.value)), label
            for word in re.findall(r"\w+", label.value):
                assert not (CYRILLIC.search(word) and LATIN.search(word)), word


def test_no_label_is_given_twice_within_a_language() -> None:
    owners: dict[tuple[str, str], str] = {}
    for concept in thesaurus.concepts():
        for label in concept.labels:
            key = (label.lang, label.value.casefold())
            assert owners.setdefault(key, concept.id) == concept.id, label


def test_no_folded_label_names_two_concepts() -> None:
    """A search cannot tell such concepts apart; where it must not, the label is given to one of them."""
    owners: dict[tuple[str, ...], set[str]] = {}
    for concept in thesaurus.concepts():
        for label in concept.labels:
            owners.setdefault(thesaurus.stems(label.value), set()).add(concept.id)
    clashes = {stems for stems, ids in owners.items() if len(ids) > 1}
    assert clashes == set(map(thesaurus.stems, AMBIGUOUS))


@pytest.mark.parametrize("kind", ["MeSH", "ICD-10", "ICD-11"])
def test_a_descriptor_or_code_is_given_once(kind: str) -> None:
    given = [source for each in thesaurus.concepts() for source in each.sources if source.startswith(kind)]
    assert len(given) > 50
    assert sorted({code for code in given if given.count(code) > 1}) == []


def test_folded_labels_are_up_to_date() -> None:
    """Run ``python data/build/thesaurus_keys.py`` when this fails."""
    for name, folded in (("thesaurus_keys.tsv", thesaurus.fold_labels()), ("words_keys.tsv", thesaurus.fold_words())):
        lines = data(name).read_text(encoding="utf-8").splitlines()[1:]
        assert lines == [f"{word}\t{' | '.join(cells)}" for word, cells in folded.items()], name


def test_plain_words_have_both_sides_in_their_scripts() -> None:
    rows = table("words.tsv")
    english = [row["en"] for row in rows]
    assert english == sorted(set(english), key=str.lower)
    for row in rows:
        assert row["en"], row
        assert row["ru"], row
        assert not CYRILLIC.search(row["en"]), row
        assert not LATIN.search(row["ru"]), row


# ---------------------------------------------------------------- concepts and labels


@pytest.mark.parametrize(
    ("label", "id"),
    [
        ("self-help groups", "self-help-groups"),
        ("Self-help group", "self-help-groups"),
        ("группу самопомощи", "self-help-groups"),
        ("gruppy samopomoshchi", "self-help-groups"),
        ("social-skills-training", "social-skills-training"),
        ("шизофренией", "schizophrenia"),
        ("šizofreniâ", "schizophrenia"),
        ("ПТСР", "post-traumatic-stress-disorder"),
        ("PTSD", "post-traumatic-stress-disorder"),
        ("ptsd", "post-traumatic-stress-disorder"),
    ],
)
def test_find_concept(label: str, id: str) -> None:
    found = thesaurus.find_concept(label)
    assert found is not None
    assert found.id == id


@pytest.mark.parametrize("label", ["", "quantum chromodynamics", "schizophrenia in Tver", "?!"])
def test_find_concept_knows_when_there_is_none(label: str) -> None:
    assert thesaurus.find_concept(label) is None


def test_label_in_both_languages() -> None:
    assert thesaurus.label("schizophrenia") == "schizophrenia"
    assert thesaurus.label("schizophrenia", "ru") == "шизофрения"
    assert thesaurus.label("schizophrenia", "ru-Latn") == "шизофрения"
    assert thesaurus.label("no such id") == "no such id"


def test_concept_raises_key_error_for_an_unknown_id() -> None:
    with pytest.raises(KeyError):
        thesaurus.concept("no such id")


@pytest.mark.parametrize(
    ("id", "path"),
    [
        ("housing-first", ("supported-housing", "housing")),
        ("schizophrenia", ("schizophrenia-spectrum-disorders", "mental-disorders")),
        ("al-anon", ("self-help-groups", "self-help")),
        ("courtesy-stigma", ("stigma",)),
        ("self-help", ()),
    ],
)
def test_what_is_above_and_below_a_concept(id: str, path: tuple[str, ...]) -> None:
    assert thesaurus.above(id) == path
    if path:
        assert id in thesaurus.below(path[0])
    assert set(thesaurus.below("")) == AREAS


@pytest.mark.parametrize(
    ("id", "sources"),
    [
        ("schizophrenia", {"MeSH D012559", "ICD-10 F20", "ICD-11 6A20"}),
        ("independent-living", {"MeSH D057187", "CRPD art. 19"}),
        ("positive-and-negative-syndrome-scale", {"Kay 1987"}),
        ("drop-in-center", {"usage"}),
    ],
)
def test_sources_of_a_concept(id: str, sources: set[str]) -> None:
    assert set(thesaurus.concept(id).sources) == sources


# ---------------------------------------------------------------- what people type, and what that finds


@pytest.mark.parametrize(
    ("russian", "english", "id"),
    [
        ("ПНИ", "psychoneurological residential institution", "psychoneurological-boarding-house"),
        ("учёт в ПНД", "psychoneurological dispensaries", "psychoneurological-dispensary"),
        ("работа равных консультантов", "the work of peer specialists", "peer-support"),
        ("группу взаимной поддержки", "mutual aid groups", "self-help-groups"),
        ("групп взаимопомощи родственников", "self-help groups for relatives", "family-support-groups"),
        ("клубном доме", "a club house in Tver", "clubhouse-model"),
        ("стационарозамещающих технологий", "hospital-replacing technologies", "alternatives-to-hospitalization"),
        ("сопровождаемого проживания инвалидов", "supported accommodation", "supported-housing"),
        ("учебная квартира", "training flat", "training-apartment"),
        ("самостоятельному проживанию", "living independently", "independent-living"),
        ("приюты для бездомных", "homeless shelter", "shelters"),
        ("лишения дееспособности", "legal incapacity", "legal-capacity"),
        ("опекунов", "guardians", "guardianship"),
        ("поддержка в принятии решений", "supported decision making", "supported-decision-making"),
        ("право на труд", "labour rights", "labor-rights"),
        ("социальных предприятий", "social firms", "social-enterprise"),
        ("квотирование рабочих мест", "job quota", "job-quota"),
        ("наставники на рабочем месте", "job coaches", "job-coaching"),
        ("стигматизация семьи", "courtesy stigma", "courtesy-stigma"),
        ("психообразованию родственников", "psychoeducation of relatives", "family-psychoeducation"),
        ("неблагополучных семьях", "disadvantaged families", "dysfunctional-family"),
        ("полипрофессиональных бригад", "multidisciplinary teams", "multidisciplinary-team"),
        ("движение родственников", "associations of relatives", "family-organizations"),
        ("пациентские организации", "consumer organizations", "user-organizations"),
        ("Российского общества психиатров", "Russian Society of Psychiatrists", "russian-society-of-psychiatrists"),
        ("метод Дельфи", "a Delphi study", "delphi-technique"),
        ("реабилитация наркозависимых", "drug rehabilitation", "medical-rehabilitation-of-addicted-patients"),
        ("общие расстройства психологического развития", "pervasive developmental disorder",
         "autism-spectrum-disorders"),
    ],
)  # fmt: skip
def test_a_concept_is_found_from_both_languages(russian: str, english: str, id: str) -> None:
    for text in (russian, english, romanise(russian)):
        assert id in thesaurus.match_concepts(text), text


@pytest.mark.parametrize(
    ("american", "british"),
    [
        ("rehabilitation center", "rehabilitation centre"),
        ("destigmatization", "destigmatisation"),
        ("behavior therapy", "behaviour therapy"),
        ("open labor market", "open labour market"),
        ("deinstitutionalization", "deinstitutionalisation"),
        ("vocational counseling", "vocational counselling"),
    ],
)
def test_british_spelling_names_the_same_concept(american: str, british: str) -> None:
    assert thesaurus.match_concepts(american)
    assert thesaurus.match_concepts(american) == thesaurus.match_concepts(british)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("antipsychiatry", "мифы о психических заболеваниях"),
        ("sport", "адаптивная физическая культура"),
        ("clinical supervision", "балинтовские группы"),
        ("dynamic psychiatry", "психодинамическая терапия"),
        ("malingering", "диссимуляция"),
        ("information technology", "интернет"),
        ("caregivers", "опекуны"),
        ("a group of patients", "анонимные алкоголики"),
        ("gel", "приёмная семья для взрослых"),
    ],
)
def test_what_is_not_the_same_is_kept_apart(one: str, other: str) -> None:
    assert not set(thesaurus.match_concepts(one)) & set(thesaurus.match_concepts(other))


# ---------------------------------------------------------------- texts


@pytest.mark.parametrize(
    "text",
    [
        "психосоциальной реабилитации",
        "Психо-социальная реабилитация",
        "psikhosotsial'naya reabilitatsiya",
        "psihosocialʹnoj reabilitacii",
        "a psychosocial rehabilitation centre",
        "PSYCHOSOCIAL REHABILITATION",
    ],
)
def test_one_concept_in_every_script_and_inflection(text: str) -> None:
    assert "psychosocial-rehabilitation" in thesaurus.match_concepts(text)


def test_the_longest_label_wins_and_its_words_serve_once() -> None:
    found = thesaurus.match_concepts("Family psychoeducation in schizophrenia")
    assert "schizophrenia" in found
    assert "family" not in found


@pytest.mark.parametrize(
    ("text", "id", "there"),
    [
        ("Recommendations of the WHO", "world-health-organization", True),
        ("Those who recover", "world-health-organization", False),
        ("WHO IS AFRAID OF PSYCHIATRY NOW", "world-health-organization", False),
        ("Дети с РАС в школе", "autism-spectrum-disorders", True),
        ("История рас и народов", "autism-spectrum-disorders", False),
        ("менее чем за год", "men", False),
        ("Suicide in men", "men", True),
        ("The smell of a rose in the old garden", "russia", False),
        ("Suicide among men and women of the north", "men", True),
        ("Out-patient treatment", "outpatient-care", True),
    ],
)
def test_abbreviations_and_clashes(text: str, id: str, there: bool) -> None:
    assert (id in thesaurus.match_concepts(text)) is there


@given(st.text(max_size=200))
def test_matching_never_raises_and_gives_known_ids_once(text: str) -> None:
    found = thesaurus.match_concepts(text)
    assert len(found) == len(set(found))
    for id in found:
        assert thesaurus.concept(id).id == id


def test_every_preferred_label_finds_its_own_concept() -> None:
    missed = [
        concept.id
        for concept in thesaurus.concepts()
        for label in (concept.preferred_en, concept.preferred_ru)
        if concept.id not in thesaurus.match_concepts(label)
    ]
    assert not missed


@pytest.mark.parametrize(("typed", "wanted"), [("modern", "sovremen"), ("школьный", "sol"), ("experience", "opit")])
def test_translations_of_plain_words(typed: str, wanted: str) -> None:
    found = thesaurus.translations(thesaurus.stems(typed))
    assert any(wanted in " ".join(each) for each in found), found
    assert thesaurus.translations(("qwerty",)) == ()
