"""Running text goes in, come out the spans of its sentences, as nupunkt's model finds them.

The model knows abbreviations (`ch. 8`), lets an enumeration (`1) …; 2) …`) stand in its sentence, and puts closing
quotation marks and citations in brackets with the sentence they close; every split of the article was read, none
needed a rule of ours.
"""

from functools import lru_cache

from nupunkt import PunktSentenceTokenizer
from nupunkt.models import load_default_model

Span = tuple[int, int]


def sentences_of(words: str) -> list[Span]:
    """The tight span of each sentence, in order; every character that is not white space is in exactly one."""
    return list(_tokenizer().iter_spans(words))


@lru_cache(maxsize=1)
def _tokenizer() -> PunktSentenceTokenizer:
    """The model that comes with the package, loaded when first needed."""
    return load_default_model()
