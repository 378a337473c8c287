"""A number of sentences in; passages with their places, and what each mentions as annotations, out."""

import hashlib
from random import Random

from kg.prefixes import BASE
from tests.benchmarks.generated.cast import Cast
from tests.benchmarks.generated.quads import Quads, number, term, text

PARTS = 7
_SENTENCES_OF_A_PARAGRAPH = 6
_PARAGRAPHS_OF_A_SECTION = 6


def say_passages(quads: Quads, article: str, sentences: int) -> list[str]:
    """Say where each sentence stands; their IRIs, in the text's order."""
    graph, made, start = term("graph:passages"), [], 0
    for index in range(sentences):
        part = index * PARTS // sentences
        paragraph, sentence = divmod(index, _SENTENCES_OF_A_PARAGRAPH)
        section, paragraph = divmod(paragraph, _PARAGRAPHS_OF_A_SECTION)
        slug = f"{part}-{section}-{paragraph + 1}-{sentence + 1}"
        passage = f"<{BASE}passage/{article}/{slug}>"
        digest = hashlib.sha256(f"{article}/{slug}".encode()).hexdigest()
        length = 90 + int(digest[:2], 16)
        for property_, value in (
            ("rdf:type", term("ent:Sentence")),
            ("rdf:type", term("ent:Passage")),
            ("rdfs:label", text(f"Part {part}, section {section}, paragraph {paragraph + 1}, sentence {sentence + 1}")),
            ("ent:passageOf", f"<{BASE}id/article/{article}>"),
            ("ent:part", number(part)),
            ("ent:section", number(section)),
            ("ent:paragraph", number(paragraph + 1)),
            ("ent:sentenceNumber", number(sentence + 1)),
            ("ent:page", number(index // 16 + 100)),
            ("ent:sentenceSHA256", f'"{digest}"'),
        ):
            quads.say(graph, passage, property_, value)
        fragment, selector = f"{passage[:-1]}/fragment-1>", f"{passage[:-1]}/fragment-1/selector>"
        quads.say(graph, passage, "ent:hasFragment", fragment)
        quads.say(graph, fragment, "rdf:type", term("ent:TextFragment"))
        quads.say(graph, fragment, "ent:fragmentOrder", number(1))
        quads.say(graph, fragment, "oa:hasSource", f"<{BASE}id/article/{article}>")
        quads.say(graph, fragment, "oa:hasSelector", selector)
        _say_position(quads, graph, selector, start, start + length, aside=False)
        start += length + 1
        made.append(passage)
    return made


def say_mentions(chance: Random, quads: Quads, cast: Cast, passages: list[str]) -> None:
    """Say what each sentence names, and where in it: three to six things a sentence, each with target and selector."""
    graph = term("graph:mentions")
    for passage in passages:
        slug = passage.removeprefix(f"<{BASE}passage/")[:-1].replace("/", "-")
        for place in range(chance.randint(3, 6)):
            start = place * 20
            annotation = f"<{BASE}id/annotation/{slug}-{start}-{start + 12}>"
            target, selector = f"{annotation[:-1]}/target>", f"{annotation[:-1]}/selector>"
            for subject, property_, value in (
                (annotation, "rdf:type", term("oa:Annotation")),
                (annotation, "rdf:type", term("ent:Mention")),
                (annotation, "oa:motivatedBy", term("oa:identifying")),
                (annotation, "oa:hasBody", cast.anything(chance)),
                (annotation, "oa:hasTarget", target),
                (target, "rdf:type", term("oa:SpecificResource")),
                (target, "oa:hasSource", passage),
                (target, "oa:hasSelector", selector),
            ):
                quads.say(graph, subject, property_, value, aside=True)
            _say_position(quads, graph, selector, start, start + 12, aside=True)


def _say_position(quads: Quads, graph: str, selector: str, start: int, end: int, *, aside: bool) -> None:
    quads.say(graph, selector, "rdf:type", term("oa:TextPositionSelector"), aside=aside)
    quads.say(graph, selector, "oa:start", number(start), aside=aside)
    quads.say(graph, selector, "oa:end", number(end), aside=aside)
