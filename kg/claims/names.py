"""Statements of all files go in; names that nothing declares, or that do not fit what they name, come out."""

import re
from collections.abc import Collection, Iterable, Mapping

import pyoxigraph as ox

from kg.claims.literals import literal_fault
from kg.claims.statement import Statement
from kg.claims.vocabulary import Vocabulary
from kg.errors import SyntaxProblem
from kg.prefixes import BASE, ENT, PREFIXES, kind_of, shorten

_A = PREFIXES["rdf"] + "type"
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MADE_BY_THE_BUILD = ("coincidence", "in-office")


def name_problems(
    documents: Iterable[Statement],
    data: Iterable[Statement],
    vocabulary: Vocabulary,
    claims: Collection[str],
    passages: Collection[str],
) -> list[SyntaxProblem]:
    """One problem for each wrong name or literal, with its file and line.

    `documents` are the statements of ontology and shapes, `data` all others; `claims` and `passages` are IRIs. Terms of
    ours must be declared, things typed somewhere, claims and passages exist, and a typed thing lies under its kind.
    """
    data = list(data)
    things = {said.subject.value for said in data if said.predicate.value == _A}
    known = {"claim": claims, "passage": passages, "id": things}
    problems = [_problem(statement, fault) for statement in documents for fault in _term_faults(statement, vocabulary)]
    for statement in data:
        faults = [*_term_faults(statement, vocabulary), *_subject_faults(statement, vocabulary)]
        faults += [fault for iri in _iris(statement) for fault in _unknown(iri, known)]
        problems += [_problem(statement, fault) for fault in faults]
    return problems


def _iris(statement: Statement) -> list[str]:
    terms = (statement.subject, statement.predicate, statement.object)
    return [term.value for term in terms if isinstance(term, ox.NamedNode)]


def _term_faults(statement: Statement, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    faults = [
        (f"{shorten(iri)} is declared nowhere.", "Correct the name, or declare it in the ontology.")
        for iri in _iris(statement)
        if vocabulary.lacks(iri)
    ]
    if isinstance(statement.object, ox.Literal) and (fault := literal_fault(statement.object)):
        faults.append((f"{shorten(statement.predicate.value)}: {fault}", "Correct the literal."))
    return faults


def _unknown(iri: str, known: Mapping[str, Collection[str]]) -> list[tuple[str, str]]:
    """Whether a thing, a claim or a passage of ours is named that does not exist."""
    area = iri.removeprefix(BASE).partition("/")[0]
    if not iri.startswith(BASE) or area not in known or iri in known[area]:
        return []
    advice = {
        "claim": "Correct the name, or write the claim.",
        "passage": "See passages.csv for the passages there are.",
        "id": "Correct the name, or say what it is: in kg/data/entities, or in the claim that brings it in.",
    }[area]
    return [(f"there is no {shorten(iri)}.", advice)]


def _subject_faults(statement: Statement, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """What is wrong with a subject's name, and with its class if the statement gives it one."""
    subject = statement.subject.value
    kind = kind_of(subject)
    is_record = isinstance(statement.graph, ox.DefaultGraph) and subject.startswith(f"{BASE}claim/")
    if kind is None and not is_record:
        advice = "Statements are about things (event:…, person:…); what is said about a claim stands in its record."
        return [(f"{shorten(subject)} is not the name of a thing.", advice)]
    if kind is not None and not _SLUG.fullmatch(subject.removeprefix(kind.namespace)):
        return [(f"{shorten(subject)} is not a plain name.", "Use small letters, digits and single hyphens.")]
    class_iri = statement.object.value
    if statement.predicate.value != _A or not class_iri.startswith(ENT) or class_iri not in vocabulary.superclasses:
        return []
    if is_record:
        if ENT + "Claim" in vocabulary.superclasses[class_iri]:
            return []
        return [(f"{shorten(class_iri)} is not a kind of claim.", "Use a class below ent:Claim.")]
    fitting = vocabulary.kind_for(class_iri)
    if fitting is None or fitting.prefix in _MADE_BY_THE_BUILD:
        return [(f"{shorten(class_iri)} is not a class for things that are typed by hand.", "Use another class.")]
    if fitting != kind:
        return [(f"{shorten(subject)} is an {shorten(class_iri)}.", f"Name it {fitting.prefix}:….")]
    return []


def _problem(statement: Statement, fault: tuple[str, str]) -> SyntaxProblem:
    return SyntaxProblem(fault[0], path=statement.path, line=statement.line, advice=fault[1])
