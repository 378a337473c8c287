"""The name of a version, as a person types it, in; that dataset, loaded, with the questions it came with, out."""

import gzip
import hashlib
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import BlankNode, RdfFormat, Store

from kg.building.manifest import read_manifest
from kg.comparing.checkouts import checkout_of
from kg.errors import InputError, SyntaxProblem
from kg.prefixes import GRAPH
from kg.project import Project

_SUFFIXES = (".nq", ".nq.gz")
ACCEPTED = "a dataset (FILE.nq, FILE.nq.gz), a build folder, or a git revision of this checkout (v0.1.0, HEAD~3)"


@dataclass(frozen=True)
class Version:
    """A version of the dataset: as it was called, the SHA-256 of its N-Quads, its store, and its questions.

    `recorded` are the names of the answers recorded beside these questions.
    """

    name: str
    digest: str
    store: Store
    questions: tuple[Path, ...] = ()
    recorded: tuple[str, ...] = ()


@contextmanager
def opened(name: str, project: Project, tell: Callable[[str], None]) -> Iterator[Version]:
    """Load the version of that name; what is a file or a folder is taken as such, else it is a git revision.

    A revision is checked out and built, by its own code, in a temporary worktree that is removed in the end; `tell` is
    told each step. The questions are those of the revision, of the checkout that the build folder stands in, else of
    `project`. Raises InputError, or SyntaxProblem for a file that does not parse.
    """
    path = Path(name)
    if path.is_dir():
        beside = Project.at(path.resolve().parent)
        yield with_questions(_built(path, name), beside if beside.questions else project)
    elif path.exists() or name.endswith(_SUFFIXES):
        yield with_questions(load_version(path, name), project)
    else:
        with checkout_of(name, project.root, tell) as built:
            yield with_questions(_built(built.build, name), built)


def load_version(path: Path, name: str = "") -> Version:
    """The dataset in one file, without questions; raises InputError for a file that is no dataset of ours."""
    if not path.name.endswith(_SUFFIXES):
        raise InputError("is no dataset by its name.", path=path, advice=f"Name {ACCEPTED}.")
    try:
        content = path.read_bytes()
        if path.name.endswith(".gz"):
            content = gzip.decompress(content)
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise InputError("is not gzip, or not all of it.", path=path, advice="Fetch it again.") from None
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}.", path=path, advice=f"Name {ACCEPTED}.") from None
    store = Store()
    try:
        store.bulk_load(content, RdfFormat.N_QUADS)
    except SyntaxError as error:
        raise SyntaxProblem(f"this does not parse: {error.msg}", path=path, line=error.lineno) from None
    if not any(graph.value.startswith(GRAPH) for graph in store.named_graphs() if not isinstance(graph, BlankNode)):
        raise InputError("has none of the graphs of a built dataset.", path=path, advice=f"Name {ACCEPTED}.")
    return Version(name or str(path), hashlib.sha256(content).hexdigest(), store)


def _built(folder: Path, name: str) -> Version:
    found = Project.at(folder.parent, folder)
    if not found.dataset.exists():
        raise InputError(f"holds no {found.dataset.name}.", path=folder, advice=f"Name {ACCEPTED}.")
    version = load_version(found.dataset, name)
    if version.digest != read_manifest(found.manifest).dataset:
        what = f"{found.dataset.name} is not the file that {found.manifest.name} describes."
        raise InputError(what, path=folder, advice="Build it again.")
    return version


def with_questions(version: Version, project: Project) -> Version:
    """The same version with the questions of a project, and the names of the answers recorded beside them."""
    recorded = tuple(sorted(path.stem for path in (project.root / "tests/kg/queries").glob("*.csv")))
    return replace(version, questions=tuple(project.questions), recorded=recorded)
