"""Citations within the text: ``(Lyubov & Kulikov, 2019, p. 15)``, ``(3)``, ``[10, с. 81]``, and GOST's notes.

A form takes the works of one citation, each with its number in the list and the page meant. A form that groups gives
one line (``[Любов, 2012; Гурович, 2008]``), one that does not gives a line a work. The Russian forms are those of GOST
R 7.0.5-2008: references behind the text (s. 7), within it (s. 5), at the foot of the page (s. 6), repeated (s. 10).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from mhlit.errors import UsageError
from mhlit.styles import gost
from mhlit.styles.catalogue import style_by_name
from mhlit.styles.pieces import ARTICLES, CHAPTERS, dashed, dropping, family, has_more, joined, listed, year

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mhlit.model import Name, Record
    from mhlit.styles.base import Cited

    Form = Callable[[Sequence[Cited]], list[str]]

# "2006." loses its stop before a parenthesis, "216 с." keeps it
LAST_STOP = re.compile(r"(?<=[\d)\]])\.$")
# So many words of a title stand for a work without authors.
TITLE_WORDS = 5


# ---------------------------------------------------------------- pieces


def page(pages: str, one: str = "p.", several: str = "pp.") -> str:
    """Return a page with its label; what does not begin with a number ("т. 1, с. 75") stays as it was typed."""
    if not pages[:1].isdigit():
        return pages
    return f"{several if any(mark in pages for mark in '-–,') else one} {dashed(pages)}"


def surname(name: Name) -> str:
    """Return the family name, or an organisation's whole name."""
    return name.literal or joined(" ", dropping(name), family(name))


def short_title(record: Record) -> str:
    """Return the first words of a title, with an ellipsis where others follow."""
    words = gost.title(record).split()
    return " ".join(words[:TITLE_WORDS]).rstrip(",:;.") + ("…" if len(words) > TITLE_WORDS else "")


def named(record: Record, most: int, sign: str, quotes: str) -> str:
    """Return the family names before a year: of more than ``most`` the first and "et al."; without names the title."""
    names = listed(record.authors or record.editors, surname)
    if not names:
        title = short_title(record)
        return quotes.replace("…", title) if record.type in ARTICLES | CHAPTERS else title
    if len(names) > most or has_more(record, "author"):
        return f"{names[0]} et al."
    return f"{', '.join(names[:-1])} {sign} {names[-1]}" if names[1:] else names[0]


# ---------------------------------------------------------------- forms


def numbers(opening: str, closing: str) -> Form:
    """Return the form that gives numbers: ``(1, 3-5)``; with pages each work stands alone, ``(1 p. 15, 3)``."""

    def form(cited: Sequence[Cited]) -> list[str]:
        if any(each.pages for each in cited):
            parts = [joined(" ", str(each.number), page(each.pages, "p.", "p.")) for each in cited]
        else:
            parts = runs(sorted({each.number for each in cited}))
        return [f"{opening}{', '.join(parts)}{closing}"]

    return form


def runs(found: Sequence[int]) -> list[str]:
    """Return sorted numbers, three and more in a row as a span.

    >>> runs([1, 2, 4, 5, 6])
    ['1', '2', '4-6']
    """
    spans: list[list[int]] = []
    for number in found:
        if spans and number == spans[-1][-1] + 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    return [text for span in spans for text in ([f"{span[0]}-{span[-1]}"] if len(span) > 2 else [str(n) for n in span])]


def author_date(most: int, sign: str, *, between: str = ", ", undated: str = "n.d.", quotes: str = "‘…’") -> Form:
    """Return the form that gives names and years: ``(Lyubov & Kulikov, 2019, p. 15; Wing, 1978)``."""

    def form(cited: Sequence[Cited]) -> list[str]:
        parts = []
        for each in cited:
            who, when = named(each.record, most, sign, quotes), year(each.record).replace("-", "–") or undated
            head = f"{who} {when}" if who.endswith(",”") else f"{who}{between}{when}"
            parts.append(joined(", ", head, page(each.pages)))
        return [f"({'; '.join(parts)})"]

    return form


def apa_names(cited: Sequence[Cited]) -> list[str]:
    """Return names and years in the order of the list of references, as the manual wants (s. 8.12)."""
    return author_date(2, "&", quotes="“…,”")(sorted(cited, key=lambda each: each.number))


