"""The text of a SELECT or ASK in; the patterns that its WHERE is made of, each with its own words and place, out.

The engine answers queries and does not say how it read them, so they are taken apart here, by the grammar (SPARQL 1.1
Query, section 19.8). What need not be taken apart (expressions, OPTIONAL, alternatives) stays as it is written.
"""

from kg.errors import InputError
from kg.querying.lexing import Token, tokens_of
from kg.querying.patterns import Pattern, Query

_DEEPEST = 30
_OPENING, _CLOSING = ("{", "(", "[", "<<(", "<<"), ("}", ")", "]", ")>>", ">>")
_BLOCKS = ("OPTIONAL", "MINUS")
_AFTER_TRIPLES = (".", "}", "{", "OPTIONAL", "FILTER", "GRAPH", "MINUS", "BIND", "VALUES")


def parse(query: str) -> Query:
    """Take a query apart; raises InputError for one that is no SELECT or ASK, or is beyond this reading."""
    return _Reading(query, [*tokens_of(query)]).query()


class _Reading:
    """One reading of a query, token by token."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self._text = text
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def query(self) -> Query:
        while not self._sees("SELECT", "ASK"):
            if self._sees("CONSTRUCT", "DESCRIBE"):
                raise InputError("only a SELECT or an ASK can be taken apart.")
            self._next()
        prologue = self._text[: self._here.start]
        while not self._sees("{", "FROM", "WHERE"):
            self._skip_one()
        start = self._here.start
        while not self._sees("{", "WHERE"):
            self._next()
        sources = self._text[start : self._here.start]
        if self._sees("WHERE"):
            self._next()
        patterns = self._group()
        rest = self._tokens[self._at :]
        values = next((place for place, token in enumerate(rest) if token.says("VALUES")), len(rest))
        at_the_end = self._text[rest[values].start :] if values < len(rest) else ""
        modifying = any(token.says("GROUP", "HAVING", "LIMIT", "OFFSET") for token in rest[:values])
        return Query(prologue, sources, patterns, at_the_end, modifying)

    def _group(self) -> tuple[Pattern, ...]:
        """A group with its braces."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise InputError("the query is nested too deeply to be taken apart.")
        opening = self._next()
        found: list[Pattern] = []
        if self._sees("SELECT"):
            while not self._sees("}"):
                self._skip_one()
            inside = self._text[opening.start : self._here.end]
            found = [Pattern("subquery", inside, opening.start, self._here.end)]
        while not self._sees("}"):
            if self._sees("."):
                self._next()
            else:
                found += self._pattern()
        self._next()
        self._depth -= 1
        return tuple(found)

    def _pattern(self) -> list[Pattern]:
        start = self._at
        if self._sees("{"):
            return [self._group_or_union()]
        if self._sees("GRAPH"):
            self._next()
            self._term()
            head = self._since(start)
            parts = self._group()
            return [Pattern("graph", head, self._tokens[start].start, self._tokens[self._at - 1].end, parts)]
        if self._sees(*_BLOCKS):
            kind = self._next().text.lower()
            self._skip_one()
            return [self._as_it_is(kind, start)]
        if self._sees("FILTER"):
            self._next()
            while not self._sees("(", "{"):
                self._next()
            self._skip_one()
            return [self._as_it_is("filter", start)]
        if self._sees("BIND", "VALUES"):
            kind = self._next().text.lower()
            if kind == "values":
                self._skip_one()
            self._skip_one()
            return [self._as_it_is(kind, start)]
        return self._triples()

    def _group_or_union(self) -> Pattern:
        start = self._at
        parts = self._group()
        if not self._sees("UNION"):
            if len(parts) == 1 and parts[0].kind == "subquery":
                return parts[0]
            return Pattern("group", "", self._tokens[start].start, self._tokens[self._at - 1].end, parts)
        while self._sees("UNION"):
            self._next()
            self._skip_one()
        return self._as_it_is("union", start)

    def _triples(self) -> list[Pattern]:
        """The triples of one subject; those of a node in brackets, which has no name, stay together."""
        start = self._at
        bracketed = self._sees("[", "(")
        self._term()
        subject = self._since(start)
        found: list[Pattern] = []
        while not self._sees(*_AFTER_TRIPLES):
            if self._sees(";"):
                self._next()
                continue
            verb = self._at
            self._path()
            said = self._since(verb)
            begin = verb if found else start
            while True:
                object_ = self._at
                self._term()
                whole = f"{subject} {said} {self._since(object_)}"
                found.append(Pattern("triple", whole, self._tokens[begin].start, self._tokens[self._at - 1].end))
                if not self._sees(","):
                    break
                self._next()
                begin = self._at
        return [self._as_it_is("triple", start)] if bracketed else found

    def _term(self) -> None:
        if self._sees(*_OPENING):
            self._skip_one()
            return
        first = self._next()
        if first.kind == "string" and self._at < len(self._tokens):
            if self._here.kind == "language":
                self._next()
            elif self._sees("^^"):
                self._next()
                self._next()

    def _path(self) -> None:
        """A verb: a variable, `a`, or a property path."""
        while True:
            while self._sees("^", "!"):
                self._next()
            self._skip_one()
            while self._sees("?", "*") or (self._sees("+") and self._here.kind == "mark"):
                self._next()
            if not self._sees("/", "|"):
                return
            self._next()

    def _skip_one(self) -> None:
        """One token, or everything up to the bracket that closes the one that stands here."""
        depth = 0
        while True:
            token = self._next()
            depth += token.says(*_OPENING) - token.says(*_CLOSING)
            if depth <= 0:
                return

    def _as_it_is(self, kind: str, start: int) -> Pattern:
        return Pattern(kind, self._since(start), self._tokens[start].start, self._tokens[self._at - 1].end)

    def _since(self, start: int) -> str:
        return self._text[self._tokens[start].start : self._tokens[self._at - 1].end]

    @property
    def _here(self) -> Token:
        if self._at >= len(self._tokens):
            raise InputError("the query ends before its patterns do.")
        return self._tokens[self._at]

    def _sees(self, *words: str) -> bool:
        return self._at < len(self._tokens) and self._tokens[self._at].says(*words)

    def _next(self) -> Token:
        token = self._here
        self._at += 1
        return token
