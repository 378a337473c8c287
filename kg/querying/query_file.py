"""A `.rq` file in; its header, its columns and its parameters out, and the query with values bound."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from kg.errors import InputError
from kg.prefixes import PREFIXES
from kg.querying.header import MARK, Header, ParameterHeader, read_header
from kg.querying.parameters import Parameter
from kg.querying.prefix_lines import prefix_faults
from kg.querying.run import Table
from kg.querying.syntax import syntax_problem

_VALUES = re.compile(
    r"""^([ \t]*VALUES[ \t]+[?$](\w+)[ \t]*\{)((?:"(?:\\.|[^"\\\n])*"|[^{}"\n])*)(\}[ \t]*)$""", re.MULTILINE
)
_LABEL = PREFIXES["rdfs"] + "label"
MOST_CHOICES = 2000
"""IRIs of a column that are told: nobody chooses among more."""
_PROLOGUE = re.compile(r"^[ \t]*(?:PREFIX|BASE)\b[^\n]*$", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True)
class QueryFile:
    """One query: its file's stem and text, its header, its parameters, and the columns of its rows.

    `columns` is empty for a query that is no SELECT.
    """

    name: str
    path: Path
    text: str
    header: Header
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]

    @property
    def summary(self) -> str:
        """What the query answers, in a line."""
        return self.header.summary

    @property
    def question(self) -> str:
        """The question in words."""
        return self.header.question

    @property
    def sparql(self) -> str:
        """The query without its header."""
        return "".join(line for line in self.text.splitlines(keepends=True) if not line.startswith(MARK)).strip()

    @property
    def evidence(self) -> tuple[str, ...]:
        """The columns that hold the claims a row rests on."""
        return self.header.evidence

    def parameter(self, name: str) -> Parameter:
        """The parameter of that name; raises InputError that names those there are."""
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        known = ", ".join(parameter.name for parameter in self.parameters)
        raise InputError(
            f"{self.name} has no parameter {name!r}.", advice=f"It takes {known}." if known else "It takes none."
        )


def load_query(path: Path) -> QueryFile:
    """Read and check one query file.

    Raises InputError for a header, prefix or parameter at fault, SyntaxProblem for a query that does not parse. The
    text is standard SPARQL 1.1 that runs as it stands: a parameter is a variable with one line
    `VALUES ?name { UNDEF }`, or its default in place of UNDEF, first in the WHERE.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise InputError(f"cannot read the query: {reason}.", path=path) from None
    header = read_header(text, path)
    for fault in prefix_faults(text):
        raise InputError(f"{fault}.", path=path)
    try:
        result = Store().query(text)
    except SyntaxError as error:
        raise syntax_problem(error, text, path) from None
    columns = tuple(v.value for v in result.variables) if isinstance(result, QuerySolutions) else ()
    for column in header.evidence:
        if column not in columns:
            raise InputError(f"evidence names {column!r}, which is no column.", path=path)
    parameters = tuple(_parameter(text, said, path) for said in header.parameters)
    return QueryFile(path.stem, path, text, header, parameters, columns)


def load_question(path: Path) -> QueryFile:
    """Read one public question: a query file that also says its question in words, its tags, and its evidence.

    It is a SELECT: each row can say what it rests on, as triples cannot, and who asks its address for RDF gets the
    question itself. What triples there are is at the things' own addresses, and CONSTRUCT is for the endpoint.
    """
    query = load_query(path)
    header = query.header
    missing = [
        (not header.description, "a description"),
        (not header.question, "the question in words"),
        (not header.tags, "tags"),
        (not header.chart, "how to draw the answer (chart)"),
        (not (header.evidence or header.evidence_note or header.drill), "evidence columns, or `none` and why"),
        (not query.columns, "a SELECT"),
    ]
    for wrong, what in missing:
        if wrong:
            raise InputError(f"this public question lacks {what}.", path=path)
    return query


