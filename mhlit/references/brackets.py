"""What stands in brackets and quotation marks: translations, a second entry, and marks that have to close."""

from __future__ import annotations

import re

from mhlit.references.boundaries import FAMILY, INITIALS
from mhlit.references.fields import MEDIUM
from mhlit.references.kinds import cue_roles
from mhlit.references.segments import Segment, inserted, part
from mhlit.translit import language

# Labels that never stand inside a bracketed translation
FIRM = frozenset({"yr", "pg", "vo", "doi"})
WORDED = frozenset({"ti", "tt", "ct", "ctt"})
# Further parts that hold quotation marks and brackets of their own
QUOTING = frozenset({"pub", "pl", "ser"})
# How sure a title is that brackets mark off, whatever the tagger made of its words.
BY_BRACKETS = 0.9
# A reference in brackets is longer than this, and so is what stands before it.
SHORT_ENTRY = 40
# "[Lyubov E.B. Regional service … Suicidology. 2014; 5 (3): 3–17. (In Russ.)]": a whole reference, no translated title
SECOND_ENTRY = re.compile(r"\b(?:19|20)\d\d\s?[;.,:]\s?(?:\d|[Vv]ol|[Nn]o|№|pp?\.|[PT]\.)")
# "Patopsikhologiya [Pathopsychology": a translation inside what was read as the title
TRANSLATION = re.compile(r"(?P<title>[^\[\]]{4,})\s\[(?P<translation>[A-ZА-ЯЁІЇЄҐ][^\[\]\d]{3,})\]?")
# "Lyubov E.B., …", "Lyubov EB. …" at the start of a second entry
NAMES_FIRST = re.compile(rf"\s*{FAMILY},?\s{INITIALS}|\s*{INITIALS}\s{FAMILY}")
SQUARE = re.compile(r"[\[\]]")
PAIRED = re.compile(r"[«»“”„()]")
# "Ph. D. (Psychology) Thesis"
THESIS = re.compile(r"\b(?:thesis|dissertation|diss)\b", re.IGNORECASE)
THESIS_BROKEN = frozenset({"ct", "ctt", "pl", "pub", "ed", "au"})
# "[Russian translation]", "[Rus. transl.]", "(Russ. ed.: Smith J. …)", "[пер. с англ.]": a remark on the translation
REMARK = re.compile(
    r"[\[(]\s*(?:(?:in\s)?(?:Rus|Eng|Germ?|Ukr|Fr)[a-z]{0,7}\.?,?\s(?:trans|ed(?:ition|\.)|version)|trans(?:l|lated|lation|\.)[a-z.]*\s(?:from|into|in)\s"
    r"|[Пп]ер(?:\.|евод|еклад)\s(?:с|з|на)\s|рус\w*\.?\s(?:пер|изд))",
    re.IGNORECASE,
)
# ")", " ed)" behind "BMJ (Clin Res"; nothing where the bracket closes later
LAST_WORD = re.compile(r"(?:\s?[^\W\d_]{1,12})?\)|")
# " (Coleoptera, Coccinellidae)": words in round brackets that end a title
ROUND = re.compile(r"\s\([^\W\d_][^()\d]{2,90}\)(?=\s?(?:[.\[(:=]|//))")
# "“Cerebral pathology in schizophrenia,” Yakut. Med. Zh.": a title in quotation marks that close behind its comma
QUOTED = re.compile(r"[“\"„]?(?P<title>[^“”\"]{8,}?)[,.?!][”\"“]\s+(?P<host>[^\W\d_][^“”\"]*)", re.DOTALL)
# " = Psychological Journal", "= [Reviews]": what translates the name before it
EQUALS = re.compile(r"\s?=\s?(?=[\[(«\"“]?[^\W\d_])")
# "Pathopsychology", "Social and Clinical Psychiatry": what a bracket holds that translates a title or a journal
WORDS = re.compile(r"[A-ZА-ЯЁІЇЄҐ][^\W\d_]{3,}[^\d\[\]]*")


def second_entry(body: str) -> tuple[int, int] | None:
    """Return where a bracket holds the same reference once more in another language, or None."""
    for opening, close in pairs(body).items():
        if (
            opening > SHORT_ENTRY
            and close - opening > SHORT_ENTRY
            and SECOND_ENTRY.search(body[opening:close])
            and NAMES_FIRST.match(body, opening + 1)
        ):
            return opening, close + 1
    return None


