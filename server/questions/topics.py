"""The saved questions in; the same by topic out."""

from collections import Counter
from collections.abc import Sequence

from kg.querying.query_file import QueryFile

_OTHERS = "others"


def by_topic(questions: Sequence[QueryFile]) -> list[tuple[str, list[QueryFile]]]:
    """Topics in the order of the alphabet, each with its questions; one stands once, under its most usual tag.

    What stands alone there stands with the others that do, at the end.
    """
    usual = Counter(tag for question in questions for tag in question.header.tags)
    topics: dict[str, list[QueryFile]] = {}
    for question in questions:
        topics.setdefault(max(question.header.tags, key=lambda tag: usual[tag]), []).append(question)
    together = sorted(topic for topic, members in topics.items() if len(members) > 1)
    alone = [member for _, members in sorted(topics.items()) if len(members) == 1 for member in members]
    return [(topic, topics[topic]) for topic in together] + ([(_OTHERS, alone)] if alone else [])
