"""One triple of the claims is dropped or changed, at random: what notices it.

`make prove` judges several hundred mutants and records the figures; thirty of them are judged by `make check`.
"""

import random
import time

import pytest

from kg.asking.recorded import recordings
from kg.building.build import read_shapes
from kg.building.checks import load_checks
from kg.building.derive import load_rules
from kg.claims.files import read_files
from kg.claims.sources import sources_of
from kg.errors import EntenteError
from kg.project import Project
from tests.proofs.fingerprint import Fingerprint, fingerprint, record
from tests.proofs.mutants.figures import figures_of
from tests.proofs.mutants.judging import World, layers_of, make_world, violations_in_full, violations_near
from tests.proofs.mutants.mutation import CHANGES, Mutant, draw
from tests.proofs.mutants.run import judge_all

SEED = 1965
MANY, FEW, IN_FULL = 300, 30, 10
PROCESSES = 3
TRIED = (
    "ontology",
    "shapes",
    *(f"kg/{stage}" for stage in ("building", "claims", "data", "queries", "querying", "reading")),
    "tests/kg/queries",
    "tests/proofs/mutants",
)


@pytest.fixture(scope="module")
def world(project: Project) -> World:
    files = read_files(project)
    return make_world(
        files,
        sources_of(files),
        read_shapes(project),
        load_rules(project.derivations),
        load_checks(project.checks),
        project.questions,
        recordings(project.root / "tests/kg/queries"),
    )


@pytest.fixture(scope="module")
def made_of(project: Project) -> Fingerprint:
    return fingerprint(project.root, TRIED)


def drawn(world: World, count: int) -> list[Mutant]:
    mutants = draw(world.files, sources_of(world.files).vocabulary, count, SEED)
    assert len(set(mutants)) == count
    return mutants


@pytest.mark.slow
def test_most_mutants_of_a_sample_are_noticed(world: World) -> None:
    mutants = drawn(world, FEW)
    assert {mutant.change for mutant in mutants} == set(CHANGES)
    assert len({mutant.claim_kind for mutant in mutants}) == 4
    verdicts = judge_all(world, mutants, PROCESSES)
    unnoticed = [str(mutant) for mutant, verdict in zip(mutants, verdicts, strict=True) if not verdict.first]
    assert len(unnoticed) <= FEW // 10, unnoticed


@pytest.mark.prove
def test_what_is_caught_of_hundreds_of_mutants(world: World, made_of: Fingerprint) -> None:
    mutants = drawn(world, MANY)
    begun = time.monotonic()
    judged = list(zip(mutants, judge_all(world, mutants, PROCESSES), strict=True))
    figures = {"seed": SEED, "seconds": round(time.monotonic() - begun), **figures_of(judged)}
    record("mutants", made_of, figures)
    unnoticed = [mutant for mutant, verdict in judged if not verdict.first]
    assert len(unnoticed) <= MANY // 10


@pytest.mark.prove
def test_looking_near_the_change_finds_what_looking_everywhere_finds(world: World, made_of: Fingerprint) -> None:
    mutants = drawn(world, MANY)
    random.Random(SEED).shuffle(mutants)  # noqa: S311 -- a sample, no secret
    compared: dict[str, int] = {}
    for mutant in mutants:
        try:
            near = set(violations_near(world, layers_of(world, mutant), mutant))
        except EntenteError:  # stopped before any shape is asked
            continue
        assert near == set(violations_in_full(world, mutant)), str(mutant)
        compared[str(mutant)] = len(near)
        if len(compared) == IN_FULL:
            break
    assert len(compared) == IN_FULL
    assert any(compared.values())
    record("mutants-in-full", made_of, {"seed": SEED, "violations, near and in full": compared})
