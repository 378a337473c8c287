"""The rules that await registration lead every kind of IRI of ours to an address at which a server answers."""

import re

import pytest

from kg.prefixes import BASE
from kg.project import Project

RULES = re.findall(
    r"^RewriteRule (\S+) https://entente\.example(\S*) \[R=302,L(?:,NE)?\]$",
    (Project.here().root / "server/publishing/w3id.htaccess").read_text(encoding="utf-8"),
    flags=re.MULTILINE,
)


def led(iri: str) -> str:
    """Return where the first rule that fits leads, as mod_rewrite applies it in the folder of the base."""
    path = iri.removeprefix(BASE).partition("#")[0]
    rule, to = next((rule, to) for rule, to in RULES if re.fullmatch(rule, path))
    return re.sub(rule, to.replace("$1", r"\1"), path, count=1)


@pytest.mark.parametrize(
    "iri",
    [
        BASE,
        f"{BASE}id/state/east",
        f"{BASE}claim/park-young-june/pact-aborted",
        f"{BASE}claim/park-young-june/pact-aborted.nq",
        f"{BASE}passage/park-young-june/5-3-1-1",
        f"{BASE}concept/stance-asserted",
        f"{BASE}graph/claims",
        f"{BASE}ontology#Event",
        f"{BASE}ontology/agents",
        f"{BASE}shapes#NamedThing",
        f"{BASE}queries/attitudes",
        f"{BASE}dataset",
        f"{BASE}changes",
        f"{BASE}sparql",
    ],
)
def test_every_kind_of_iri_leads_to_an_answer(server, iri: str) -> None:
    assert len(RULES) == 2
    assert server.client.get(led(iri), follow_redirects=True).status_code == 200
