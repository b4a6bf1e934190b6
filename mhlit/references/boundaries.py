"""Where one part of a reference ends and the next begins: authors and title, title and container, title and imprint.

The journals that mhlit knows decide where a title ends and its journal begins.
"""

from __future__ import annotations

import re
from functools import lru_cache

from mhlit.names import looks_like_organisation
from mhlit.references.segments import Segment, part, renamed

# Labels that may interrupt a title without ending it: "расстройства (F00 - F99). Класс V", "in 449, 484 individuals"
WEAK = frozenset({"no", "nr", "num", "is", "id", "lang"})
PERIODICAL = frozenset({"vo", "is"})
BOOKISH = frozenset({"pl", "pub", "np", "edn"})
# No name of a journal has so many words, also where a title has capitals throughout ("Imagining the Soviet East: …").
LONG_NAME = 8
# The end of a title inside what was read as the journal: "… approaches to mental illness.Rev. Soviet Med. Sci."
TITLE_END = re.compile(r"(?<=[a-zа-яё\d)»”\"]{2})[.?!]['’”»\"]?\s*(?=[A-ZА-ЯЁІЇЄҐ])")
# "approaches", "mental": words of a sentence, not of an abbreviated name
PLAIN_WORD = re.compile(r"(?<![\w'’-])[a-zа-яёіїєґ][\w'’-]{2,}(?![\w.])")
# "Goffman E. Asylums: essays", "Зубова Я. Помощь, которая рядом": names with initials behind, then what is no name
FAMILY = r"(?:(?:[Vv]an|[Vv]on|[Dd]er?|[Dd]e\sla|[Dd]i|[Dd]os|[Ll][ea])\s){0,2}[A-ZА-ЯЁІЇЄҐÀ-Þ][\w'’ʹ-]+"
INITIALS = r"(?:[A-ZА-ЯЁІЇЄҐ][a-zа-яё]?\.?[\s-]?){0,3}[A-ZА-ЯЁІЇЄҐ][a-zа-яё]?(?![\w])\.?"
# "В. Ф.", "J": initials that wait for their family name; "Трухан Исследование": the name, and a title behind it
INITIALS_ONLY = re.compile(INITIALS)
FAMILY_THEN_TITLE = re.compile(rf"(?P<family>{FAMILY})\s(?=[A-ZА-ЯЁІЇЄҐ][a-zа-яёіїє]+\s)")
# "Петров Д.И. и соавт. Депрессия": names, the sign for the others, and words that are no name
OTHERS_THEN_WORDS = re.compile(
    r"(?P<names>.{4,}?\b(?:и\sдр|и\sсоавт|та\sін|et\sal)\.?\]?)[,:]?\s+(?P<words>[A-ZА-ЯЁІЇЄҐ«\"][\w'’-]{2,}(?!,?\s[A-ZА-ЯЁІЇЄҐ]\.).*)",
    re.DOTALL,
)
NAMES_THEN_WORDS = re.compile(  # atomic groups: a name is read in one way only, or long lists take for ever
    rf"(?P<names>(?>{FAMILY},?\s+{INITIALS})(?>\s?[,;]\s*{FAMILY},?\s+{INITIALS})*)(?<=\.)\s*"
    rf"(?P<words>(?:[A-ZА-ЯЁІЇЄҐ]|\d)[\w'’-]{{2,}}.*)",
    re.DOTALL,
)
NAMELIKE = re.compile(
    r"\b(?:et al|и др|и соавт|jr|sr|та ін)\b|\b(?:and|und|et|и|та|i)\s[A-ZА-ЯЁІЇ]|\b[A-ZА-ЯЁ]\.|\b[A-ZА-ЯЁ]{2}\b"
)
# "псевдогаллюцинациях", "experiences": a word that is no name; short ones are particles ("van der") or "et al."
SMALL_WORD = re.compile(r"(?<![\w'’.-])[a-zа-яёіїєґß-ÿ][\w'’-]{4,}(?!\w)")
# "Кандинский В.Х. ", "Smith J, Jones K. ": the names before the sentence with a word that is none
# (every initial with its full stop, or all in one group: the "О" behind "В.Х. " is none)
WRITTEN = r"(?:(?:[A-ZА-ЯЁІЇЄҐ][a-zа-яё]?\.[\s-]?){1,3}|(?:[A-ZА-ЯЁІЇЄҐ][a-zа-яё]?){1,3}\b\.?)"
NAMES_END = re.compile(rf"(?>{FAMILY},?\s+{WRITTEN})(?>\s?[,;]\s*{FAMILY},?\s+{WRITTEN})*\s*(?=[A-ZА-ЯЁІЇЄҐ])")
# The first sentence of "Department of Health. National Service Framework"
SENTENCE = re.compile(r"(?P<first>(?:[^\s.]{2,}\s){1,9}[^\s.]{3,})\.\s+(?P<rest>[a-z]{0,3}[A-ZА-ЯЁ].{2,})", re.DOTALL)
# "Leitlinien der Psychiatrie. Innsbruck" before ": VIP"; "L'istituzione negata. Torino: Einaudi" before ", 1968"
PLACE = r"[A-ZА-ЯЁÀ-Þ][\w’'-]+(?:[ -][A-ZА-ЯЁÀ-Þ][\w’'.]+){0,2}"
PLACE_AT_END = re.compile(rf"(?P<title>.{{8,}}?)[.?!]\s+(?P<place>{PLACE})", re.DOTALL)
IMPRINT_AT_END = re.compile(
    rf"(?P<title>.{{8,}}?)[.?!]\s+(?P<place>{PLACE})\s?:\s+(?P<publisher>{PLACE}(?:[ &]+{PLACE})?)", re.DOTALL
)
# "Серия" before ": Медицина" is no town
SERIES_WORD = re.compile(r"Сер(?:ия|ія|ыя)?\.?")
# "In:", "In ", "//", "В кн.:"
HOST_MARK = re.compile(r"//|\b[Ii]n\b|\bВ кн|\bВ сб|\bВ:|\bV kn|\bV sb")
# A word from which the name of a journal may begin
CAPITAL_WORD = re.compile(r"(?<![\w'’-])[A-ZА-ЯЁІЇЄҐ]")
# "recovery" before "Sotsial'naya i klinicheskaya psikhiatriya": the last word of a sentence, no "European" or "of"
SENTENCE_WORD = re.compile(r"(?<![^\s«“\"(])[^\W\d_A-ZА-Я][^\W\d_A-ZА-Я'’-]{3,}\W*$")
# ", Phil" at the end of authors, the beginning of "Phil. Trans. Roy. Soc."
FIRST_SHORT = re.compile(r",\s*([A-Z][a-z]{0,6})$")
# "M. S. Borgas": a list in which initials stand first holds no bare family name
INITIALS_FIRST = re.compile(r"(?:[A-Z]\.[\s-]?){1,3}[A-Z][a-z]")
# "MNRAS", "A&A": initials of a journal's words
LETTERS_ONLY = re.compile(r"[A-ZА-Я&]{2,6}")


