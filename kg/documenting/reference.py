"""A checkout in; everything the reference tells but the use of terms in a dataset, which is asked for apart, out."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kg.documenting.constraints import Constraint, constraining, read_constraints
from kg.documenting.documents import Document, Documents, read_documents
from kg.documenting.questions import UsedIn, questions_by_term
from kg.documenting.terms import Term, read_terms
from kg.documenting.usage import Usage
from kg.project import Project
from kg.querying.query_file import load_question


@dataclass(frozen=True)
class Reference:
    """Documents, entries and shapes by IRI; for each term its constraints, the questions that use it, and its use."""

    documents: Documents
    terms: Mapping[str, Term]
    constraints: Mapping[str, Constraint]
    constraining: Mapping[str, list[Constraint]]
    questions: Mapping[str, list[UsedIn]]
    usage: Mapping[str, Usage] = field(default_factory=dict)

    def with_usage(self, usage: Mapping[str, Usage]) -> "Reference":
        """The same with the use of terms in a dataset."""
        return replace(self, usage=usage)

    def terms_of(self, module: Document) -> list[Term]:
        """The entries of a module, each code list followed by its concepts."""
        own = [term for term in self.terms.values() if term.module == module.name]
        listed = {iri: self.terms[iri] for term in own for iri in (term.iri, *term.members) if term.kind != "concept"}
        return list(listed.values())

    def shapes_of(self, module: Document) -> list[Constraint]:
        """The shapes of a module, each node shape followed by its parts."""
        return [constraint for constraint in self.constraints.values() if constraint.module == module.name]

    def document(self, path: str) -> Document | None:
        """The document with that path (`ontology/agents`), by the version of it too, or None."""
        return next((one for one in self.documents.all if path and path in (one.path, one.version_path)), None)


def read_reference(project: Project) -> Reference:
    """The reference of a checkout; raises InputError or SyntaxProblem for a question at fault."""
    documents = read_documents(project)
    constraints = read_constraints(documents)
    return Reference(
        documents=documents,
        terms=read_terms(documents),
        constraints=constraints,
        constraining=constraining(constraints.values()),
        questions=questions_by_term(load_question(path) for path in project.questions),
    )
