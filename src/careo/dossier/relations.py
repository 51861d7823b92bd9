"""A relation in words: "Ostraga and Varrón — jointly — direct “the machinery”"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from careo.dossier.index import Index, called
from careo.dossier.show import name, plain, show
from careo.model.phrases import date_words, lead_of, predicate, predicate_back
from careo.model.predicates import PREDICATES, PROCEEDINGS
from careo.model.time import When
from careo.model.views import NOT_NAMED, ClaimView, Quote, RelationView, RoleView

TOGETHER = frozenset({"command", "responsibility", "finance", "flow", "association"})
"""The groups of predicates that several can do jointly; two members are not a joint member."""

NEGATIONS = frozenset({"not", "never", "no", "nobody", "none", "nothing", "neither", "nor"})
"""Words of which one must stand in a denied clause that is shown in its own words."""

BREAKS = ",;:.)\u2014\u2013"

LONGEST = 200
"""Longest literal written out in a relation's sentence, in code points."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence: words of ours, a quoted literal, or an actor with an address."""

    text: str
    kind: str = "ours"
    href: str = ""


def sentence(
    relation: RelationView, index: Index, *, claim: ClaimView, dated: bool = True
) -> list[Piece]:
    """Return what a relation asserts as one clause, the agents first; its date unless told not.

    What fits no predicate is shown in the claim's own words, from behind whom it is about.
    """
    agents = [role for role in relation.roles if role.role == "agent"]
    asides = _asides(relation, joint=len(agents) > 1)
    aside = Piece(f" — {', '.join(asides)} —" if asides else "")
    pieces = _stated(relation, claim, aside, index) if relation.predicate == "states" else []
    if not pieces:
        official = claim.chain[-1].basis == "official_act"
        pieces = _clause(relation, agents, aside, index, official=official)
    if dated and relation.when is not None:
        pieces += _dated(relation.when)
    return pieces


def _clause(
    relation: RelationView, agents: list[RoleView], aside: Piece, index: Index, *, official: bool
) -> list[Piece]:
    rest = sorted(
        (role for role in relation.roles if role.role != "agent"),
        key=lambda role: role.role != "patient",
    )
    if agents or not rest or relation.predicate == "states":
        verb = _verb(relation, several=len(agents) > 1)
        pieces = [*(_together(agents, index) or [Piece(NOT_NAMED)]), aside, Piece(f" {verb}")]
        return [*pieces, *_others(rest, verb, relation, index)]
    patient, rest = rest[0], rest[1:]
    back = predicate_back(relation.predicate, relation.verb, negated=relation.negated)
    judged = relation.predicate in PROCEEDINGS
    verb = back.removesuffix(" by") if judged else f"{back} somebody {NOT_NAMED}"
    pieces = [_role(patient, index), aside, Piece(f" {verb}")]
    pieces += _others(rest, verb, relation, index)
    unsaid = judged and not official
    return [*pieces, Piece(" (by whom is not said)")] if unsaid else pieces


def _stated(relation: RelationView, claim: ClaimView, aside: Piece, index: Index) -> list[Piece]:
    """Return whom a clause is about and its words behind that, nothing where they do not stand."""
    main = [role for role in relation.roles if role.role in {"agent", "patient"} and role.span]
    if not main:
        return []
    first = min(main, key=lambda role: (_held(role, claim) is not None, _start(role)))
    about = [role for role in main if role.role == first.role and role.role == "agent"] or [first]
    words = _behind(about, relation, claim)
    if not words or len(words) > LONGEST or words[0] in BREAKS:
        return []
    if sum(map(words.count, "“«")) != sum(map(words.count, "”»")) or words.count('"') % 2:
        return []
    if relation.negated and not any(_denies(word) for word in words.lower().split()):
        return []
    return [*_together(about, index), aside, Piece(f" “{words}”", kind="quoted")]


