"""One small normaliser per field: from the printed words of a part of a reference to the value of a field."""

from __future__ import annotations

import re
from functools import cache

from mhlit.model import Date
from mhlit.references.cues import key
from mhlit.tables import table
from mhlit.text import clean

# "Pe- tersburg", "Mos-\ncow", "sovreme¬nnye": a word broken at the end of a printed line; "post- and" is none
BROKEN = re.compile(
    r"(?<=[^\W\d_])(?:[-‐\u00ad]\s+(?!(?:and|or|und|oder|bzw|en|и|или|та|або|i|ili|et|ou)\b)|¬\s*)(?=[a-zа-яёіїєґß-ÿ])"
)
# The marks that may stand round a title or a name without belonging to it
EDGES = " \t\n.,;:/\\|*_–—―-"
# "[Электронный ресурс]", "[Text]", "[J]", "[EB/OL]": the medium, no part of the title
MEDIUM = re.compile(
    r"\s*[\[(]\s*(?:[JMRDCNPSZG]|EB/OL|J/OL|M/OL|"
    r"(?i:эл[а-яё.]*\s+рес[а-яё.]*|el[a-z.'’]*\s+r[ei][sc]?[a-z.'’]*|on-?line|internet|текст|text|tekst|интернет)(?:[^\])]{0,40})?)\s*[\])]"
    r"|\s*:\s*(?:[Тт]екст|[Tt]ekst|[Tt]ext)\s*:\s*(?:[эЭeE]\w+|непосредственный|neposredstvennyi)"
)
# "медико- социальный", "акушерско- гинекологической": a compound keeps its hyphen, only the blank is wrong
COMPOUND = re.compile(
    r"(?<=[а-яё])((?:ик|ск|вн|чн|нн|рн|льн|лог)о-)\s+"
    r"(?=[а-яё]{3,}(?:[ыи]й|[ая]я|[оеы]е|ие|[оеы]го|[оеы]му|[ыи]х|[ыи]ми?|[оеу][йюм])\b)"
)
PAIRS = {"»": "«", "”": "“", ")": "(", "]": "[", "}": "{"}
QUOTES = "\"“”„«»‘’'`"
# 'Об основах охраны здоровья" (с изменениями и дополнениями)', "… (ред. от 03.07.2016)": no part of an act's name
AMENDED = re.compile(r"[\"»”]?\s*\((?:с изм|в ред|ред\.|зі змін)[^()]*\)?\W*$", re.IGNORECASE)
# "18", "5-2", "XIV", "1/2", "145"
NUMBER = re.compile(r"\d+(?:\s?[-–—/]\s?\d+)*[a-zа-я]?|[IVXLCМХI]+(?:\s?[-–/]\s?[IVXLC]+)?|[A-Za-zА-Я]\d+")
# "т.", "Vol.", "Bd", "Jg.", "№", "no.", "вып." before a number; "Jg.", "т." after it
BEFORE_NUMBER = re.compile(
    r"""^ (?: т(?:ом)? | т\.\s?т | vol(?:ume)? | v | t(?:om[eo]?|\.\ ?)? | bd | band | jg | jahrg(?:ang)?
      | n[roº°]? | № | nos | num(?:ber)? | iss(?:ue)? | is | h(?:eft)? | вып(?:уск)? | vyp(?:usk)?
      | вип(?:уск)? | z | \# )
    [\s.:°º]* (?=[\dIVXLCМХS(]|[Ss]uppl) | ^№\s* """,
    re.IGNORECASE | re.VERBOSE,
)
# "12–25", "S12-S19", "249S-50S", "e0123-5", "139 – 148", "101--110", "231â256", "913?924"
RANGE = re.compile(
    r"([A-Za-zА-Я]{0,2})(\d+)([A-Za-z]?)\s?(?:[-–—‐‑―−~]+|\.\.|[?â](?=\d)|--)\s?([A-Za-zА-Я]{0,2})(\d+)([a-z]|[A-Z](?!\w))?"
)
# "1, 8–9", "3, 7": single pages and ranges
SINGLES = re.compile(r"\d+(?:\s?[-–—]\s?\d+)?(?:,\s?\d+(?:\s?[-–—]\s?\d+)?)+")
YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
# "05.11.2021", "5/11/2021"; "2021-11-05"
NUMERIC_DATE = re.compile(r"(?<!\d)(\d{1,2})\s?[./]\s?(\d{1,2})\s?[./]\s?((?:1[5-9]|20)\d\d)(?!\d)")
ISO_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-./](\d{1,2})(?:[-./](\d{1,2}))?(?!\d)")
# "second ed.", "Third edition"
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
# "1914/2014": the years of the first edition and of the one that is cited
REPRINTED = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)\s?/\s?(1[5-9]\d\d|20\d\d)(?!\d)")
# "1998–1999", "2001/02" and "2010-2012" as the date of a work that came out over years
YEARS = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)\s?[-–—/]\s?(1[5-9]\d\d|20\d\d)(?!\d)")


