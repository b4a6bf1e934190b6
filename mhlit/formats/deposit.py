"""What the JSON of all registries needs: deposited text made readable, dates, wordings, authors given in two scripts.

Publishers deposit text with HTML, JATS and MathML in it, with entities escaped once or twice, with line breaks of their
typesetting; nothing of that may reach a citation. The text itself is never recased or reworded.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from typing import TYPE_CHECKING, Any

from mhlit.formats.csljson import date_from_csl
from mhlit.model import Text
from mhlit.names.wordings import same_person, script_of, with_form
from mhlit.tables import table
from mhlit.text import clean, fold, script, without_tags

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mhlit.model import Date, Name, Role

# "<jats:title>Methods</jats:title>", "<title>Aim</title>", "<jats:label>1</jats:label>": a heading in an abstract
HEADING = re.compile(r"<(?:jats:)?(title|label)\b[^<>]*>(.*?)</(?:jats:)?\1\s*>", re.DOTALL | re.IGNORECASE)
# "</jats:p>", "<br/>", "</li>", "<mml:math ...>": where words must not run together
BLOCK = re.compile(r"</?(?:jats:)?(?:p|sec|list|list-item|li|ul|ol|div|br|tr|td|title|h\d)\b[^<>]*>", re.IGNORECASE)
# "<?xml version='1.0'?>", "<!-- x -->", "<![CDATA[": markup that is no tag
ODD_MARKUP = re.compile(r"<\?[^<>]*\?>|<!--.*?-->|<!\[CDATA\[|\]\]>", re.DOTALL)
# "<mml:annotation encoding='application/x-tex'>$x$</mml:annotation>": the formula a second time, as TeX
ANNOTATION = re.compile(r"<(?:mml:)?annotation\b.*?</(?:mml:)?annotation>", re.DOTALL | re.IGNORECASE)


def unescaped(text: str) -> str:
    """Return the text without entities, also where they were escaped twice or more (``&amp;amp;``)."""
    for _ in range(4):
        plain = unescape(text)
        if plain == text:
            break
        text = plain
    return text


def readable(value: Any) -> str:
    """Return a deposited string as one line of plain text: no entities, no tags, single blanks."""
    if isinstance(value, list):
        value = next((each for each in value if isinstance(each, str) and each.strip()), "")
    if value is None or isinstance(value, bool | dict):
        return ""
    text = unescaped(str(value))
    if "<" in text or "]]>" in text:
        text = without_tags(BLOCK.sub(" ", ODD_MARKUP.sub("", ANNOTATION.sub("", text))))
    return clean(text)


def strings(value: Any) -> tuple[str, ...]:
    """Return the readable, different, non-empty strings of a member that may be a list, a string or absent."""
    values = value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(text for each in values if (text := readable(each))))


def abstract(value: Any) -> str:
    """Return an abstract as plain text, one line a paragraph; section titles stand before their text as ``Title: ``.

    The title "Abstract" itself is left out.
    """
    if not isinstance(value, str):
        return ""
    text = unescaped(value)
    # line breaks of the deposit's own XML are no paragraphs; those of an abstract without tags are
    text = HEADING.sub(lambda match: f"<p>{heading(match[2])}", re.sub(r"\s+", " ", text) if "</" in text else text)
    lines = (readable(line) for line in BLOCK.sub("\n", text).splitlines())
    joined = "\n".join(line for line in lines if line)
    return re.sub(r":\n", ": ", joined)


def heading(text: str) -> str:
    """Return a section title with the colon that sets it off, or ``""`` for "Abstract"."""
    title = readable(text)
    return (
        "" if fold(title).strip(".:") in {"abstract", "summary", "аннотация", "резюме", ""} else f"{title.rstrip(':')}:"
    )


def date(value: Any) -> Date | None:
    """Return a date whose year can be meant, or None (``[[null]]``, year 0)."""
    found = date_from_csl(value) if isinstance(value, dict) else None
    return found if found is not None and found.year and 1000 <= found.year <= 2200 else None


def wordings(values: Iterable[str], language: str = "", originals: Iterable[str] = ()) -> tuple[Text, ...]:
    """Return deposited titles as wordings; ``originals`` are known to be in the work's own language.

    A deposit's ``language`` is often wrong, so the script of each title decides first.
    """
    known = tuple(originals)
    given = tuple(dict.fromkeys((*values, *known)))
    mixed = bool(known) or len({script(value) for value in given} - {""}) > 1
    found = []
    for value in given:
        lang = language_of(value, language)
        own = value in known if known else not mixed or script(value) == "Cyrl"
        role: Role = "original" if own else "romanised" if lang.endswith("-Latn") else "translated"
        found.append(Text(value, lang, role))
    return tuple(found)


def language_of(text: str, language: str = "") -> str:
    """Return the BCP 47 tag of a text: the deposit's own where the script allows it, else what the text looks like."""
    from mhlit.translit import language as guess

    short = language.strip().lower()[:2]
    cyrillic = short in {"ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg"}
    if script(text) == "Cyrl":
        return short if cyrillic else guess(text) or "ru"
    return guess(text) if cyrillic or not short else short


# ---------------------------------------------------------------- names


def one_per_person(names: tuple[Name, ...], cyrillic: bool) -> tuple[Name, ...]:
    """Return each author once where a deposit gives everybody in Cyrillic and again in Latin letters.

    The other form stands in ``extra["mhlit:forms"]``; ``cyrillic`` says which script is to be the form shown. Names
    are paired by the skeletons of the families, so lists of several "first" authors without doubling stay as they are.
    """
    main = [name for name in names if (script_of(name) == "Cyrl") is cyrillic]
    others = [name for name in names if (script_of(name) == "Cyrl") is not cyrillic]
    if not main or not others:
        return names
    twins = {n: m for n, name in enumerate(main) for m, other in enumerate(others) if same_person(name, other)}
    if len(main) == len(others) and len(set(twins.values())) * 2 >= len(main):
        twins = {n: n for n in range(len(main))} | twins
    rest = [name for n, name in enumerate(others) if n not in twins.values()]
    return (*(with_form(name, others[twins[n]]) if n in twins else name for n, name in enumerate(main)), *rest)


@cache
def csl_types(registry: str) -> dict[str, str]:
    """Return a registry's types and the CSL type of each (table ``registry-types.tsv``)."""
    return {row["type"]: row["csl"] for row in table("registry-types.tsv") if row["registry"] == registry}
