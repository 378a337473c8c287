"""A literal goes in; the reason why it cannot stay as it is comes out.

Stores rewrite literals that are not in canonical form, and the dataset's hash must survive them.
"""

import re
from datetime import date

import pyoxigraph as ox

from kg.prefixes import PREFIXES

_XSD = PREFIXES["xsd"]
_FORMS = {
    _XSD + "integer": re.compile(r"0|-?[1-9][0-9]*"),
    _XSD + "nonNegativeInteger": re.compile(r"0|[1-9][0-9]*"),
    _XSD + "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    _XSD + "anyURI": re.compile(r"\S+"),
    PREFIXES["edtf"] + "EDTF": re.compile(r"[0-9X.~?%/-]+"),
}
_TEXTS = (_XSD + "string", PREFIXES["rdf"] + "langString")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")  # XML results cannot hold these


def literal_fault(literal: ox.Literal) -> str:
    """Why a literal's datatype or form is not one that all stores keep; empty if nothing is wrong."""
    datatype = literal.datatype.value
    name = datatype.rpartition("#")[2].rpartition("/")[2]
    if datatype == _XSD + "boolean":
        return "booleans are not used: say it with a concept."
    if datatype in _TEXTS:
        return _text_fault(literal.value)
    if datatype not in _FORMS:
        return f"the datatype {name} is not one that we use."
    if not _FORMS[datatype].fullmatch(literal.value):
        return f'"{literal.value}" is not how {name} is written in canonical form.'
    if name == "date" and not _is_day(literal.value):
        return f'"{literal.value}" is no day of the calendar.'
    return ""


def _text_fault(text: str) -> str:
    if not text.strip():
        return "the text is empty."
    found = _UNPRINTABLE.search(text)
    return f"the text holds the control character U+{ord(found[0]):04X}." if found else ""


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False
