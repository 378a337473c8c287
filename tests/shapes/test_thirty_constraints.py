"""The thirty constraints that the model was designed with, and what holds each: shapes, checks, or the loader.

Where the design changed since, the words here are the ones that hold now: stances instead of asserted-by, passages
instead of quoted evidence, spans that the build derives from dates.
"""

import re

from rdflib import RDF, SH, Graph

from kg.prefixes import expand
from kg.project import Project

HELD_BY = {
    "1 a span has an earliest begin; each bound once, a day": "TimeSpan-beginEarliest TimeSpan-beginLatest "
    "TimeSpan-endEarliest TimeSpan-endLatest",
    "2 the bounds of a span are in order": "TimeSpan-beginEarliest TimeSpan-beginLatest TimeSpan-endEarliest",
    "3 a date is EDTF, fits its convention, and its span follows from it": "DatedThing-when DatedThing-conventionFits "
    "DatedThing-hasTimeSpan check:time-spans",
    "4 a claim rests on passages and has one stance": "Claim-evidence Claim-stance check:evidence",
    "5 a passage has its place, its extent and its hash": "Passage-passageOf Passage-hasFragment "
    "Passage-sentenceSHA256 TextPosition-start TextPosition-end Passage-fragmentsInOrder",
    "6 no text of the article is in the dataset": "Quotation-exact Quotation-prefix Quotation-suffix "
    "NamedThing-shortText",
    "7 a claim states something, and what is stated belongs to a claim": "check:claim-graphs",
    "8 a barrier or precipitant stands in a claim with evidence": "Influence-evidence",
    "9 an influence has one factor, bears on something, and has its setting": "Influence-factor Influence-influences "
    "Influence-setting",
    "10 who acts in an office held it then, as far as is known": "ActingInOffice-tenureCoversEvent "
    "ActingInRecordedOffice-tenureRecorded",
    "11 what is told under an administration lies in its term": "DuringAdministration-withinTerm",
    "12 in force only after signing": "StageRecord-inForceAfterSigning",
    "13 signed and stalled exclude each other": "StageRecord-signedOrStalled check:stalled-stages",
    "14 stages do not fall back": "StageRecord-noFallingBack",
    "15 a stage record is of one thing and one stage of the list": "StageRecord-stageOf StageRecord-stage",
    "16 what is signed was signed in a signing, for two states": "SignedRecord-bySigning Signing-twoStates",
    "17 a signatory signs for a party": "Signatory-ofAParty",
    "18 a proposal has proposers, and neither posts nor members": "Proposal-proposedBy Proposal-officeOf "
    "Proposal-party Proposal-memberCount Proposal-hasParticipation",
    "19 an administration has one head, one state, one term": "Administration-headedBy Administration-administrationOf "
    "Administration-hasTimeSpan",
    "20 terms lie apart, and successors follow at once": "Administration-termsApart Administration-succession "
    "Administration-adjacent",
    "21 one holder of an office at a time": "Tenure-oneHolder",
    "22 a thing has an English label; a Wikidata item by its address": "NamedThing-label NamedThing-altLabel "
    "WikidataLink-sameAs",
    "23 no two things share an item or, in one class, a label": "WikidataLink-shared check:duplicate-labels "
    "check:shared-wikidata",
    "24 members of a series are numbered once and in order": "SeriesMember-numberedOnce SeriesMember-numberedInOrder",
    "25 an event has a date, and participants or a place": "Event-hasTimeSpan Event-circumstances",
    "26 a judgement is of one thing, by one verdict, in a claim of that kind": "Judgement-judges Judgement-verdict "
    "Judgement-statedIn",
    "27 what follows from a condition is never told as fact": "ConditionalStatement-antecedent "
    "ConditionalStatement-consequent ConditionalStatement-statedIn ConditionalClaim-stance",
    "28 a reported view has its holder, and only that": "Claim-heldByIfReported Conveying-conveys",
    "29 background and claims stay apart": "check:background",
    "30 a relationship or dispute has two parties, a disputed place its other names": "Relationship-party "
    "Dispute-party DisputedTerritory-altLabel",
}


def test_there_are_thirty() -> None:
    numbers = [int(words.partition(" ")[0]) for words in HELD_BY]
    assert numbers == list(range(1, 31))


def test_each_is_held_by_something_that_exists(project: Project) -> None:
    shapes = Graph()
    for path in project.shapes:
        shapes.parse(path)
    kinds = (SH.PropertyShape, SH.SPARQLConstraint)
    constraints = {str(node) for kind in kinds for node in shapes.subjects(RDF.type, kind)}
    checks = {path.stem for path in [*project.checks, *project.ontology_checks]}
    for words, names in HELD_BY.items():
        for name in names.split():
            if found := re.fullmatch(r"check:([\w-]+)", name):
                assert found[1] in checks, f"{words}: there is no check {found[1]}"
            else:
                assert expand(f"shapes:{name}") in constraints, f"{words}: there is no shapes:{name}"