def gost_numbers(cited: Sequence[Cited]) -> list[str]:
    """Return a reference by numbers: ``[10, с. 81; 12]`` (s. 7.4.1)."""
    parts = (joined(", ", str(each.number), gost_page(each)) for each in cited)
    separator = "; " if any(each.pages for each in cited) else ", "
    return [f"[{separator.join(parts)}]"]


def gost_names(cited: Sequence[Cited]) -> list[str]:
    """Return a reference by names: ``[Любов, Куликов, 2019, с. 15]``; of four and more authors by title (s. 7.4.2)."""
    parts = []
    for each in cited:
        names = listed(each.record.authors, surname)
        who = ", ".join(names) if names and len(names) <= gost.MOST_NAMES else short_title(each.record)
        parts.append(joined(", ", who, year(each.record).replace("-", "–"), gost_page(each)))
    return [f"[{'; '.join(parts)}]"]


def gost_inline(cited: Sequence[Cited]) -> list[str]:
    """Return references that stand in the text as a whole, in parentheses (s. 5)."""
    return [f"({LAST_STOP.sub('', gost_full(each))})" for each in cited]


def gost_notes(cited: Sequence[Cited]) -> list[str]:
    """Return the notes at the foot of the page, one a citation, in their order; what was cited before is short."""
    return [note(each, cited[:at]) for at, each in enumerate(cited)]


# ---------------------------------------------------------------- GOST's notes


def gost_labels(record: Record) -> gost.Labels:
    """Return the words that suit a work."""
    return gost.RUSSIAN if gost.is_russian(record) else gost.LATIN


def gost_page(cited: Cited) -> str:
    """Return the page of a reference: ``с. 15–17``, ``p. 3``."""
    label = gost_labels(cited.record).pages
    return page(cited.pages, label, label)


def gost_full(cited: Cited) -> str:
    """Return the whole reference, with the page meant instead of the extent."""
    record = cited.record
    return gost.cite(replace(record, extra={**record.extra, "locator": cited.pages}) if cited.pages else record)


def note(cited: Cited, before: Sequence[Cited]) -> str:
    """Return one note: in full, as ``Там же. С. 19.`` behind the same work, else short where it came before."""
    record, labels = cited.record, gost_labels(cited.record)
    place = gost.spot(cited.pages, labels)
    if before and before[-1].record == record:
        ibidem = "Там же." if labels is gost.RUSSIAN else "Ibid."
        return joined(" ", ibidem, "" if before[-1].pages == cited.pages else gost.closing(place))
    if not any(each.record == record for each in before):
        return gost_full(cited)
    return gost.lined(*short(record, labels, [each.record for each in before]), place)


def short(record: Record, labels: gost.Labels, before: Sequence[Record]) -> tuple[str, str]:
    """Return author and title of a work that was cited before (s. 10.3, 10.4).

    ``Указ. соч.`` stands for the title where one author is cited with one work alone; of four and more authors the
    title stands alone.
    """
    if not record.authors or len(record.authors) > gost.MOST_NAMES:
        return ("", short_title(record))
    heading = gost.authors(record, labels)
    others = any(each != record and each.authors == record.authors for each in before)
    if others or len(record.authors) > 1:
        return (heading, short_title(record))
    return (heading, "Указ. соч." if labels is gost.RUSSIAN else "Op. cit.")


GOST_FORMS: dict[str, Form] = {
    "number": gost_numbers, "names": gost_names, "inline": gost_inline, "note": gost_notes,
}  # fmt: skip
# The forms of each style, its own first.
FORMS: dict[str, dict[str, Form]] = {
    "vancouver": {"number": numbers("(", ")")},
    "rpj": {"number": numbers("[", "]")},
    "apa": {"names": apa_names},
    "harvard": {"names": author_date(3, "and", undated="no date")},
    "iso690": {"names": author_date(3, "and", between=" ")},
    "gost-r-7-0-5-2008": GOST_FORMS,
    "gost-r-7-0-100-2018": GOST_FORMS,
}


def in_text(cited: Sequence[Cited], style: str, form: str = "") -> list[str]:
    """Return the citation of works within a text, in the style's own form or the one named.

    Raises UsageError where the style is not mhlit's own or has no such form.
    """
    forms = FORMS[style_by_name(style).name]
    if forms is GOST_FORMS:
        cited = [replace(each, record=gost.in_own_script(each.record)) for each in cited]
    chosen = forms.get(form or next(iter(forms)))
    if chosen is None:
        raise UsageError(f"{style} has no form '{form}' within the text", hint=f"its forms: {', '.join(forms)}")
    return chosen(cited)
