"""The format of pasted reference lists: recognised by content, read into records."""

from __future__ import annotations

import pytest

from mhlit.formats.plaintext import FORMAT, sniff

LIST = """1. Anthony WA. Recovery from mental illness. Psychosocial Rehabilitation Journal 1993; 16(4): 11–23.
2. Кабанов М.М. Реабилитация психически больных. 2-е изд. Л.: Медицина, 1985. 216 с.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LIST, True),
        (LIST.replace("\n", " "), True),
        ("References\n" + LIST, True),
        ("Солохина Т.А. Качество помощи: дис. ... канд. мед. наук. М., 2003. 46 с.", True),
        ("Foucault, M. (1965). Madness and civilization. New York: Pantheon.", True),
        ("1. Aktion Psychisch Kranke (2003 a) Teilhabe\n2. DAK: Report 2002\n3. Verband e. V. Tagung von 1999", True),
        ("1. Members meet weekly\n2. We opened in 2012\n3. Everyone may come", False),
        ("", False),
        ("Dear all, the meeting of 2019 was good. We met many people and talked.", False),
        ("TY  - JOUR\nTI  - Recovery, 1993;16(4):11\nER  - ", False),
        ("@book{a, title={Recovery}, year={1993}}", False),
        ('{"title": "Recovery", "issued": 1993}', False),
        ("PMID- 12345\nTI  - Recovery 1993;16:3", False),
        ("Recovery\nKeywords: recovery; stigma\nAbstract 1993;16(4):11. Two. 2001;3:4", False),
        ("id,title,year\n1,Recovery,1993\n2,Stigma,1961", False),
    ],
)
def test_sniffing(text: str, expected: bool) -> None:
    assert sniff(text) is expected


def test_the_format_reads_and_does_not_write() -> None:
    assert (FORMAT.name, FORMAT.rank, FORMAT.write) == ("references", "parsed", None)
    assert FORMAT.read is not None
    result = FORMAT.read(LIST)
    assert [record.type for record in result.records] == ["article-journal", "book"]
    assert [record.origin.line for record in result.records if record.origin] == [1, 2]


def test_headings_and_remarks_between_the_references_do_not_make_it_prose():
    text = """Books

Corrigan P. Don't call me nuts. Chicago: Recovery Press; 2001.

Goffman E. Stigma. Englewood Cliffs: Prentice-Hall; 1963.

Articles

See also the review.

Link BG, Phelan JC. Conceptualizing stigma. Annu Rev Sociol 2001; 27: 363-85.
- Thornicroft G. Shunned. Oxford: OUP; 2006.
"""
    assert sniff(text)
    result = FORMAT.read(text)
    assert [record.title for record in result.records] == [
        "Don't call me nuts", "Stigma", "Conceptualizing stigma", "Shunned",
    ]  # fmt: skip
    stray = [issue.raw for issue in result.issues if issue.code == "unread-text"]
    assert stray == ["Books", "Articles", "See also the review."]
