"""The changelog's text and a comparison in; the text with the unreleased part made that of a release out."""

from kg.comparing.comparison import Comparison
from kg.comparing.outline import chapter_of, consequences, counts_in_words, sections_in_words
from kg.comparing.releases import Release
from kg.comparing.text import escaped, markdown_list, warnings
from kg.errors import InputError

UNRELEASED = "## Unreleased\n"
RECORD = "kg/data/releases.ttl"
_IN_FULL = ("terms",)


def with_section(changelog: str, release: Release, last: Release | None, comparison: Comparison | None) -> str:
    """The changelog with a section for a release: what was written as unreleased, then what changed since the last.

    Terms are listed in full, other groups counted, claims by section of the article; the record of releases has all.
    Raises InputError for a changelog without an unreleased part, or with that version already.
    """
    if UNRELEASED not in changelog:
        raise InputError("has no line `## Unreleased`.", path="CHANGELOG.md", advice="Add it above the last release.")
    if f"## {release.version} " in changelog:
        raise InputError(f"has {release.version} already.", path="CHANGELOG.md", advice="Name the next version.")
    before, _, rest = changelog.partition(UNRELEASED)
    written, separator, older = rest.partition("\n## ")
    parts = [
        f"## {release.version} ({release.issued.isoformat()})",
        written.strip(),
        _generated(release, last, comparison),
    ]
    section = "\n\n".join(part for part in parts if part)
    return f"{before}{UNRELEASED}\n{section}\n{separator}{older}"


def _generated(release: Release, last: Release | None, comparison: Comparison | None) -> str:
    if comparison is None or last is None:
        return f"The first release; its dataset is `{release.file_name}`."
    lines = [f"### Since {last.version}", f"The dataset is `{release.file_name}`; `{RECORD}` lists every change."]
    lines += [f"**{escaped(warning)}**" for warning in warnings(comparison)]
    items = []
    for group in comparison.groups:
        if group.changes:
            items.append(f"- {group.title}: {counts_in_words(group)}")
            if group.name in _IN_FULL:
                items += [f"  {line}" for line in markdown_list(chapter_of(group)).splitlines()]
            elif group.name == "claims":
                items += [f"  - {escaped(line)}" for line in sections_in_words(group)]
    items += [f"- {chapter.heading}: {chapter.counts}" for chapter in consequences(comparison)]
    return "\n\n".join([*lines, "\n".join(items) or "Nothing has changed."])
