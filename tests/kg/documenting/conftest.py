"""Fixtures for the reference: that of the checkout, and it again with the use of terms in the built dataset."""

import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions

from kg.asking.built import open_built
from kg.documenting.reference import Reference, read_reference
from kg.documenting.usage import counting_queries, labels_query, seen_in, usage_of
from kg.project import Project


@pytest.fixture(scope="session")
def reference(project: Project) -> Reference:
    """Return what the reference tells without a dataset."""
    return read_reference(project)


@pytest.fixture(scope="session")
def used_reference(reference: Reference, built: Project) -> Reference:
    """Return the same with counts and examples from the dataset."""
    store = open_built(built).store

    def select(query: str) -> bytes:
        solutions = store.query(query)
        assert isinstance(solutions, QuerySolutions)
        return solutions.serialize(format=QueryResultsFormat.JSON) or b""

    seen = seen_in(map(select, counting_queries()))
    return reference.with_usage(usage_of(seen, select(labels_query(seen))))
