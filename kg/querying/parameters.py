"""A parameter of a question and a value as a person types it in; RDF terms of the parameter's type out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pyoxigraph import Literal, NamedNode

from kg.errors import InputError
from kg.prefixes import PREFIXES

TYPES = ("iri", "string", "integer", "date")
_XSD = PREFIXES["xsd"]
_DATATYPES = {name: NamedNode(_XSD + name) for name in ("string", "integer", "date")}
_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Parameter:
    """One parameter: the variable it binds, its label, type, kinds (prefixes an IRI may have; none: any), its duty."""

    name: str
    label: str
    type: str
    kinds: tuple[str, ...] = ()
    required: bool = False
    default: tuple[NamedNode | Literal, ...] = ()

    def parse(self, text: str) -> list[NamedNode | Literal]:
        """The terms that a typed value stands for; raises InputError that says what would have been accepted.

        An IRI may be typed in full, as a prefixed name, or as a bare slug when the header names the kinds: the slug
        then stands for the thing of that name in each of them.
        """
        value = text.strip()
        if not value:
            raise InputError(f"parameter {self.name} is empty.", advice=f"Give {self._wanted}.")
        if self.type == "iri":
            return [*self._iris(value)]
        term = Literal(text, datatype=_DATATYPES[self.type]) if self.type == "string" else self._number_or_date(value)
        return [term]

    def check(self, terms: Sequence[NamedNode | Literal]) -> None:
        """Raise InputError if a term is not of the parameter's type and kinds."""
        for term in terms:
            if self.type == "iri":
                fits = isinstance(term, NamedNode) and self._of_kind(term.value)
            else:
                fits = (
                    isinstance(term, Literal) and term.datatype == _DATATYPES[self.type] and self._lexical(term.value)
                )
            if not fits:
                raise InputError(f"parameter {self.name} cannot be {term}.", advice=f"Give {self._wanted}.")

    @property
    def _wanted(self) -> str:
        if self.type != "iri":
            return {"string": "a text", "integer": "a whole number", "date": "a date like 2012-06-29"}[self.type]
        if not self.kinds:
            return "an IRI or a prefixed name like agreement:gsomia"
        return f"a name like {' or '.join(f'{kind}:…' for kind in self.kinds)}"

    def _iris(self, value: str) -> list[NamedNode]:
        prefix, colon, local = value.partition(":")
        if value.startswith("<") and value.endswith(">"):
            candidates = [value[1:-1]]
        elif colon and prefix in PREFIXES and not local.startswith("//"):
            candidates = [PREFIXES[prefix] + local]
        elif colon and re.match(r"https?$|urn$", prefix):
            candidates = [value]
        elif colon:
            raise InputError(f"parameter {self.name}: {prefix}: is no known prefix.", advice=f"Give {self._wanted}.")
        else:
            candidates = [PREFIXES[kind] + value for kind in self.kinds]
        try:
            terms = [NamedNode(iri) for iri in candidates]
        except ValueError:
            terms = []
        if not terms:
            raise InputError(f"parameter {self.name}: {value!r} is not an IRI.", advice=f"Give {self._wanted}.")
        self.check(terms)
        return terms

    def _of_kind(self, iri: str) -> bool:
        return not self.kinds or any(iri.startswith(PREFIXES[kind]) and iri != PREFIXES[kind] for kind in self.kinds)

    def _number_or_date(self, value: str) -> Literal:
        if not self._lexical(value):
            raise InputError(f"parameter {self.name} cannot be {value!r}.", advice=f"Give {self._wanted}.")
        return Literal(str(int(value)) if self.type == "integer" else value, datatype=_DATATYPES[self.type])

    def _lexical(self, value: str) -> bool:
        if self.type == "integer":
            return _INTEGER.fullmatch(value) is not None
        if self.type == "date":
            try:
                return _DATE.fullmatch(value) is not None and bool(date.fromisoformat(value))
            except ValueError:
                return False
        return True
