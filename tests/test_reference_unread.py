"""Words of a reference that reached no field are told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mhlit import parse_reference, read_text
from mhlit.model import Text
from mhlit.references.unread import unread_words

WHOLE = [
    "1. Gurovich IYa, Lyubov EB. Vyzdorovlenie pri shizofrenii. Sotsial'naya i klinicheskaya psikhiatriya. 2008;18(2):7-14.",
    "Солохина Т.А. Качество помощи: дис. ... канд. мед. наук. М., 2003. 46 с.",
    "Slade, M. (2009). Personal recovery and mental illness (2nd ed.). Cambridge: Cambridge University Press. "
    "https://doi.org/10.1017/CBO9780511581649",
    "Melekhov DE. Prognosis of work capacity. Мoscow: Medgiz; 1963.",  # with a Cyrillic М
    "Любов Е.Б. Группы взаимопомощи // Психиатрия / под ред. А.Б. Смулевича. М.: Медицина, 2011. С. 94–135.",
    "Bäuml J (Hrsg.) (2003) Psychoedukation bei schizophrenen Erkrankungen. Schattauer, Stuttgart, S. 4-19",
]


@pytest.mark.parametrize("text", WHOLE)
def test_a_reference_that_was_read_whole_has_no_unread_words(text: str) -> None:
    assert unread_words(text, parse_reference(text)) == []


@pytest.mark.parametrize(
    ("field", "lost"),
    [
        ({"publisher": "", "publisher_place": ""}, ["Cambridge", "Cambridge", "University"]),
        ({"titles": (Text("Personal"),)}, ["recovery", "mental", "illness"]),
        ({"authors": ()}, ["Slade"]),
    ],
)
def test_what_a_record_lacks_is_told_as_printed(field: dict[str, Any], lost: list[str]) -> None:
    record = replace(parse_reference(WHOLE[2]), **field)
    assert unread_words(WHOLE[2], record) == lost


def test_labels_months_and_short_words_are_no_loss() -> None:
    text = "Slade M. Recovery. Journal of Care. 2009 September;4(2): pages 7-14. (In Russ.). Accessed 3 October 2010."
    assert unread_words(text, parse_reference(text)) == []


def test_an_unread_word_is_an_issue_with_its_line() -> None:
    text = (
        "Slade M. Personal recovery. Cambridge: University Press; 2009. 275 p.\n"
        "Albers M. Tagesklinische Patienten. In B. Reker (Hrsg.), Arbeit mit Angehörigen. Instrumente, Methoden, Konzepte "
        "(S. 1–13). Bern: Huber, 1987, Zwetschge Quitte.\n"
    )
    issues = [issue for issue in read_text(text, "references").issues if issue.code == "unread"]
    assert [issue.line for issue in issues] == [2] * len(issues)
