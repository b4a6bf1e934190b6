"""The values of one invented reference: names in one form, a title, numbers, an address, in one language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import reference_words as material
from reference_grey import PRINTED_AS, TONGUES, Grey
from reference_tables import (
    AREAS,
    CONTAINERS,
    DEGREES,
    EDITIONS,
    GENRES,
    LANGUAGE_NOTES,
    LATIN_WORDS,
    MARKS,
    MONTHS,
    SERIES,
    SITES,
)

from mhlit.translit import romanise, schemes

if TYPE_CHECKING:
    from reference_words import Words


class Values(Grey):
    """The parts of one invented reference, made when the layout asks for them; names have one form throughout."""

    def __init__(self, words: Words, kind: str, language: str) -> None:
        self.words, self.kind = words, kind
        self.tongue = language if language in TONGUES and (language != "uk" or words.chance(0.7)) else ""
        self.language = PRINTED_AS.get(language, language)
        self.base = "ru" if self.language == "rl" else self.language
        self.scheme = words.pick(list(schemes())) if language == "rl" else ""
        self.year = words.random.randint(1950, 1999) if words.chance(0.3) else words.random.randint(2000, 2023)
        self.form = words.random.randrange(12)
        self.organisation = words.chance(0.55 if kind == "report" else 0.03 if "article" in kind else 0.08)
        self.chosen_marks: dict[str, str] = {}

    # ---- words of the layout
    def marks(self) -> dict[str, str]:
        if not self.chosen_marks:
            pack = MARKS[self.language] | (
                {m: TONGUES[self.tongue][m] for m in ("$V", "$N", "$P", "$S")} if self.tongue else {}
            )
            self.chosen_marks = {mark: self.words.pick(options) for mark, options in pack.items()} | {
                "~": self.words.pick(AREAS)
            }
        return self.chosen_marks

    def latin(self, text: str) -> str:
        return romanise(text, self.scheme) if self.scheme else text

    def get(self, name: str, digit: str = "") -> str:
        value = getattr(self, name)(digit)
        return re.sub(r"\s+", " ", value).strip() or "1"

    # ---- names
    def family(self) -> tuple[str, bool]:
        w = self.words
        if self.tongue and w.chance(0.75):
            return self.of_tongue("families"), False
        if self.base in ("ru", "uk"):
            name, female = w.pick(material.RU_FAMILIES), w.chance(0.45)
            if female:
                name = re.sub(r"([оеё]в|ин|ын)$", r"\1а", re.sub("(ск)ий$", r"\1ая", name))
            if w.chance(0.4):
                name = name.replace("ё", "е")
            return self.latin(name), female
        name = w.pick(material.DE_FAMILIES if self.base == "de" and w.chance(0.8) else material.EN_FAMILIES)
        if w.chance(0.05):
            name = w.pick(material.PARTICLES) + " " + name
        return (name.upper() if self.form == 11 and w.chance(0.5) else name), False

    def given(self, female: bool) -> tuple[str, str]:
        w = self.words
        if self.base in ("ru", "uk"):
            first = w.pick(w.given_f if female else w.given_m)
            second = w.pick(w.patronymics_f if female else w.patronymics_m)
            return self.latin(first), self.latin(second) if w.chance(0.93) else ""
        pool = material.DE_GIVEN if self.base == "de" else material.EN_GIVEN
        return w.pick(pool), w.pick(pool) if w.chance(0.45) else ""

    def initial(self, name: str) -> str:
        """Return the initial of a name: "Yu" or "Y" of "Yurii" as the romanisation has it."""
        found = re.match(r"(?:Sh?ch|[TKSZC]h|[TY][aeous]|Ts|I[aue]|J[aue])(?=[a-z])|.", name)
        letters = found[0] if found else name[:1]
        if self.language != "rl" or not re.match(r"(?:[KSZC]h|Ts|Y[aeou]|I[aue]|J[au])", letters):
            letters = letters[:1]
        return letters

    def person(self, place: int = 0) -> str:
        w = self.words
        family, female = self.family()
        first, second = self.given(female)
        one, two = self.initial(first), self.initial(second) if second else ""
        dots = [f"{one}.{two}." if two else f"{one}.", f"{one}. {two}." if two else f"{one}."]
        russian = self.base in ("ru", "uk")
        middle = f"{two}. " if two else ""
        inverted = f"{family}, {dots[1]}" if russian else f"{family}, {first}"
        straight = f"{dots[1]} {family}" if russian else f"{first} {family}"
        full = f"{first} {second if russian else two + '.'}" if two else first
        forms = {
            1: lambda: f"{family} {dots[1]}",
            3: lambda: f"{family}, {dots[0]}",
            4: lambda: f"{family}, {dots[1]}",
            5: lambda: f"{family} {one}{two}",
            6: lambda: f"{family} {one}{two}",
            7: lambda: f"{dots[w.chance(0.5)]} {family}",
            8: lambda: f"{dots[1]} {family}" if russian else f"{first} {middle}{family}",
            9: lambda: f"{family}, {full}",
            10: lambda: straight if place else inverted,
            11: lambda: f"{family} {first} {second}".strip() if russian else f"{family}, {first[0]}",
        }
        return forms.get(self.form, lambda: f"{family} {dots[0]}")()

    def joined(self, names: list[str]) -> str:
        w = self.words
        last = {
            "ru": ["и", "и"],
            "uk": ["та", "і"],
            "rl": ["and", "i", "&"],
            "en": ["and", "&", "and"],
            "de": ["und", "/", ";", "&"],
        }[self.language]
        separator = (
            ";"
            if self.form in (3, 4, 9, 11) and w.chance(0.35)
            else ","
            if not (self.base == "de" and w.chance(0.5))
            else w.pick([" /", "/", ";"])
        )
        if separator.endswith("/"):
            return (separator + " ").join(names)
        glue = f"{separator} " if w.chance(0.96) else separator
        if len(names) > 1 and w.chance(0.75 if self.form in (7, 8, 10) else 0.3 if self.base in ("en", "de") else 0.06):
            word = w.pick(last)
            oxford = "," if separator == "," and w.chance(0.5) else ""
            return glue.join(names[:-1]) + f"{oxford} {word} " + names[-1]
        return glue.join(names)

    def people(self, limit: int = 7) -> str:
        w = self.words
        count = min(limit, w.pick([1, 1, 1, 2, 2, 3, 3, 4, 5, 6, 7]))
        text = self.joined([self.person(i) for i in range(count)])
        if count > 1 and w.chance(0.12):
            text += w.pick([", ", " "]) + w.pick(
                {
                    "ru": ["и др.", "и соавт.", "[и др.]"],
                    "uk": ["та ін.", "[та ін.]"],
                    "rl": ["et al.", "i dr."],
                    "en": ["et al.", "et al", "...", "et. al."],
                    "de": ["u.a.", "et al."],
                }[self.language]
            )
        return text

    def organisation_name(self) -> str:
        w = self.words
        pool = {
            "ru": material.RU_ORGS,
            "uk": material.RU_ORGS,
            "rl": material.RU_ORGS + material.EN_ORGS,
            "en": material.EN_ORGS,
            "de": material.DE_ORGS,
        }[self.language]
        text = w.pick(pool)
        text = (
            text.replace("{o}", self.region("genitive"))
            .replace("{x}", w.pick(material.EN_FAMILIES))
            .replace("{t}", w.pick(material.EN_TOPICS).title())
        )
        return self.latin(text) if re.search("[а-я]", text) else text

    def au(self, _: str) -> str:
        return self.organisation_name() if self.organisation else self.people()

    def xau(self, _: str) -> str:
        other = Values(self.words, self.kind, "rl" if self.base == "ru" else "en")
        other.form = 5
        return other.people(4)

    def xti(self, _: str) -> str:
        return Values(self.words, self.kind, "rl").ti("")

    def xpl(self, _: str) -> str:
        return self.words.pick(["Moscow", "Saint Petersburg", "M.", "Kiev"])

    def xpub(self, _: str) -> str:
        return romanise(self.words.pick(material.RU_PUBLISHERS), "bsi")

    def ed(self, _: str) -> str:
        w = self.words
        if (
            self.base in ("ru", "uk")
            and self.chosen_marks.get("$E", "").lower().startswith(("под", "pod", "за", "під"))
            and w.chance(0.75)
        ):
            return ", ".join(self.genitive() for _ in range(w.pick([1, 1, 2, 3])))
        return self.people(3)

    def genitive(self) -> str:
        w = self.words
        family, female = self.family()
        family = (
            re.sub("ая$", "ой", re.sub("(ов|ев|ёв|ин|ын)а$", r"\1ой", family))
            if female
            else re.sub("(ск|цк)ий$", r"\1ого", re.sub("(ов|ев|ёв|ин|ын)$", r"\1а", family))
        )
        family = (
            re.sub("aya$", "oi", re.sub("(ov|ev|in|yn)a$", r"\1oi", family))
            if female
            else re.sub("(sk|tsk)(ii|iy|y|ij)$", r"\1ogo", re.sub("(ov|ev|in|yn)$", r"\1a", family))
        )
        first, second = self.given(female)
        dots = f"{self.initial(first)}." + (w.pick(["", " "]) + f"{self.initial(second)}." if second else "")
        return f"{dots} {family}" if w.chance(0.75) else f"{family} {dots}"

    def honoured(self, language: str) -> str:
        """Return a person named in a title: "В.М. Бехтерева", "T.B. Dmitrieva"."""
        w = self.words
        letters = [w.pick(list("АБВГДИКЛМНОПРСТФ" if language == "ru" else "ABCDEGHIJKLMNPRSTVW")) for _ in range(2)]
        family = (
            re.sub("(ск|цк)ий$", r"\1ого", re.sub("(ов|ев|ёв|ин|ын)$", r"\1а", w.pick(material.RU_FAMILIES)))
            if language == "ru"
            else w.pick(material.EN_FAMILIES)
        )
        return f"{letters[0]}.{w.pick(['', ' '])}{letters[1]}. {family}"

    def re(self, _: str) -> str:
        kept, self.form = self.form, self.words.pick([7, 7, 7, 0, 5])
        text = self.people(4)
        self.form = kept
        return text

    def tr(self, _: str) -> str:
        return self.re("")

    # ---- titles
    def region(self, case: str = "") -> str:
        region = self.words.pick(material.RU_REGIONS)
        return re.sub("ий$", "ого", region) if case else region

    def fill(self, template: str, language: str) -> str:
        w = self.words
        topics = {"ru": w.ru_topics, "en": w.en_topics, "de": material.DE_TOPICS}[language]

        def topic(name: str) -> str:
            text = w.pick(topics)
            return text if name == "t" else text[:1].upper() + text[1:]

        def adjective(name: str, rest: str) -> str:
            word = w.pick(material.RU_ADJ)
            if rest.startswith("го"):
                return word[:-2] + "о"
            word = word if rest.startswith((" подход", " аспект")) else word[:-2] + "ие"
            return word if name == "a" else word.capitalize()

        def word(name: str) -> str:
            text = w.pick({"ru": material.RU_WORDS, "en": material.EN_WORDS, "de": material.DE_WORDS}[language])
            return text if name == "W" or language == "de" else text.lower()

        def slot(match: re.Match[str]) -> str:
            name, rest = match[1], template[match.end() :]
            slots = {
                "t": lambda: topic(name), "w": lambda: word(name), "a": lambda: adjective(name, rest),
                "o": lambda: self.region("genitive") if name == "o" else self.region().capitalize(),
                "p": lambda: self.honoured(language), "g": lambda: w.pick(material.RU_GROUPS),
                "l": lambda: w.pick(material.RU_PLACES), "k": lambda: w.pick(material.RU_GEN),
                "n": lambda: w.pick(["1", "2", "3", "II", "4", "XV"]),
                "y": lambda: w.pick([str(self.year - 1), f"{self.year - 3}–{self.year - 1}", f"{self.year - 5}-{self.year}"]),
            }  # fmt: skip
            return slots[name.lower()]()

        text = template
        for _ in range(2):
            text = re.sub(r"\{([a-zA-Z])\}", slot, text)
        return text

    def russian_title(self) -> str:
        w = self.words
        text = self.fill(w.pick(material.RU_TITLES), "ru")
        if w.chance(0.12):
            text += w.pick([". ", ": "]) + self.fill(w.pick(material.RU_TITLES), "ru")
        return text[:1].upper() + text[1:]

    def english_title(self) -> str:
        w = self.words
        if w.chance(0.6):
            return w.pick(w.titles)
        text = self.fill(w.pick(material.EN_TITLES), "en")
        return text[:1].upper() + text[1:]

    def ti(self, _: str) -> str:
        w = self.words
        if self.kind == "law" and self.base == "en" and w.chance(0.3):
            return self.law_title()
        if self.tongue:
            return self.tongue_title()
        if self.kind == "law" and w.chance(0.8):
            text = (
                self.latin(self.fill(w.pick(material.ACT_TITLES), "ru"))
                if self.base in ("ru", "uk")
                else self.fill(w.pick(material.EN_ACTS), "en")
            )
        elif self.base in ("ru", "uk"):
            text = self.latin(self.russian_title())
        elif self.base == "de":
            text = self.fill(w.pick(material.DE_TITLES), "de")
            text = text[:1].upper() + text[1:]
        else:
            text = self.english_title()
        return text.upper() if w.chance(0.015) else text

    def tt(self, _: str) -> str:
        return self.english_title()

    et = tt

    def journal(self) -> str:
        w = self.words
        if self.kind == "news":
            return self.news()
        if self.tongue:
            return self.of_tongue("journals")
        if self.base in ("ru", "uk"):
            name = w.pick(w.ru_journals) if w.chance(0.6) else self.fill(w.pick(material.RU_JOURNALS), "ru")
            name = name[:1].upper() + name[1:]
            return self.latin(name)
        if self.base == "de" and w.chance(0.7):
            return w.pick(material.DE_JOURNALS)
        return w.pick(w.en_journals)

    def ct(self, _: str) -> str:
        w = self.words
        if "chapter" not in self.kind:
            return (
                w.pick(
                    [
                        "Собрание законодательства РФ",
                        "Российская газета",
                        "Ведомости СНД и ВС РФ",
                        "Бюллетень нормативных актов",
                    ]
                )
                if self.kind == "law"
                else self.journal()
            )
        if self.tongue:
            return self.tongue_title()
        text = self.fill(
            w.pick(CONTAINERS["ru" if self.base == "uk" else self.base]), "ru" if self.base == "uk" else self.base
        )
        return self.latin(text[:1].upper() + text[1:])

    def ctt(self, _: str) -> str:
        return self.words.pick(self.words.en_journals)

    # ---- dates and numbers
    def yr(self, digit: str) -> str:
        w = self.words
        if self.kind == "law" and not digit and w.chance(0.85):
            return self.day(self.year)
        text = str(self.year)
        roll = w.random.random()
        if self.kind == "western_article" and roll < 0.05:
            text += " " + w.pick(MONTHS[self.base])[:3]
        elif roll < 0.03:
            text += w.pick(["a", "b"])
        return text

    def yr0(self, _: str) -> str:
        return str(self.year)

    def day(self, year: int) -> str:
        w = self.words
        day, month = w.random.randint(1, 28), w.random.randint(1, 12)
        name = MONTHS["uk" if self.base == "uk" else self.language][month - 1]
        return w.pick(
            [
                f"{day:02d}.{month:02d}.{year}",
                f"{day}.{month:02d}.{year}",
                f"{day} {name} {year}",
                f"{day:02d}.{month:02d}.{year}",
                f"{day} {name} {year} г." if self.base == "ru" and not self.scheme else f"{day}.{month}.{year}",
            ]
        )

    def xday(self, _: str) -> str:
        return self.day(self.year)

    def xdm(self, _: str) -> str:
        name = MONTHS["uk" if self.base == "uk" else self.language][self.words.random.randrange(12)]
        return f"{self.words.random.randint(1, 28)} {name}"

    def std(self, _: str) -> str:
        w = self.words
        year = w.pick([str(self.year), str(self.year)[2:]])
        russian = [
            f"ГОСТ Р {w.number(1, 59)}.{w.number(0, 9)}.{w.number(1, 60)}-{year}",
            f"ГОСТ {w.number(1, 60)}.{w.number(1, 200)}–{year}",
            f"ГОСТ Р ИСО {w.number(1000, 29999)}-{year}",
            f"СанПиН {w.number(1, 3)}.{w.number(1, 9)}.{w.number(1000, 4000)}-{year}",
        ]
        english = [
            f"ISO {w.number(100, 29999)}:{year}",
            f"ISO {w.number(1, 9)}-{w.number(1, 9)}:{year}",
            f"ANSI/NISO Z39.{w.number(1, 99)}-{year}",
            f"BS EN {w.number(1000, 9999)}:{year}",
        ]
        return self.latin(w.pick(russian)) if self.base in ("ru", "uk") else w.pick(english)

    def yd(self, _: str) -> str:
        return self.day(self.year)

    def acc(self, _: str) -> str:
        w = self.words
        year = self.year + w.random.randint(0, 3)
        if self.base == "en" and w.chance(0.6):
            month = w.pick(MONTHS["en"])
            day = w.number(1, 28)
            return w.pick(
                [
                    f"{month} {day}, {year}",
                    f"{day} {month} {year}",
                    f"{day} {month[:3]} {year}",
                    f"{year} {month[:3]} {day}",
                    f"{year}-0{w.number(1, 9)}-{day}",
                ]
            )
        return self.day(year)

    def vo(self, _: str) -> str:
        w = self.words
        return w.pick(
            [
                w.number(1, 40),
                w.number(1, 40),
                w.number(1, 150),
                w.number(100, 400),
                w.pick(["II", "IV", "XX", "5-2", "1", "12"]),
            ]
        )

    vo0 = vo

    def is_(self) -> str:
        w = self.words
        issue = w.number(1, 12)
        roll = w.random.random()
        if roll < 0.06:
            return f"{issue}-{int(issue) + 1}"
        if roll < 0.16 and self.base in ("ru", "uk", "en"):
            return f"{issue}{w.pick([' ', '', ' '])}({w.number(13, 99)})"
        if 0.28 <= roll < 0.31:
            return f"{issue}/{int(issue) + 1}"
        if roll < 0.2:
            return w.pick(["S1", "Suppl 1", "Suppl.", "1 (II)", "спец. вып.", "1 Pt 2", "Suppl. 2", "3, Pt. 1"])
        return w.number(13, 120) if roll < 0.28 else issue

    def __getattr__(self, name: str):  # "is" is a keyword of Python, so the part cannot be a plain method
        if name in ("is", "is0", "is3", "is4"):
            return lambda _: self.is_()
        raise AttributeError(name)

    def pg(self, _: str) -> str:
        w = self.words
        first = w.random.randint(1, 900)
        last = first + w.random.randint(1, 25)
        dash = w.pick(["-", "-", "–", "–", "—", " - ", " – ", "--"])
        roll = w.random.random()
        if roll < 0.13:
            return str(first)
        if roll < 0.25 and self.base in ("en", "ru") and first > 10:
            short = str(last)
            same = (
                next((i for i, (a, b) in enumerate(zip(str(first), short, strict=False)) if a != b), 0)
                if len(short) == len(str(first))
                else 0
            )
            return f"{first}{dash}{short[same:]}"
        if roll < 0.29:
            return w.pick(
                [
                    f"e{w.number(1, 99999)}",
                    f"S{first}{dash}S{last}",
                    f"{w.number(100000, 999999)}",
                    f"iv{dash}x",
                    f"e{first}{dash}{last}",
                ]
            )
        if roll < 0.31:
            return f"{first}{last}"
        return f"{first}{dash}{last}"

    pg0 = pg

    def np(self, _: str) -> str:
        return self.words.number(16, 900)

    def nr(self, _: str) -> str:
        w = self.words
        if self.kind == "law":
            return w.pick(
                [
                    f"{w.number(1, 500)}-ФЗ" if not self.scheme else f"{w.number(1, 500)}-FZ",
                    w.number(1, 1200),
                    f"{w.number(10, 900)}н" if not self.scheme else f"{w.number(10, 900)}n",
                    f"{w.number(1000, 4000)}-1",
                    f"{w.number(100, 3000)}-р" if not self.scheme else w.number(1, 90),
                    f"{w.number(1000, 3000)}-III",
                ]
            )
        return w.pick([w.number(1, 500), f"{w.number(1, 99)}/{self.year}", w.number(10000, 2999999)])

    # ---- publication
    def pl(self, _: str) -> str:
        w = self.words
        if self.tongue:
            return self.of_tongue("cities")
        if self.language == "rl":
            return (
                w.pick(
                    [
                        "Moscow",
                        "Moscow",
                        "Saint Petersburg",
                        "St. Petersburg",
                        "Leningrad",
                        "Kiev",
                        "Riga",
                        "Novosibirsk",
                        "Minsk",
                    ]
                )
                if w.chance(0.5)
                else self.latin(w.pick(material.RU_CITIES))
            )
        return w.pick(
            {"ru": material.RU_CITIES, "uk": material.RU_CITIES, "en": material.EN_CITIES, "de": material.DE_CITIES}[
                self.base
            ]
        )

    def pub(self, _: str) -> str:
        w = self.words
        if self.tongue:
            return (
                self.of_tongue("publishers")
                if self.kind != "thesis" or self.tongue != "fr"
                else w.pick(["Université Paris-Descartes", "Université de Montréal", "Université Lyon 2", "EHESS"])
            )
        if self.kind == "thesis":
            if self.language in ("ru", "rl", "uk"):
                return self.latin(
                    w.pick(
                        [
                            "МГУ",
                            "Томский гос. ун-т",
                            "ГНЦССП",
                            "НИИ психиатрии",
                            "РГПУ им. А.И. Герцена",
                            "Моск. гос. ун-т",
                            "Казанский государственный медицинский университет",
                        ]
                    )
                )
            return w.pick(
                [
                    "Universität Bielefeld",
                    "Freie Universität Berlin",
                    "University of Toronto",
                    "Harvard University",
                    "University of London",
                    "Yale University",
                    "Univ. of Oslo",
                    "Technische Universität Berlin",
                    "Columbia University",
                ]
            )
        if self.kind == "report" and w.chance(0.5):
            return self.organisation_name()
        if self.language == "rl":
            return w.pick(
                [
                    self.latin(w.pick(material.RU_PUBLISHERS)),
                    self.latin(w.pick(material.RU_PUBLISHERS)),
                    "Meditsina",
                    "Nauka",
                    "Piter",
                    "Izd-vo MGU",
                    "Publ. MGU",
                    "Publishing house of the Institute of Psychology",
                    "MSU Press",
                    "Medicine Publ.",
                ]
            )
        return w.pick(
            {
                "ru": material.RU_PUBLISHERS,
                "uk": material.RU_PUBLISHERS,
                "en": material.EN_PUBLISHERS,
                "de": material.DE_PUBLISHERS,
            }[self.base]
        )

    def edn(self, _: str) -> str:
        return self.words.pick(EDITIONS[self.language])

    def ser(self, _: str) -> str:
        return self.words.pick(SERIES[self.language])

    def ge(self, _: str) -> str:
        w = self.words
        if self.kind == "law" and (self.tongue or (self.base == "ru" and w.chance(0.35))):
            return self.law_genre()
        if self.tongue and (self.tongue == "fr" or self.kind not in ("thesis", "report")):
            return self.of_tongue("genres")
        kind = (
            "book"
            if self.kind.endswith(("book", "chapter", "article"))
            else self.kind
            if self.kind in GENRES
            else "book"
        )
        text = w.pick(GENRES[kind][self.language])
        degree = w.pick(DEGREES)
        return text.replace("{d}", self.latin(degree))

    gec = ge

    def no(self, _: str) -> str:
        w = self.words
        return (
            f"{w.number(10, 19)}.00.{w.number(10, 30)}"
            if self.kind == "thesis"
            else w.pick(["in press", "в печати", "forthcoming", "Epub ahead of print", w.number(30, 200)])
        )

    def lang(self, _: str) -> str:
        return self.words.pick(LANGUAGE_NOTES)

    # ---- addresses
    def doi(self, _: str) -> str:
        w = self.words
        prefix = w.pick(
            [
                "1016",
                "1192",
                "17116",
                "17759",
                "24411",
                "1176",
                "1037",
                "31857",
                "1093",
                "1007",
                "3389",
                "21603",
                "15838",
                "7256",
                "1001",
                "30629",
            ]
        )
        tail = w.pick(
            [
                f"j.{w.pick(LATIN_WORDS)}.{self.year}.{w.number(1, 12):0>2}.{w.number(1, 99):0>3}",
                f"{w.pick(LATIN_WORDS)}{self.year}{w.number(100000, 999999)}",
                f"{w.number(1000, 2999)}-{w.number(1000, 9999)}-{self.year}-{w.number(10000, 19999)}",
                f"S0140-6736({w.number(10, 99)}){w.number(10000, 99999)}-{w.number(0, 9)}",
                f"{w.pick(LATIN_WORDS)}/{w.pick(LATIN_WORDS)}{w.number(100, 999)}",
            ]
        )
        return f"10.{prefix}/{tail}"

    def url(self, _: str) -> str:
        w = self.words
        text = w.pick(SITES)
        for name, value in (
            ("{n}", w.number(100, 999999)),
            ("{w}", w.pick(LATIN_WORDS)),
            ("{p}", w.number(1000, 9999)),
        ):
            text = text.replace(name, value)
        return text

    def id(self, _: str) -> str:
        w = self.words
        return w.pick(
            [
                f"978-5-{w.number(100, 999)}-{w.number(10000, 99999)}-{w.number(0, 9)}",
                w.number(1000000, 39999999),
                "".join(w.pick(list("ABCDEFGHKLMNPQRSTUVWXYZ")) for _ in range(6)),
            ]
        )