def _behind(about: list[RoleView], relation: RelationView, claim: ClaimView) -> str:
    """Return the words of a clause behind whom it is about: to its last participant.

    To the next mark where there is no other; from the beginning where he stands outside.
    """
    others = [role for role in relation.roles if role not in about]
    subject = [_held(role, claim) for role in about]
    quotes = [_held(role, claim) for role in others] or subject
    quote = quotes[0]
    if quote is None or {*quotes, *subject} - {None} != {quote} or None in quotes:
        return ""
    within = [role.span.end for role in about if role.span and _held(role, claim)]
    first = max(within, default=quote.start)
    text = quote.exact[first - quote.start :]
    if others:
        last = max(role.span.end for role in others if role.span)
        return text[: max(0, last - first)].strip()
    return re.split(r"[,;:.\u2014]", text, maxsplit=1)[0].strip()


def _held(role: RoleView, claim: ClaimView) -> Quote | None:
    """Return the quote of a claim in which a participant stands."""
    span = role.span
    within = (q for q in claim.content if span and q.start <= span.start and span.end <= q.end)
    return next(within, None)


def _start(role: RoleView) -> int:
    return role.span.start if role.span else 0


def _denies(word: str) -> bool:
    return word in NEGATIONS or word.endswith(("n't", "n\u2019t"))


def as_markup(pieces: list[Piece]) -> Markup:
    """Return the sentence for a page, names isolated and linked."""
    return Markup("").join(_markup(piece) for piece in pieces)


def as_plain(pieces: list[Piece]) -> str:
    """Return the sentence for a title or an attribute."""
    return "".join(plain(piece.text) for piece in pieces)


def joint(relation: RelationView) -> bool:
    """Tell whether several are said to do it together."""
    return sum(role.role == "agent" for role in relation.roles) > 1


def whose(claim: ClaimView, relation: RelationView) -> str:
    """Return whose words a relation is: ``speaker``, ``document`` or ``unclear``.

    A claim in the document's own voice has no other voice in it.
    """
    return relation.voice if len(claim.chain) > 1 else "speaker"


def _verb(relation: RelationView, *, several: bool) -> str:
    return predicate(relation.predicate, relation.verb, several=several, negated=relation.negated)


def _asides(relation: RelationView, *, joint: bool) -> list[str]:
    asides = ["jointly"] if joint and PREDICATES[relation.predicate].group in TOGETHER else []
    return asides + (["hedged"] if relation.hedged else [])


def _together(roles: list[RoleView], index: Index) -> list[Piece]:
    pieces: list[Piece] = []
    for at, role in enumerate(roles):
        if at:
            pieces.append(Piece(" and " if at == len(roles) - 1 else ", "))
        pieces.append(_role(role, index))
    return pieces


def _object(relation: RelationView) -> str:
    """Return the role that reads as the verb's object: what is directed may be a matter."""
    kinds = {role.role for role in relation.roles}
    acts = PREDICATES[relation.predicate].group in {"command", "responsibility"}
    return "domain" if acts and "patient" not in kinds and "agent" in kinds else "patient"


def _others(
    roles: list[RoleView], verb: str, relation: RelationView, index: Index
) -> Iterator[Piece]:
    """Yield the participants after the verb; those of one role together, its object bare."""
    direct, told = _object(relation), False
    by_role: dict[str, list[RoleView]] = {}
    for role in roles:
        by_role.setdefault(role.role, []).append(role)
    for kind, found in by_role.items():
        lead = "" if kind == direct else lead_of(relation.predicate, kind)
        lead = "" if not told and lead == verb.rpartition(" ")[2] else lead
        told = True
        yield Piece(f" {lead} " if lead else " ")
        yield from _together(found, index)


def _role(role: RoleView, index: Index) -> Piece:
    actor = index.actors.get(role.actor) if role.actor is not None else None
    if actor is None:
        cut = role.text if len(role.text) <= LONGEST else role.text[:LONGEST] + "…"
        return Piece(f"“{cut}”", kind="quoted")
    return Piece(called(actor), kind="actor", href=f"#{index.actor_anchor(actor.id)}")


def _dated(when: When) -> list[Piece]:
    words = date_words(when)
    pieces = [Piece(f" — dated {words}" if words else " — not dated here")]
    if when.text is not None:
        pieces.append(Piece(f" (written “{when.text.exact}”)", kind="quoted"))
    return pieces


def _markup(piece: Piece) -> Markup:
    if piece.kind == "actor":
        return Markup('<a class="who" href="{}">{}</a>').format(piece.href, name(piece.text))
    if piece.kind == "quoted":
        return Markup('<span class="lit">{}</span>').format(name(piece.text))
    return show(piece.text)
