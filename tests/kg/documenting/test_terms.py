"""Entries of terms: their order, their anchors, and code lists in the order of their ranks."""

from kg.documenting.class_tree import Branch, class_tree
from kg.documenting.reference import Reference
from kg.documenting.terms import anchor_of
from kg.prefixes import ENT, expand


def test_a_term_is_anchored_by_the_fragment_of_its_iri() -> None:
    assert anchor_of(f"{ENT}Barrier") == "Barrier"
    assert anchor_of(expand("concept:stage-stalled")) == "concept-stage-stalled"


def test_a_code_list_is_in_the_order_of_its_ranks(reference: Reference) -> None:
    stages = reference.terms[expand("concept:stages")].members
    names = [iri.rpartition("/stage-")[2] for iri in stages]
    ranks = [reference.terms[iri].rank for iri in stages]
    ranked = [rank for rank in ranks if rank is not None]
    assert names[0] == "considered"
    assert ranked == sorted(ranked)
    assert ranks[: len(ranked)] == ranked, "concepts without a rank come last"
    assert names.index("stalled") < names.index("shelved")


def test_each_module_lists_its_terms_once(reference: Reference) -> None:
    listed = [term.iri for module in reference.documents.modules for term in reference.terms_of(module)]
    assert len(listed) == len(set(listed))
    assert set(listed) == set(reference.terms)


def test_the_tree_has_every_class_below_its_superclasses(reference: Reference) -> None:
    found: set[str] = set()

    def visit(branch: Branch) -> None:
        found.add(branch.term.iri)
        for below in branch.below:
            told = {row.name: row.terms for row in below.term.rows}
            assert branch.term.iri in told["Subclass of"]
            visit(below)

    for top in class_tree(reference.terms):
        visit(top)
    assert found == {term.iri for term in reference.terms.values() if term.kind == "class"}
