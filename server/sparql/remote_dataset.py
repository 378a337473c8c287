"""A question and what is known of a store in; the dataset parameters that the store is sent with it out.

Source: SPARQL 1.1 Protocol, section 2.1.4. A store whose default graph is the union of its graphs departs from it: a
default graph that is named there leaves `GRAPH ?g` as it is and hides every graph that a query names; FROM in the text
is not overridden but added to. So such a store is told both halves of the dataset.
"""

from kg.asking.frames import Failure, Question
from kg.asking.scanner import Scan
from kg.publishing.record import DEFAULT, EMPTY
from server.sparql.store_watch import StoreWatch

_SEVERAL = Failure(
    "unsupported",
    "The query names several default graphs, and the store that holds the dataset would count a triple once for each. "
    "Name one, or say GRAPH.",
)
_TWICE = Failure(
    "unsupported",
    "Request and query both name a dataset, and the store that holds ours would take the two together. Name one.",
)


def remote_dataset(question: Question, found: Scan, watch: StoreWatch) -> list[tuple[str, str]] | Failure:
    """The parameters, or why there are none."""
    if len({*question.default_graphs}) > 1 or len({*found.default_graphs}) > 1:
        return _SEVERAL
    if not watch.union:
        return _parameters(question.default_graphs, question.named_graphs)
    if found.default_graphs or found.named_graphs:
        in_text = ({*found.default_graphs}, {*found.named_graphs})
        in_request = ({*question.default_graphs}, {*question.named_graphs})
        return [] if in_request in (in_text, (set(), set())) else _TWICE
    if question.default_graphs or question.named_graphs:
        return _parameters(question.default_graphs or (EMPTY.value,), question.named_graphs or (EMPTY.value,))
    description = watch.description
    # They are many, and only one kind of query looks at them.
    named = tuple(description.named_graphs) if description and "GRAPH" in question.query.upper() else ()
    return _parameters((DEFAULT.value,), named)


def _parameters(default: tuple[str, ...], named: tuple[str, ...]) -> list[tuple[str, str]]:
    return [("default-graph-uri", name) for name in default] + [("named-graph-uri", name) for name in named]
