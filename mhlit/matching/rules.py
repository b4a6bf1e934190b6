"""Rules over the evidence of one pair: vetoes that no likeness outweighs, conflicts of address, doubts for a person.

Each rule is a function from a pair to a reason in plain words, ``""`` where it does not apply; the lists at the end say
which rules there are and in which order they are asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mhlit.matching.titles import CLOSELY_KINDRED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mhlit.matching.evidence import Evidence
    from mhlit.matching.features import Prepared
    from mhlit.matching.titles import TitleMatch

# A title of fewer letters is easily borne by two works of one author (Chair's corner).
SHORT_TITLE = 25
# From this share of common words and concepts on a title is probably the other's translation.
KINDRED = 0.5
# Two titles of one issue are one from this similarity on.
SAME_ISSUE = 0.8
# Two whole disagreements of the address make another publication.
CONFLICT = 2.0
# A number of more digits is no volume.
LONGEST_VOLUME = 6
# A preprint may wait so long for its journal, a paper for its translation.
YEARS_BETWEEN = 3


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records with the evidence of each field; ``general`` says that many works bear the title."""

    a: Prepared
    b: Prepared
    titles: TitleMatch
    fields: Mapping[str, Evidence]
    general: bool

    def agrees(self, *names: str) -> bool:
        """Return whether all these fields agree."""
        return all(self.fields[name].agrees is True for name in names)

    def differs(self, name: str) -> bool:
        """Return whether a field is there on both sides and disagrees."""
        return self.fields[name].agrees is False

    @property
    def years_differ(self) -> bool:
        """Return whether both have a year and they are not the same; one year of difference counts."""
        return self.fields["year"].points < 0

    @property
    def identified(self) -> bool:
        """Return whether a DOI, PMID or ISBN agrees."""
        return self.agrees("doi") or self.agrees("identifier")

    @property
    def displaced(self) -> bool:
        """Return whether volume, issue or page differ."""
        return self.differs("volume") or self.differs("issue") or self.differs("page")

    @property
    def address(self) -> int:
        """Return how many parts of the address agree."""
        return sum(self.agrees(name) for name in ("volume", "issue", "page", "container"))


# ---------------------------------------------------------------- vetoes


def kind_veto(pair: Pair) -> str:
    """Only one is an erratum, a comment, a thesis …

    "[abstract]" is also what databases write behind the title of a meeting abstract; in one volume it parts nothing.
    """
    kinds = pair.a.marks.kinds ^ pair.b.marks.kinds
    if pair.agrees("container", "volume"):
        kinds -= {"conference abstract"}
    return f"only one of them is: {', '.join(sorted(kinds))}" if kinds else ""


def part_veto(pair: Pair) -> str:
    """The titles name different parts."""
    one, other = pair.a.marks.parts, pair.b.marks.parts
    return f"the parts differ: {listed(one)} / {listed(other)}" if differ(one, other) else ""


def edition_veto(pair: Pair) -> str:
    """Two editions are named, or one, and the years differ."""
    one, other = pair.a.marks.editions, pair.b.marks.editions
    if differ(one, other):
        return f"the editions differ: {listed(one)} / {listed(other)}"
    return "one states its edition, and the years differ" if one != other and pair.years_differ else ""


def number_veto(pair: Pair) -> str:
    """The titles differ in a number, as yearly reports do, unless the whole address says that it is a misprint."""
    one, other = pair.a.marks.numbers, pair.b.marks.numbers
    if not differ(one, other) or pair.agrees("doi") or pair.agrees("page", "volume", "year", "authors"):
        return ""
    return f"the titles differ in a number: {listed(one - other)} / {listed(other - one)}"


def type_veto(pair: Pair) -> str:
    """The types cannot be one work's: a thesis and an article, a book and its chapter."""
    types = {pair.a.kind, pair.b.kind}
    if "" in types or len(types) == 1 or types <= {"article", "paper", "chapter"}:
        return ""
    if "thesis" not in types and (pair.agrees("page") or pair.agrees("doi")):
        return ""
    return f"the types differ: {pair.a.kind} / {pair.b.kind}"


def column_veto(pair: Pair) -> str:
    """The title is a column's (Editorial) and stands in two places."""
    if not (pair.a.generic or pair.b.generic) or pair.agrees("doi"):
        return ""
    parted = [name for name in ("volume", "issue", "page", "doi", "authors") if pair.differs(name)]
    if pair.years_differ and not pair.agrees("volume", "page"):
        parted.append("year")
    return f"a common title, and {', '.join(parted)} differ" if parted else ""