def titles_joined(found: list[Segment], body: str) -> list[Segment]:
    """Join pieces of a title or container that only a short weak part or unlabelled words interrupt, but no "In:"."""
    result: list[Segment] = []
    for segment in found:
        back = next((i for i in range(len(result) - 1, -1, -1) if result[i].label not in WEAK), -1)
        if segment.label in ("ti", "ct") and back >= 0 and result[back].label == segment.label:
            last = result[back]
            gap = body[last.end : segment.start]
            if len(gap) <= 40 and not HOST_MARK.search(gap) and "[" not in gap and "]" not in gap:
                certainty = min(last.certainty, segment.certainty)
                result[back:] = [
                    Segment(last.label, body[last.start : segment.end], last.start, segment.end, certainty)
                ]
                continue
        result.append(segment)
    return result


def authors_plain(found: list[Segment], body: str) -> list[Segment]:
    """End the authors before a sentence with a word that is no name: "Кандинский В.Х. О псевдогаллюцинациях. М."."""
    for i, segment in enumerate(found):
        word = SMALL_WORD.search(segment.text) if segment.label == "au" else None
        names = NAMES_END.match(segment.text) if word else None
        if word is None or names is None or names.end() > word.start() or "ti" in {s.label for s in found[: i + 1]}:
            continue
        start = segment.start + names.end()
        authors = part(segment, body, segment.start, segment.start + len(names[0].rstrip()))
        following = found[i + 1] if i + 1 < len(found) else None
        if following and following.label == "ti" and len(body[segment.end : following.start]) <= 3:
            return [*found[:i], authors, part(following, body, start, following.end), *found[i + 2 :]]
        stop = TITLE_END.search(body, segment.start + word.end(), segment.end)
        town = body[stop.end() : segment.end].rstrip() if stop else ""
        ends = stop.start() if stop else segment.end
        imprint = [part(segment, body, stop.end(), segment.end, "pl")] if stop and len(town) <= 4 else []
        title = part(segment, body, start, ends if imprint else segment.end, "ti")
        if all(other.label != "ti" for other in found):
            return [*found[:i], authors, title, *imprint, *found[i + 1 :]]
    return found


