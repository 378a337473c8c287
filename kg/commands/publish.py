"""`kg publish`: a store's URL in; the built dataset in that store, verified, out."""

import asyncio
import os
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from kg.asking.dataset import Dataset
from kg.commands.options import DatasetOption, JsonOption, tell, utf8, write_json
from kg.commands.sources import dataset_of
from kg.errors import Findings, InputError
from kg.project import Project
from kg.publishing.record import GRACE
from kg.publishing.store_address import GRAPHS, StoreAddress

if TYPE_CHECKING:
    from kg.publishing.publish import Publication


def publish(
    url: Annotated[
        str | None,
        typer.Argument(
            metavar="[URL]", help="Where the store takes queries: http://127.0.0.1:7878/query [ENTENTE_STORE]."
        ),
    ] = None,
    graphs: Annotated[
        str, typer.Option("--graphs", help="Where it takes graphs: a URL, or relative to that of queries.")
    ] = GRAPHS,
    grace: Annotated[
        float, typer.Option("--grace", min=0, help="Seconds for servers in front of it to notice, before it changes.")
    ] = GRACE,
    dataset: DatasetOption = None,
    as_json: JsonOption = False,
) -> None:
    """Load the built dataset into a SPARQL 1.1 store, by the Graph Store Protocol, and verify it there.

    Interrupted, run it again: it goes on. The store's graphs below https://w3id.org/entente/ and its default graph are
    replaced. Virtuoso: `kg publish http://dba:PASSWORD@HOST:8890/sparql --graphs sparql-graph-crud-auth`.
    """
    given = utf8(url or os.environ.get("ENTENTE_STORE") or "")
    if not given:
        raise InputError("no store is named.", advice="Write `kg publish URL`.")
    address = StoreAddress.of(given, utf8(graphs))
    done = asyncio.run(_publish(dataset_of(dataset, Project.here()), address, grace))
    if done.differences:
        raise Findings(
            f"the store does not give back what it was given, in {len(done.differences)} of its graphs",
            done.differences,
            advice="Nothing is published there. Look at what the store made of these literals.",
        )
    if as_json:
        write_json(asdict(done))
        return
    print(f"{len(done.right)} graphs were right, {len(done.sent)} sent, {len(done.removed)} removed")
    print(f"dataset {done.hash} at {address}")


async def _publish(dataset: Dataset, address: StoreAddress, grace: float) -> "Publication":
    # Only who publishes waits, some 75 ms, for the import of the client that does it.
    from kg.publishing.publish import publish as publish_dataset
    from kg.publishing.store import StoreProblem, opened

    async with opened(address) as store:
        try:
            return await publish_dataset(dataset, store, grace, tell)
        except StoreProblem as problem:
            problem.path = problem.path or "the store"
            raise
