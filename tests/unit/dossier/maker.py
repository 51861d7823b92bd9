"""What makes editions by hand: documents, actors and claims, joined as the case joins them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from careo.model.claim import Act, Basis, Mode, Polarity, claim_id
from careo.model.document import Source, Status
from careo.model.edition import Edition, ReaderNote
from careo.model.lexicon import Lexicon
from careo.model.reading import Identified, MentionKind
from careo.model.record import ActorId, ClaimId, DocumentId, sha256
from careo.model.statement import Statement
from careo.model.structure import CommandChart, Matrix, Timeline
from careo.model.text import Segment, SegmentKind, TextLayer, layer_id
from careo.model.views import (
    NOT_NAMED,
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
from careo.structure import Domains, command, responsibility, timeline
from tests.unit.dossier import spoken

NO_SOURCE = Source()

LEXICON = Lexicon(
    language="en",
    cues={},
    triggers={},
    hedges=("would have", "allegedly"),
    conveyors=("letter",),
    roles=("general",),
    ranks=("general",),
    basis={},
    domains={
        "elections": ("elector*", "vote"),
        "mining and gold": ("gold", "mining"),
        "money and finance": ("payment*",),
        "military and security command": ("flight",),
    },
)


class Maker:
    """Collects documents, actors and claims, and makes an edition of them."""

    def __init__(self) -> None:
        self.documents: list[DocumentView] = []
        self.layers: dict[DocumentId, TextLayer] = {}
        self.actors: dict[ActorId, ActorView] = {}
        self.claims: list[ClaimView] = []

    def document(
        self,
        text: str,
        name: str,
        source: Source = NO_SOURCE,
        outcome: Status = "ok",
        reason: str = "",
    ) -> DocumentId:
        """Add a document; without text it has no layer."""
        document = DocumentId(sha256(f"{name}\n{text}".encode("utf-8", "replace")))
        self.documents.append(
            DocumentView(
                id=document,
                name=name,
                media_type="text/plain",
                size=len(text.encode()),
                outcome=outcome,
                reason=reason,
                source=source,
            )
        )
        if text:
            self.layers[document] = TextLayer(
                id=layer_id(document, text),
                document=document,
                text=text,
                segments=segments(text),
                extractor="text/1",
            )
        return document

    def actor(
        self,
        name: str,
        *others: str,
        kind: MentionKind = "person",
        identified: Identified = "named",
    ) -> ActorId:
        """Add an actor."""
        actor = ActorId(sha256(f"{kind} {name}".encode("utf-8", "replace")))
        mentions = tuple(
            MentionView(document=d, start=at, end=at + len(name), exact=name)
            for d, layer in self.layers.items()
            if (at := layer.text.find(name)) >= 0
        )
        self.actors[actor] = ActorView(
            id=actor,
            kind=kind,
            schema="Person" if kind == "person" else "Organization",
            identified=identified,
            number="one",
            names=(name, *others) if identified == "named" else (),
            description="" if identified == "named" else name,
            mentions=mentions,
        )
        return actor

    def claim(
        self,
        document: DocumentId,
        content: str | Sequence[str],
        speaker: ActorId | None = None,
        act: Act = "alleges",
        *,
        said: str = "",
        basis: Basis = "undisclosed",
        mode: Mode = "indirect",
        polarity: Polarity = "affirms",
        hedged: bool = False,
        chain: Sequence[LinkView] = (),
        relations: Sequence[RelationView] = (),
        within: ClaimId | None = None,
        **link: Any,
    ) -> ClaimView:
        """Add a claim whose content is found in the document's text."""
        layer, contents = self.layers[document], [content] if isinstance(content, str) else content
        quotes = tuple(self.quote(document, words) for words in contents)
        spans = tuple(layer.span(quote.start, quote.end) for quote in quotes)
        own = LinkView(
            speaker=self._speaker(document, speaker, said), act=act, mode=mode, basis=basis, **link
        )
        claim = ClaimView(
            id=claim_id(document, layer.id, None, spans),
            document=document,
            layer=layer.id,
            content=quotes,
            chain=(*chain, own),
            polarity=polarity,
            hedged=hedged,
            about=_named(relations),
            relations=tuple(relations),
            extractors=("rules",),
            review="none",
            within=within,
        )
        self.claims.append(claim)
        return claim

    def quote(self, document: DocumentId, words: str) -> Quote:
        """Return the first place of ``words``."""
        at = self.layers[document].text.index(words)
        return Quote(start=at, end=at + len(words), exact=words)

    def passes_on(self, document: DocumentId, act: Act = "reports") -> LinkView:
        """Return the link of a document that passes something on."""
        speaker = self._speaker(document, None, "document")
        return LinkView(speaker=speaker, act=act, mode="own_words", basis="undisclosed")

    def edition(self, **fields: Any) -> Edition:
        """Return the edition, its views made by the structure station."""
        claims, actors = tuple(self.claims), self.actors
        standard: dict[str, Any] = {
            "title": "The Arsana letter",
            "case": "arsana",
            "date": "24 November 2026",
            "careo": "0.1.0",
            "documents": tuple(self.documents),
            "layers": tuple(self.layers.values()),
            "claims": claims,
            "actors": tuple(actors.values()),
            "languages": {layer.id: "en" for layer in self.layers.values()},
            "readers": (ReaderNote(language="en", documents=2, reader="rules/1"),),
            "hedges": LEXICON.hedges,
            "matrix": self.matrix(),
            "chart": self.chart(),
            "timeline": self.timeline(),
            "extractors": ("text/1",),
        }
        return Edition(**{**standard, **fields})

    def statements(self) -> list[Statement]:
        """Return what the claims say."""
        return spoken.statements(self.claims, self.actors, LEXICON)

    def matrix(self) -> Matrix:
        """Return who is said to do what."""
        cast = spoken.cast(self.actors)
        return responsibility(self.statements(), cast, Domains(LEXICON).names)

    def chart(self, most: int = 60) -> CommandChart:
        """Return who is said to command whom."""
        return command(self.statements(), spoken.cast(self.actors), most)

    def timeline(self) -> Timeline:
        """Return what is dated."""
        return timeline(self.statements(), spoken.cast(self.actors), len(self.claims))

    def _speaker(self, document: DocumentId, actor: ActorId | None, said: str) -> SpeakerView:
        title = next(d.source.title or d.name for d in self.documents if d.id == document)
        if said == "document":
            return SpeakerView(text=title, document=document)
        if actor is None:
            return SpeakerView(text=said or NOT_NAMED)
        return SpeakerView(
            text=said or self.actors[actor].name, span=Place(start=0, end=1), actor=actor
        )


