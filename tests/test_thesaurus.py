"""The thesaurus: its tables hold what they promise, and texts are matched in any script and inflection."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhlit import thesaurus
from mhlit.tables import data, parts, table

CYRILLIC, LATIN = re.compile(r"[\u0400-\u052f]"), re.compile(r"[A-Za-z]")
MIXED_BY_INTENT = {"COVID"}


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


def test_broader_has_no_cycles() -> None:
    broader = {row["id"]: row["broader"] for row in table("thesaurus.tsv")}
    for id, above in broader.items():
        seen, at = {id}, above
        while at:
            assert at not in seen, id
            seen.add(at)
            at = broader[at]


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


def test_mesh_descriptors_are_given_once() -> None:
    mesh = [concept.mesh for concept in thesaurus.concepts() if concept.mesh]
    assert len(mesh) == len(set(mesh))
    assert all(re.fullmatch(r"D\d{6}(?:\d{3})?", each) for each in mesh)


def test_folded_labels_are_up_to_date() -> None:
    """Run ``python data/build/thesaurus_keys.py`` when this fails."""
    for name, folded in (("thesaurus_keys.tsv", thesaurus.fold_labels()), ("words_keys.tsv", thesaurus.fold_words())):
        lines = data(name).read_text(encoding="utf-8").splitlines()[1:]
        assert lines == [f"{word}\t{' | '.join(cells)}" for word, cells in folded.items()], name


def test_plain_words_have_both_sides_in_their_scripts() -> None:
    rows = table("words.tsv")
    assert len({row["en"] for row in rows}) == len(rows)
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
