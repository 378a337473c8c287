"""`kg check`: the built dataset, the text and recorded answers in; what does not agree, a line each, out."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer
from pyoxigraph import Store

from kg.asking.built import faults_of_build
from kg.asking.dataset import open_dataset
from kg.asking.recorded import differences, record, recordings
from kg.asking.verification import verify_text
from kg.building.checks import load_checks, run_checks
from kg.building.coverage import coverage_of
from kg.building.recorded_figures import read_record, record_json, record_of, worse_figures
from kg.claims.entity_names import names_of_entities
from kg.claims.sources import load
from kg.commands.options import JsonOption, TextOption, tell, text_location, write_json
from kg.errors import Findings, InputError
from kg.project import Project
from kg.reading.whole_file import write_whole


@dataclass(frozen=True)
class Step:
    """One part of the check: how many things it looked at (None: it was left out, and why), and what it found."""

    name: str
    looked_at: int | None
    findings: tuple[str, ...]
    note: str = ""


def check(
    text: TextOption = None,
    answers: Annotated[
        Path | None, typer.Option("--answers", metavar="DIR", help="Recorded answers; by default tests/kg/queries.")
    ] = None,
    record_anew: Annotated[
        bool, typer.Option("--record", help="Record answers and figures that differ anew: read them first.")
    ] = False,
    as_json: JsonOption = False,
) -> int:
    """Check dataset, passages, recorded answers and recorded coverage.

    The built dataset against its inputs and its checks, the passages against the text where it is at hand (a damaged
    file is aligned, and the passages and claims named), the answers against those recorded, the figures of coverage
    against those recorded: none may be worse.
    """
    project = Project.here()
    if not project.dataset.exists():
        raise InputError("the dataset is not built.", path=project.build, advice="Run `kg build`.")
    steps = list(_steps(project, text_location(text, project), answers, record_anew, tell))
    findings = [finding for step in steps for finding in step.findings]
    if as_json:
        write_json({"steps": [asdict(step) for step in steps], "findings": len(findings)})
    else:
        for step in steps:
            print(_line(step))
    for finding in findings:
        print(finding, file=sys.stderr)
    return 1 if findings else 0


def _steps(
    project: Project, location: Path | None, answers: Path | None, record_anew: bool, progress: Callable[[str], None]
) -> Iterator[Step]:
    progress("checking the dataset against its manifest and inputs")
    yield Step("dataset", 1, tuple(f"{fault}; run `kg build`" for fault in faults_of_build(project)))
    store = open_dataset([project.dataset]).store
    checks = load_checks([*project.checks, *project.ontology_checks])
    progress("running the checks of kg/queries/checks and kg/queries/checks-ontology")
    yield Step("checks", len(checks), tuple(str(finding) for finding in run_checks(store, checks)))
    yield _text_step(project, store, location, progress)
    yield _answers_step(project, store, answers, record_anew, progress)
    yield _coverage_step(project, record_anew, progress)


def _text_step(project: Project, store: Store, location: Path | None, progress: Callable[[str], None]) -> Step:
    if location is None:
        return Step("passages", None, (), "no text at hand: name it with --text FILE or ENTENTE_TEXT")
    progress(f"checking the passages in {location}")
    verified = verify_text(store, project.articles, location, names_of_entities(project))
    return Step("passages", verified.passages, verified.findings)


def _answers_step(
    project: Project, store: Store, answers: Path | None, record_anew: bool, progress: Callable[[str], None]
) -> Step:
    folder = answers or project.root / "tests/kg/queries"
    if answers is None and not any(folder.glob("*.csv")):
        return Step("answers", None, (), "no recorded answers: name them with --answers DIR")
    files = recordings(folder)
    progress(f"checking the answers recorded in {folder}")
    found = {file: differences(store, project.questions, file) for file in files}
    if record_anew:
        for file in [file for file, lines in found.items() if lines]:
            record(store, project.questions, file)
            progress(f"recorded anew: {file}")
        return Step("answers", len(files), ())
    return Step("answers", len(files), tuple(line for lines in found.values() for line in lines))


def _coverage_step(project: Project, record_anew: bool, progress: Callable[[str], None]) -> Step:
    path = project.recorded_coverage
    if not (path.exists() or (record_anew and path.parent.is_dir())):
        return Step("coverage", None, (), f"no recorded figures in {path.relative_to(project.root)}")
    progress("checking the figures of coverage against those recorded")
    recorded = read_record(path) if path.exists() else {}
    try:
        now = record_of(coverage_of(load(project)))
    except Findings as error:
        return Step("coverage", 0, (f"coverage: the files cannot be read: {error.what} Run `kg build`.",))
    if record_anew and now != recorded:
        write_whole(path, record_json(now))
        progress(f"recorded anew: {path}")
    figures = sum(len(figures) for figures in recorded.values())
    return Step("coverage", figures, () if record_anew else tuple(worse_figures(recorded, now)))


def _line(step: Step) -> str:
    if step.looked_at is None:
        return f"{step.name}: left out, {step.note}"
    return f"{step.name}: {step.looked_at} looked at, {len(step.findings)} wrong"