def _named(relations: Sequence[RelationView]) -> tuple[ActorId, ...]:
    return tuple(sorted({r.actor for each in relations for r in each.roles if r.actor is not None}))


def relation(predicate: str, *roles: tuple[str, ActorId | str], **fields: Any) -> RelationView:
    """Return a relation; a role's filler is an actor's id (64 hex digits) or its words."""
    filled = tuple(
        RoleView(role=role, text="he", actor=ActorId(who))  # type: ignore[arg-type]
        if len(who) == 64 and " " not in who
        else RoleView(role=role, text=who)
        for role, who in roles
    )
    standard: dict[str, Any] = {"negated": False, "hedged": False, "voice": "speaker"}
    return RelationView(predicate=predicate, roles=filled, **{**standard, **fields})


def segments(text: str) -> tuple[Segment, ...]:
    """Return one segment a block between empty lines; all capitals is a heading."""
    found, at = [], 0
    for block in text.split("\n\n"):
        if block.strip():
            start = at + len(block) - len(block.lstrip())
            kind: SegmentKind = "heading" if block.isupper() else "paragraph"
            level = int(kind == "heading")
            found.append(
                Segment(kind=kind, start=start, end=start + len(block.strip()), level=level)
            )
        at += len(block) + 2
    return tuple(found)
