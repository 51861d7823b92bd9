"""A reader that a test can foresee: names are capitalised words, "X said that …" is X's claim.

It stands in for the reader so that the case can be tested without a language model, also in
worker processes, which import it.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import signal
from pathlib import Path

from msgspec import structs

from careo.case.work import Task, fingerprint, gather
from careo.model.claim import Claim, Link, Relation, Role, Speaker, claim_id
from careo.model.document import Outcome
from careo.model.extraction import Extraction
from careo.model.reading import Mention, Reading, Referent, referent_id
from careo.model.text import Segment, Span, TextLayer, layer_id
from careo.sources.spool import Spool
from careo.store.found import Findings

_SENTENCE = re.compile(r"[^.\n]+\.")
_NAME = re.compile(r"[A-ZÁÉ]\w+(?: [A-ZÁÉ]\w+)*")
_SAID = re.compile(r"(?P<who>[A-ZÁÉ]\w+(?: [A-ZÁÉ]\w+)*) (?P<cue>said) that (?P<what>[^.\n]+)")
_ROLES = ("agent", "post", "unit")
_POST = re.compile(
    r"(?P<agent>[A-ZÁÉ]\w+(?: [A-ZÁÉ]\w+)*), the (?P<post>[a-z]+(?: [a-z]+)*) of"
    r" (?P<unit>[A-ZÁÉ]\w+(?: [A-ZÁÉ]\w+)*)"
)


def read_plainly(task: Task) -> bytes:
    """Read a text file; "CRASH" raises, "DIE" kills the process, "SLOW" takes too long.

    An empty file is refused. A JSON object of names and texts is an archive of them.
    """
    text = Path(task.path).read_text("utf-8")
    if text.startswith("{"):
        return _unpack(task, json.loads(text)).canonical()
    if task.replayed is not None:
        return _only_text(task, text).canonical()
    if "CRASH" in text:
        raise RuntimeError(text)
    if "DIE" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if not text.strip():
        outcome = Outcome(status="refused", reason="empty")
        nothing = Extraction(media_type="text/plain", outcome=outcome)
        return gather_nothing(task, nothing)
    if "SLOW" in text:
        return _only_text(
            structs.replace(task, replayed=Outcome(status="timeout")), text
        ).canonical()
    layer = _layer(task, text)
    extraction = Extraction(media_type="text/plain", outcome=Outcome(status="ok"), layer=layer)
    reading = _reading(layer)
    return gather(task, extraction, layer, reading, _claims(layer)).canonical()


def _only_text(task: Task, text: str) -> Findings:
    return Findings(
        media_type="text/plain",
        outcome=task.replayed or Outcome(status="ok"),
        fingerprint=fingerprint(task.config),
        layer=_layer(task, text),
    )


def _layer(task: Task, text: str) -> TextLayer:
    return TextLayer(
        id=layer_id(task.document, text),
        document=task.document,
        text=text,
        segments=(Segment(kind="paragraph", start=0, end=len(text)),),
        extractor="plain/1",
    )


def _unpack(task: Task, files: dict[str, str]) -> Findings:
    outcome = Outcome(status="ok")
    if not task.spool:
        outcome = Outcome(status="partial", reason="too deep")
        return Findings(media_type="application/json", outcome=outcome)
    path = Path(task.spool) / f".{secrets.token_hex(8)}.part"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT)
    spool = Spool(descriptor)
    for name, text in files.items():
        spool.add(name, [text.encode()])
    os.close(descriptor)
    return Findings(
        media_type="application/json",
        outcome=outcome,
        fingerprint=fingerprint(task.config),
        members=tuple(spool.members),
        spool=str(path),
    )


def gather_nothing(task: Task, extraction: Extraction) -> bytes:
    return Findings(
        media_type=extraction.media_type,
        outcome=extraction.outcome,
        fingerprint=fingerprint(task.config),
    ).canonical()


def _reading(layer: TextLayer) -> Reading:
    named: dict[str, list[Mention]] = {}
    for found in _NAME.finditer(layer.text):
        span = layer.span(*found.span())
        mention = Mention(span=span, kind="person", form="name", head=span.exact.split()[-1])
        named.setdefault(span.exact, []).append(mention)
    referents = tuple(
        Referent(
            id=referent_id(layer.id, mentions[0].span),
            kind="person",
            mentions=tuple(mentions),
            names=(name,),
            identified="named",
            number="one",
        )
        for name, mentions in named.items()
    )
    mentions = tuple(m for r in referents for m in r.mentions)
    return Reading(
        layer=layer.id, language="en", readable=True, mentions=mentions, referents=referents
    )


def _claims(layer: TextLayer) -> list[Claim]:
    claims = []
    for sentence in _SENTENCE.finditer(layer.text):
        start = sentence.start() + len(sentence.group()) - len(sentence.group().lstrip())
        own = Link(speaker=Speaker(kind="document"), act="asserts", mode="own_words")
        claims.append(_claim(layer, layer.span(start, sentence.end()), (own,)))
    for found in _SAID.finditer(layer.text):
        who = layer.span(*found.span("who"))
        outer = Link(speaker=Speaker(kind="document"), act="reports", mode="own_words")
        inner = Link(
            speaker=Speaker(kind="mention", span=who, mentions=(who,)),
            act="asserts",
            mode="indirect",
            cue=layer.span(*found.span("cue")),
        )
        claims.append(_claim(layer, layer.span(*found.span("what")), (outer, inner)))
    claims += [_post(layer, found) for found in _POST.finditer(layer.text)]
    return claims


def _post(layer: TextLayer, found: re.Match[str]) -> Claim:
    own = Link(speaker=Speaker(kind="document"), act="asserts", mode="own_words")
    roles = tuple(Role(role=one, span=layer.span(*found.span(one))) for one in _ROLES)
    said = Relation(predicate="holds_post", roles=roles, verb="be")
    return structs.replace(_claim(layer, layer.span(*found.span()), (own,)), relations=(said,))


def _claim(layer: TextLayer, content: Span, chain: tuple[Link, ...]) -> Claim:
    first = _NAME.search(layer.text, content.start, content.end)
    relations: tuple[Relation, ...] = ()
    if first is not None:
        role = Role(role="agent", span=layer.span(*first.span()))
        relations = (Relation(predicate="states", roles=(role,), verb="do"),)
    return Claim(
        id=claim_id(layer.document, layer.id, chain[-1].cue, (content,)),
        document=layer.document,
        layer=layer.id,
        content=(content,),
        chain=chain,
        relations=relations,
    )
