"""Two servers and queries in; that both give the same answers, and how many rows these have, out."""

import json
from collections import Counter
from collections.abc import Sequence

from tests.benchmarks.kinds import TRIPLES, Kind
from tests.benchmarks.pools import Values
from tests.benchmarks.servers import Server


class Disagreement(Exception):
    """The servers answer differently: nothing that is measured would mean anything."""


def rows_agreed_on(servers: Sequence[Server], kind: Kind, values: Sequence[Values]) -> float:
    """The mean number of rows or triples of these queries; raises Disagreement where the servers differ."""
    total = 0
    for one in values:
        query = kind.filled(one)
        answers = [rows(server.answer(query, kind.media_type), kind.media_type) for server in servers]
        if any(answer != answers[0] for answer in answers):
            counts = ", ".join(
                f"{server.name} {answer.total()}" for server, answer in zip(servers, answers, strict=True)
            )
            raise Disagreement(f"{kind.name}: rows of {counts}, or other ones, for\n{query}")
        total += answers[0].total()
    if not total:
        raise Disagreement(f"{kind.name}: no query has a row")
    return total / len(values)


def rows(body: bytes, media_type: str) -> Counter[str]:
    """The rows of SPARQL JSON, or the lines of N-Triples (a graph: each once), in any order."""
    if media_type == TRIPLES:
        return Counter(set(body.decode().splitlines()))
    bindings = json.loads(body)["results"]["bindings"]
    return Counter(json.dumps(_plain(row), sort_keys=True) for row in bindings)


def _plain(row: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """The row without the datatype of plain strings, which may be said or not."""
    string = "http://www.w3.org/2001/XMLSchema#string"
    return {
        name: {key: value for key, value in term.items() if (key, value) != ("datatype", string)}
        for name, term in row.items()
    }
