from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mhlit.formats.latex import commands, decode, mathematics, verbatim
from mhlit.formats.latexwrite import balanced, encode, encode_title, encode_verbatim
from mhlit.tables import table
from mhlit.text import squeeze

DECODED = [
    (r"Ku\v{c}era", "Kučera"),
    (r"Kre\v cman", "Krečman"),
    (r"G{\"o}del and {\'E}tude", "Gödel and Étude"),
    (r"Bene\v{s}ov\'a", "Benešová"),
    (r"P\'{\i}sek, p\'\i sek", "Písek, písek"),
    (r"Nguy\~{\^e}n", "Nguyễn"),
    (r"Tr{\ae}t, \O{}rsted, \L\'od\'z", "Træt, Ørsted, Łódź"),
    (r"\'Angstr\"om \AA", "Ángström Å"),
    (r"S\k{a}siad, \.{z}aba, \r{u}l", "Sąsiad, żaba, ůl"),
    (r"Timi\c{s}oara, Timi\textcommabelow{s}oara", "Timişoara, Timișoara"),
    (r"\t{ia} and \t{\i a}", "i͡a and ı͡a"),
    (r"{\cyr \CYRM\cyro\cyrs\cyrk\cyrv\cyra}", "Москва"),
    ("Любов Е.~Б.", "Любов Е. Б."),
    (r"2001--2004 --- ``well''", "2001–2004 — “well”"),
    (r"the `inner' and the patients' view", "the ‘inner’ and the patients' view"),
    ("soderzhan`ie i ob''ekt", "soderzhan`ie i ob''ekt"),
    (r"50\% of 5 \$ \& \#1 a\_b", "50% of 5 $ & #1 a_b"),
    ("50% of all & more", "50% of all & more"),
    ("broken % \n  line", "broken line"),
    (r"CO$_2$, 10$^{-3}$, $\chi^2$, 5$^{th}$, $p < 0.05$", "CO₂, 10⁻³, χ², 5th, p < 0.05"),
    (r"costs $5 and $10", "costs $5 and $10"),
    (r"$\frac{a}{b}$ stays", r"$\frac{a}{b}$ stays"),
    (r"\emph{in \textbf{vivo}} {\it x} \textsc{who}", "in vivo x who"),
    (r"H\textsubscript{2}O, 2\textsuperscript{nd}", "H₂O, 2nd"),
    (r"\noopsort{a}Title \SortNoop{b}", "Title"),
    (r"\enquote{so} \href{http://a.b/c%20d}{here} \url{http://a.b/c_d~e%20f}", "“so” here http://a.b/c_d~e%20f"),
    (r"A.\,B. C\@. D\ E\/f dis\-ease", "A. B. C. D Ef disease"),
    (r"\mystery{a \'e} and \mystery b", r"\mystery{a é} and \mystery b"),
    (r"\textlira 5", "₤5"),
    ('<<цитата>> и "=дефис', "«цитата» и -дефис"),
    ("{{Whole {DNA}}}", "Whole DNA"),
    ("open {brace and } } two", "open brace and two"),
]


@pytest.mark.parametrize(("source", "wanted"), DECODED)
def test_decode(source, wanted):
    assert squeeze(decode(source)) == wanted


def test_text_without_tex_is_returned_as_it_stands():
    text = "  Психиатрия, «recovery» & 5 % — a's "
    assert decode(text) is text


@pytest.mark.parametrize("source", ["\\", "\\'", "{\\", "$", "$$", "\\textbf", "\\t{", "{" * 500, "\\'" * 800, "}" * 9])
def test_broken_tex_is_text(source):
    assert isinstance(decode(source), str)


def test_mathematics_that_unicode_cannot_say():
    assert mathematics(r"\frac{1}{2}") is None
    assert mathematics(r"x^{q}") is None
    assert mathematics(r"\alpha_{12} \le \bar{x}") == "α₁₂ ≤ x̄"


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("http://a.b/c%20d~e#f_g", "http://a.b/c%20d~e#f_g"),
        (r"http://a.b/c\_d\%20e\#f\&g\~{}h", "http://a.b/c_d%20e#f&g~h"),
        (r"\url{http://a.b/c}", "http://a.b/c"),
        (r"10.1002/(SICI)1097\_{\textless}3", r"10.1002/(SICI)1097_{\textless}3"),
        (r"10.1000/a{\_}b{\textunderscore}c", "10.1000/a_b_c"),
    ],
)
def test_verbatim(source, wanted):
    assert verbatim(source) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Smith & Sons: 50% of a_b #1 $5", r"Smith \& Sons: 50\% of a\_b \#1 \$5"),
        ("Любов Erdős «q» – 5 №", "Любов Erdős «q» – 5 №"),
        ("β-blockers, H₂O, χ²", r"$\beta$-blockers, H\textsubscript{2}O, $\chi$\textsuperscript{2}"),
        ("λόγος", "λόγος"),
        ("{a}", r"\{a\}"),
        ("a } b {", r"a \textbraceright{} b \textbraceleft{}"),
        (r"$\frac{1}{2}$", r"$\frac{1}{2}$"),
        ("a\n  @article{x}", "a\n{@}article\\{x\\}"),
    ],
)
def test_encode(text, wanted):
    assert encode(text) == wanted


def test_titles_keep_their_capitals():
    wanted = r"Recovery in {Russia}: {DNA}, $\Delta$ and {McCarthy} \& co"
    assert encode_title("Recovery in Russia: DNA, Δ and McCarthy & co") == wanted
    assert encode_title("DNA first") == "{DNA} first"


def test_addresses_are_written_as_they_are():
    assert encode_verbatim("http://a.b/c%20d_e#f") == "http://a.b/c%20d_e#f"
    assert encode_verbatim("http://a.b/{c") == "http://a.b/%7Bc"


TEX = st.text(alphabet=st.sampled_from(list("ab Яé{}\\$%&_^~`'\"-<>#@\n\tβ₂²°ı͡.,()=оA1")), max_size=60)


@given(TEX)
def test_decoding_never_raises(text):
    assert unicodedata.is_normalized("NFC", decode(text)) or decode(text) == text


@given(TEX)
@example('β$\\"$')
@example("$^\\$")
def test_what_is_encoded_comes_back(text):
    clean = squeeze(unicodedata.normalize("NFC", text))
    for write in (encode, encode_title):
        value = write(clean)
        assert squeeze(decode(value)) == clean
        assert balanced(value)


@given(TEX)
def test_encoding_escapes_once(text):
    value = encode(text)
    assert encode(decode(value)) == encode(decode(encode(decode(value))))


def test_the_table_is_sound():
    kinds = {kind for kind, _ in commands().values()}
    assert kinds == {
        "accent",
        "tie",
        "letter",
        "symbol",
        "font",
        "drop",
        "swallow",
        "pick",
        "wrap",
        "verbatim",
        "superscript",
        "subscript",
        "math",
    }
    names = [row["command"] for row in table("latex.tsv")]
    assert len(names) == len(set(names))
    for row in table("latex.tsv"):
        if row["kind"] in ("accent", "tie"):
            assert unicodedata.combining(chr(int(row["value"], 16))), row
        if row["command"].startswith("CYR"):
            assert "CYRILLIC" in unicodedata.name(row["value"]), row
        assert unicodedata.is_normalized("NFC", row["value"])