def unbroken(text: str) -> str:
    """Return readable text with the words rejoined that a line end broke: "Pe- tersburg" gives "Petersburg"."""
    if "о- " in text:
        text = COMPOUND.sub(r"\1", text)
    return clean(BROKEN.sub("", text))


# '"Об утверждении программы "Развитие здравоохранения"': one mark closes both quotations
INNER_QUOTE = re.compile(r'\s"(?=\w)')


def wording(text: str) -> str:
    """Return a title or a journal's name without the marks around it; brackets and quotes that close inside stay."""
    text = AMENDED.sub("", MEDIUM.sub("", unbroken(text)))
    before = None
    while text != before:
        before = text
        text = text.strip(" \t\n,;:/\\|_–—―=").rstrip("([ ").removesuffix(" -").removeprefix("- ")
        text = without_stop(text)
        text = unpaired(text)
    return f'{text}"' if text.count('"') == 1 and INNER_QUOTE.search(text) else text


def without_stop(text: str) -> str:
    """Return the text without a final full stop, unless it ends an abbreviation ("Am. J. Psychiat.") or an ellipsis."""
    if not text.endswith(".") or text.endswith("..."):
        return text
    return text[:-1].rstrip()


def unpaired(text: str) -> str:
    """Return the text without a bracket or quote at one end that has no partner, and without a pair round all of it."""
    if len(text) < 2:
        return text.strip(QUOTES)
    for close, open_ in PAIRS.items():
        start = text[0] == open_ and (close not in text[1:] or (text[-1] == close and close not in text[1:-1]))
        end = text[-1] == close and (open_ not in text[:-1] or (text[0] == open_ and close not in text[1:-1]))
        if start or end:
            return text[start : len(text) - end]
    if text[0] in QUOTES and text[-1] in QUOTES and not set(text[1:-1]) & set(QUOTES[:6]):
        return text[1:-1]
    alone = text.count('"') == 1
    return text.strip('"') if alone else text


def number(text: str) -> str:
    """Return a volume or an issue as printed, without its cue word: "Т. 18" gives "18", "№ 1 (75)" gives "1 (75)"."""
    text = clean(text).strip(EDGES + "()[]" if "(" not in text else EDGES)
    text = BEFORE_NUMBER.sub("", text).strip(EDGES)
    if text.endswith(")") and "(" not in text:
        text = text[:-1].rstrip()
    if "(" in text[1:] and ")" not in text:
        text += ")"  # "1(21" of "вып. 1(21), ноябрь"
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1]
    return re.sub(r"(?<=[\dIVX])\s?[-–—]\s?(?=[\dIVX])", "-", text)


def pages(text: str) -> str:
    """Return page numbers with plain hyphens and full last pages: "40–4" gives "40-44", "S12-9" gives "S12-S19"."""
    text = clean(text).strip(EDGES + "()[]")
    if SINGLES.fullmatch(text):
        return ", ".join(pages(piece) for piece in text.split(","))
    if ranges := RANGE.findall(text):
        return ", ".join(page_range(parts) for parts in ranges)
    single = re.search(r"[A-Za-zА-Я]{0,3}\d[\w.:]*", text)
    roman = re.search(r"\b[ivxlc]+(?:\s?[-–—]\s?[ivxlc]+)?\b", text)
    return single[0].rstrip(".:") if single else re.sub(r"\s?[-–—]\s?", "-", roman[0]) if roman else text


def page_range(parts: tuple[str, str, str, str, str, str]) -> str:
    """Return one range with the last page written in full ("1527", "30" gives "1527-1530")."""
    letter, first, mark, last_letter, last, last_mark = parts
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return f"{letter}{first}{mark}-{last_letter or letter}{last}{last_mark}"


def lost_dash(text: str) -> str:
    """Return the range that a number may have been before its dash got lost ("29-39" for "2939"), or ``""``."""
    if not text.isdigit() or len(text) < 4:
        return ""
    half = (len(text) + 1) // 2
    first, last = text[:half], text[half:]
    whole = first[: len(first) - len(last)] + last
    return f"{first}-{whole}" if 0 < int(whole) - int(first) < 100 and not last.startswith("0") else ""


def date(text: str) -> Date | None:
    """Return a date: "2018 Jan", "02.07.1992", "3 марта 2017 г.", "1998–1999", "1995a"; None where no year is."""
    text = clean(text)
    if match := NUMERIC_DATE.search(text):
        return Date(valid(int(match[3]), int(match[2]), int(match[1])))
    if match := ISO_DATE.search(text):
        return Date(valid(*(int(part) for part in match.groups() if part)))
    if match := YEARS.search(text):
        first, last = int(match[1]), int(match[2])
        if reprinted(text):
            return Date((last,))
        return Date((first,), (last,)) if first < last < first + 60 else Date((first,))
    if not (match := YEAR.search(text)):
        return None
    year, rest = int(match[0]), text[: match.start()] + " " + text[match.end() :]
    month = next((months()[key(word)] for word in re.findall(r"[^\W\d_]+", rest) if key(word) in months()), 0)
    day = re.search(r"(?<!\d)\d{1,2}(?!\d)", rest) if month else None
    return Date(valid(year, *([month] if month else []), *([int(day[0])] if day else [])))