def organisation_ends(found: list[Segment], body: str) -> list[Segment]:
    """End an organisation at its full stop: "Department of Health. Framework for Mental Health: Modern Standards"."""
    for i in range(1, len(found)):
        author, title = found[i - 1], found[i]
        if (author.label, title.label) != ("au", "ti") or body[author.end : title.start].strip() != ":":
            continue
        match = SENTENCE.fullmatch(author.text)
        if match and looks_like_organisation(match["first"]):
            name = part(author, body, author.start, author.start + match.end("first"))
            whole = part(title, body, author.start + match.start("rest"), title.end)
            return [*found[: i - 1], name, whole, *found[i + 1 :]]
    return found


def publisher_whole(found: list[Segment], body: str) -> list[Segment]:
    """Give a publisher its second sentence, read as a container: "М.: БИНОМ. Лаборатория знаний, 2004. 493 с."."""
    for i in range(1, len(found) - 1):
        before, host, after = found[i - 1 : i + 2]
        gap = body[before.end : host.start]
        if (before.label, host.label, after.label) != ("pub", "ct", "yr") or set(gap) - set('. ;,"»'):
            continue
        if any(segment.label in PERIODICAL | {"pg"} for segment in found):
            continue
        return [*found[: i - 1], part(before, body, before.start, host.end), *found[i + 1 :]]
    return found


def others_end(found: list[Segment], body: str) -> list[Segment]:
    """End the authors behind "et al.", and give the title what they swallowed: "Петров Д.И. и соавт. Депрессия"."""
    for i, segment in enumerate(found):
        match = OTHERS_THEN_WORDS.match(segment.text) if segment.label == "au" else None
        if match is None:
            continue
        names = part(segment, body, segment.start, segment.start + match.end("names"))
        following = found[i + 1] if i + 1 < len(found) else None
        whole = following if following and following.label == "ti" else segment
        title = part(segment, body, segment.start + match.start("words"), whole.end, "ti")
        return [*found[:i], names, title, *found[i + 1 + (whole is following) :]]
    return found


def names_begun(found: list[Segment], body: str) -> list[Segment]:
    """Give initials the family name that the title took: "Н.Н. Трухан Исследование реакций"."""
    for i in range(1, len(found)):
        initials, title = found[i - 1], found[i]
        match = FAMILY_THEN_TITLE.match(title.text) if (initials.label, title.label) == ("au", "ti") else None
        if match and INITIALS_ONLY.fullmatch(initials.text) and not body[initials.end : title.start].strip(" ."):
            family = title.start + match.end("family")
            names = part(initials, body, initials.start, family)
            return [*found[: i - 1], names, part(title, body, title.start + match.end(), title.end), *found[i + 1 :]]
    return found


def authors_end(found: list[Segment], body: str) -> list[Segment]:
    """Move the first words of the title out of the authors: "Goffman E. Asylums: essays on …"."""
    for i, segment in enumerate(found):
        match = NAMES_THEN_WORDS.fullmatch(segment.text) if segment.label == "au" else None
        if not match or NAMELIKE.search(match["words"]):
            continue
        start = segment.start + match.start("words")
        names = part(segment, body, segment.start, segment.start + match.end("names"))
        following = found[i + 1] if i + 1 < len(found) else None
        if following and following.label == "ti" and not body[segment.end : following.start].strip(' :,.-–—([«"'):
            end = following.end + (body[following.end : following.end + 1] == ")")
            return [*found[:i], names, part(following, body, start, end), *found[i + 2 :]]
        if all(other.label != "ti" for other in found):
            return [*found[:i], names, part(segment, body, start, segment.end, "ti"), *found[i + 1 :]]
    return found


