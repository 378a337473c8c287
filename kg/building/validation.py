"""The whole graph of a project, or files of anybody with their context, go in; the validation report comes out."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

import pyoxigraph as ox
import rdflib

from kg.building.assemble import Layers, as_store, assemble, triples_of
from kg.building.build import read_shapes, whole_report
from kg.building.context import Context, with_spans
from kg.building.derive import derive, load_rules
from kg.building.passes import derived_findings, focus_counts, typed_findings
from kg.building.report import ClaimEvidence, Report, evidence_in, names_in, report_of
from kg.building.validate import Shapes, shape_names
from kg.building.waivers import excuse, judge_waivers, waivers_of
from kg.claims.places import locate_in, places_of
from kg.claims.sources import load
from kg.claims.statement import Statement, TurtleFile
from kg.errors import InputError
from kg.prefixes import ENT, PREFIXES
from kg.project import Project

_STANCE = ox.NamedNode(ENT + "stance")
_OWN_VOICE = {f"{PREFIXES['concept']}stance-{name}" for name in ("asserted", "hedged")}
Progress = Callable[[str], None]


def validate_whole(project: Project, shapes: rdflib.Graph | None, progress: Progress) -> Report:
    """The report on the project's whole graph by all passes, against our shapes unless others are given.

    Raises Findings where the files cannot be put together as a graph at all (as a build does).
    """
    progress("reading the files")
    sources = load(project)
    ours = read_shapes(project)
    layers, judging = assemble(sources), Shapes(ours if shapes is None else shapes)
    progress("validating the files as typed")
    violations = typed_findings(layers, judging)
    progress("deriving what follows")
    layers = derive(layers, load_rules(project.derivations))
    violations += derived_findings(layers, judging, progress)
    violations, waived = judge_waivers(layers, ours, violations) if shapes is None else (violations, [])
    counts = focus_counts(layers, judging)
    return whole_report(sources, as_store(layers.default, layers.named), judging.graph, violations, waived, counts)


def validate_files(
    files: Iterable[Iterable[Statement]], context: Context, shapes: Shapes, progress: Progress = lambda _: None
) -> Report:
    """The report on what the files say, by the passes that fit it, with the context added and not itself judged.

    A named graph is judged as its claim's record in the files says: with the default graph where the claim is asserted,
    hedged or has no record, alone (pass d) where not. Only nodes that the files describe, and nodes they name that
    nothing describes, are judged. Raises InputError where no shape looks at any of them.
    """
    listed = [tuple(file) for file in files]
    typed = layers_of([said for file in listed for said in file], context)
    only = _judged(typed, context.layers)
    progress("validating the files as typed")
    violations = typed_findings(typed, shapes, only)
    progress("deriving what follows")
    layers = derive(typed, context.rules)
    violations += derived_findings(layers, shapes, progress, only)
    standing, waived = excuse(waivers_of(layers), violations)
    counts = {
        name: {shape: count for shape, count in of_pass.items() if count}
        for name, of_pass in focus_counts(layers, shapes, only).items()
    }
    if not any(counts.values()):
        raise InputError(
            "no shape looks at anything in it.", advice="Shapes are for things with classes and properties of ent:."
        )
    places = places_of(TurtleFile(file[0].path, file, ()) for file in listed if file)
    own, ours = evidence_in(as_store(layers.default, layers.named)), evidence_in(context.dataset)

    def evidence(node: str) -> list[ClaimEvidence]:
        return [*(own(node) or ours(node))]

    names = names_in(as_store(layers.default | context.layers.background, {}), shape_names(shapes.graph))
    return report_of(
        violations=standing,
        locate=partial(locate_in, places),
        evidence=evidence,
        focus_nodes=counts,
        waived=waived,
        named=lambda iri: names(iri) or names_in(context.dataset, {})(iri),
    )


def layers_of(statements: list[Statement], context: Context) -> Layers:
    """The graphs that the files make on top of the context, time spans included and nothing else derived."""
    default = [said for said in statements if isinstance(said.graph, ox.DefaultGraph)]
    contents: dict[str, list[Statement]] = {}
    for said in statements:
        if isinstance(said.graph, ox.NamedNode):
            contents.setdefault(said.graph.value, []).append(said)
    stances = {said.subject.value: said.object.value for said in default if said.predicate == _STANCE}
    own_voice = {claim for claim in contents if claim not in stances or stances[claim] in _OWN_VOICE}
    described = {said.subject for said in statements}
    typing = frozenset(triple for triple in context.typing if triple.subject not in described)
    return replace(
        context.layers,
        entities=context.layers.entities | typing | with_spans(default),
        claims=triples_of(default),
        contents={claim: with_spans(said) for claim, said in contents.items()},
        own_voice=frozenset(own_voice),
    )


def _judged(layers: Layers, context: Layers) -> frozenset[str]:
    """The nodes to judge: those that the files describe, and those that they name and nothing describes."""
    said = layers.claims.union(*layers.contents.values())
    described = {one.subject.value for one in said if isinstance(one.subject, ox.NamedNode)}
    spans = {f"{node}/span" for node in described}
    named = {one.object.value for one in said if isinstance(one.object, ox.NamedNode)}
    known = {one.subject for one in layers.entities | context.default | context.background | context.notes}
    return frozenset(described | spans | (named - {node.value for node in known if isinstance(node, ox.NamedNode)}))