def bind(query: QueryFile, values: Mapping[str, Sequence[NamedNode | Literal]]) -> str:
    """The query's text with the data of each named parameter's VALUES line replaced by terms, in the library's syntax.

    Several terms are alternatives; a parameter that is not given keeps what the file says (UNDEF: any). Raises
    InputError for an unknown parameter, a required one that is missing, or a term of the wrong type.
    """
    for name, terms in values.items():
        query.parameter(name).check(terms)
    for parameter in query.parameters:
        if parameter.required and not values.get(parameter.name):
            raise InputError(
                f"{query.name} needs the parameter {parameter.name} ({parameter.label}).",
                advice=f"Add {parameter.name}=VALUE.",
            )
    bound = {name: terms for name, terms in values.items() if terms}

    def data(match: re.Match[str]) -> str:
        if match[2] not in bound:
            return match[0]
        terms = " ".join(str(term) for term in dict.fromkeys(bound[match[2]]))
        return f"{match[1]} {terms} {match[4]}"

    return _VALUES.sub(data, query.text)


def is_bound_in(name: str, text: str) -> bool:
    """Whether a query's text has a VALUES line for the parameter of that name."""
    return any(match[2] == name for match in _VALUES.finditer(text))


def counted(text: str) -> str:
    """The SELECT of one number, in the column `rows`: how many rows a SELECT has."""
    body = _PROLOGUE.sub("", text)
    return "\n".join([*_PROLOGUE.findall(text), f"SELECT (COUNT(*) AS ?rows) WHERE {{ {{ {body}\n}} }}"])


def column_of(text: str, column: str) -> str:
    """The SELECT of the IRIs in one column of a SELECT, as `thing`, each once and with its label."""
    body = _PROLOGUE.sub("", text)
    label = f"OPTIONAL {{ ?{column} <{_LABEL}> ?named FILTER(LANG(?named) IN ('', 'en')) }}"
    return "\n".join(
        [
            *_PROLOGUE.findall(text),
            f"SELECT (?{column} AS ?thing) (MIN(?named) AS ?label)",
            f"WHERE {{ {{ SELECT DISTINCT ?{column} WHERE {{ {{ {body}\n}} }} }} FILTER(ISIRI(?{column})) {label} }}",
            f"GROUP BY ?{column} ORDER BY ?{column} LIMIT {MOST_CHOICES}",
        ]
    )


def part_of(text: str, limit: int | None, offset: int) -> str:
    """A SELECT that ends in its ORDER BY, cut to `limit` rows (None: all) from `offset` (0: the first) on."""
    wanted = [f"LIMIT {limit}"] if limit is not None else []
    return "\n".join([text, *wanted, *([f"OFFSET {offset}"] if offset else [])])


def _parameter(text: str, said: ParameterHeader, path: Path) -> Parameter:
    """The parameter, once its VALUES line is found where it must be and its default agrees with the header's."""
    lines = [match for match in _VALUES.finditer(text) if match[2] == said.name]
    advice = f"Write one line `VALUES ?{said.name} {{ UNDEF }}` first in the WHERE."
    if len(lines) != 1:
        raise InputError(f"parameter {said.name} has {len(lines)} VALUES lines.", path=path, advice=advice)
    before = "".join(
        line for line in text[: lines[0].start()].splitlines(keepends=True) if not line.lstrip().startswith(("#", MARK))
    )
    if not re.search(r"\bWHERE\s*\{\s*$", _VALUES.sub("", before), re.IGNORECASE):
        raise InputError(f"the VALUES line of parameter {said.name} is not first.", path=path, advice=advice)
    parameter = Parameter(said.name, said.label, said.type, said.kinds, said.required)
    default = tuple(parameter.parse(said.default)) if said.default is not None else ()
    written = _terms(text, lines[0])
    if written != default:
        raise InputError(f"parameter {said.name} has another default in the header than in the query.", path=path)
    return Parameter(said.name, said.label, said.type, said.kinds, said.required, default)


def _terms(text: str, line: re.Match[str]) -> tuple[NamedNode | Literal, ...]:
    """The terms written in a VALUES line, UNDEF left out, as the engine reads them under the file's prefixes."""
    prologue = "\n".join(_PROLOGUE.findall(text))
    solutions = Store().query(f"{prologue}\nSELECT ?{line[2]} {{ {line[0]} }}")
    assert isinstance(solutions, QuerySolutions)  # noqa: S101 - the text above is a SELECT
    terms = (row[0] for row in Table.of(solutions).rows)
    return tuple(term for term in terms if isinstance(term, NamedNode | Literal))