def authors_from_title(found: list[Segment], body: str) -> list[Segment]:
    """Give a work the author that its title swallowed, where it has none: "Ignat'ev OS. Sem'ia i bolezn'".

    An organisation counts as well: "World Forum on Care. Do volunteers change wards?".
    """
    if not found or found[0].label != "ti" or any(segment.label in ("au", "ed", "re") for segment in found):
        return found
    title = found[0]
    match = NAMES_THEN_WORDS.fullmatch(title.text)
    if match and not NAMELIKE.search(match["words"]):
        ends, starts = title.start + match.end("names"), title.start + match.start("words")
        ends -= match["names"].count(".") == 1  # "Ignat'ev OS." has no stop of its own, "Игнатьев О.С." has
    else:
        stop = TITLE_END.search(title.text)
        words = title.text[: stop.start()].split() if stop else []
        plain = not any(char in "()0123456789" for word in words for char in word)
        if not stop or not plain or not 1 < len(words) < 10 or not looks_like_organisation(" ".join(words)):
            return found
        ends, starts = title.start + stop.start(), title.start + stop.end()
    if len(body[starts : title.end].split()) < 2:
        return found
    return [part(title, body, title.start, ends, "au"), part(title, body, starts, title.end), *found[1:]]


def host_named(found: list[Segment], body: str) -> list[Segment]:
    """Take a second title as the container where "In:", ``//`` or editors stand between the two."""
    titles = [i for i, segment in enumerate(found) if segment.label == "ti"]
    if len(titles) < 2 or any(segment.label == "ct" for segment in found):
        return found
    first, second = titles[:2]
    between = body[found[first].end : found[second].start]
    if not (HOST_MARK.search(between) or any(segment.label == "ed" for segment in found[first:second])):
        return found
    return renamed(found, second, "ct")


def journal_from_authors(found: list[Segment], body: str) -> list[Segment]:
    """Give a journal its first word back, which a list of authors swallowed: "M. S. Borgas, Phil. Trans. London"."""
    for i in range(1, len(found)):
        authors, host = found[i - 1], found[i]
        if (authors.label, host.label) != ("au", "ct") or body[authors.end : host.start].strip() != ".":
            continue
        match = FIRST_SHORT.search(authors.text)
        if match and INITIALS_FIRST.match(authors.text):
            names = part(authors, body, authors.start, authors.start + match.start())
            return [*found[: i - 1], names, part(host, body, authors.start + match.start(1), host.end), *found[i + 1 :]]
    return found


def title_from_container(found: list[Segment], body: str) -> list[Segment]:
    """Give a work the title that the tagger missed: a book's container, or the first sentence of a journal's name."""
    labels = {segment.label for segment in found}
    if "ti" in labels or "ct" not in labels:
        return found
    at = next(i for i, segment in enumerate(found) if segment.label == "ct")
    segment = found[at]
    bookish = "is" not in labels if labels & BOOKISH else not labels & {"pg", "doi", *PERIODICAL}
    if bookish and not (hosted(body, segment) or cut_short(segment.text) or known_journal(segment.text)):
        return renamed(found, at, "ti")
    for match in TITLE_END.finditer(segment.text):
        rest = segment.text[match.end() :]
        if len(PLAIN_WORD.findall(segment.text[: match.start()])) >= 2 or known_journal(rest):
            title = part(segment, body, segment.start, segment.start + match.start(), "ti")
            return [*found[:at], title, part(segment, body, segment.start + match.end(), segment.end), *found[at + 1 :]]
    return found


def cut_short(name: str) -> bool:
    """Return whether a name is abbreviated as only those of journals are: "J. Chem. Soc", "Phys. Lett. B", "MNRAS"."""
    *words, last = name.replace(".", ". ").split() or [""]
    if not words:
        return bool(LETTERS_ONLY.fullmatch(last))
    return any(word.endswith(".") for word in words) and all(word.endswith(".") or len(word) < 4 for word in words)


def title_from_publisher(found: list[Segment], body: str) -> list[Segment]:
    """Take a publisher as the title where there is none: "Росстат. Здравоохранение в России. URL: …"."""
    labels = [segment.label for segment in found]
    if {"ti", "ct", "pl"} & set(labels) or "pub" not in labels:
        return found
    at = labels.index("pub")
    return renamed(found, at, "ti")


def hosted(body: str, segment: Segment) -> bool:
    """Return whether a container is announced as one: after ``//`` or "In:"."""
    return bool(re.search(r"(?://|\b[Ii]n\b:?|В кн\.?:?|В сб\.?:?|В:)\s*[\[(«\"“]?$", body[: segment.start].rstrip()))


