"""The text of a query in; its tokens with their places out. Source: SPARQL 1.1 Query, section 19.8.

For queries that the engine has read already: what is no SPARQL is not looked for, only told apart where it must be.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_TOKEN = re.compile(
    rf"""(?P<gap>[ \t\r\n]++|\#[^\r\n]*+)
    |(?P<iri><[^<>"{{}}|^`\\\x00-\x20]*+>)
    |(?P<string>'''(?:'{{0,2}}(?:[^'\\]|\\.))*+'''|\"\"\"(?:"{{0,2}}(?:[^"\\]|\\.))*+\"\"\"
       |'(?:[^'\\\r\n]|\\.)*+'|"(?:[^"\\\r\n]|\\.)*+")
    |(?P<variable>[?$][\w\u00b7]++)
    |(?P<blank>_:[\w](?:[\w\-\u00b7]|\.(?=[\w\-.\u00b7]))*+)
    |(?P<language>@[A-Za-z]++(?:-[A-Za-z0-9]++)*+)
    |(?P<name>(?:[^\W\d_](?:[\w\-\u00b7]|\.(?=[\w\-\u00b7])){{0,99}}+)?+:
       (?:(?:[\w:]|{_ESCAPED})(?:[\w:\-\u00b7]|{_ESCAPED}|\.(?=[\w:\-.\u00b7%\\]))*+)?+)
    |(?P<number>[+-]?(?:[0-9]++\.?[0-9]*+|\.[0-9]++)(?:[eE][+-]?[0-9]++)?+)
    |(?P<word>[^\W\d][\w]*+)
    |(?P<mark>\^\^|&&|\|\||!=|<=|>=|<<\(|\)>>|<<|>>|.)""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class Token:
    """One token: its kind (iri, string, variable, blank, language, name, number, word, mark), text and place."""

    kind: str
    text: str
    start: int
    end: int

    def says(self, *words: str) -> bool:
        """Whether it is one of these words, in whatever case, or one of these marks."""
        return self.kind in ("word", "mark") and self.text.upper() in words


def tokens_of(query: str) -> Iterator[Token]:
    """The tokens, without what stands between them."""
    for match in _TOKEN.finditer(query):
        kind = match.lastgroup or "mark"
        if kind != "gap":
            yield Token(kind, match[0], match.start(), match.end())


def place_of(query: str, offset: int) -> tuple[int, int]:
    """The line and the column of a character, both from 1."""
    return query.count("\n", 0, offset) + 1, offset - query.rfind("\n", 0, offset)
