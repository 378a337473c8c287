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
    rf"'''(?>'{{0,2}}+(?>[^'\\]|{_ESCAPE}))*+'''"
    rf'|"""(?>"{{0,2}}+(?>[^"\\]|{_ESCAPE}))*+"""'
    rf"|'(?>[^'\\\r\n]|{_ESCAPE})*+'"
    rf'|"(?>[^"\\\r\n]|{_ESCAPE})*+"'
)
_INSIDE_IRI = r"(?>[^<>\"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*+>"
_SPACE = r"[ \t\r\n]++|\#[^\r\n]*+"
_OF_INTEREST = rf"[{_CHARS}.]*?(?i:service|from|now|rand|uuid|bnode|graph|named|describe)"
_PASSED_OVER = (
    rf"(?>{_SPACE}|[?$]{_VARNAME}|{_STRING}|<[A-Za-z][A-Za-z0-9+.\-]*+://{_INSIDE_IRI}"
    rf"|(?=[{_BASE}_:])(?!{_OF_INTEREST})(?>{_NAME}|[{_BASE}_][{_CHARS}.]*+(?!\\))|_:[0-9_{_BASE}][{_CHARS}]*+(?>\.++[{_CHARS}]++)*+"
    rf"|@[a-zA-Z]++(?>-[a-zA-Z0-9]++)*+(?>--[a-zA-Z]++)?+|"
)
_FOUND = rf"(?>(?P<name>{_NAME})|(?P<word>(?>[{_BASE}_\\][{_CHARS}.\\]*+))|(?P<less><)|(?P<bracket>[(){{}}])|[\s\S])?+"
TOKEN = re.compile(rf"{_PASSED_OVER}[^{_BASE}_:<\\'\"])*+{_FOUND}")
"""Everything up to and with the next name, word or `<` that may matter, told by `lastgroup`, or with a quote that
nothing closes."""
TOKEN_OR_BRACKET = re.compile(rf"{_PASSED_OVER}[^{_BASE}_:<\\'\"(){{}}])*+{_FOUND}")
"""The same, stopping at brackets too."""
IRI = re.compile(f"<{_INSIDE_IRI}")
"""An IRI in its angle brackets."""
GAP = re.compile(f"(?>{_SPACE})*+")
"""Spaces and comments, also none."""
SOURCE = re.compile(
    rf"(?>{_SPACE})*+(?>(?P<named>(?i:NAMED))(?>{_SPACE})*+)?+(?>(?P<iri><{_INSIDE_IRI})|(?P<name>{_NAME}))"
)
"""What FROM names: perhaps `named`, then an `iri` or a prefixed `name`."""
PROLOGUE = re.compile(
    rf"(?>{_SPACE})*+(?>(?i:BASE)(?>{_SPACE})*+(?P<base><{_INSIDE_IRI})"
    rf"|(?i:PREFIX)(?>{_SPACE})*+(?P<prefix>(?>{_PREFIX})?+):(?>{_SPACE})*+(?P<namespace><{_INSIDE_IRI})"
    rf"|(?i:VERSION)(?>{_SPACE})*+(?>{_STRING}))"
)
"""One declaration: a `base`, or a `prefix` and its `namespace`."""