def container_from_title(found: list[Segment], body: str) -> list[Segment]:
    """Give an article its journal where the title holds it as the last sentence."""
    labels = {segment.label for segment in found}
    if "ct" in labels or not labels & PERIODICAL or "pub" in labels or "pg" not in labels:
        return found
    at = next((i for i, segment in enumerate(found) if segment.label == "ti"), -1)
    if at < 0 or (ends := list(TITLE_END.finditer(found[at].text))) == []:
        return found
    segment = found[at]
    known = [match for match in ends if known_journal(segment.text[match.end() :].strip(" .,"))]
    before = segment.text[: ends[-1].start()]
    # "The Role of Wards in Care. Vlast’ = The Power, no. 4": the name in two languages is that of the journal
    named = known or body.startswith("=", len(body) - len(body[segment.end :].lstrip()))
    if not named and len(PLAIN_WORD.findall(before)) < 2 and len(before.split()) < LONG_NAME:
        return found
    match = (known or ends[-1:])[0]
    title = part(segment, body, segment.start, segment.start + match.start())
    host = part(segment, body, segment.start + match.end(), segment.end, "ct")
    return [*found[:at], title, host, *found[at + 1 :]]


def journal_whole(found: list[Segment], body: str) -> list[Segment]:
    """Give a container its beginning back: the title's "Problemy gigieny" before "zdravookhraneniya i istorii"."""
    for i in range(1, len(found)):
        title, host = found[i - 1], found[i]
        if title.label != "ti" or host.label != "ct" or body[title.end : host.start].strip(" ,"):
            continue
        ends = list(TITLE_END.finditer(title.text))
        starts = [title.start + match.end() for match in ends]
        known = [at for at in starts if known_journal(body[at : host.end])]
        if not (known or (ends and host.text[0].islower())):
            continue
        at = known[0] if known else starts[-1]
        end = title.start + ends[starts.index(at)].start()
        return [*found[: i - 1], part(title, body, title.start, end), part(host, body, at, host.end), *found[i + 1 :]]
    return found


def journal_known(found: list[Segment], body: str) -> list[Segment]:
    """Move the beginning of a container to the title before it where the rest is a journal that mhlit knows.

    "Kontseptsiya recovery Sotsial'naya i klinicheskaya psikhiatriya": a subtitle that lost its full stop. Where every
    word has a capital ("European Journal of Psychiatry") a capital begins no name, unless a small word stands before.
    """
    for i in range(1, len(found)):
        title, host = found[i - 1], found[i]
        if title.label != "ti" or host.label != "ct" or len(host.text.split()) < 3:
            continue
        if "//" in body[title.end : host.start] or known_journal(host.text):
            continue
        for match in list(CAPITAL_WORD.finditer(host.text))[1:]:
            rest, before = host.text[match.start() :], host.text[: match.start()].rstrip()
            if len(rest.split()) < 2 or not (SMALL_WORD.search(rest) or SENTENCE_WORD.search(before)):
                continue
            if known_journal(rest):
                end = host.start + len(before)
                moved = part(title, body, title.start, end)
                return [*found[: i - 1], moved, part(host, body, host.start + match.start(), host.end), *found[i + 1 :]]
    return found


def imprint_apart(found: list[Segment], body: str) -> list[Segment]:
    """Split off place and publisher that a title swallowed: "L'istituzione negata. Torino: Einaudi"."""
    labels = {segment.label for segment in found}
    if "pl" in labels:
        return found
    for i, segment in enumerate(found):
        following = found[i + 1] if i + 1 < len(found) else None
        if segment.label not in ("ti", "ct") or following is None:
            continue
        colon = following.label == "pub" and body[segment.end : following.start].strip() == ":"
        pattern = PLACE_AT_END if colon else IMPRINT_AT_END if following.label == "yr" and "pub" not in labels else None
        match = pattern.fullmatch(segment.text) if pattern else None
        if match and not SERIES_WORD.fullmatch(match["place"]):
            pieces = [("title", segment.label), ("place", "pl"), *([] if colon else [("publisher", "pub")])]
            split = [
                part(segment, body, segment.start + match.start(n), segment.start + match.end(n), label)
                for n, label in pieces
            ]
            return [*found[:i], *split, *found[i + 1 :]]
    return found


@lru_cache(maxsize=8192)
def known_journal(title: str) -> bool:
    """Return whether a text is the name of a journal that mhlit knows."""
    from mhlit.journals import find_journal

    return find_journal(title) is not None
