import unicodedata

import pytest

from mhlit.tables import data, parts, table

TABLES = sorted(
    f"{folder.name}/{entry.name}" if folder.name != "data" else entry.name
    for folder in (data(""), data("translit"))
    for entry in folder.iterdir()
    if entry.name.endswith(".tsv")
)


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_clean_text_with_a_header_and_no_row_twice(name):
    text = data(name).read_text(encoding="utf-8")
    rows = table(name)

    assert text == unicodedata.normalize("NFC", text)
    assert "\r" not in text
    assert rows
    assert all(key == key.strip() and key for key in rows[0])
    assert len(rows) == len({tuple(row.values()) for row in rows})
    assert not [row for row in rows if any(cell != cell.strip(" ") and cell != " " for cell in row.values())]


@pytest.mark.parametrize("name", TABLES)
def test_every_table_has_its_origin_told(name):
    assert name.partition("/")[0] in data("README.md").read_text(encoding="utf-8")


def test_a_cell_with_several_values():
    assert parts("a | b c | ") == ("a", "b c")
    assert parts("") == ()
