"""What the OWL API and HermiT say of the ontology: in the profile, and consistent with the axioms beyond it."""

import importlib.util
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from rdflib import OWL, RDF, XSD, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection

from kg.prefixes import BASE, PREFIXES

NAMES = "".join(f"@prefix {prefix}: <{PREFIXES[prefix]}> . " for prefix in ("ent", "owl", "rdfs"))
NAMES += "@prefix x: <https://example.org/> . "
OUTSIDE_RL = "ent:Proposal rdfs:subClassOf [ a owl:Class ; owl:unionOf ( ent:Treaty ent:Organization ) ] ."
OUTSIDE_DL = "ent:participant a owl:FunctionalProperty ."
REFUSED = (XSD.date, URIRef(f"{PREFIXES['edtf']}EDTF"))  # HermiT knows neither
NEITHER = ", ".join(
    f"[ a owl:Class ; owl:complementOf ent:{kind} ]" for kind in ("Barrier", "Precipitant", "UnspecifiedInfluence")
)
ONLY = "[ a owl:Restriction ; owl:onProperty ent:{} ; owl:allValuesFrom {} ]"
# One contradiction for each axiom beyond OWL 2 RL, and one of the ontology's own.
CLASHES = {
    "influence": f"x:i a ent:Influence , {NEITHER} .",
    "agreement": f"x:a a ent:Agreement , {ONLY.format('party', 'ent:Person')} .",
    "administration": f"x:g a ent:Administration , {ONLY.format('headedBy', 'ent:State')} .",
    "relationship": f"x:r a ent:Relationship , {ONLY.format('party', '[ a owl:Class ; owl:oneOf ( x:only ) ]')} .",
    "conditional": f"x:c a ent:ConditionalStatement , {ONLY.format('antecedent', 'ent:Event')} .",
    "disjointness": "x:m a ent:Person , ent:State .",
}


@pytest.fixture(scope="module")
def hermit() -> Path:
    """Return the jar with HermiT and the OWL API that owlready2 carries; skip by name where there is no JDK."""
    if shutil.which("javac") is None:  # a runtime alone cannot run a source file
        pytest.skip("a Java development kit is not installed (java, javac)")
    package = importlib.util.find_spec("owlready2")
    assert package is not None
    assert package.origin is not None
    jar = Path(package.origin).parent / "hermit/HermiT.jar"
    assert jar.exists()
    return jar


def ask(jar: Path, question: str, files: list[Path]) -> list[str]:
    """What Profile.java answers on each file: `` where all is well."""
    program = Path(__file__).with_name("Profile.java")
    command = ["java", "-cp", str(jar), str(program), question, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert [row[0] for row in rows] == [str(path) for path in files]
    assert all(int(row[1]) > 100 for row in rows), "hardly an axiom was read"
    return [row[2] for row in rows]


def one_file(path: Path, graphs: list[Graph], turtle: str = "") -> Path:
    """Write graphs as one ontology that imports nothing; dates, which HermiT refuses, are left out."""
    merged = Graph()
    for graph in [*graphs, Graph().parse(data=NAMES + turtle)]:
        headers = set(graph.subjects(RDF.type, OWL.Ontology))
        for triple in graph:
            dated = isinstance(triple[2], Literal) and triple[2].datatype in REFUSED
            if triple[0] not in headers and not dated:
                merged.add(triple)
    merged.add((URIRef(f"{BASE}ontology"), RDF.type, OWL.Ontology))
    merged.serialize(path, format="xml")
    return path


def test_the_ontology_is_in_owl_2_rl(hermit: Path, ontology: Graph, modules: dict[str, Graph], tmp_path: Path) -> None:
    plain, aligned, planted = ask(
        hermit,
        "rl",
        [
            one_file(tmp_path / "plain.owl", [ontology]),
            one_file(tmp_path / "aligned.owl", [ontology, modules["alignments"]]),
            one_file(tmp_path / "planted.owl", [ontology], OUTSIDE_RL),
        ],
    )
    assert plain == ""
    assert aligned == ""
    assert "superclass" in planted
    assert "ObjectUnionOf" in planted


def test_ontology_and_further_axioms_are_in_owl_2_dl(
    hermit: Path, ontology: Graph, modules: dict[str, Graph], tmp_path: Path
) -> None:
    plain, planted = ask(
        hermit,
        "dl",
        [
            one_file(tmp_path / "plain.owl", [ontology, modules["entente-dl"]]),
            one_file(tmp_path / "planted.owl", [ontology], OUTSIDE_DL),
        ],
    )
    assert plain == ""
    assert "non-simple property" in planted


def test_hermit_finds_the_planted_contradictions_and_no_other(
    hermit: Path, ontology: Graph, modules: dict[str, Graph], tmp_path: Path
) -> None:
    graphs = [ontology, modules["entente-dl"]]
    consistent = one_file(tmp_path / "consistent.owl", graphs, "x:a a ent:Agreement . x:g a ent:Administration .")
    planted = [one_file(tmp_path / f"{name}.owl", graphs, turtle) for name, turtle in CLASHES.items()]
    answers = ask(hermit, "consistent", [consistent, *planted])
    assert answers[0] == ""
    assert dict(zip(CLASHES, answers[1:], strict=True)) == dict.fromkeys(CLASHES, "inconsistent")


@pytest.mark.slow
def test_hermit_finds_the_whole_data_consistent_and_a_planted_error_in_it(
    hermit: Path,
    ontology: Graph,
    modules: dict[str, Graph],
    data: Graph,
    entities: list[URIRef],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    graphs = [ontology, modules["entente-dl"], data, all_different(entities)]
    states = [thing for thing in entities if (thing, RDF.type, URIRef(f"{PREFIXES['ent']}State")) in data]
    minister = next(data.objects(None, URIRef(f"{PREFIXES['ent']}participationAgent")))
    assert len(states) > 1
    begun = time.monotonic()
    (consistent,) = ask(hermit, "consistent", [one_file(tmp_path / "data.owl", graphs)])
    with capsys.disabled():
        print(f"\nHermiT judges the whole data in {time.monotonic() - begun:.0f} s")
    assert consistent == ""
    planted = [
        f"<{minister}> a ent:Person , ent:State .",
        f"<{states[0]}> owl:sameAs <{states[1]}> .",
    ]
    files = [one_file(tmp_path / f"{number}.owl", graphs, said) for number, said in enumerate(planted)]
    assert ask(hermit, "consistent", files) == ["inconsistent"] * len(planted)


def all_different(things: list[URIRef]) -> Graph:
    """The axiom that no two of these are one: OWL does not take two names for two things by itself."""
    graph, axiom, members = Graph(), BNode(), BNode()
    Collection(graph, members, list(things))
    graph.add((axiom, RDF.type, OWL.AllDifferent))
    graph.add((axiom, OWL.distinctMembers, members))
    return graph
