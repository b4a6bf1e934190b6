"""How sure the fields of a parsed reference are: clues, weights, doubts, and the form in which they are told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhlit.model import Issue
from mhlit.references import CONFIDENCE, DOUBTS, marked, parse_list, parse_reference
from mhlit.references.clues import CSL_NAMES, EXPECTED, Evidence, agreement, certainties, clues, odds, strays
from mhlit.references.doubts import DOUBTFUL, asked, confidence, doubtful, probability, weights
from mhlit.references.segments import Segment
from mhlit.references.tagger import Tagged
from mhlit.references.tokens import tokenise
from mhlit.tables import table

PLAIN = "Corrigan PW, Watson AC. Understanding the impact of stigma on people. World Psychiatry. 2002;1(1):16-20."
STRANGE = "Convention on the Rights of Persons with Disabilities, G.A. Res. 61/106, U.N. Doc. A/RES/61/106 (2006)."


def tagged(body: str, *parts: tuple[str, str, float]) -> tuple[list[Segment], list[Tagged]]:
    """Return the segments and tokens of a text whose parts are given as (label, text, certainty); the rest is other."""
    found, last = [], 0
    for label, text, sure in parts:
        start = body.index(text, last)
        last = start + len(text)
        found.append(Segment(label, text, start, last, sure))
    tokens = []
    for token in tokenise(body):
        own = next((each for each in found if each.start <= token.start < each.end), None)
        tokens.append(Tagged(token, own.label if own else "o", own.certainty if own else 0.9))
    return found, tokens


# ---------------------------------------------------------------- the whole way


def test_a_plain_reference_raises_no_doubt_and_a_strange_one_does() -> None:
    plain, strange = parse_reference(PLAIN), parse_reference(STRANGE)
    assert DOUBTS not in plain.extra
    assert min(plain.extra[CONFIDENCE].values()) > 0.8
    assert strange.extra[DOUBTS]


def test_doubts_are_the_fields_below_the_bound() -> None:
    record = parse_reference(STRANGE)
    sure = record.extra[CONFIDENCE]
    assert all(0 <= share <= 1 for share in sure.values())
    assert {name for name, share in sure.items() if share < DOUBTFUL - 0.005} <= set(record.extra[DOUBTS])
    assert not any(share > DOUBTFUL + 0.005 for name, share in sure.items() if name in record.extra[DOUBTS])


def test_the_doubt_is_told_with_the_line_and_the_fields() -> None:
    result = parse_list(f"1. {PLAIN}\n2. {STRANGE}", first_line=10)
    told = [str(issue) for issue in result.issues if issue.code == "uncertain"]
    assert len(told) == 1
    assert told[0].startswith("-:11: Convention on the Rights")
    assert told[0].endswith(f"[uncertain: {asked(result.records[1].extra[DOUBTS])}]")


def test_an_issue_tells_its_code_once() -> None:
    assert str(Issue("uncertain", "A text [uncertain: title?]", 3)) == "-:3: A text [uncertain: title?]"
    assert str(Issue("uncertain", "a text", 3)) == "-:3: a text [uncertain]"


def test_the_fields_are_asked_for_in_words() -> None:
    assert asked(["title", "page", "container-title"]) == "title? pages? journal?"


def test_doubtful_parts_are_marked_in_their_place() -> None:
    assert marked(f"7. {PLAIN}") == f"7. {PLAIN}"
    told = marked(f"7. {STRANGE}")
    assert told.startswith("7. ")
    names = [name for name in parse_reference(STRANGE).extra[DOUBTS] if f"{{{name}?: " in told]
    assert names
    for name in names:
        told = told.replace(f"{{{name}?: ", "")
    assert told.replace("}", "") == f"7. {STRANGE}"


# ---------------------------------------------------------------- the table and the model


def test_the_table_weighs_known_fields_and_the_clues_that_there_are() -> None:
    known = {*CSL_NAMES.values(), *(f"no {name}" for name in EXPECTED)}
    rows = table("confidence.tsv")
    assert {row["field"] for row in rows} <= known
    assert {"author", "title", "container-title", "page", "no title"} <= {row["field"] for row in rows}
    found, tokens = tagged("A. B C. D", ("au", "A", 1.0), ("ti", "B C", 1.0), ("ct", "D", 1.0))
    told = clues(found, Evidence(tokens, found, 1.0, []))
    for row in rows:
        if row["field"] in ("author", "title", "container-title") and row["clue"] != "always":
            assert row["clue"] in told[row["field"]], row


@pytest.mark.parametrize(
    ("field", "clue"),
    [("title", "mended"), ("title", "unclosed"), ("author", "plain word"), ("container-title", "small start")],
)
def test_what_speaks_against_a_field_has_a_negative_weight(field: str, clue: str) -> None:
    assert weights()[field][clue] < 0


@pytest.mark.parametrize(("field", "clue"), [("container-title", "known"), ("title", "agreed"), ("author", "agreed")])
def test_what_speaks_for_a_field_has_a_positive_weight(field: str, clue: str) -> None:
    assert weights()[field][clue] > 0


@given(st.dictionaries(st.sampled_from(["word", "least", "stray"]), st.floats(-50, 50)))
def test_a_probability_is_one(told: dict[str, float]) -> None:
    assert 0 < probability("title", told) < 1


def test_missing_fields_are_doubted_but_not_told_as_confidence() -> None:
    told = {"title": 0.9, "no author": 0.2, "no page": 0.9}
    values = {"titles": ("x",), "containers": (), "volume": "", "pages": "", "issued": None}
    assert confidence(told) == {"title": 0.9}
    assert doubtful(told, values) == ["author"]
    assert doubtful({"no page": 0.9}, {**values, "titles": ()}) == ["title"]


# ---------------------------------------------------------------- clues


def test_odds_are_bounded() -> None:
    assert odds(0.5) == 0
    assert odds(0.0) == -odds(1.0) < -6


def test_words_that_belong_to_no_part_are_counted() -> None:
    body = "Smith J. A title. leftover words here, In: Vol. 12"
    found, tokens = tagged(body, ("au", "Smith J", 1.0), ("ti", "A title", 1.0))
    assert strays(found, Evidence(tokens, found, 1.0, [])) == 2


def test_the_border_of_a_field_is_looked_at() -> None:
    found, tokens = tagged(
        "Smith J. A title. World", ("au", "Smith J", 1.0), ("ti", "A title", 0.8), ("ct", "World", 0.4)
    )
    inside, border = certainties([found[1]], tokens)
    assert inside == [0.8, 0.8]
    assert set(border) == {1.0, 0.4}


def test_readings_agree_by_words_and_not_by_marks() -> None:
    found, tokens = tagged("A title». World", ("ti", "A title", 1.0), ("ct", "World", 1.0))
    same = [found[0]._replace(text="A title»", end=8), found[1]]
    other = [found[0]._replace(text="A", end=1), found[1]]
    evidence = Evidence(tokens, found, 0.6, [(0.2, same), (0.2, other)])
    assert agreement([found[0]], evidence) == pytest.approx(0.8)
    assert agreement([found[1]], evidence) == pytest.approx(1.0)


def test_the_looks_of_fields() -> None:
    body = "Smith J treatment of patients. small start (open. World Psychiatry. 12a3. x"
    found, tokens = tagged(
        body, ("au", "Smith J treatment of patients", 1.0), ("ti", "small start (open", 1.0),
        ("ct", "World Psychiatry", 1.0), ("pg", "12a3", 1.0),
    )  # fmt: skip
    told = clues(found, Evidence(tokens, found, 1.0, []))
    assert told["author"]["plain word"] == 1
    assert (told["title"]["small start"], told["title"]["unclosed"]) == (1, 1)
    assert (told["container-title"]["known"], told["container-title"]["unclosed"]) == (1, 0)
    assert told["page"]["no pages"] == 1
    assert "no issued" in told
    assert "no title" not in told