def pairs(body: str) -> dict[int, int]:
    """Return where each square bracket that closes opens and closes, in the order of opening."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for match in SQUARE.finditer(body):
        if match[0] == "[":
            opened.append(match.start())
        elif opened:
            found[opened.pop()] = match.start()
    return dict(sorted(found.items()))


def translation_noted(found: list[Segment], body: str) -> list[Segment]:
    """Keep a bracket that tells of a translation as a note: "The Mental Health Matrix [Russian translation]"."""
    remark = REMARK.search(body)
    if remark is None or not found:
        return found
    start = remark.start()
    end = body.find("])"[body[start] == "("], start)
    end = end if end > 0 else len(body)
    kept: list[Segment] = []
    for segment in found:
        if segment.end <= start or segment.start > end:
            kept.append(segment)
        elif segment.start < start:
            kept.append(part(segment, body, segment.start, len(body[:start].rstrip())))
    return inserted(kept, part(found[0], body, start + 1, end, "no"))


def title_bracket_kept(found: list[Segment], body: str) -> list[Segment]:
    """Give a title the words in round brackets behind it that no part took: "… iz SSSR (Coleoptera) [in Russian]".

    What a romanised bracket holds is no translation either: "Iskusstvo v Sibiri (Iz ocherkov po istorii)".
    """
    for i, segment in enumerate(found):
        match = ROUND.match(body, segment.end) if segment.label == "ti" else None
        following = found[i + 1] if i + 1 < len(found) else None
        if match is None:
            continue
        romanised = following is not None and following.label == "tt" and language(match[0]).endswith("-Latn")
        free = following is None or match.end() <= following.start
        if (free and not cue_roles(match[0])) or romanised:
            after = [each for each in found[i + 1 :] if each.start >= match.end()]
            return [*found[:i], part(segment, body, segment.start, match.end()), *after]
    return found


def title_quoted(found: list[Segment], body: str) -> list[Segment]:
    """End a title where its quotation marks close: in "“Pathology,” Yakut. Med. Zh., 65" the journal is behind."""
    for i, segment in enumerate(found):
        following = found[i + 1] if i + 1 < len(found) else None
        if segment.label != "ti" or not (segment.text[:1] in '“"„' or body[: segment.start].endswith(("“", '"', "„"))):
            continue
        match = QUOTED.fullmatch(segment.text)
        if match is None:
            continue
        end = segment.start + match.end("title")
        host = segment.start + match.start("host")
        title = part(segment, body, segment.start + match.start("title"), end)
        if following and following.label == "ct":
            return [*found[:i], title, part(following, body, host, following.end), *found[i + 2 :]]
        if all(each.label != "ct" for each in found):
            return [*found[:i], title, part(segment, body, host, segment.end, "ct"), *found[i + 1 :]]
    return found


def equals_read(found: list[Segment], body: str) -> list[Segment]:
    """Take what stands behind an equals sign as the translation of the title or journal before it.

    "Aktualnye problemy: nauka i obshchestvo = Actual Issues of Science and Society, (3)": the tagger cuts it to pieces.
    """
    for match in EQUALS.finditer(body):
        at = max((i for i, segment in enumerate(found) if segment.end <= match.start() + 1), default=-1)
        before = found[at] if at >= 0 else None
        if before is None or before.label not in ("ti", "ct") or body[before.end : match.start()].strip(' .»”")]'):
            continue
        taken = WORDED | {"pub", "ser", "no"} if before.label == "ct" else frozenset(("ti", "tt"))
        last = at
        while last + 1 < len(found) and found[last + 1].label in taken:
            gap = body[found[last].end : found[last + 1].start] if last > at else ""
            doubtful = found[last + 1].label in ("pub", "ser", "no") and last > at and gap != " "
            if doubtful or gap.strip(' .,:«»“”"'):
                break
            last += 1
        if last > at:
            label = {"ti": "tt", "ct": "ctt"}[before.label]
            whole = part(found[at + 1], body, found[at + 1].start, found[last].end, label)
            found = [*found[: at + 1], whole, *found[last + 1 :]]
    return found


def brackets_closed(found: list[Segment], body: str) -> list[Segment]:
    """Give a title in square brackets all words up to the bracket that closes."""
    for opening, close in pairs(body).items():
        inside = [s for s in found if opening <= s.start and s.end <= close + 1]
        labels = {s.label for s in inside}
        if not labels & WORDED or labels & FIRM or "ge" in labels or {"tt", "ctt"} <= labels:
            continue
        if SECOND_ENTRY.search(body[opening:close]):
            continue
        label = bracket_label(found, opening, inside)
        whole = Segment(label, body[opening + 1 : close], opening + 1, close, BY_BRACKETS)
        at = found.index(inside[0])
        found = [*found[:at], whole, *(s for s in found[at:] if s not in inside)]
    return found


def act_translated(found: list[Segment], body: str) -> list[Segment]:
    """Take the bracket behind the title of an act as its translation, date and number in it as nothing of their own.

    "Приказ … «Об утверждении порядка» [Order of the Ministry of Health dated October 14, 2022 No. 668n]".
    """
    title = next((segment for segment in found if segment.label == "ti"), None)
    if title is None or found[0].label != "ge":
        return found
    for opening, close in pairs(body).items():
        if opening < title.end or "law" not in cue_roles(body[opening:close]):
            continue
        kept = [segment for segment in found if segment.end <= opening or segment.start >= close]
        return inserted(kept, part(title, body, opening + 1, close, "tt"))
    return found


def links_apart(found: list[Segment], body: str) -> list[Segment]:
    """Return the segments without the links that databases print behind a reference: "[PubMed] [Google Scholar]"."""
    links = [(opening, close) for opening, close in pairs(body).items() if is_link(body[opening : close + 1])]
    return [s for s in found if not any(opening < s.start < close for opening, close in links)]


def is_link(bracket: str) -> bool:
    """Return whether a bracket names a database or a form of the text: "[CrossRef]", "[Full text]"."""
    return len(bracket) < 30 and "index_link" in cue_roles(bracket)


def brackets_read(found: list[Segment], body: str) -> list[Segment]:
    """Take a bracket behind a title, left out by the tagger, as its translation: "Pamyat' [Memory]"."""
    for opening, close in pairs(body).items():
        inside = body[opening + 1 : close]
        before = max((s for s in found if s.end <= opening), key=lambda s: s.end, default=None)
        if before is None or before.label not in ("ti", "ct") or body[before.end : opening].strip(' ."»”'):
            continue
        if any(s.start < close and opening < s.end for s in found) or not WORDS.fullmatch(inside):
            continue
        if MEDIUM.match(body[opening : close + 1]) or cue_roles(body[opening : close + 1]):
            continue
        label = {"ti": "tt", "ct": "ctt"}[before.label]
        at = found.index(before) + 1
        found = [*found[:at], Segment(label, inside, opening + 1, close, before.certainty), *found[at:]]
    return found


def title_untranslated(found: list[Segment], body: str) -> list[Segment]:
    """Take the beginning of a title as such where no bracket makes it a translation: "The scale (PANSS) for …"."""
    for i in range(1, len(found)):
        first, second = found[i - 1], found[i]
        gap = body[first.end : second.start]
        if (first.label, second.label) != ("tt", "ti") or len(gap) > 3 or set(gap) & set("[]=/"):
            continue
        if any(s.label == "ti" for s in found[: i - 1]):
            continue
        certainty = min(first.certainty, second.certainty)
        whole = Segment("ti", body[first.start : second.end], first.start, second.end, certainty)
        return [*found[: i - 1], whole, *found[i + 1 :]]
    return found


def bracket_label(found: list[Segment], opening: int, inside: list[Segment]) -> str:
    """Return what a bracket holds: what its first title says, or the translation of what stands before it."""
    before = next((s.label for s in reversed(found) if s.end <= opening and s.label != "num"), "")
    first = next(s.label for s in inside if s.label in WORDED)
    label = {"ti": "tt", "ct": "ctt", "au": "ti", "": "ti"}.get(before, first)
    titled = any(s.label == "ti" and s.end <= opening for s in found)
    return "tt" if label == "ti" and titled else label  # "Title. Avtoref. diss. [Translation. Thesis]"


def translation_apart(found: list[Segment], body: str) -> list[Segment]:
    """Split a title or a container that holds its own translation in square brackets."""
    result: list[Segment] = []
    for segment in found:
        match = TRANSLATION.fullmatch(segment.text) if segment.label in ("ti", "ct") else None
        result.append(part(segment, body, segment.start, segment.start + match.end("title")) if match else segment)
        if match:
            start, end = (segment.start + place for place in match.span("translation"))
            result.append(part(segment, body, start, end, {"ti": "tt", "ct": "ctt"}[segment.label]))
    return result


def thesis_translated(found: list[Segment], body: str) -> list[Segment]:
    """Set aside what a bracket repeats of a thesis in another language: "[Emotions. Ph. D. (Psychology) Thesis]"."""
    for opening, close in pairs(body).items():
        if THESIS.search(body[opening:close]):
            found = [
                segment._replace(label="no")
                if opening < segment.start < close and segment.label in THESIS_BROKEN
                else segment
                for segment in found
            ]
    return found


def quotes_closed(found: list[Segment], body: str) -> list[Segment]:
    """Give a part the mark at its edge whose partner it holds: "ИД «Городец»", "Washington (DC)"."""
    result = []
    for segment in found:
        start, end = segment.start, segment.end
        if (segment.label in WORDED or segment.label in QUOTING) and PAIRED.search(segment.text):
            for open_, close in ("«»", "»«", "“”", "()", "„“"):
                if segment.text.count(close) > segment.text.count(open_) and body[:start].endswith(open_):
                    start -= 1
                elif segment.text.count(open_) > segment.text.count(close):
                    last = LAST_WORD.match(body, end) if open_ == "(" else None
                    end = last.end() if last else end + (body[end : end + 1] == close)
        result.append(segment if (start, end) == segment[2:4] else part(segment, body, start, end))
    return result