def differ(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether each of two sets of numbers has one that the other lacks."""
    return bool(one - other and other - one)


def listed(numbers: frozenset[str]) -> str:
    """Return numbers in a row, in their order."""
    return ", ".join(sorted(numbers, key=lambda number: (len(number), number)))


# ---------------------------------------------------------------- the address


def address_conflict(pair: Pair) -> str:
    """Return a reason if two parts of the address differ together: another publication of the same title.

    Not a veto: in a cluster of many citations of one work a misprinted address is outvoted.
    """
    if pair.agrees("doi"):
        return ""
    if pair.agrees("page"):
        return "volume and year differ in step: another year of the journal" if in_step(pair.a, pair.b) else ""
    parted = {name: 1.0 for name in ("page", "volume", "container") if pair.differs(name)}
    same_venue = pair.agrees("container")
    if pair.differs("volume") and not same_venue and pair.a.containers and pair.b.containers:
        parted["container"] = 1.0
    if pair.differs("issue"):
        # beside a volume an issue says little more; exports put other numbers into its place
        alone = not pair.agrees("volume") and not pair.differs("volume")
        parted["issue"] = 1.0 if alone or "container" in parted else 0.5
    if pair.years_differ:
        parted["year"] = 0.5 if same_venue and abs(pair.a.year - pair.b.year) == 1 else 1.0
    if venues_differ(pair.a, pair.b) and not same_venue:
        # a proceedings and a journal differ in name anyway: that is one disagreement
        parted["container"] = 1.0
    return f"these differ together: {', '.join(parted)}" if sum(parted.values()) >= CONFLICT else ""


def in_step(a: Prepared, b: Prepared) -> bool:
    """Return whether two volumes are as many years apart as they should be: a yearly column starts on the same page.

    A misprint moves the volume or the year, not both by as much.
    """
    if not (a.volume and b.volume and a.year and b.year) or a.volume == b.volume:
        return False
    if max(len(a.volume), len(b.volume)) > LONGEST_VOLUME:
        return False
    return int(a.volume) - int(b.volume) == a.year - b.year


def venues_differ(a: Prepared, b: Prepared) -> bool:
    """Return whether one is a conference paper or a manuscript and the other an article: linked works, not one.

    Types alone are believed only where the years do not agree either; exports use them loosely.
    """
    if not a.containers or not b.containers or a.venue == b.venue:
        return False
    if {a.kind, b.kind} == {"article", "paper"} and not (a.year and a.year == b.year):
        return True
    return bool(a.venue and b.venue) or "manuscript" in (a.venue, b.venue)


# ---------------------------------------------------------------- doubts


def translation_doubt(pair: Pair) -> str:
    """A translated title is believed on authors, year and address; a kindred title stands for half the address.

    A column without authors (Editor's column) needs the whole address.
    """
    if pair.titles.relation not in {"language", "different"} or pair.identified:
        return ""
    placed = pair.agrees("publisher") or pair.agrees("kind") or pair.agrees("issue")
    least = KINDRED if placed else CLOSELY_KINDRED
    kindred = pair.titles.relation == "language" and pair.titles.similarity >= least
    if pair.agrees("authors"):
        by_title = (placed or pair.address >= 1) and kindred and not pair.displaced
        settled = (pair.address >= 2 and pair.agrees("page")) or by_title
    else:
        settled = bool(pair.fields["kind"].points) and pair.address >= 4
    return "" if settled and pair.agrees("year") else "translated titles need authors, year and address to agree"


def topic_doubt(pair: Pair) -> str:
    """One word differs: quetiapine / risperidone, and the page does not say that it is a slip."""
    if pair.titles.relation != "topic" or (pair.agrees("page") and pair.address >= 2):
        return ""
    return "one word differs, and the address does not settle it"


def misprint_doubt(pair: Pair) -> str:
    """One word is spoilt (prats / pratsi), or is another (psychotic / psychic): only the address can tell."""
    if pair.titles.relation != "misprint" or settled(pair):
        return ""
    return "one word may be misprinted, and the address does not settle it"


def longer_title_doubt(pair: Pair) -> str:
    """One title has more words, not as a subtitle: "… in schizophrenia" / "… in paranoid schizophrenia"."""
    if pair.titles.relation != "alike" or settled(pair):
        return ""
    return "one title has more words, and the address does not settle it"


def settled(pair: Pair) -> bool:
    """Return whether the address says that nearly equal titles are one.

    An issue alone does not for titles that are less alike: one team may have two articles in it, "Web services: a
    survey" and "Data warehouses using web services".
    """
    if pair.agrees("page") or pair.identified:
        return True
    return pair.agrees("volume", "issue") and not pair.differs("page") and pair.titles.similarity >= SAME_ISSUE


def common_title_doubt(pair: Pair) -> str:
    """Many works bear the title, and the address does not tell which; two journals may have a column on one page."""
    if not pair.general or pair.identified:
        return ""
    venues = bool(pair.a.containers and pair.b.containers)
    elsewhere = venues and not pair.agrees("container") and not pair.agrees("authors")
    if (pair.agrees("page") and not elsewhere) or pair.address >= 3 + elsewhere:
        return ""
    return "the title is a common one, and the address does not settle it"


def short_title_doubt(pair: Pair) -> str:
    """The title is short and stands in two issues."""
    if pair.titles.length >= SHORT_TITLE or pair.agrees("page") or pair.identified:
        return ""
    elsewhere = pair.differs("volume") or pair.differs("issue")
    return "the title is short, and volume or issue differ" if elsewhere else ""


def venue_doubt(pair: Pair) -> str:
    """A preprint, a conference paper and an article of one title are linked, not merged unasked."""
    if pair.agrees("page") or pair.agrees("container") or pair.identified or not venues_differ(pair.a, pair.b):
        return ""
    return "one is in a journal, the other is a conference paper or a manuscript"


def year_doubt(pair: Pair) -> str:
    """The years differ and nothing of the address agrees; one year is forgiven where one names no venue."""
    near = abs(pair.a.year - pair.b.year) == 1 and not (pair.a.containers and pair.b.containers)
    if not pair.years_differ or near or pair.address or pair.identified:
        return ""
    return "the years differ, and nothing of the address agrees"


def part_doubt(pair: Pair) -> str:
    """Only one names its part: the other may have lost it, or be the first."""
    if pair.a.marks.parts == pair.b.marks.parts or pair.agrees("page"):
        return ""
    return "only one of them says which part it is"


def doi_doubt(pair: Pair) -> str:
    """Two DOIs are one work's only where all else agrees (a journal that moved)."""
    if not pair.differs("doi"):
        return ""
    elsewhere = pair.differs("volume") or pair.differs("issue")
    return "" if pair.agrees("title", "authors", "page") and not elsewhere else "each has a DOI of its own"


# ---------------------------------------------------------------- related, not the same


def abstract_and_paper(pair: Pair) -> bool:
    """Return whether one is the conference abstract of what the other publishes in full, soon and elsewhere."""
    kinds = pair.a.marks.kinds ^ pair.b.marks.kinds
    return kinds == {"conference abstract"} and written_up(pair) and not (part_veto(pair) or number_veto(pair))


def written_up(pair: Pair) -> bool:
    """Return whether title and authors are the same, and the years near."""
    near = bool(pair.a.year and pair.b.year) and abs(pair.a.year - pair.b.year) <= YEARS_BETWEEN
    return near and pair.agrees("title", "authors") and not pair.general and pair.titles.length >= SHORT_TITLE


def two_publications(pair: Pair) -> bool:
    """Return whether one is the preprint, the conference paper or the translated edition of the other.

    The authors agree and the years are near; the venues are of two kinds (a manuscript or proceedings, and a journal),
    or the titles are translations of one another that stand in two journals.
    """
    if pair.titles.relation == "language":
        elsewhere = bool(pair.a.containers and pair.b.containers) and not pair.agrees("container")
        kindred = pair.titles.similarity >= CLOSELY_KINDRED
        return bool(pair.a.year) and pair.agrees("authors") and kindred and pair.displaced and elsewhere
    return written_up(pair) and not pair.agrees("container") and venues_differ(pair.a, pair.b)


VETOES: tuple[Callable[[Pair], str], ...] = (kind_veto, part_veto, edition_veto, number_veto, type_veto, column_veto)
# Doubts that a third record may settle: the two say too little of where they stand.
OPEN_QUESTIONS: tuple[Callable[[Pair], str], ...] = (topic_doubt, misprint_doubt, longer_title_doubt, year_doubt)
# Doubts that speak against one work, also inside a cluster.
OBJECTIONS: tuple[Callable[[Pair], str], ...] = (
    translation_doubt,
    common_title_doubt,
    short_title_doubt,
    venue_doubt,
    part_doubt,
    doi_doubt,
)


def first_reason(rules: tuple[Callable[[Pair], str], ...], pair: Pair) -> str:
    """Return the reason of the first rule that applies, or ``""``."""
    return next((reason for rule in rules if (reason := rule(pair))), "")
