"""The sentences of the grammar: how statements of our ontology are said in English. Read by `grammar`.

`{self}` is the subject; `{name}` what property `name` gives, `{^name}` what gives the subject by it; `{type}` its
classes. `[…]` is left out where something in it has no value, `<is|are>` agrees with what stands before it, `«…»` leads
to the subject itself. Past tense and plain verbs keep to what the graph says: who, what, when; never more.
"""

NODES: dict[str, tuple[str, ...]] = {
    "Barrier": (
        "{factor} «acted as a barrier»[ to {influences}][, brought by {broughtBy}][, in the {arena} arena][ {when}]"
        "[, under the {duringAdministration}][, in the {scopedToPeriod}]",
        "{self} acted as a barrier[ to {influences}][, brought by {broughtBy}][, in the {arena} arena][ {when}]"
        "[, under the {duringAdministration}][, in the {scopedToPeriod}]",
    ),
    "Precipitant": (
        "{factor} «acted as a precipitant»[ of {influences}][, brought by {broughtBy}][, in the {arena} arena][ {when}]"
        "[, under the {duringAdministration}][, in the {scopedToPeriod}]",
        "{self} acted as a precipitant[ of {influences}][, brought by {broughtBy}][, in the {arena} arena][ {when}]"
        "[, under the {duringAdministration}][, in the {scopedToPeriod}]",
    ),
    "UnspecifiedInfluence": (
        "{factor} «bore» on {influences}, the article not saying whether it helped or hindered"
        "[, in the {arena} arena][ {when}][, under the {duringAdministration}][, in the {scopedToPeriod}]",
        "{factor} «had an influence», the article not saying whether it helped or hindered"
        "[, in the {arena} arena][ {when}][, under the {duringAdministration}][, in the {scopedToPeriod}]",
    ),
    "influence": ("{factor} «bore» on {influences}[ {when}][, under the {duringAdministration}]",),
    "stage": (
        "{stageOf} <was|were> «{stage}»[ {when}][, with {broughtAboutBy}][, under the {duringAdministration}]"
        "[, in the {scopedToPeriod}]",
    ),
    "relation-state": (
        "{stateOf} <was|were> «{quality}»[, at the {cooperationLevel} of cooperation][ {when}][, with {broughtAboutBy}]"
        "[, under the {duringAdministration}][, in the {scopedToPeriod}]",
        "{stateOf} stood at the «{cooperationLevel}» of cooperation[ {when}][, under the {duringAdministration}]"
        "[, in the {scopedToPeriod}]",
    ),
    "participation": (
        "{participationAgent} «{took}» in {^hasParticipation}[ as {role}][, acting as {actingAs}]"
        "[, with units numbering {unitCount}]",
    ),
    "cause": (
        "{cause} «{causalSense}» {effect}[ {when}][, under the {duringAdministration}][, in the {scopedToPeriod}]",
        "{cause} «acted» on {effect}[ {when}][, under the {duringAdministration}]",
    ),
    "judgement": (
        "Judged «{verdict}»: {judges}[, with regard to {onRelationship}][, compared with {comparedWith}][ {when}]"
        "[, under the {duringAdministration}][, in the {scopedToPeriod}]",
    ),
    "forecast": (
        "«If» {antecedent}, then {consequent}",
        "«To be expected»: {consequent}",
    ),
    "tenure": ("{officeHolder} «held» the office of {officeHeld}[ {when}]",),
    "citation": ("{citedWork}[ ({citedPages})] <is|are> «cited»[ in {citedIn}][ for this: {citedFor}]",),
    "coincidence": (
        "{coincidingBarrier} «coincided» with {coincidingStage}[, of {coincidingInstrument}]: {overlap}"
        "[; by the dates alone: {overlapInTime}]",
    ),
    "in-office": ("{inOfficeAt} «fell» into the term of {administration}: {overlapInTime}",),
    "event": (
        "{self}[, {type},] {took_place} {when}[ {takesPlaceAt}][, under the {duringAdministration}]"
        "[, in the {scopedToPeriod}]",
        "{self}[, {type},] {took_place} {takesPlaceAt}[, under the {duringAdministration}][, in the {scopedToPeriod}]",
        "{self}[, {type},] {took_place} under the {duringAdministration}[, in the {scopedToPeriod}]",
        "{self}[, {type},] {took_place} in the {scopedToPeriod}",
    ),
    "plan": (
        "{pursuedBy} pursued {self}[, {type}][, meant to be with {intendedPartner}][ {when}]"
        "[, under the {duringAdministration}][, in the {scopedToPeriod}]",
    ),
    "proposal": ("{proposedBy} considered or put forward {self}[, {type}][; its sides were to be {proposedParty}]",),
}
"""Whole sentences about one node, by its class or its kind; of several the first fits that finds all it must have."""

