"""The coverage goes in; a page of it comes out, as a fragment of HTML: figures, the article as cells, what is left.

Sentences stand in it only where they are given, and then never in the build folder.
"""

from collections.abc import Iterable, Mapping
from html import escape

from kg.building.coverage import Coverage, Stretch
from kg.building.coverage_cells import part_cells
from kg.building.figures import Figures, Held
from kg.building.work_list import Task, work_list
from kg.reading.passages import Span

_WORDS = {"claimed": "has a claim", "excused": "has a reason to have none", "open": "undecided"}


def coverage_html(coverage: Coverage, sentences: Mapping[str, str]) -> str:
    """The page's fragment; `sentences` has the normalised sentence of each passage by slug, or none at all."""
    tasks = work_list(coverage)
    return "".join(
        [
            _summary(coverage.whole),
            _article(coverage, {task.passage for task in tasks}),
            _sections(coverage),
            _claims(coverage),
            _work(tasks, sentences),
        ]
    )


def _summary(whole: Figures) -> str:
    decided = whole.passages - whole.undecided
    shares = [("passages", decided, whole.passages)]
    for name, held in (("dates", whole.dates), ("numbers", whole.numbers), ("entities", whole.entities)):
        shares.append((name, held.held - held.open, held.held))
    tiles = "".join(
        f'<li><b>{done}</b> of {total} {name}<i class="bar" style="--share:{100 * done / (total or 1):.1f}%"></i></li>'
        for name, done, total in shares
    )
    tiles += f"<li><b>{whole.claims}</b> claims<span>{whole.triples} statements</span></li>"
    return f'<ul class="summary">{tiles}</ul>\n'


def _article(coverage: Coverage, waiting: set[str]) -> str:
    legend = "".join(f'<li><i class="cell {state}"></i> {words}</li>' for state, words in _WORDS.items())
    legend += '<li><i class="cell claimed waiting"></i> something in it is not used</li>'
    parts = "".join(
        part_cells(part, [section for section in coverage.sections if section.part == part.part], waiting)
        for part in coverage.parts
    )
    return (
        '<section id="article">\n<h2>The article, passage by passage</h2>\n<p>A row is a paragraph, a cell a sentence;'
        f' its number says how many claims rest on it.</p>\n<ul class="legend">{legend}</ul>\n{parts}</section>\n'
    )


def _sections(coverage: Coverage) -> str:
    heads = ("", "passages", "claimed", "excused", "undecided", "dates", "numbers", "entities", "unknown names")
    head = "".join(f"<th>{name}</th>" for name in (*heads, "claims", "statements"))
    rows = "".join(_part_rows(coverage, part) for part in coverage.parts)
    total = _figures_row("The whole article", coverage.whole, "whole")
    return (
        '<section id="figures">\n<h2>Figures</h2>\n<p>Dates, numbers and entities: how many are used or excused of'
        " those a passage holds, each counted once per passage. A claim counts in every section it rests on.</p>\n"
        f'<div class="wide"><table class="figures">\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n'
        f"<tfoot>{total}</tfoot>\n</table></div>\n</section>\n"
    )


def _part_rows(coverage: Coverage, part: Stretch) -> str:
    """The row of a part, and those of its sections where it has any."""
    sections = [section for section in coverage.sections if section.part == part.part and section.section]
    rows = [
        _figures_row(f"{section.part}.{section.section} {section.title}", section.figures, "section")
        for section in sections
    ]
    return _figures_row(f"{part.part} {part.title}", part.figures, "whole") + "".join(rows)


def _figures_row(name: str, figures: Figures, kind: str) -> str:
    held = "".join(_held(counts) for counts in (figures.dates, figures.numbers, figures.entities))
    states = "".join(f"<td>{count}</td>" for count in (figures.passages, figures.claimed, figures.excused))
    rest = f"{_left(figures.strange)}<td>{figures.claims}</td><td>{figures.triples}</td>"
    return f'<tr class="{kind}"><th>{escape(name)}</th>{states}{_left(figures.undecided)}{held}{rest}</tr>\n'


def _held(held: Held) -> str:
    mark = ' class="left"' if held.open else ""
    return f"<td{mark}>{held.held - held.open}<small>/{held.held}</small></td>"


def _left(count: int) -> str:
    return f'<td class="left">{count}</td>' if count else "<td>0</td>"


def _claims(coverage: Coverage) -> str:
    inferred = ", ".join(f"<code>ent:{mark}</code> {count}" for mark, count in coverage.inferred.items())
    return (
        '<section id="claims">\n<h2>Claims</h2>\n<div class="two">\n'
        f"{_bars('By stance', coverage.stances)}{_bars('By kind', coverage.kinds)}</div>\n"
        f"<p>{coverage.inferred_claims} claims ({coverage.inferred_share:.1%}) have a date or an entity that their"
        f" passages do not name, with the reason beside it: {inferred}.</p>\n</section>\n"
    )


def _bars(title: str, counts: Mapping[str, int]) -> str:
    most = max(counts.values(), default=0) or 1
    rows = "".join(
        f'<tr><th>{escape(name)}</th><td>{count}</td><td><i style="width:{100 * count / most:.1f}%"></i></td></tr>\n'
        for name, count in counts.items()
    )
    return f'<table class="bars">\n<caption>{title}</caption>\n<tbody>\n{rows}</tbody>\n</table>\n'


def _work(tasks: Iterable[Task], sentences: Mapping[str, str]) -> str:
    rows = "".join(_task(task, sentences.get(task.passage)) for task in tasks)
    inner = f"<dl>\n{rows}</dl>\n" if rows else "<p>Nothing: every passage is decided, and all it holds is used.</p>\n"
    return f'<section id="work">\n<h2>What is left</h2>\n{inner}</section>\n'


def _task(task: Task, sentence: str | None) -> str:
    quoted = f"<blockquote>{_marked(sentence, task.spans)}</blockquote>" if sentence else ""
    return (
        f'<div id="{escape(task.passage)}"><dt><code>{escape(task.passage)}</code> {escape(task.place)}</dt>\n'
        f"<dd>{escape(task.in_words(sentence))}{quoted}</dd></div>\n"
    )


def _marked(sentence: str, spans: Iterable[Span]) -> str:
    """The sentence with what is open in it marked; of places that overlap only the first is."""
    out, at = "", 0
    for start, end in spans:
        if start >= at:
            out += f"{escape(sentence[at:start])}<mark>{escape(sentence[start:end])}</mark>"
            at = end
    return out + escape(sentence[at:])
