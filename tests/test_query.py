"""The query language: what is read as what, and that the unreadable is shown with a caret."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhlit.errors import UsageError
from mhlit.library.query import Group, Not, Term, Years, demanded, leaves_of, parse, wished


def words(*texts: str) -> tuple[Term, ...]:
    return tuple(map(Term, texts))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("stigma", Term("stigma")),
        ("группы самопомощи", Group("words", words("группы", "самопомощи"))),
        ('"supported employment"', Term("supported employment", phrase=True)),
        ("«новые возможности»", Term("новые возможности", phrase=True)),
        ("schizo*", Term("schizo", prefix=True)),
        ("stigma AND work", Group("and", words("stigma", "work"))),
        ("stigma OR work", Group("or", words("stigma", "work"))),
        ("stigma -work", Group("words", (Term("stigma"), Not(Term("work"))))),
        ("stigma NOT work", Group("words", (Term("stigma"), Not(Term("work"))))),
        ("a AND b OR c", Group("or", (Group("and", words("a", "b")), Term("c")))),
        ("a (b OR c)", Group("words", (Term("a"), Group("or", words("b", "c"))))),
        ('author:"Lyubov EB"', Term("Lyubov EB", "author", phrase=True)),
        ("автор:Любов", Term("Любов", "author")),
        ("kw:stigma", Term("stigma", "keyword")),
        ("title:(a OR b)", Group("or", (Term("a", "title"), Term("b", "title")))),
        ("doi:10.1016/S0140-6736(05)67079-3", Term("10.1016/S0140-6736(05)67079-3", "doi")),
        ("year:2005..2019", Years(2005, 2019)),
        ("year:2005-2019", Years(2005, 2019)),
        ("year:2010", Years(2010, 2010)),
        ("year:2010..", Years(2010, None)),
        ("год:..2004", Years(None, 2004)),
        ("self-help", Term("self-help")),
        ("therapy - outcome", Group("words", words("therapy", "outcome"))),
        ("100 -летней истории", Group("words", words("100", "летней", "истории"))),
        ("Schizophrenia: an overview", Group("words", words("Schizophrenia", "an", "overview"))),
        ("COVID:19", Term("COVID:19")),
        ("https://example.org/a", Term("https://example.org/a")),
        ("and or not", Group("words", words("and", "or", "not"))),
        ("?! ... --", Group("words", ())),
        ("", Group("words", ())),
        ("a\0b", Group("words", words("a", "b"))),
    ],
)
def test_parse(text: str, tree: object) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ('stigma "supported work', "quotation mark", 7),
        ("stigma (work", "not closed", 7),
        ("stigma work)", "not opened", 11),
        ("AND work", "before it", 0),
        ("work OR", "after it", 7),
        ("work AND OR stigma", "after it", 9),
        ("NOT", "after it", 3),
        ("stigma autor:Любов", "unknown field", 7),
        ("stigma year:soon", "not a year", 12),
        ("year:2019..2005", "backwards", 5),
        ("(" * 60 + "a" + ")" * 60, "too many", 40),
    ],
)
def test_an_unreadable_query_is_shown_with_a_caret_under_the_place(text: str, message: str, place: int) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        parse(text)
    _, shown, caret = caught.value.hint.split("\n")
    assert shown.removeprefix("  ") == text[max(0, place - 40) :][:76]
    assert caret == " " * (2 + min(place, 40)) + "^"


def test_a_misspelt_field_is_corrected_in_the_hint() -> None:
    with pytest.raises(UsageError) as caught:
        parse("autor:Любов")
    assert "did you mean author:" in caught.value.hint


def test_words_are_wished_for_and_the_rest_is_demanded() -> None:
    tree = parse('recovery work "peer support" -children author:Любов year:2010..')
    assert [term.text for term in wished(tree)] == ["recovery", "work", "peer support", "Любов"]
    assert [type(node) for node in demanded(tree)] == [Term, Not, Term, Years]
    assert [term.text for term in leaves_of(demanded(tree))] == ["peer support", "Любов"]


def hint_for(text: str) -> str | None:
    try:
        parse(text)
    except UsageError as error:
        return error.hint
    return None


@given(st.text(alphabet=st.sampled_from('ab "()-:*«»ORANDT.\0\n\tя10year'), max_size=60))
def test_any_text_gives_a_tree_or_a_usage_error(text: str) -> None:
    hint = hint_for(text)
    assert hint is None or "^" in hint


def test_ten_thousand_words() -> None:
    tree = parse("слово " * 10_000)
    assert isinstance(tree, Group)
    assert len(tree.nodes) == 10_000
