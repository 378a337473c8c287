"""The questions' headers as grlc reads them: lines marked `#+`, stripped of the mark, as YAML; the query by rdflib.

What grlc has no word for (parameters with types, evidence, chart) it leaves alone.
"""

from pathlib import Path

import pytest
import yaml
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery

from kg.project import Project
from kg.querying.query_file import load_question

PATHS = Project.here().questions


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_grlc_reads_the_header_and_the_query(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    header = yaml.safe_load("\n".join(line.lstrip("#+") for line in lines if line.startswith("#+")))
    question = load_question(path)
    assert (header["summary"], header["tags"]) == (question.summary, list(question.header.tags))
    assert " ".join(header["description"].split()) == question.header.description
    query = translateQuery(parseQuery("\n".join(line for line in lines if not line.startswith("#+"))))
    assert query.algebra.name == "SelectQuery"
    assert tuple(str(variable) for variable in query.algebra.PV) == question.columns
    named = {name for name in query.algebra["_vars"] if not name.startswith("__agg_")}
    assert not [name for name in named if name.startswith("_")], "grlc takes it for a parameter"
