"""`kg coverage`: the files of the checkout in; how far the claims cover the article, and what is left to do, out."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from kg.building.coverage import Coverage, coverage_of
from kg.building.coverage_html import coverage_html
from kg.building.coverage_json import coverage_document
from kg.building.figures import Figures, Held
from kg.building.page import page
from kg.building.work_list import work_list
from kg.claims.sources import load
from kg.commands.options import JsonOption, TextOption, console, tell, text_location, write_json
from kg.errors import InputError
from kg.project import Project
from kg.reading.article import read_article
from kg.reading.passages import read_passages_csv
from kg.reading.texts import find_text, sentence_of
from kg.reading.whole_file import write_whole

_PAGE = "coverage.html"


def coverage(
    text: TextOption = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help=f"Write {_PAGE} there, with the sentences.")
    ] = None,
    as_json: JsonOption = False,
) -> int:
    """Show how far the claims cover the article.

    Per part and section: passages with a claim, with a reason to have none, undecided; dates, numbers and entities used
    or excused of those held; and what is left, passage by passage. Exit code 1 while anything is.
    """
    project = Project.here()
    found = coverage_of(load(project))
    sentences = _sentences(project, text, needed=out is not None) if out or text else {}
    if out:
        _write_page(found, sentences, out, project)
    if as_json:
        write_json(coverage_document(found))
    else:
        _show(found, sentences)
    return 1 if found.is_open else 0


def _sentences(project: Project, given: Path | None, needed: bool) -> dict[str, str]:
    """The normalised sentence of each passage; raises InputError where they are needed and the text is not at hand."""
    location = text_location(given, project)
    if location is None and needed:
        raise InputError("no text to take sentences from.", advice="Name it with --text FILE or ENTENTE_TEXT.")
    sentences: dict[str, str] = {}
    for article in map(read_article, project.articles):
        text = find_text(location, article.text_sha256)
        if text is not None:
            sentences |= {here.slug: sentence_of(here, text) for here in read_passages_csv(article.lock_file)}
    return sentences


def _write_page(found: Coverage, sentences: dict[str, str], out: Path, project: Project) -> None:
    if out.resolve().is_relative_to(project.root):
        advice = "Name a folder outside it: the page shows sentences, which are not ours to publish."
        raise InputError("lies in the checkout.", path=out, advice=advice)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"cannot be made: {error.strerror}.", path=out) from None
    write_whole(out / _PAGE, page("Coverage", coverage_html(found, sentences)))
    tell(f"written: {out / _PAGE}")


def _show(found: Coverage, sentences: dict[str, str]) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("")
    for name in ("passages", "claimed", "excused", "undecided", "dates", "numbers", "entities", "unknown", "claims"):
        table.add_column(name, justify="right")
    for part in found.parts:
        sections = [section for section in found.sections if section.part == part.part and section.section]
        table.add_row(f"{part.part} {part.title}", *_cells(part.figures), style="bold" if sections else None)
        for section in sections:
            table.add_row(f"  {section.part}.{section.section} {section.title}", *_cells(section.figures))
    table.add_section()
    table.add_row("the whole article", *_cells(found.whole), style="bold")
    screen = console()
    screen.print(table)
    screen.print("Dates, numbers, entities: used or excused / held, each once per passage.", style="dim")
    tasks = work_list(found)
    for task in tasks:
        screen.print(f"{task.passage}: {task.in_words(sentences.get(task.passage))}", markup=False, soft_wrap=True)
    share = f"{found.inferred_claims} of {found.whole.claims} claims ({found.inferred_share:.1%})"
    screen.print(f"{len(tasks)} passages are not done; {share} are marked as inferred.", markup=False)


def _cells(figures: Figures) -> list[str]:
    passages = (figures.passages, figures.claimed, figures.excused, figures.undecided)
    held = (_done(kind) for kind in (figures.dates, figures.numbers, figures.entities))
    return [*map(str, passages), *held, str(figures.strange), str(figures.claims)]


def _done(held: Held) -> str:
    return f"{held.held - held.open}/{held.held}"