PROPERTIES: dict[str, str] = {
    "type": "{self} <is|are> {o}",
    "addresses": "{self} <was|were> meant to remedy {o}",
    "administrationOf": "{self} <is|are> an administration of {o}",
    "aimsAt": "The purpose of {self}: {o}",
    "antecedent": "A condition of {self}: {o}",
    "arena": "The arena of {self} <is|are> {o}",
    "attributedTo": "{self} <is|are> attributed to {o}",
    "broughtAboutBy": "{self} came with {o}",
    "broughtBy": "{self} <was|were> brought by {o}",
    "cancels": "{self} cancelled {o}",
    "causalSense": "The way of acting of {self}: {o}",
    "cause": "In {self}, what acts: {o}",
    "citedFor": "{self} <is|are> cited for this: {o}",
    "citesAsEvidence": "{self} cites {o} as evidence",
    "citesForInformation": "{self} cites {o} for information",
    "comparedWith": "{self}: compared with {o}",
    "concerns": "{self} <concerns|concern> {o}",
    "consequent": "What would follow in {self}: {o}",
    "conveys": "{self} conveyed this: {o}",
    "cooperationLevel": "{self} <is|are> at the {o} of cooperation",
    "creator": "{self} <is|are> by {o}",
    "discusses": "{self} discusses {o}",
    "disputant": "The sides in {self}: {o}",
    "duringAdministration": "{self} <falls|fall> under the {o}",
    "effect": "In {self}, what is acted on: {o}",
    "envisages": "{self} <was|were> to have this: {o}",
    "eventStatus": "{self}: {o}",
    "factor": "The factor in {self}: {o}",
    "follows": "{self} came after {o}",
    "governingParty": "The governing party of {self}: {o}",
    "hasGoal": "A goal of {self}: {o}",
    "hasParticipation": "A participation in {self}: {o}",
    "hasPhase": "A phase of {self}: {o}",
    "hasPrinciple": "A principle of {self}: {o}",
    "headedBy": "{self} <was|were> headed by {o}",
    "holdsOffice": "{self} held the office of {o}",
    "inPeriod": "{self} <belongs|belong> to the {o}",
    "inResponseTo": "{self} came in response to {o}",
    "inSeries": "{self} <is|are> one of the series {o}",
    "influences": "{self} bore on {o}",
    "intendedPartner": "Meant as partners in {self}: {o}",
    "involvesState": "States in whose name somebody took part in {self}: {o}",
    "judges": "{self}: what is judged is {o}",
    "likenedTo": "{self} <is|are> likened to {o}",
    "meansTo": "{self} <was|were> a means to {o}",
    "measureParty": "Taking part in {self}: {o}",
    "memberCount": "Counted in {self}: {o}",
    "noteKind": "{self} records this: {o}",
    "noteOn": "{self} is a note on {o}",
    "obtainsSupportFrom": "{self} obtains support from {o}",
    "officeOf": "{self} <is|are> an office of {o}",
    "officeOfState": "{self} <is|are> an office of {o}",
    "onRelationship": "{self}: with regard to {o}",
    "ordinal": "{self} <is|are> number {o} in its order",
    "organisedBy": "{self} <was|were> organised by {o}",
    "overIssue": "The issue in {self}: {o}",
    "overTerritory": "The territory contended over in {self}: {o}",
    "partOfPlan": "{self} <is|are> part of {o}",
    "participant": "Taking part in {self}: {o}",
    "partnerCount": "The number of partners in {self}: {o}",
    "party": "The sides of {self}: {o}",
    "proposedBy": "{self} <was|were> considered or put forward by {o}",
    "proposedForm": "{self} <was|were> to be of this form: {o}",
    "proposedParty": "Sides that {self} <was|were> to have: {o}",
    "provides": "{self} <provides|provide> for {o}",
    "publisher": "{self} came out with {o}",
    "pursuedBy": "{o} pursued {self}",
    "quality": "{self} <is|are> {o}",
    "recurrence": "{self} <comes|come> round at this pace: {o}",
    "scopedToPeriod": "{self} <belongs|belong> to the {o}",
    "stateOf": "{self} <is|are> a state of {o}",
    "subEventOf": "{self} <was|were> part of {o}",
    "succeeds": "{self} took over from {o}",
    "takesPlaceAt": "The place of {self} <is|are> told: {o}",
    "translator": "{self} <was|were> translated by {o}",
    "waives": "{self} lets this rule not be held against it: {o}",
    "when": "{self} <is|are> dated {o}",
    "attestedUntil": "{self} <is|are> attested until {o}",
    "comment": "On {self}: {o}",
    "yearCount": "The years counted for {self}: {o}",
}
"""One sentence for one property of a subject, `{o}` being its values; others are said as “name of subject: value”."""

PHRASES: dict[str, str] = {
    "stage-negotiating": "under negotiation",
    "stage-signing-aborted": "stalled when the signing was about to take place",
    "stage-not-materialised": "never brought about",
    "stage-in-force": "in force",
    "verdict-failed": "to have failed",
    "verdict-faltered": "to have faltered",
    "verdict-higher-standing": "to have come to a higher standing",
    "verdict-improved": "to have improved",
    "verdict-improved-partly": "to have improved partly",
    "verdict-low-standing": "to have a standing below what is due",
    "verdict-no-threat": "to be no threat",
    "verdict-cause-for-concern": "a cause for concern",
    "verdict-reversed": "to have been reversed",
    "verdict-slowed": "to have slowed",
    "verdict-stagnated": "to have stagnated",
    "verdict-succeeded": "to have succeeded",
    "verdict-turning-point": "a turning point",
    "event-did-not-happen": "it did not happen",
    "event-planned": "it was planned",
    "overlap-stated": "stated by the article itself",
}
"""What a concept is called inside these sentences, where its label would not read well there."""
