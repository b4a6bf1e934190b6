import dataclasses
import pickle

import pytest

from mhlit.model import Date, Issue, Name, Origin, Record, Text


def test_a_record_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Record().volume = "3"


def test_records_are_hashable_and_picklable():
    record = Record(titles=(Text("Стигма", "ru"),), authors=(Name("Любов", "Е.Б."),), extra={"custom": {"a": [1]}})

    assert pickle.loads(pickle.dumps(record)) == record
    assert len({record, pickle.loads(pickle.dumps(record))}) == 1


def test_the_uid_stands_for_the_printed_text_not_for_the_parser_or_the_place():
    printed = "Danilova SV. Results. 2018;(3):86-90."
    early = Record(titles=(Text("Results. 2018"),), origin=Origin("a.txt", 4, "references", printed))
    later = Record(titles=(Text("Results"),), issued=Date((2018,)), origin=Origin("b/a.txt", 9, "page", printed))

    assert early.uid == later.uid
    assert early.uid != dataclasses.replace(early, origin=Origin("a.txt", 4, "references", printed + " 5")).uid


def test_records_without_a_printed_text_differ_by_their_fields():
    assert Record(volume="1").uid == Record(volume="1").uid
    assert Record(volume="1").uid != Record(volume="2").uid


def test_two_items_with_one_text_but_different_ids_are_two():
    origin = Origin(raw="{}")

    assert Record(id="a", origin=origin).uid != Record(id="b", origin=origin).uid


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        (Name("Gurovich", "IYa"), "Gurovich IYa"),
        (Name("Gogh", "Vincent", particle="van"), "van Gogh Vincent"),
        (Name(literal="World Health Organization"), "World Health Organization"),
        (Name("King", "M.", "Jr"), "King M. Jr"),
        (Name(), ""),
    ],
)
def test_a_name_prints_as_people_write_it(name, printed):
    assert printed == str(name)


@pytest.mark.parametrize(
    ("issue", "printed"),
    [
        (Issue("doi-repaired", "joined", 14, "refs.txt"), "refs.txt:14: joined [doi-repaired]"),
        (Issue("empty-file", "the file is empty", file="a.txt"), "a.txt: the file is empty [empty-file]"),
        (Issue("uncertain", "unsure", 3), "-:3: unsure [uncertain]"),
    ],
)
def test_an_issue_prints_where_what_and_its_code(issue, printed):
    assert printed == str(issue)


def test_the_wording_to_cite_is_the_first():
    record = Record(titles=(Text("Стигма", "ru"), Text("Stigma", "en", "translated")), issued=Date((2004, 5)))

    assert (record.title, record.container, record.year) == ("Стигма", "", 2004)
    assert (Record().title, Record().year) == ("", None)
