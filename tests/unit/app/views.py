"""Claims, actors and documents as a case shows them, about an invented country."""

from careo.model.record import ActorId, ClaimId, DocumentId, LayerId, sha256
from careo.model.views import (
    ActorView,
    ClaimView,
    DocumentView,
    LinkView,
    MentionView,
    Place,
    Quote,
    RelationView,
    RoleView,
    SpeakerView,
)

DOCUMENT = DocumentId(sha256(b"document"))
LAYER = LayerId(sha256(b"layer"))
GENERAL = ActorId(sha256(b"general"))
MINISTER = ActorId(sha256(b"minister"))

ACTORS = {GENERAL: "Ezequiel Távora Montiel", MINISTER: "Benicio Varrón"}
FILES = {DOCUMENT: "article.html"}

ARTICLE = LinkView(
    speaker=SpeakerView(text="The letter from Harrowgate", document=DOCUMENT),
    act="reports",
    mode="own_words",
    basis="undisclosed",
)
LETTER = LinkView(
    speaker=SpeakerView(text="The letter", span=Place(start=0, end=10)),
    act="reports",
    mode="indirect",
    basis="undisclosed",
)
HE = LinkView(
    speaker=SpeakerView(text="he", span=Place(start=30, end=32), actor=GENERAL),
    act="alleges",
    mode="indirect",
    basis="witnessed",
)


def claim(quote: str = "Varrón commands the House", **fields: object) -> ClaimView:
    """Return a claim of the general, in a letter, in an article."""
    values: dict[str, object] = {
        "id": ClaimId(sha256(quote.encode(errors="surrogatepass"))),
        "document": DOCUMENT,
        "layer": LAYER,
        "content": (Quote(start=40, end=40 + len(quote), exact=quote),),
        "chain": (ARTICLE, LETTER, HE),
        "polarity": "affirms",
        "hedged": False,
        "about": (MINISTER,),
        "relations": (
            RelationView(
                predicate="commands",
                roles=(RoleView(role="agent", text="Varrón", actor=MINISTER),),
                negated=False,
                hedged=False,
                voice="speaker",
            ),
        ),
        "extractors": ("rules",),
        "review": "none",
    }
    return ClaimView(**{**values, **fields})  # type: ignore[arg-type]


def actor(name: str, *others: str, places: int = 1) -> ActorView:
    """Return a person named in ``places`` places of one document."""
    return ActorView(
        id=ActorId(sha256(name.encode())),
        kind="person",
        schema="Person",
        identified="named",
        number="one",
        names=(name, *others),
        mentions=tuple(
            MentionView(document=DOCUMENT, start=n, end=n + len(name), exact=name)
            for n in range(places)
        ),
    )


def document(name: str, outcome: str = "ok", reason: str = "") -> DocumentView:
    """Return a text document."""
    return DocumentView(
        id=DocumentId(sha256(name.encode(errors="surrogatepass"))),
        name=name,
        media_type="text/plain",
        size=2048,
        outcome=outcome,  # type: ignore[arg-type]
        reason=reason,
    )
