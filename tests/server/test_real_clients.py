"""Programs that people use, against a running server: each gets the rows that the engine gives."""

import io
import json
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from pyoxigraph import Store
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, TURTLE, SPARQLWrapper

from kg.prefixes import ENT, PREFIXES
from kg.querying.run import select

PACKAGE = "@comunica/query-sparql@4"
"""The last that runs on the Node of Debian."""
STAGES = f"""PREFIX ent: <{ENT}> PREFIX rdfs: <{PREFIXES["rdfs"]}>
SELECT ?instrument ?label ?stage WHERE {{
  ?record a ent:StageRecord ; ent:stageOf ?instrument ; ent:stage/rdfs:label ?stage .
  ?instrument rdfs:label ?label FILTER(?label != "League"@en)
}}"""
FLAGSHIP = "/queries/barriers-coinciding-with-stalled-agreements"
QUERY = """
import { QueryEngine } from "@comunica/query-sparql";
const [type, value, query] = process.argv.slice(2);
const rows = await (await new QueryEngine().queryBindings(query, { sources: [{ type, value }] })).toArray();
const record = row => Object.fromEntries([...row].map(([key, term]) => [key.value, term.value]));
console.log(JSON.stringify(rows.map(record)));
process.exit(0);
"""


@pytest.fixture(scope="module")
def expected(small: Store) -> Counter[tuple[str, ...]]:
    found = select(small, STAGES)
    rows = Counter(tuple(term.value for term in row if term is not None) for row in found.rows)  # type: ignore[union-attr]
    assert len(rows) == 2
    return rows


def test_rdflib_asks_and_walks(server, expected: Counter[tuple[str, ...]]) -> None:
    graph = Graph(SPARQLStore(f"{server.url}/sparql"))
    assert Counter(tuple(map(str, row)) for row in graph.query(STAGES)) == expected
    pact = URIRef(PREFIXES["agreement"] + "pact")
    assert str(graph.value(pact, URIRef(PREFIXES["rdfs"] + "label"))) == "Pact on intelligence"
    assert (pact, None, None) in graph


def test_sparqlwrapper(server, expected: Counter[tuple[str, ...]]) -> None:
    client = SPARQLWrapper(f"{server.url}/sparql")
    client.setQuery(STAGES)
    for method in ("GET", "POST"):
        client.setMethod(method)
        client.setReturnFormat(JSON)
        answer: Any = client.query().convert()
        names = answer["head"]["vars"]
        rows = Counter(tuple(row[name]["value"] for name in names) for row in answer["results"]["bindings"])
        assert rows == expected
    client.setReturnFormat(CSV)
    table = pd.read_csv(io.BytesIO(client.query().convert()))
    assert Counter(map(tuple, table.values.tolist())) == expected
    client.setQuery("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 3")
    client.setReturnFormat(TURTLE)
    assert len(Graph().parse(data=client.query().convert(), format="turtle")) == 3


def test_curl(server, tmp_path: Path) -> None:
    def curl(*arguments: str) -> str:
        command = ["curl", "--silent", "--show-error", "--fail-with-body", "--max-time", "20", *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    asked = ["--get", "--data-urlencode", "instrument=Pact on intelligence", f"{server.url}{FLAGSHIP}"]
    assert "signing aborted" in curl("--header", "Accept: text/csv", *asked)
    assert len(json.loads(curl("--header", "Accept: application/json", *asked))) == 2
    assert "@prefix" in curl("--header", "Accept: text/turtle", f"{server.url}/queries")
    assert "hydra:totalItems" in curl("--header", "Accept: text/turtle", f"{server.url}/fragments")
    assert "HTTP/1.1 200" in curl("--head", f"{server.url}{FLAGSHIP}?format=csv")
    kept = ["--etag-save", str(tmp_path / "tag"), "--etag-compare", str(tmp_path / "tag"), "--output", "/dev/null"]
    status = ["--write-out", "%{http_code}", *kept, f"{server.url}{FLAGSHIP}?format=csv"]
    assert [curl(*status), curl(*status)] == ["200", "304"]


def test_pandas_reads_the_address_of_a_question(server) -> None:
    table = pd.read_csv(f"{server.url}{FLAGSHIP}?instrument=pact&format=csv")
    assert list(table["instrumentLabel"]) == ["Pact on intelligence"] * 2
    counts = pd.read_json(f"{server.url}/queries/claims-per-section?format=records")
    assert counts["claims"].dtype.kind == "i"
    assert counts["claims"].sum() > 0
    rests = pd.read_csv(f"{server.url}{FLAGSHIP}?instrument=pact&format=csv&evidence=1")
    assert rests["stageClaimPlaces"].str.contains("Part 5, section 3").all()


@pytest.fixture(scope="module")
def comunica(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with Comunica, fetched from the registry that npm is set to; skipped where there is none."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        pytest.skip("npm is not here, which fetches Comunica")
    folder = tmp_path_factory.mktemp("comunica")
    options = ["--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts", "--prefix", str(folder)]
    fetched = subprocess.run([npm, "install", *options, PACKAGE], capture_output=True, timeout=400, check=False)
    if fetched.returncode:
        pytest.skip("npm is here and cannot fetch Comunica")
    (folder / "ask.mjs").write_text(QUERY)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "path"), [("sparql", "/sparql"), ("qpf", "/fragments"), ("", "/fragments")])
def test_comunica_asks_the_endpoint_and_joins_fragments(
    server, comunica: Path, expected: Counter[tuple[str, ...]], kind: str, path: str
) -> None:
    """The last finds out by itself, from the controls, that it has fragments before it."""
    command = ["node", "ask.mjs", kind, server.url + path, STAGES]
    asked = subprocess.run(command, cwd=comunica, capture_output=True, text=True, timeout=100, check=False)
    assert asked.returncode == 0, asked.stderr
    rows = [tuple(row[name] for name in ("instrument", "label", "stage")) for row in json.loads(asked.stdout)]
    assert Counter(rows) == expected
