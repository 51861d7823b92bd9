"""The author of a document speaks in its own voice, where the document names him."""

from careo import reading
from careo.claims import build
from careo.model.claim import Claim
from careo.model.document import Source
from careo.model.record import DocumentId, sha256
from careo.model.text import Segment, TextLayer, layer_id

LETTER = "My name is Ezequiel Távora Montiel. The ministry altered the tally sheets."


def claims(text: str, author: str) -> tuple[Claim, ...]:
    document = DocumentId(sha256(text.encode()))
    layer = TextLayer(
        id=layer_id(document, text),
        document=document,
        text=text,
        segments=(Segment(kind="paragraph", start=0, end=len(text)),),
        extractor="test",
    )
    source = Source(kind="letter", author=author)
    return build(layer, reading.read(layer), source, reading.lexicon("en"))


def speakers(found: tuple[Claim, ...]) -> set[tuple[str, ...]]:
    own = [c.chain[-1].speaker for c in found if c.chain[-1].speaker.kind == "document"]
    return {tuple(span.exact for span in speaker.mentions) for speaker in own}


def test_an_author_named_in_the_document_speaks_in_its_own_voice() -> None:
    for author in ("Ezequiel Távora Montiel", "General Ezequiel Tavora", "ezequiel távora montiel"):
        assert speakers(claims(LETTER, author)) == {("Ezequiel Távora Montiel",)}


def test_an_author_whom_the_document_does_not_name_is_not_guessed() -> None:
    for author in ("", "Távora", "Marta Ilíquez", "Ezequiel Varrón"):
        assert speakers(claims(LETTER, author)) == {()}


def test_an_author_who_may_be_two_of_those_named_is_not_guessed() -> None:
    text = "Ana Ruiz Sol met Ana Ruiz Paz. The ministry altered the tally sheets."
    assert speakers(claims(text, "Ana Ruiz")) == {()}
    assert speakers(claims(text, "Ana Ruiz Paz")) == {("Ana Ruiz Paz",)}
