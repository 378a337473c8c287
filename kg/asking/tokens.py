"""The lexical rules of SPARQL 1.1 as regular expressions that pass over what cannot matter to the scanner.

All are linear: what has been matched is never tried again in another way.
"""

import re

# Source: SPARQL 1.1 Query, section 19.8, as the engine reads it (a local name has one inner run of dots).
_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd"
)
_VARNAME = rf"[0-9_{_BASE}][0-9_{_BASE}\u00b7\u0300-\u036f\u203f\u2040]*+"
_CHARS = rf"\-0-9_{_BASE}\u00b7\u0300-\u036f\u203f\u2040"
_PLX = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_LOCAL = rf"(?>[0-9_:{_BASE}]|{_PLX})(?>[{_CHARS}:]|{_PLX})*+(?>\.++(?>[{_CHARS}:]|{_PLX})++)?+"
_PREFIX = rf"[{_BASE}][{_CHARS}]*+(?>\.++[{_CHARS}]++)*+"
_NAME = rf"(?>{_PREFIX})?+:(?>{_LOCAL})?+"
_ESCAPE = r"\\(?>[tbnrf\"'\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})"
_STRING = (
    rf"'''(?>'{{0,2}}+(?>[^'\\]++|{_ESCAPE}))*+'''"
    rf'|"""(?>"{{0,2}}+(?>[^"\\]++|{_ESCAPE}))*+"""'
    rf"|'(?>[^'\\\r\n]++|{_ESCAPE})*+'"
    rf'|"(?>[^"\\\r\n]++|{_ESCAPE})*+"'
)
_INSIDE = r"(?>[^<>\"{}|^`\\\x00-\x20]++|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*+"
_IRI = f"<{_INSIDE}>"
_NO_IRI = rf"{_INSIDE}(?>[^>\\]|\\(?>[^uU]|u[\s\S]{{4}}|U[\s\S]{{8}}))"
_ABSOLUTE = rf"[A-Za-z][A-Za-z0-9+.\-]*+://{_INSIDE}"
_SPACE = r"[ \t\r\n]++|\#[^\r\n]*+"
_WORD = rf"[{_BASE}_\\][{_CHARS}.\\]*+"

# A match may be stopped anywhere, so what is not certain without the rest of the text is left to HELD: a string or a
# comment without its end, two quotes that may be the first of three, `<` that may open an IRI with one of these signs.
# (Read as an operator and what follows it, an IRI without them ends where it ends as an IRI, with no clause in it.)
_SHIFTING = "'#()"
_CERTAIN = (
    rf"<(?>(?=<)<*(?=<)|[^<>\"{{}}|^`\\\x00-\x20{_SHIFTING}]*+(?>>|(?=[<\"{{}}|^`\x00-\x20]))|(?={_NO_IRI})|{_ABSOLUTE}>)"
    rf"|'''(?>'{{0,2}}+(?>[^'\\]++|{_ESCAPE}))*+'''|''(?=[^'])|'(?>[^'\\\r\n]++|{_ESCAPE})++'"
    rf'|"""(?>"{{0,2}}+(?>[^"\\]++|{_ESCAPE}))*+"""|""(?=[^"])|"(?>[^"\\\r\n]++|{_ESCAPE})++"'
    r"|\#[^\r\n]*+[\r\n]|(?>\\[\s\S])++"
)
OUTSIDE = re.compile(rf"[^'\"#<\\]*+(?>(?>{_CERTAIN})[^'\"#<\\]*+)*+")
"""As far as is certain: strings, comments and IRIs are passed over whole, anything else character by character."""
OUTSIDE_TO_BRACKET = re.compile(rf"[^'\"#<\\(){{}}]*+(?>(?>{_CERTAIN})[^'\"#<\\(){{}}]*+)*+")
"""The same, stopping at brackets too."""
HELD = re.compile(rf"(?>{_STRING}|<{_ABSOLUTE}>|(?P<iri>{_IRI})|\#[^\r\n]*+|\\[\s\S]|(?P<bracket>[(){{}}])|[\s\S])")
"""What `OUTSIDE` stopped at, to its end: perhaps an `iri` whose `<` may be an operator as well, or a `bracket`."""
WORD = re.compile(
    rf"(?>[?$]{_VARNAME}|(?P<name>{_NAME})|(?P<word>{_WORD})|@[a-zA-Z]++(?>-[a-zA-Z0-9]++)*+"
    rf"|[^{_BASE}_:\\?$@]++|[\s\S])"
)
"""A token that is none of these, told by `lastgroup` where it is a `name` or a `word`."""
BACKWARDS = re.compile(rf"(?>[{_CHARS}.:%?$@]|[~!&'()*+,;=/?#@%]\\(?!\\)|\\(?!\\))*+")
"""In the text before a place, read backwards: all that may be of the token there, or of tokens that touch it."""
GAP = re.compile(f"(?>{_SPACE})*+")
"""Spaces and comments, also none."""
SOURCE = re.compile(rf"(?>{_SPACE})*+(?>(?P<named>(?i:NAMED))(?>{_SPACE})*+)?+(?>(?P<iri>{_IRI})|(?P<name>{_NAME}))")
"""What FROM names: perhaps `named`, then an `iri` or a prefixed `name`."""
_DECLARATION = (
    rf"(?>{_SPACE})*+(?>(?i:BASE)(?>{_SPACE})*+(?P<base>{_IRI})"
    rf"|(?i:PREFIX)(?>{_SPACE})*+(?P<prefix>(?>{_PREFIX})?+):(?>{_SPACE})*+(?P<namespace>{_IRI})"
    rf"|(?i:VERSION)(?>{_SPACE})*+(?>{_STRING}))"
)
DECLARATION = re.compile(_DECLARATION)
"""One declaration: a `base`, or a `prefix` and its `namespace`."""
PROLOGUE = re.compile(rf"(?>{_DECLARATION})*+(?>{_SPACE})*+")
"""All declarations, and the gap after them."""
