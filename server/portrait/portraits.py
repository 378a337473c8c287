"""The address of a thing in; its portrait out, and for who may see them the sentences that it rests on.

What is kept is the same for all and has no sentence in it.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cachetools import LRUCache
from pyoxigraph import NamedNode
from starlette.requests import Request

from server.pages.visitors import sees_sentences
from server.portrait.asking import Asking
from server.portrait.claim import Claim, claim_of
from server.portrait.entity import Entity, entity_of
from server.portrait.passage import Passage, passage_of
from server.portrait.reading import Paragraph, paragraph_of
from server.portrait.text import sentences_from
from server.publishing.description import Description
from server.publishing.documents import DocumentAddress
from server.settings import Settings
from server.sparql.endpoint import SparqlEndpoint

_KEPT = 300
"""Portraits that are kept, for those who are shown sentences beside them."""


@dataclass(frozen=True)
class Portrait:
    """What a page shows, and the template that shows it; `sentences` and `paragraph` are for one visitor alone."""

    template: str
    shown: Entity | Claim | Passage

    def content(self, sentences: dict[str, str] | None = None) -> dict[str, Any]:
        """The fields of the template."""
        paragraph: Paragraph | None = None
        if isinstance(self.shown, Passage) and sentences:
            paragraph = paragraph_of(self.shown, sentences)
        return {"portrait": self.shown, "sentences": sentences or {}, "paragraph": paragraph}


class Portraits:
    """The portraits of what the endpoint serves."""

    def __init__(self, settings: Settings, endpoint: SparqlEndpoint, folder: Path) -> None:
        self._settings = settings
        self._endpoint = endpoint
        self._asking = Asking(endpoint, folder)
        self._kept = LRUCache[tuple[str, DocumentAddress], Portrait](_KEPT)

    async def of(self, request: Request, address: DocumentAddress) -> Portrait | None:
        """The portrait of a thing of ours; None for what has none. Raises Problem, or ClientGone."""
        dataset = self._endpoint.dataset_hash
        kept = self._kept.get((dataset, address))
        if kept is None:
            kept = await self._made(request, address)
            if kept is not None and dataset and dataset == self._endpoint.dataset_hash:
                self._kept[dataset, address] = kept
        return kept

    async def facts(self, request: Request, address: DocumentAddress) -> Description:
        """What schema.org has words for: the facts that stand in the page as data."""
        thing = NamedNode(address.thing)
        return Description(thing, tuple(await self._asking.quads(request, "schema-org", [thing])), more=False)

    def shows_sentences(self, request: Request) -> bool:
        """Whether whoever asks may see sentences."""
        return sees_sentences(request, self._settings)

    async def sentences(self, request: Request, portrait: Portrait) -> dict[str, str]:
        """The sentences of its passages, where whoever asks may see them; else none."""
        if not self.shows_sentences(request) or not portrait.shown.passages:
            return {}
        passages = [NamedNode(iri) for iri in portrait.shown.passages]
        quads = await self._asking.quads(request, "passages-whole", passages)
        return sentences_from(quads, portrait.shown.passages, self._settings.text)

    async def _made(self, request: Request, address: DocumentAddress) -> Portrait | None:
        try:
            thing = NamedNode(address.thing)
        except ValueError:
            return None
        shown: Entity | Claim | Passage | None = None
        folder = address.path.split("/")[1]
        if folder == "id":
            shown = await entity_of(self._asking, request, thing, address.part)
        elif folder == "claim" and address.part == 1:
            shown = await claim_of(self._asking, request, thing)
        elif folder == "passage" and address.part == 1:
            shown = await passage_of(self._asking, request, thing)
        return None if shown is None else Portrait({"id": "entity"}.get(folder, folder) + ".html", shown)
