"""A checkout and a release's version and date in; the files that name the version, as they must then read, out."""

import re
from datetime import date
from pathlib import Path

from kg.errors import InputError
from kg.project import Project

_SAID = re.compile(r'^\s*owl:versionInfo "([^"]+)"', re.MULTILINE)
_HEADER_LINE = re.compile(r"^\s*(?:owl:versionIRI|owl:versionInfo|dcterms:bibliographicCitation)\b.*$", re.MULTILINE)
_MODIFIED = re.compile(r'^(\s*dcterms:modified ")[^"]*(")', re.MULTILINE)
_CITED = re.compile(r"(version [0-9.]+, )[0-9]{4}\b")
_PROJECT_LINE = re.compile(r'^version = "[^"]*"$', re.MULTILINE)


def numbered(project: Project, version: str, day: date) -> dict[Path, str]:
    """The new text of each file that names the version: headers of ontology and shapes, catalogue, `pyproject.toml`.

    Only lines that say the version are touched, and the date of the ontology as a whole. Raises InputError where a
    module says no version or another one than the rest.
    """
    umbrella = project.root / "ontology/entente.ttl"
    before = _version_in(umbrella)
    texts = {}
    for path in sorted((project.root / "ontology").glob("*.ttl")):
        if (said := _version_in(path)) != before:
            raise InputError(f"is of version {said}, the ontology of {before}.", path=path, advice=f"Write {before}.")
        texts[path] = _header(path.read_text(encoding="utf-8"), before, version, day)
    texts[umbrella] = _MODIFIED.sub(rf"\g<1>{day.isoformat()}\g<2>", texts[umbrella], count=1)
    for path in project.shapes:
        texts[path] = _header(path.read_text(encoding="utf-8"), before, version, day)
    catalogue = project.root / "ontology/catalog-v001.xml"
    texts[catalogue] = re.sub(rf'(/ontology/){re.escape(before)}(?=[/"])', rf"\g<1>{version}", _text(catalogue))
    settings = project.root / "pyproject.toml"
    texts[settings] = _PROJECT_LINE.sub(f'version = "{version}"', _text(settings), count=1)
    return {path: text for path, text in texts.items() if text != _text(path)}


def _header(text: str, before: str, version: str, day: date) -> str:
    own = re.compile(rf"(?<![\w.]){re.escape(before)}(?![\w]|\.\d)")

    def renewed(line: re.Match[str]) -> str:
        return _CITED.sub(rf"\g<1>{day.year}", own.sub(version, line[0]))

    return _HEADER_LINE.sub(renewed, text)


def _version_in(path: Path) -> str:
    said = _SAID.search(_text(path))
    if said is None:
        raise InputError("says no version.", path=path, advice="Add owl:versionInfo to its header.")
    return said[1]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}.", path=path) from None
