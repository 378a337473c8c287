"""What the command line names in; the dataset to ask, opened, and where its sentences can be taken from, out."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from signal import SIG_DFL, SIGINT, signal

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from kg.asking.built import open_built
from kg.asking.dataset import Dataset, open_dataset
from kg.commands.options import tell, text_location
from kg.errors import InputError
from kg.prefixes import ENT
from kg.project import Project
from kg.reading.texts import find_text


def dataset_of(files: Sequence[Path] | None, project: Project) -> Dataset:
    """The named files as one dataset, else the built one; says so where the default graph is made of the named ones."""
    if not files:
        return open_built(project)
    dataset = open_dataset(files)
    if not len(dataset.store):
        tell("These files hold no statement at all.")
    elif dataset.default_is_union:
        tell("The default graph of these files is empty: it is read as the union of the named graphs.")
    return dataset


def sentences_from(store: Store, given: Path | None, project: Project) -> Path | None:
    """Where the sentences of this dataset's articles can be taken from.

    A location that was named must hold the text; one that is only the default is passed over, with a remark, if it
    does not. Raises InputError from the former.
    """
    location = text_location(given, project)
    try:
        for quad in store.quads_for_pattern(None, NamedNode(ENT + "textSHA256"), None, DefaultGraph()):
            if isinstance(quad.object, Literal):
                find_text(location, quad.object.value)
    except InputError as error:
        if given is not None:
            raise
        tell(f"No sentences are shown: {error.path} {error.what}")
        return None
    return location


@contextmanager
def interruptible() -> Iterator[None]:
    """While the engine evaluates, an interrupt ends the process at once; Python would wait for the engine's return."""
    before = signal(SIGINT, SIG_DFL)
    try:
        yield
    finally:
        signal(SIGINT, before)
