"""mhlit export: bibliographies out of the library."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from mhlit import api
from mhlit.cli import render
from mhlit.cli.options import (
    AnyAll,
    Author,
    Json,
    Keys,
    Keyword,
    Names,
    Order,
    Output,
    Query,
    To,
    Type,
    Year,
    open_library,
    selection,
)
from mhlit.errors import NotFound, UsageError

if TYPE_CHECKING:
    from mhlit.api import Library
    from mhlit.library.selection import Selection
    from mhlit.model import Issue, Record, Work

app = typer.Typer()
PANEL = "Find"
ListStyle = Annotated[
    str, typer.Option("--style", help="A list of references in this style (see: mhlit styles).", show_default=False)
]
Csl = Annotated[str, typer.Option("--csl", metavar="FILE", help="A CSL style of your own.", show_default=False)]
CitedIn = Annotated[
    list[str] | None,
    typer.Option(
        "--cited-in", metavar="FILE", help="Works that a manuscript cites: .md, .tex, .typ, .aux; repeatable."
    ),
]
Aux = Annotated[list[str] | None, typer.Option("--aux", metavar="FILE", help="Works that LaTeX's .aux file cites.")]
Ascii = Annotated[bool, typer.Option("--ascii", help="BibTeX with TeX's commands for letters beyond ASCII.")]


@app.command(rich_help_panel=PANEL)
def export(
    ctx: typer.Context,
    keys: Keys = None,
    keyword: Keyword = None,
    any_keyword: AnyAll = False,
    query: Query = "",
    year: Year = "",
    type: Type = None,
    author: Author = None,
    names: Names = "",
    aux: Aux = None,
    cited_in: CitedIn = None,
    style: ListStyle = "",
    csl: Csl = "",
    order: Order = "",
    ascii: Ascii = False,
    to: To = "",
    output: Output = "",
    json: Json = False,
) -> None:
    """Write a bibliography: the whole library, or the works that the options ask for, all at once.

    Example: mhlit export -k "psychosocial rehabilitation" --year 2005.. -o refs.bib
    """
    style = csl or style
    target = target_of(to, output, style, ascii)
    if order and not style:
        raise UsageError("--order is for a list of references", hint="add --style, such as --style gost")
    manuscripts = [*(aux or ()), *(cited_in or ())]
    with open_library(ctx) as library:
        wanted = selection(library, keys, keyword, any_keyword, query, year, type, author)
        pairs, missing = cited(library, manuscripts, wanted) if manuscripts else (paired(chosen(library, wanted)), ())
        works = [work for _, work in pairs]
        records = [replace(r, id=key) for (key, _), r in zip(pairs, views(library, works, names, style), strict=True)]
    if target == "jsonl":
        records = [with_ids(record, work) for record, work in zip(records, works, strict=True)]
    text = written(records, target, style, ascii, order)
    data = {"format": target, "works": [work.key for work in works], "text": text}
    if manuscripts:
        data["missing"] = [issue.raw for issue in missing]
    told = (f"{render.counted(len(works), 'work', 'works')} written to {output}",) if output not in {"", "-"} else ()
    render.finish(render.Result("export", data, lambda: put(text, target, output), missing, notes=told), json)


def views(library: Library, works: list[Work], names: str, style: str) -> list[Record]:
    """Return the views of works as a style wants their names: those of works in Cyrillic in Cyrillic, for GOST."""
    from mhlit.styles import native
    from mhlit.styles.gost import is_russian

    found = native(style)
    plain = library.export(works, names)
    if names or found is None or not found.cyrillic:
        return plain
    russian = [work for work in works if is_russian(work.view)]
    spelt = {record.id: record for record in library.export(russian, "original")}
    return [spelt.get(record.id, record) for record in plain]


def put(text: str, target: str, output: str) -> None:
    """Write an export; a Word file is made of its HTML by pandoc."""
    if target != "docx":
        render.write_output(text, output)
        return
    from mhlit.formats.citeproc import word

    word(text, output)


def paired(works: list[Work]) -> list[tuple[str, Work]]:
    """Return each work with its citekey."""
    return [(work.key, work) for work in works]


def cited(library: Library, files: list[str], wanted: Selection) -> tuple[list[tuple[str, Work]], tuple[Issue, ...]]:
    """Return the works that manuscripts cite, under the keys that they use, and the keys that no work has.

    Works named on the command line are added; other options would take away what is cited.
    """
    from mhlit.cli.manuscripts import keys_of, looked_up

    if wanted != replace(wanted, keywords=(), query="", years="", types=(), authors=()):
        raise UsageError(
            "--aux and --cited-in take whatever is cited", hint="leave out -k, --query, --year and the like"
        )
    named = dict.fromkeys(wanted.keys, "")
    return looked_up(library, keys_of(files) | named)


def target_of(to: str, output: str, style: str, ascii: bool) -> str:
    """Return the format to write. Raises UsageError where the options contradict each other."""
    from mhlit.formats import catalogue

    if style and not to and (output in {"", "-"} or output.lower().endswith(".txt")):
        return "text"
    if output.lower().endswith(".docx") and not to:
        return "docx"
    target = catalogue.by_name(to).name if to else written_as(output)
    if style and target not in {"text", "markdown", "html", "references", "vancouver"}:
        raise UsageError(f"{target} has no citation style", hint="--to text, markdown or html; or leave out --style")
    if ascii and target != "bibtex":
        # biber takes initials out of "{\\CYRL}" and leaves half a brace behind: the paper would not compile.
        raise UsageError(f"--ascii is for BibTeX; {target} is Unicode", hint="leave out --ascii, or --to bibtex")
    return target


def written(records: list[Record], target: str, style: str, ascii: bool, order: str = "") -> str:
    """Return the records as text: a list in a style, or a file of a format."""
    if style or target == "docx":
        from mhlit.formats.bibliography import bibliography

        markup = {"markdown": "markdown", "html": "html", "docx": "html"}.get(target, "text")
        return bibliography(records, style or "vancouver", markup, order)
    text = api.write(records, target)
    if ascii:
        from mhlit.formats.latexascii import ascii_bibtex

        return ascii_bibtex(text)
    return text


def chosen(library: Library, wanted: Selection) -> list[Work]:
    """Return the works of a selection. Raises NotFound, with what to try, where there are none."""
    from mhlit.library.selection import select

    works = select(library.store, wanted)
    if works:
        return works
    if wanted.keywords:
        near = library.store.near_keywords(wanted.keywords[0])
        hint = f"keywords in this library: {', '.join(near)}" if near else "mhlit stats lists the keywords there are"
        raise NotFound(f"no work has the keyword {', '.join(map(repr, wanted.keywords))} and the rest", hint=hint)
    raise NotFound(
        "no work fits these options", hint="mhlit search WORDS shows what there is; mhlit import FILE adds more"
    )


def written_as(output: str) -> str:
    """Return the format to write when none is named: what the file's name says, else BibTeX."""
    from mhlit.formats import catalogue

    if output in {"", "-"}:
        return "bibtex"
    found = catalogue.by_suffix(output)
    if found is None:
        raise UsageError(f"the name {output} does not tell a format", hint="name one: --to bibtex (see: mhlit formats)")
    return found.name


def with_ids(record: Record, work: Work) -> Record:
    """Return a view whose ``custom.ids`` lists the ids with which its records were imported."""
    custom = {**record.extra.get("custom", {}), "ids": [each.id for each in work.records if each.id]}
    raws = [each.origin.raw for each in work.records if each.origin and each.origin.raw]
    return replace(record, extra={**record.extra, "custom": {**custom, "raw": raws}})
