"""The environment in; one frozen object with every setting of the server out."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import InputError
from kg.project import Project
from kg.publishing.store_address import StoreAddress
from server.clients import Networks, networks

MIB = 1 << 20
_MOST = {
    "query_timeout": 86_400,
    "query_timeout_max": 86_400,
    "query_memory": MIB,
    "result_size": MIB,
    "query_size": MIB,
    "evaluators": 256,
    "slow_evaluators": 256,
    "queue": 100_000,
    "validate_timeout": 86_400,
    "validate_memory": MIB,
    "validate_size": MIB,
}


@dataclass(frozen=True)
class Settings:
    """How this server runs; each field is the variable `ENTENTE_<NAME>`.

    `dataset`: the files served, separated as paths are in PATH; by default the built dataset. `text`: the article's
    text or a folder of texts; `show_text`: who sees sentences of it, `local` (this machine) or `all`. `query_timeout`:
    seconds, for the request to arrive and again for its evaluation, which a request may ask to be up to
    `query_timeout_max`; `query_memory`: MiB beyond the dataset; `result_size`: MiB; `query_size`: KiB of a request;
    `evaluators`: processes, one for each core; `slow_evaluators`: more of them, for queries that turn out
    to be long; `queue`: queries that may wait; `cache`: MiB of answers kept, 0 for none;
    `trusted_proxies`: networks (CIDR, with commas) whose word is taken for which client asks.
    `releases`: the folder where datasets of releases are kept; by default `releases` beside the dataset.
    `store`: the store that holds the dataset, in place of files: the URL where it takes queries.
    Of validation: `validate_timeout` (seconds), `validate_memory` (MiB), `validate_size` (KiB of RDF).
    `access_log`: a file, `-` for standard error, or nothing.
    """

    dataset: tuple[Path, ...]
    host: str = "127.0.0.1"
    port: int = 8000
    store: StoreAddress | None = None
    releases: Path | None = None
    text: Path | None = None
    show_text: str = "local"
    query_timeout: float = 10.0
    query_timeout_max: float = 60.0
    query_memory: int = 1024
    result_size: int = 256
    query_size: int = 256
    evaluators: int = field(default_factory=lambda: os.cpu_count() or 1)
    slow_evaluators: int = 4
    queue: int = 64
    cache: int = 64
    trusted_proxies: Networks = ()
    validate_timeout: float = 30.0
    validate_memory: int = 1024
    validate_size: int = 4096
    access_log: str = ""

    @property
    def kept_releases(self) -> Path:
        """Where the datasets of releases are kept, if any is."""
        return self.releases or self.dataset[0].parent / "releases"

    @property
    def store_queries(self) -> int:
        """How many queries a store elsewhere is asked at once."""
        return self.evaluators + self.slow_evaluators

    def __post_init__(self) -> None:
        """Refuse what cannot be meant."""
        if not self.dataset:
            raise InputError("ENTENTE_DATASET names no file.", advice="Name the files to serve.")
        if self.show_text not in ("local", "all"):
            raise InputError(f"ENTENTE_SHOW_TEXT is {self.show_text!r}.", advice="Set it to local or all.")
        if not 0 <= self.cache <= MIB:
            raise InputError(f"ENTENTE_CACHE is {self.cache}.", advice=f"Set it to 0 or more MiB, {MIB} at most.")
        if self.query_timeout_max < self.query_timeout:
            raise InputError(
                f"ENTENTE_QUERY_TIMEOUT_MAX is {self.query_timeout_max:g}, less than ENTENTE_QUERY_TIMEOUT "
                f"({self.query_timeout:g}).",
                advice="Set it to as many seconds or more.",
            )
        for name, most in _MOST.items():
            if not 0 < getattr(self, name) <= most:  # not a number fails too
                raise InputError(
                    f"ENTENTE_{name.upper()} is {getattr(self, name)}.", advice=f"Set it above zero, to {most} at most."
                )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """The settings that the environment gives; raises InputError that names the variable at fault."""
        given = {
            name[8:].lower(): value for name, value in environment.items() if name.startswith("ENTENTE_") and value
        }
        numbers = {
            name: _number(name, given[name], kind)
            for name, kind in (
                ("port", int),
                ("query_timeout", float),
                ("query_timeout_max", float),
                ("query_memory", int),
                ("result_size", int),
                ("query_size", int),
                ("evaluators", int),
                ("slow_evaluators", int),
                ("queue", int),
                ("cache", int),
                ("validate_timeout", float),
                ("validate_memory", int),
                ("validate_size", int),
            )
            if name in given
        }
        files = given.get("dataset")
        built = Project.here().dataset
        return cls(
            dataset=tuple(Path(name) for name in files.split(os.pathsep) if name) if files is not None else (built,),
            store=StoreAddress.of(given["store"]) if "store" in given else None,
            releases=Path(given["releases"]) if "releases" in given else None,
            text=Path(given["text"]) if "text" in given else None,
            trusted_proxies=networks(given.get("trusted_proxies", "")),
            **{name: given[name] for name in ("host", "show_text", "access_log") if name in given},  # type: ignore[arg-type]
            **numbers,  # type: ignore[arg-type]
        )


def _number(name: str, value: str, kind: type[int] | type[float]) -> int | float:
    try:
        return kind(value)
    except ValueError:
        raise InputError(f"ENTENTE_{name.upper()} is {value!r}.", advice="Set it to a number.") from None
