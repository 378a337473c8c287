"""A query's text in; the faults of its PREFIX lines, against the one table of prefixes, out."""

import re

from kg.prefixes import PREFIXES

_TOKEN = re.compile(
    r"""(?P<iri><[^<>"{}|^`\\\s]*>)
    |(?P<string>'''.*?'''|\"\"\".*?\"\"\"|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*")
    |(?P<comment>\#[^\n]*)
    |(?P<variable>[?$]\w+)
    |(?P<name>[A-Za-z_][\w.-]*(?=:)|(?=:)):""",
    re.VERBOSE | re.DOTALL,
)
_DECLARATION = re.compile(r"^\s*PREFIX\s+([\w.-]*):\s*<([^>]*)>", re.IGNORECASE | re.MULTILINE)


def prefix_faults(query: str) -> list[str]:
    """One line for each prefix that is unused, undeclared, unknown, declared twice, or another IRI than in our table.

    Names inside IRIs, strings and comments do not count as uses.
    """
    declared = _DECLARATION.findall(query)
    body = _DECLARATION.sub("", query)
    used = {match["name"] for match in _TOKEN.finditer(body) if match["name"] is not None}
    names = [name for name, _ in declared]
    faults = [f"prefix {name}: is declared twice" for name in sorted({n for n in names if names.count(n) > 1})]
    for name, iri in dict(declared).items():
        if name not in PREFIXES:
            faults.append(f"prefix {name}: is not in kg/prefixes.py")
        elif PREFIXES[name] != iri:
            faults.append(f"prefix {name}: stands for <{PREFIXES[name]}>, not <{iri}>")
        if name not in used:
            faults.append(f"prefix {name}: is declared and never used")
    return faults + [f"prefix {name}: is used and not declared" for name in sorted(used - set(names))]