def reprinted(text: str) -> int:
    """Return the year of the first edition where that of a later one stands behind it: "1914/2014" is of 2014; or 0.

    "2001/2002" is a volume of two years; a book printed again the year after is not dated so.
    """
    match = REPRINTED.search(text)
    return int(match[1]) if match and int(match[1]) + 1 < int(match[2]) else 0


def valid(year: int, month: int = 0, day: int = 0) -> tuple[int, ...]:
    """Return the parts of a date that can be: a month over 12 and a day over 31 are left out."""
    if not 1 <= month <= 12:
        return (year,)
    return (year, month, day) if 1 <= day <= 31 else (year, month)


# "14 октября ", "June 23, ", "23. " before a year; " Jun 23", ", 12 марта", ". 29 августа" behind it
BEFORE_YEAR = re.compile(
    r"(?:(?P<day>\d{1,2})\.?\s+(?P<month>[^\W\d_]{3,})|(?P<word>[^\W\d_]{3,})\.?\s+(?P<date>\d{1,2}),)\s+$"
)
AFTER_YEAR = re.compile(
    r"(?:,|\.|\.?\s[–—-])?\s"
    r"(?:(?P<day>\d{1,2})\s(?P<month>[^\W\d_]{3,})|(?P<word>[A-Z][a-z]{2,8})\.?\s(?P<date>\d{1,2})(?![\d(]))"
)


def day_and_month(before: str, after: str) -> tuple[int, ...]:
    """Return month and day that are printed before or behind a year: "14 октября" gives (10, 14); or ``()``."""
    for match in (BEFORE_YEAR.search(before[-30:]), AFTER_YEAR.match(after)):
        month = months().get(key(match["month"] or match["word"]), 0) if match else 0
        if match and month:
            return (month, int(match["day"] or match["date"])) if 1 <= int(match["day"] or match["date"]) <= 31 else ()
    return ()


def month(word: str) -> int:
    """Return the number of the month that a word names, in any language of the cues; 0 for another word."""
    return months().get(key(word.rstrip(".")), 0)


@cache
def months() -> dict[str, int]:
    """Return the numbers of the names of months, in all languages of the cues."""
    return {
        key(row["cue"].rstrip(".")): int(row["value"])
        for row in table("cues.tsv")
        if row["role"] == "month" and row["value"]
    }


@cache
def language_names() -> tuple[tuple[str, str], ...]:
    """Return what notes of language say, and the language's code; longer notes first."""
    rows = {
        key(row["cue"]).strip("()[]. "): row["value"] for row in table("cues.tsv") if row["role"] == "language_note"
    }
    alone = {words.removeprefix("in "): code for words, code in rows.items()}
    return tuple(sorted((alone | rows).items(), key=lambda row: -len(row[0])))


def language_note(text: str) -> str:
    """Return the code of the language that a note names: "In Russ." gives "ru", and so does "in Rus."; or ``""``."""
    note = key(clean(text)).strip("()[].;, ")
    known = next((code for words, code in language_names() if note.startswith(words)), "")
    return known or dict(language_names()).get(note.removeprefix("in "), "")


def edition(text: str) -> str:
    """Return the number of an edition ("2-е изд." gives "2"), or its words where it has no number ("rev. ed.")."""
    text = clean(text).strip(EDGES + "()")
    found = re.search(r"\d+", text)
    if found is None and (word := text.partition(" ")[0].casefold()) in ORDINALS:
        return str(ORDINALS.index(word) + 1)
    return found[0] if found else text


def place(text: str) -> str:
    """Return a place as printed: an abbreviation keeps its full stop ("М.", "СПб.", "M."), a name does not."""
    text = unbroken(text).strip(" ,;:()[]–—-")
    short = len(text.rstrip(".")) <= 3 or re.search(r"\b\w\.\w?\.?$|Пб\.$|pb\.$", text)
    named = text if short else unpaired(text.rstrip(".")).strip(" ,;:")
    return f"{named})" if "(" in named and ")" not in named else named  # "Berkeley (CA" before "): University"


def publisher(text: str) -> str:
    """Return a publisher without the marks around it."""
    return wording(re.sub(r"\s+(?:Publ|publ)\.?$|^Publ\.\s+(?:of\s+)?", "", unbroken(text).strip()))


def digits(text: str) -> str:
    """Return the first number of a text ("492, [3] с." gives "492"), or ``""``."""
    found = re.search(r"\d+", text)
    return found[0] if found else ""
