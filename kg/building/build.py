"""A project goes in; its dataset, reports and manifest are in the build folder, or the folder is as it was before."""

from collections.abc import Callable
from dataclasses import replace

import pyoxigraph as ox
import rdflib

from kg.building.assemble import Layers, as_store, assemble, triples_of
from kg.building.checks import load_checks, run_checks
from kg.building.coverage import coverage_of
from kg.building.coverage_html import coverage_html
from kg.building.coverage_json import coverage_json
from kg.building.derive import derive, load_rules
from kg.building.dumps import dumps_of
from kg.building.manifest import COVERAGE, REPORT, Manifest, make_manifest
from kg.building.page import page
from kg.building.passes import dead_shapes, derived_findings, focus_counts, typed_findings
from kg.building.report import Report, evidence_in, names_in, report_of
from kg.building.report_json import report_json
from kg.building.report_page import beside_the_dataset, report_page
from kg.building.report_text import plain
from kg.building.report_turtle import report_turtle
from kg.building.serialise import to_nquads, to_trig
from kg.building.sheet import claims_html
from kg.building.validate import Shapes, shape_names
from kg.building.violation import Violation
from kg.building.void import void_triples
from kg.building.waivers import Excused, excuse, judge_waivers, waivers_of
from kg.building.write import write_folder
from kg.claims.sources import Sources, inputs, load
from kg.errors import Findings
from kg.prefixes import shorten
from kg.project import Project
from kg.querying.executables import executable_triples
from kg.querying.query_file import load_question


def build(project: Project, progress: Callable[[str], None] | None = None) -> Manifest:
    """Load, validate, derive, validate what was derived, check, and write `project.build`.

    `progress` is told each step in a few words. Raises Findings, one line each with shape or check, node, file and
    line, if anything is wrong: nothing is written then. The text of an article is never opened.
    """
    tell = progress or (lambda _: None)
    tell("reading the files")
    sources = load(project)
    layers, graph = assemble(sources), read_shapes(project)
    shapes = Shapes(graph)
    tell("validating the files as typed")
    violations = typed_findings(layers, shapes)
    stop_at(excuse(waivers_of(layers), violations)[0], [], sources)
    tell("deriving what follows")
    layers = derive(layers, load_rules(project.derivations)).with_queries(
        triple for path in project.questions for triple in executable_triples(load_question(path))
    )
    violations += derived_findings(layers, shapes, tell)
    violations, waived = judge_waivers(layers, graph, violations)
    layers = replace(layers, void=void_triples(layers, triples_of(sources.dataset)))
    tell("running the checks")
    store = as_store(layers.default, layers.named)
    failed = [f"{_place(sources, row.node)}{row}" for row in run_checks(store, load_checks(project.checks))]
    counts = focus_counts(layers, shapes)
    for shape in dead_shapes(layers, shapes, counts):
        failed.append(
            f"{_place(sources, shape)}{shorten(shape)}: this shape looks at nothing; its ent:inPass is wrong."
        )
    stop_at(violations, failed, sources)
    tell("writing the dataset")
    report = whole_report(sources, store, graph, violations, waived, counts)
    files, manifest = _files(project, sources, layers, report)
    write_folder(files, project.build, last=project.manifest.name)
    return manifest


def read_shapes(project: Project) -> rdflib.Graph:
    """The shapes of a project as one graph."""
    shapes = rdflib.Graph()
    for path in project.shapes:
        shapes.parse(path, format="turtle")
    return shapes


def whole_report(
    sources: Sources,
    store: ox.Store,
    shapes: rdflib.Graph,
    violations: list[Violation],
    waived: list[Excused],
    counts: dict[str, dict[str, int]],
) -> Report:
    """The report on the whole graph; `store` has the default graph and the named graphs."""
    named = names_in(store, shape_names(shapes))
    return report_of(violations, sources.locate, evidence_in(store), focus_nodes=counts, waived=waived, named=named)


def stop_at(violations: list[Violation], failed_checks: list[str], sources: Sources) -> None:
    """Raise Findings if anything but a warning was found; warnings are told in the report of a build that succeeds."""
    wrong = [violation for violation in violations if violation.severity == "Violation"]
    count = len(wrong) + len(failed_checks)
    if count:
        report = report_of(wrong, sources.locate, lambda _: [])
        raise Findings(
            "1 rule is broken." if count == 1 else f"{count} rules are broken.",
            [*dict.fromkeys(plain(entry) for entry in report.entries), *failed_checks],
            "Nothing was written; the last dataset is as it was.",
        )


def _place(sources: Sources, node: str) -> str:
    place = sources.locate(node)
    return f"{place[0]}:{place[1]}: " if place else ""


def _files(project: Project, sources: Sources, layers: Layers, report: Report) -> tuple[dict[str, bytes], Manifest]:
    """The content of each file of the build folder, and the manifest among them."""
    nquads, trig = to_nquads(layers), to_trig(layers)
    dumps, coverage = dumps_of(layers, nquads, trig), coverage_of(sources)
    texts = {
        "report.ttl": report_turtle(report),
        REPORT: report_json(report),
        "report.html": report_page(report, beside_the_dataset),
        "claims.html": page("Claims", claims_html(sources)),
        COVERAGE: coverage_json(coverage),
        "coverage.html": page("Coverage", coverage_html(coverage, {})),
    }
    files = {name: text.encode() for name, text in texts.items()}
    findings = {name: files[name] for name in (REPORT, COVERAGE)}
    manifest = make_manifest(nquads, dumps, findings, layers, sources, inputs(project), project.root)
    files[project.manifest.name] = manifest.to_json().encode()
    return {project.dataset.name: nquads, "entente.trig": trig, **dumps, **files}, manifest
