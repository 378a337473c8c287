"""A report goes in; lines for people come out: one for each entry, or the whole grouped by shape."""

from rich.text import Text

from kg.building.report import Entry, Report, in_short, in_words, value_text

_STYLES = {"Violation": "red", "Warning": "yellow", "Info": "cyan"}


def plain(entry: Entry) -> str:
    """One line that names file and line, shape, node and message, and the place of the other node if there is one."""
    violation = entry.violation
    where = f"{in_words(entry.place)}: " if entry.place else ""
    kind = "" if violation.severity == "Violation" else f"{violation.severity.lower()}: "
    line = f"{where}{kind}{in_short(violation.shape)}: {in_short(violation.focus)}: {violation.message}"
    if entry.other is None:
        return line
    return f"{line} ({in_short(value_text(violation) or '')} stands at {in_words(entry.other)}.)"


def report_text(report: Report) -> Text:
    """The report grouped by shape, in colours where it is printed with them; `.plain` is the same without."""
    text = Text()
    for shape, entries in report.by_shape.items():
        severity = entries[0].violation.severity
        text.append(in_short(shape), style=f"bold {_STYLES.get(severity, '')}")
        name = report.labels.get(shape)
        text.append(f"  {name}" if name else "")
        text.append(f"  {len(entries)} × {severity.lower()}\n", style="dim")
        for entry in entries:
            _entry(text, entry, report)
        text.append("\n")
    if report.waived:
        text.append("Waived by editorial notes\n", style="bold")
        for entry in report.waived:
            text.append(f"  {in_short(entry.note or '')} waives {plain(entry)}\n")
        text.append("\n")
    text.append(summary(report) + "\n", style="bold green" if report.conforms else "bold")
    return text


def summary(report: Report) -> str:
    """The outcome in a sentence or two: what was found, and how much was looked at."""
    found = ", ".join(f"{count} × {severity.lower()}" for severity, count in report.counts.items())
    looked = {shape for counts in report.focus_nodes.values() for shape, count in counts.items() if count}
    nodes = ", ".join(f"{name} {sum(counts.values())}" for name, counts in report.focus_nodes.items())
    waived = f" {len(report.waived)} waived by a note." if report.waived else ""
    shapes = len(report.by_shape)
    verdict = f"{found}, by {shapes} {plural(shapes, 'shape')}." if found else "Every shape is kept."
    return f"{verdict}{waived} {len(looked)} {plural(len(looked), 'shape')} looked at nodes (by pass: {nodes})."


def plural(count: int, word: str) -> str:
    """The word, as it goes with that count."""
    return word if count == 1 else f"{word}s"


def _entry(text: Text, entry: Entry, report: Report) -> None:
    violation = entry.violation
    text.append(f"  {in_words(entry.place) or 'no place'}", style="cyan")
    text.append(f"  {in_short(violation.focus)}", style="bold")
    text.append(f"  pass {', '.join(entry.passes)}\n", style="dim")
    if violation.path or violation.value:
        value = value_text(violation)
        said = [in_short(violation.path) if violation.path else "", "" if value is None else in_short(value)]
        text.append(f"    {' → '.join(part for part in said if part)}\n")
    text.append(f"    {violation.message}\n")
    if entry.other is not None:
        text.append(f"    {in_short(value_text(violation) or '')} stands at {in_words(entry.other)}\n", style="dim")
    for one in entry.claims:
        places = "; ".join(f"{in_short(iri)}, {report.labels.get(iri, 'a passage')}" for iri in one.passages)
        text.append(f"    {in_short(one.claim)} rests on {places}\n", style="dim")
