"""The pages: what stands on which, and the shell around it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined

from careo.dossier import matrix
from careo.dossier.calendar import Calendar
from careo.dossier.card import Cards
from careo.dossier.chart import Chart
from careo.dossier.flows import Flows
from careo.dossier.index import Index, called
from careo.dossier.people import People
from careo.dossier.places import Places
from careo.dossier.sheets import sheets
from careo.dossier.show import name, plain, show
from careo.dossier.source import blocks, by_document, split_classes
from careo.dossier.summary import status, summary
from careo.model.edition import Edition
from careo.model.phrases import count
from careo.model.views import ClaimView, DocumentView
from careo.model.wording import extent

TEMPLATES = ("base", "card", "index", "marks", "people", "source", "sources")


def pages(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Yield the pages of `careo.dossier.render`."""
    index = Index(edition)
    shell = _environment()
    yield "index.html", _index_page(index, shell).encode()
    claims = by_document(edition.claims)
    for document in edition.documents:
        page = _source_page(index, shell, document, claims.get(document.id, []))
        yield index.source_page(document.id), page.encode()


def _index_page(index: Index, shell: Environment) -> str:
    edition = index.edition
    cards = Cards(index)
    people = People(index, cards)
    entries = people.entries()
    chart = Chart(edition.chart, index, cards) if edition.chart and edition.chart.edges else None
    dated = edition.timeline if edition.timeline and edition.timeline.entries else None
    beings = edition.presence if edition.presence and edition.presence.stays else None
    moved = edition.flows if edition.flows and edition.flows.flows else None
    script = _asset("contents.js")
    return shell.get_template("index").render(
        edition=edition,
        index=index,
        summary=summary(index),
        columns=edition.matrix.domains if edition.matrix else (),
        matrix=matrix.rows(edition.matrix, index, cards) if edition.matrix else [],
        chart=chart,
        calendar=Calendar(dated, index, cards) if dated else None,
        flows=Flows(moved, index, cards) if moved else None,
        places=Places(beings, edition.outlines, index, cards) if beings else None,
        sheets=sheets(edition.proceedings, index, cards) if edition.proceedings else [],
        people=entries,
        unnamed=any(not person.named for person in entries),
        rest=people.rest(),
        rejected=people.rejected(),
        others=index.other_named(),
        silent=index.silent(),
        notes=(cards.card(claim) for claim in edition.claims),
        status=status,
        called=called,
        style=_asset("page.css"),
        script=script,
        policy=_policy(_asset("page.css"), script),
    )


def _source_page(
    index: Index, shell: Environment, document: DocumentView, claims: list[ClaimView]
) -> str:
    layer = index.layers.get(document.id)
    here = [claim for claim in claims if layer is not None and claim.layer == layer.id]
    style = _asset("page.css") + _asset("source.css") + _split_rules(index, here)
    return shell.get_template("source").render(
        edition=index.edition,
        index=index,
        document=document,
        layer=layer,
        lang=index.language(layer.id) if layer is not None else "",
        blocks=blocks(layer, here, index) if layer is not None else [],
        claims=here,
        status=status,
        style=style,
        policy=_policy(style, ""),
    )


def _split_rules(index: Index, claims: list[ClaimView]) -> str:
    """Return the rules that light all marks of a claim whose marks are several."""
    return "".join(
        f"body:has(#{anchor}:target) .{mark}{{color:var(--ink);background:var(--lit)}}\n"
        for anchor, mark in split_classes(claims, index)
    )


def _policy(style: str, script: str) -> str:
    """Return a content security policy that allows these two texts and nothing else.

    Source:
        W3C Content Security Policy Level 3, sections 2.3.1 (hash sources) and 3.3 (meta).
    """
    scripts = f"'sha256-{_hash(script)}'" if script else "'none'"
    return (
        f"default-src 'none'; style-src 'sha256-{_hash(style)}'; script-src {scripts}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _asset(file: str) -> str:
    return files("careo.dossier").joinpath("assets", file).read_text("utf-8").strip()


def _environment() -> Environment:
    folder = files("careo.dossier").joinpath("templates")
    texts = {each: folder.joinpath(f"{each}.html.j2").read_text("utf-8") for each in TEMPLATES}
    shell = Environment(
        loader=DictLoader(texts),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Any] = {
        "show": show,
        "name": name,
        "plain": plain,
        "counted": count,
        "extent": extent,
    }
    shell.filters.update(filters)
    return shell
