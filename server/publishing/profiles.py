"""A request in; which description of a thing it wants, out.

Source: Content Negotiation by Profile (W3C, 2023), sections 7.1 (Accept-Profile) and 7.2 (query string arguments).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from kg.prefixes import BASE
from server.problems import Problem

_RANGE = re.compile(r"\s*<([^<>\s]*)>\s*(?:;\s*q\s*=\s*([01]?(?:\.[0-9]{0,9})?)\s*)?", re.ASCII)
_MOST = 100
"""Elements of a header that are read, as of any header that is negotiated by."""


@dataclass(frozen=True)
class Profile:
    """One way to describe a thing: its name in an address, its IRI, and what it is in words."""

    token: str
    iri: str
    words: str


EVIDENCE = Profile("evidence", f"{BASE}profile/evidence", "with the claims that speak of it and their evidence")
PLAIN = Profile("plain", f"{BASE}profile/plain", "labels, types and statements alone")
SCHEMA_ORG = Profile("schema", "https://schema.org/", "in the words of schema.org")
PROFILES = (EVIDENCE, PLAIN, SCHEMA_ORG)
"""What there is; the first is what a client gets that says nothing."""


def profile_of(wanted: Sequence[str], accept: str) -> Profile:
    """The profile that `_profile=` names last, by token or IRI, else the one that Accept-Profile likes best.

    A header that likes none of them is answered as if there were none (section 6.2.2); a name that is none raises
    Problem 400 with those there are.
    """
    if wanted:
        for profile in PROFILES:
            if wanted[-1] in (profile.token, profile.iri):
                return profile
        offered = {profile.token: profile.iri for profile in PROFILES}
        detail = f"There is no profile {wanted[-1][:200]!r}. `offered` lists those there are."
        raise Problem(400, "no-such-profile", detail, offered=offered)
    liked = {}
    for element in islice(accept.split(","), _MOST):
        match = _RANGE.fullmatch(element)
        if match is not None:
            liked[match[1]] = float(match[2]) if match[2] and match[2] != "." else 1.0
    best = max(PROFILES, key=lambda profile: liked.get(profile.iri, 0.0))
    return best if liked.get(best.iri, 0.0) > 0 else EVIDENCE
