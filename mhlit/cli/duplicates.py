"""What ``mhlit dedupe FILE…`` writes: the list without duplicates, clusters as CSV, a page of groups, PRISMA counts."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mhlit.matching.lists import RecordPair, RecordsReport
    from mhlit.model import Record

STYLE = """body { font: 16px/1.5 sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em }
section { border-top: 1px solid #bbb; padding: .6em 0 } h3 { font-size: 1em; margin: .3em 0 }
li { margin: .2em 0 } .why, .where { color: #555; font-size: .9em } td { padding-right: 2em }"""
# A page with more groups than a browser opens helps nobody; the CSV has them all.
MOST_GROUPS = 20_000


def cluster_csv(records: Sequence[Record], labels: Iterable[int]) -> str:
    """Return the clusters as CSV: the record's id (or its number in the input) and its cluster."""
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("id", "cluster"))
    writer.writerows(
        (record.id or number, label) for number, (record, label) in enumerate(zip(records, labels, strict=True), 1)
    )
    return out.getvalue()


def one_each(records: Sequence[Record], groups: Iterable[Sequence[int]]) -> list[Record]:
    """Return one view a group, in the order of first appearance, under the id of its first record."""
    from dataclasses import replace

    from mhlit.library.views import view_of

    evidence = ([records[at] for at in group] for group in groups)
    return [replace(view_of(each), id=each[0].id) if len(each) > 1 else each[0] for each in evidence]


def prisma(sources: Mapping[str, int], works: int) -> dict[str, Any]:
    """Return the counts of a PRISMA flow diagram: records identified by source, duplicates removed, records left."""
    total = sum(sources.values())
    return {
        "identified": {"total": total, "sources": dict(sources)},
        "duplicates_removed": total - works,
        "screened": works,
    }


def prisma_rows(counts: dict[str, Any]) -> list[tuple[str, str]]:
    """Return these counts for people."""
    rows = [("records identified", str(counts["identified"]["total"]))]
    rows += [(f"  from {source or 'programs'}", str(n)) for source, n in counts["identified"]["sources"].items()]
    rows.append(("duplicates removed before screening", str(counts["duplicates_removed"])))
    return [*rows, ("records to be screened", str(counts["screened"]))]


def weakest(report: RecordsReport) -> dict[int, str]:
    """Return the reason of each group by its label: that of the weakest of its links."""
    found: dict[int, RecordPair] = {}
    for link in report.links:
        label = report.labels[link.a]
        if label not in found or link.match.score < found[label].match.score:
            found[label] = link
    return {label: link.short for label, link in found.items()}


def page(records: Sequence[Record], report: RecordsReport, counts: dict[str, Any]) -> str:
    """Return a page of HTML with every merged group and its reasons, then what a person has to decide."""
    merged = [group for group in report.groups if len(group) > 1]
    rows = "".join(f"<tr><td>{escape(name)}<td>{escape(value)}" for name, value in prisma_rows(counts))
    parts = [
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>Duplicates</title>\n',
        f"<style>{STYLE}</style>\n<h1>Duplicates</h1>\n<table>{rows}</table>\n<h2>Merged: {len(merged)} groups</h2>\n",
        *sections(records, report, merged[:MOST_GROUPS]),
        f"<h2>Not merged, for a person to decide: {len(report.possible)} pairs</h2>\n",
        *(doubt(records, pair) for pair in report.possible[:MOST_GROUPS]),
    ]
    return "".join(parts) + "</html>\n"


def sections(records: Sequence[Record], report: RecordsReport, merged: Sequence[Sequence[int]]) -> Iterator[str]:
    """Yield the merged groups, each with its records and the reasons of all links between them."""
    links: dict[int, list[RecordPair]] = {}
    for link in report.links:
        links.setdefault(report.labels[link.a], []).append(link)
    for group in merged:
        number = {position: at for at, position in enumerate(group, 1)}
        lines = [
            f"<li>{number[link.a]} = {number[link.b]}: {escape('; '.join(link.match.reasons))}</li>"
            for link in links[report.labels[group[0]]]
        ]
        listed = "".join(f"<li>{line(records[at])}</li>" for at in group)
        title = escape(records[group[0]].title or "without a title")
        yield f'<section><h3>{title}</h3><ol>{listed}</ol><ul class="why">{"".join(lines)}</ul></section>\n'


def doubt(records: Sequence[Record], pair: RecordPair) -> str:
    """Return a doubtful pair as HTML."""
    listed = "".join(f"<li>{line(records[at])}</li>" for at in (pair.a, pair.b))
    return f'<section><ol>{listed}</ol><p class="why">{escape("; ".join(pair.match.reasons))}</p></section>\n'


def line(record: Record) -> str:
    """Return a record as a line of HTML: who, what, where, when, and the file it came from."""
    names = ", ".join(map(str, record.authors[:6])) + (" et al." if len(record.authors) > 6 else "")
    place = " ".join(filter(None, (record.container, record.volume, f"({record.issue})" if record.issue else "")))
    said = (names, record.title, place, record.pages, str(record.year or ""), record.doi)
    origin = record.origin
    where = f"{origin.file}:{origin.line}" if origin and origin.line else origin.file if origin else ""
    sentences = " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in said if part)
    return f'{escape(sentences)} <span class="where">{escape(where)}</span>'
