"""Where the files of a checkout lie: the one place that knows the folders."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Project:
    """The input files of one checkout and the folder the dataset is written to; every list is sorted by path."""

    root: Path
    build: Path

    @classmethod
    def at(cls, root: Path, build: Path | None = None) -> "Project":
        """The project in `root`, building into `root/build` unless told otherwise."""
        return cls(root=root, build=build or root / "build")

    @classmethod
    def here(cls) -> "Project":
        """The checkout that this code runs from."""
        return cls.at(Path(__file__).resolve().parent.parent)

    @property
    def dataset(self) -> Path:
        """The built dataset: sorted N-Quads, what is served."""
        return self.build / "entente.nq"

    @property
    def manifest(self) -> Path:
        """What the built dataset was made from and holds; written last."""
        return self.build / "manifest.json"

    @property
    def ontology(self) -> list[Path]:
        """The ontology's modules; `alignments.ttl` and `entente-dl.ttl` are published but never loaded."""
        apart = {"alignments.ttl", "entente-dl.ttl"}
        return [path for path in sorted((self.root / "ontology").glob("*.ttl")) if path.name not in apart]

    @property
    def shapes(self) -> list[Path]:
        """The SHACL files."""
        return sorted((self.root / "shapes").glob("*.ttl"))

    @property
    def entities(self) -> list[Path]:
        """Names, types and links of things; no facts."""
        return sorted((self.root / "kg/data/entities").glob("*.ttl"))

    @property
    def of_the_whole(self) -> list[Path]:
        """What a person says of the dataset as a whole; a project may have nothing to say."""
        path = self.root / "kg/data/dataset.ttl"
        return [path] if path.exists() else []

    @property
    def background(self) -> list[Path]:
        """What comes from other sources than the articles, one file per source."""
        return sorted((self.root / "kg/data/background").glob("*.ttl"))

    @property
    def articles(self) -> list[Path]:
        """The folders of the articles."""
        return sorted(path.parent for path in (self.root / "kg/data/articles").glob("*/article.ttl"))

    @property
    def claims(self) -> list[Path]:
        """The claim files of all articles, in text order."""
        return [path for article in self.articles for path in sorted((article / "claims").glob("*.trig"))]

    @property
    def notes(self) -> list[Path]:
        """Editorial notes: ours, never an author's."""
        return [article / "notes.ttl" for article in self.articles if (article / "notes.ttl").exists()]

    @property
    def passages(self) -> list[Path]:
        """The lock files of the articles' passages."""
        return [article / "passages.csv" for article in self.articles]

    @property
    def dates(self) -> list[Path]:
        """The lock files of the articles' expressions of time."""
        return [article / "dates.csv" for article in self.articles]

    @property
    def mentions(self) -> list[Path]:
        """The lock files of what the passages mention; an article that was not read for them has none."""
        return [path for article in self.articles if (path := article / "mentions.csv").exists()]

    @property
    def releases(self) -> Path:
        """The record of releases, which the build does not load: a release names the hash of its dataset."""
        return self.root / "kg/data/releases.ttl"

    @property
    def recorded_coverage(self) -> Path:
        """The figures of coverage that must not get worse."""
        return self.root / "tests/kg/coverage.json"

    @property
    def questions(self) -> list[Path]:
        """The public questions."""
        return sorted((self.root / "kg/queries").glob("*.rq"))

    @property
    def derivations(self) -> list[Path]:
        """The build's CONSTRUCT rules, in the order they run."""
        return sorted((self.root / "kg/queries/derive").glob("*.rq"))

    @property
    def editor(self) -> list[Path]:
        """The editor's files where `make web` has built them; else none."""
        return [path for path in sorted((self.build / "web").glob("editor.*")) if path.suffix in (".js", ".css")]

    @property
    def descriptions(self) -> Path:
        """The folder of the queries that decide what the description of a thing holds."""
        return self.root / "kg/queries/descriptions"

    @property
    def checks(self) -> list[Path]:
        """The build's checks: zero rows is a pass."""
        return sorted((self.root / "kg/queries/checks").glob("*.rq"))

    @property
    def ontology_checks(self) -> list[Path]:
        """The checks of the ontology, the shapes and the names of things, for who edits these: zero rows is a pass."""
        return sorted((self.root / "kg/queries/checks-ontology").glob("*.rq"))
