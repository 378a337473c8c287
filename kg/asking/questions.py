"""A question's name and values as typed in; the query file, and its text with terms of the dataset bound, out."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Store

from kg.asking.description import label_of
from kg.errors import InputError
from kg.prefixes import PREFIXES, shorten
from kg.querying.parameters import Parameter
from kg.querying.query_file import QueryFile, bind, load_question

_SUGGESTIONS = 3


def find_question(paths: Sequence[Path], name: str) -> QueryFile:
    """The public question of that name among the files; raises InputError that names the nearest ones there are."""
    for path in paths:
        if path.stem == name:
            return load_question(path)
    near = get_close_matches(name, [path.stem for path in paths], n=_SUGGESTIONS, cutoff=0.4)
    advice = f"Did you mean {' or '.join(near)}?" if near else "`kg query` lists the questions."
    raise InputError(f"there is no question {name!r}.", advice=advice)


def ask(store: Store, query: QueryFile, arguments: Iterable[tuple[str, str]]) -> str:
    """The query's text with the named values bound; a name that comes several times gives alternatives.

    Raises InputError for a value that is malformed, or that is an IRI of nothing in the dataset: an empty answer must
    mean that the article does not say so, never that a name was mistyped.
    """
    values: dict[str, list[NamedNode | Literal]] = {}
    for name, text in arguments:
        values.setdefault(name, []).extend(known_terms(store, query.parameter(name), text))
    return bind(query, values)


def known_terms(store: Store, parameter: Parameter, text: str) -> list[NamedNode | Literal]:
    """The terms a typed value stands for, those of them that the dataset knows; raises InputError where it knows none.

    A name in words (a label or an alias, whatever its case) stands for the things that bear it.
    """
    if parameter.type == "iri":
        named = _names(store, parameter).get(text.strip().lower(), [])
        if named:
            return [*sorted(named, key=str)]
    try:
        terms = parameter.parse(text)
    except InputError as error:
        suggestion = _suggestion(store, parameter, text) if parameter.type == "iri" else ""
        raise InputError(error.what, advice=suggestion or error.advice) from None
    known = [term for term in terms if isinstance(term, Literal) or _mentions(store, term)]
    if not known:
        raise InputError(
            f"parameter {parameter.name}: the dataset has no {text.strip()}.",
            advice=_suggestion(store, parameter, text) or "Look it up with `kg sparql`.",
        )
    return known


def _mentions(store: Store, term: NamedNode) -> bool:
    patterns = ((term, None), (None, term))
    return any(True for subject, value in patterns for _ in store.quads_for_pattern(subject, None, value))


def _names(store: Store, parameter: Parameter) -> dict[str, list[NamedNode]]:
    """What a thing of the parameter's kinds is called, in lower case: its labels, its aliases and its slug."""
    names: dict[str, list[NamedNode]] = {}
    for property_ in (PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "altLabel"):
        for quad in store.quads_for_pattern(None, NamedNode(property_), None):
            thing = quad.subject
            if not isinstance(thing, NamedNode) or not isinstance(quad.object, Literal):
                continue
            if not parameter.kinds or any(thing.value.startswith(PREFIXES[kind]) for kind in parameter.kinds):
                for name in (quad.object.value.lower(), thing.value.rpartition("/")[2].lower()):
                    if thing not in names.setdefault(name, []):
                        names[name].append(thing)
    return names


def _suggestion(store: Store, parameter: Parameter, text: str) -> str:
    names = _names(store, parameter)
    wanted = text.strip().strip("<>").lower().rpartition("/")[2].rpartition(":")[2]
    near = get_close_matches(wanted, names, n=_SUGGESTIONS)
    near += [name for name in sorted(names) if wanted and wanted in name and name not in near]
    things = list(dict.fromkeys(thing for name in near for thing in names[name]))[:_SUGGESTIONS]
    if not things:
        return ""
    return "Did you mean " + " or ".join(f"{shorten(thing.value)} ({label_of(store, thing)})" for thing in things) + "?"
