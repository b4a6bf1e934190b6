r"""The ``\bibitem`` lists of LaTeX manuscripts: found, decoded, read as references under their keys."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mhlit import api
from mhlit.formats import catalogue
from mhlit.formats.bibitem import read, sniff

MANUSCRIPT = r"""\documentclass{article}
% \bibitem{old} an item that is commented out
\begin{document}
As \cite{thornicroft2004} say, 50\,\% of all.
\begin{thebibliography}{9}
\bibitem{thornicroft2004} G.~Thornicroft and M.~Tansella. % checked
\newblock Components of a modern mental health service.
\newblock {\em British Journal of Psychiatry}, 185\penalty0 (4):\penalty0 283--290, 2004.
\newblock \url{https://doi.org/10.1192/bjp.185.4.283}

\bibitem[{Гурович и~Шмуклер(2004)}]{gurovich2004}
Гурович И.\,Я., Шмуклер А.\,Б. Психосоциальная терапия. М.:~Медпрактика, 2004. 492~с.
\bibitem{empty}
\bibitem{muller1998} M\"uller P. Schizophrenie. Stuttgart: Thieme; 1998.
\end{thebibliography}
We thank all who helped in 2003.
\end{document}
"""


def test_the_items_of_a_manuscript_are_references_under_their_keys():
    assert catalogue.sniff(MANUSCRIPT, "paper.tex").name == "bibitem"
    english, russian, german = read(MANUSCRIPT).records
    assert [record.id for record in (english, russian, german)] == ["thornicroft2004", "gurovich2004", "muller1998"]
    assert [record.origin.line for record in (english, russian, german) if record.origin] == [6, 11, 14]
    assert english.title == "Components of a modern mental health service"
    assert [name.family for name in english.authors] == ["Thornicroft", "Tansella"]
    assert (english.container, english.volume, english.issue, english.pages, english.year, english.doi) == (
        "British Journal of Psychiatry", "185", "4", "283-290", 2004, "10.1192/bjp.185.4.283",
    )  # fmt: skip
    assert [f"{name.family} {name.given}" for name in russian.authors] == ["Гурович И. Я.", "Шмуклер А. Б."]
    assert (german.authors[0].family, german.title, german.publisher) == ("Müller", "Schizophrenie", "Thieme")
    assert german.origin
    assert german.origin.raw == r"\bibitem{muller1998} M\"uller P. Schizophrenie. Stuttgart: Thieme; 1998."


def test_addresses_keep_their_signs_of_percent():
    text = "\\bibitem{a} Smith J. A report. 2001. \\url{https://who.int/a%20b}\n"
    assert read(text).records[0].url == "https://who.int/a%20b"


def test_an_address_behind_a_link_is_read():
    text = (
        "\\bibitem{a} WHO. \\emph{Report}. Geneva: WHO; 2001. \\href{https://who.int/a_b}{[link]}\n"
        "\\bibitem{b} Leff J. Trial. Br J Psychiatry. 1985;146:594. \\href{https://doi.org/10.1192/b.1}{doi:10.1192/b.1}"
    )
    linked, printed_too = read(text).records
    assert linked.url == "https://who.int/a_b"
    assert (printed_too.doi, printed_too.url) == ("10.1192/b.1", "")


def test_a_manuscript_without_a_list_tells_where_its_references_are():
    result = api.read_text("\\documentclass{article}\n\\begin{document}\n\\bibliography{refs}\n\\end{document}\n")
    assert not result.records
    assert [(issue.code, "refs" in issue.message) for issue in result.issues] == [("no-references", True)]


def test_only_latex_is_latex():
    assert sniff("\\bibitem[Smith(2001)]{a} Smith J.")
    assert not sniff("Smith J. On the command \\bibitem in TeX. 2001.")
    assert not sniff("@article{a, note = {\\begin{x}}}")


@given(st.text(alphabet="\\bibitem{}[]%a1 \n\"'", max_size=60))
def test_reading_never_raises(text):
    read("\\bibitem" + text)
