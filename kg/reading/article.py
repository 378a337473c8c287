"""An article's folder goes in, comes out what reading needs of it: the text's hash, the tables' layouts, the titles."""

import re
from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.exceptions import ParserError
from rdflib.plugins.parsers.notation3 import BadSyntax

from kg.errors import InputError, SyntaxProblem
from kg.prefixes import ENT
from kg.reading.csv_rows import rows_of
from kg.reading.table import Cell, read_cells

SECTION_COLUMNS = ["part", "section", "title"]


@dataclass(frozen=True)
class ArticleRecord:
    """An article as its folder describes it; `tables` has the layout of each table by its number."""

    folder: Path
    iri: str
    text_sha256: str
    text_length: int
    tables: dict[int, list[Cell]]

    @property
    def lock_file(self) -> Path:
        """Where the article's passages are kept."""
        return self.folder / "passages.csv"


def read_article(folder: Path) -> ArticleRecord:
    """Read `article.ttl` and the layouts `table-<n>.csv`; raises InputError or SyntaxProblem naming the file."""
    path = folder / "article.ttl"
    graph = Graph()
    try:
        graph.parse(path, format="turtle")
    except OSError as error:
        raise InputError("cannot be read.", path=path, advice="Every article's folder has an article.ttl.") from error
    except (BadSyntax, ParserError, UnicodeDecodeError) as error:
        line = error.lines + 1 if isinstance(error, BadSyntax) else None
        raise SyntaxProblem("is no Turtle.", path=path, line=line) from error
    articles = list(graph.subject_objects(URIRef(ENT + "textSHA256")))
    if len(articles) != 1 or not re.fullmatch("[0-9a-f]{64}", str(articles[0][1])):
        raise InputError("must give one ent:textSHA256 of 64 hexadecimal digits.", path=path)
    iri, sha256 = articles[0]
    length = graph.value(iri, URIRef(ENT + "textLength"))
    if length is None or not str(length).isdecimal():
        raise InputError("must give the text's ent:textLength in characters.", path=path)
    tables = {int(file.stem.split("-")[1]): read_cells(file) for file in sorted(folder.glob("table-[0-9].csv"))}
    return ArticleRecord(folder, str(iri), str(sha256), int(str(length)), tables)


def read_section_titles(path: Path, shown: Path | None = None) -> dict[tuple[int, int], str]:
    """Our short titles of parts (section 0) and sections; raises InputError for a file that is no such table."""
    titles = {}
    for line, (part, section, title) in rows_of(path, SECTION_COLUMNS, shown):
        if not (part.isdecimal() and section.isdecimal() and title):
            raise InputError("must hold a part, a section and a title.", path=shown or path, line=line)
        titles[int(part), int(section)] = title
    return titles
