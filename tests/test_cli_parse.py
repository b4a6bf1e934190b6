"""mhlit parse --show-confidence, mhlit import --review, and Word files on the command line."""

from __future__ import annotations

import json

import pytest

from mhlit import api
from mhlit.references import DOUBTS, left_out, marked, parse_reference

CLEAR = "Anthony WA. Recovery from mental illness. Psychosocial Rehabilitation Journal 1993; 16(4): 11–23."
# Made up so that a careful reader hesitates too: what is the title, what the journal, what the place?
CANDIDATES = (
    "Дом и клуб, Надежда, Вестник, Тверь, Сборник, 1994, Общество, 5",
    "Houses. Clubs. Hope. Society. Review. 1987. York. 12.",
    "Recovery Kovalenko Houses hope Review Annual York 12 Notes 7",
    "Bericht Klub Haus Arbeit. Mitteilungen Leben 1987 Wege 3/4 Genossenschaft",
    "Psikhiatriya obshchestvo klub dom Vestnik nadezhda. Tver 1994 Sbornik 5",
)
UNCLEAR = tuple(text for text in CANDIDATES if DOUBTS in parse_reference(text).extra)


@pytest.fixture
def doubtful(tmp_path):
    """A file with one clear and some doubtful references."""
    path = tmp_path / "refs.txt"
    path.write_text("\n".join(f"{n}. {text}" for n, text in enumerate((CLEAR, *UNCLEAR), 1)), encoding="utf-8")
    return path


def doubts_of(path) -> list[list[str]]:
    return [record.extra[DOUBTS] for record in api.read(path, "references").records if DOUBTS in record.extra]


def test_confidence_is_shown_where_it_is_asked_for(mhlit):
    shown = mhlit("parse", CLEAR, "--show-confidence").stdout
    assert "Recovery from mental illness (en) [" in shown
    assert "[" not in mhlit("parse", CLEAR).stdout


def test_confidence_stands_in_the_json(mhlit):
    item = json.loads(mhlit("parse", CLEAR, "--json").stdout)["data"][0]
    sure = item["custom"]["fields"]["mhlit:confidence"]
    assert {"author", "title", "container-title", "issued", "volume", "issue", "page"} <= set(sure)
    assert all(0 <= value <= 1 for value in sure.values())


def test_doubtful_fields_carry_a_question_mark(mhlit):
    text = UNCLEAR[0]
    assert "?]" in mhlit("parse", text, "--show-confidence").stdout
    field = parse_reference(text).extra[DOUBTS][0]
    assert f"{{{field}?: " in marked(text)


def test_a_clear_reference_is_not_marked():
    assert marked(f"[12] {CLEAR}") == f"[12] {CLEAR}"


def test_review_edits_and_accepts(mhlit, doubtful):
    waiting = doubts_of(doubtful)
    assert waiting
    first = "e\ntitle=Houses of hope\nnonsense\ncolour=red\n\n"
    result = mhlit("import", doubtful, "--from", "references", "--review", input=first + "a\n" * (len(waiting) - 1))
    assert "?: " in result.stderr
    assert "cannot read 'nonsense'" in result.stderr
    assert "there is no field 'colour'" in result.stderr
    assert "1 edited" in result.stderr
    assert "Houses of hope" in mhlit("search", "houses of hope").stdout
    again = mhlit("import", doubtful, "--from", "references", "--review", input="")
    assert "nothing doubtful to look at" in again.stderr


def test_review_can_be_left_and_taken_up_again(mhlit, doubtful):
    waiting = doubts_of(doubtful)
    assert (
        f"{len(waiting)} left"
        in mhlit("import", doubtful, "--from", "references", "--review", input="what\nq\n").stderr
    )
    assert f"{len(waiting)} left" in mhlit("import", doubtful, "--from", "references", "--review", input="").stderr
    skipped = mhlit("import", doubtful, "--from", "references", "--review", input="s\n" * len(waiting))
    assert f"{len(waiting)} skipped" in skipped.stderr


def test_an_accepted_work_is_seen_as_before(mhlit, doubtful):
    mhlit("import", doubtful, "--from", "references")
    before = mhlit("export", "--to", "csl-json").stdout
    mhlit("import", doubtful, "--from", "references", "--review", input="a\n" * 9)
    fields = ("title", "author", "container-title", "issued", "publisher", "volume")
    views = [[{name: item.get(name) for name in fields} for item in json.loads(text)]
             for text in (before, mhlit("export", "--to", "csl-json").stdout)]  # fmt: skip
    assert views[0] == views[1]


# Sure of its fields, but with words for which there is none.
REMARKED = (
    "Artel, Walter: Einführung in die Heimpflege (Stuttgart: Anker, 1949). An excellent introduction to nursing.",
    "Burnet H. Homes of the World. London: Anchor, 1893. Excellent chapters, several handsome plates.",
    "Kranz, O. (2003): Haus und Umwelt. Bonn: Anker-Verlag (zugl. Habil.-Schr., Univ. Münster 2002).",
)
LEFT = tuple(text for text in REMARKED if left_out(parse_reference(text)) and DOUBTS not in parse_reference(text).extra)


def test_review_shows_the_words_that_were_not_read(mhlit, tmp_path):
    path = tmp_path / "refs.txt"
    path.write_text(f"1. {LEFT[0]}", encoding="utf-8")
    missing = left_out(api.read(path, "references").records[0])
    shown = mhlit("import", path, "--from", "references", "--review", input="a\n").stderr
    assert f"not read: {missing[0]}" in shown
    assert "looked at: 1 accepted" in shown
    again = mhlit("import", path, "--from", "references", "--review", input="")
    assert "nothing doubtful to look at" in again.stderr


def test_review_takes_answers_back(mhlit, doubtful):
    waiting = len(doubts_of(doubtful))
    said = "u\n" + "a\nu\n" + "e\ntitle=Houses of hope\n\nu\n" + "s\n" * waiting
    result = mhlit("import", doubtful, "--from", "references", "--review", input=said)
    assert "there is nothing to take back" in result.stderr
    assert f"looked at: {waiting} skipped" in result.stderr
    assert "Houses of hope" not in mhlit("search", "houses of hope").stdout


@pytest.mark.parametrize("option", ["--dry-run", "--json"])
def test_review_asks_questions_only_where_it_can(mhlit, doubtful, option):
    assert mhlit("import", doubtful, "--from", "references", "--review", option).exit_code == 2


def test_no_question_without_the_option(mhlit, doubtful):
    assert "accept" not in mhlit("import", doubtful, "--from", "references", input="").stderr
