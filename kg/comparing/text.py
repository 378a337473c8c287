"""A comparison in; the same as plain text or Markdown out."""

from collections.abc import Iterator

from kg.comparing.comparison import Comparison
from kg.comparing.outline import Chapter, Line, heading, outline

_NOTHING = "Nothing tells the two apart."


def as_text(comparison: Comparison, summary: bool = False) -> str:
    """The comparison for a terminal; with `summary` only what was counted."""
    lines = [heading(comparison), *(f"! {warning}" for warning in warnings(comparison))]
    for chapter in outline(comparison):
        lines.append(f"{chapter.heading}: {chapter.counts}")
        lines += [] if summary else _indented(chapter.lines, "  ")
    return "\n".join([*lines, _NOTHING] if comparison.is_empty else lines) + "\n"


def as_markdown(comparison: Comparison, summary: bool = False) -> str:
    """The comparison as Markdown: a heading for each group, a nested list below it."""
    parts = [f"# {escaped(heading(comparison))}", *(f"**{escaped(warning)}**" for warning in warnings(comparison))]
    for chapter in outline(comparison):
        parts += [f"## {chapter.heading}", f"{escaped(chapter.counts)}."]
        if chapter.lines and not summary:
            parts.append(markdown_list(chapter))
    return "\n\n".join([*parts, _NOTHING] if comparison.is_empty else parts) + "\n"


def markdown_list(chapter: Chapter) -> str:
    """The lines of a chapter as a nested list."""
    return "\n".join(_items(chapter.lines, ""))


def warnings(comparison: Comparison) -> list[str]:
    """What must never be: a line, or none."""
    broken = comparison.broken_passages
    if not broken:
        return []
    named = ", ".join(iri.rpartition("/")[2] for iri in broken[:10])
    more = f" and {len(broken) - 10} more" if len(broken) > 10 else ""
    return [f"Passages that were released are gone or have another sentence, which must never be: {named}{more}."]


def _indented(lines: tuple[Line, ...], indent: str) -> Iterator[str]:
    for line in lines:
        yield indent + line.text
        yield from _indented(line.below, indent + "  ")


def _items(lines: tuple[Line, ...], indent: str) -> Iterator[str]:
    for line in lines:
        yield f"{indent}- {escaped(line.text)}"
        yield from _items(line.below, indent + "  ")


def escaped(text: str) -> str:
    """The text with what Markdown would read as marks, links or lines of its own escaped."""
    joined = " ".join(text.split())
    return "".join(f"\\{character}" if character in "\\`*_[]<>#|" else character for character in joined)
