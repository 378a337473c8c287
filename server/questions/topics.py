"""The saved questions in; the same by the first of their topics out."""

from collections.abc import Iterable

from kg.querying.query_file import QueryFile


def by_topic(questions: Iterable[QueryFile]) -> list[tuple[str, list[QueryFile]]]:
    """Topics in the order of the alphabet, each with its questions; a question stands once, under its first tag."""
    topics: dict[str, list[QueryFile]] = {}
    for question in questions:
        topics.setdefault(question.header.tags[0], []).append(question)
    return sorted(topics.items())
