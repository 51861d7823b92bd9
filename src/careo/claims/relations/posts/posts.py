"""Ranks, posts and postings that a sentence tells of people, as relations."""

from __future__ import annotations

from collections.abc import Set

from careo.claims.relations.posts.linking import Held, held, parts
from careo.claims.relations.posts.pieces import Piece, Pieces
from careo.claims.relations.posts.words import words_of
from careo.claims.relations.scene import Scene
from careo.model.claim import Relation, Role
from careo.model.lexicon import Trigger
from careo.model.text import Span

_RANK = Trigger(predicate="holds_rank", pos="NOUN")
_POST = Trigger(predicate="holds_post", pos="NOUN")
_POSTED = Trigger(predicate="posted_to", pos="NOUN")
_PART = Trigger(predicate="part_of", pos="NOUN")
_TITLES = {"holds_rank": "rank", "holds_post": "post", "posted_to": "unit", "part_of": "patient"}


def posts(scene: Scene) -> None:
    """Add the ranks before names, the posts and the units beside them.

    What the grammar of the sentence has told already is told once, the fuller way.
    """
    words = words_of(scene.lexicon)
    if not words.known or not _is_worth(scene, words.signs):
        return
    pieces = Pieces(scene, words)
    told = list(held(pieces))
    scene.found = [r for r in scene.found if not _is_better_told(r, told)]
    for piece in pieces.all:
        if piece.rank is not None:
            _rank(scene, piece, piece.rank)
    for one in told:
        _held(scene, one)
    for unit, above in parts(pieces):
        _add(scene, _PART, [unit.role("agent"), above.role("patient")], unit.head, aside=True)


def _is_better_told(relation: Relation, told: list[Held]) -> bool:
    """Tell whether a title that stands in a post or unit told here is given to somebody else."""
    title = _TITLES.get(relation.predicate)
    spans = [r.span for r in relation.roles if r.role == title and title != "unit"]
    agents = {r.span for r in relation.roles if r.role == "agent"}
    over = [one for one in told if one.post is not None]
    over = [one for one in over if any(_meet(one.post.span, s) for s in spans if one.post)]
    return bool(over) and not any(one.who.span in agents for one in over)


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _is_worth(scene: Scene, signs: Set[str]) -> bool:
    kinds = [m.kind for m in scene.cast.mentions if m.form == "name"]
    named = "person" in kinds or kinds.count("organization") > 1
    return named and any(
        t.text[0].isalpha() and not signs.isdisjoint(t.text.lower().rstrip(".").split("-"))
        for t in scene.tree.tokens
    )


def _rank(scene: Scene, piece: Piece, rank: tuple[int, int]) -> None:
    span = scene.cast.span(*rank)
    roles = [Role(role="rank", span=span, literal=True), piece.role("agent")]
    _add(scene, _RANK, roles, rank[1], aside=True)


def _held(scene: Scene, one: Held) -> None:
    roles = [one.who.role("agent")]
    if one.unit is not None:
        roles.append(one.unit.role("unit"))
    if one.post is None:
        if one.unit is not None:
            _add(scene, _POSTED, roles, one.unit.head, aside=not one.said)
        return
    roles.append(one.post.role("post"))
    _add(scene, _POST, roles, one.post.head, aside=not one.said)


def _add(scene: Scene, trigger: Trigger, roles: list[Role], at: int, *, aside: bool) -> None:
    if at not in scene.content or not (aside or scene.holds(at)):
        return
    fuller = [r for r in scene.found if _is_same(r, trigger.predicate, roles)]
    if any(len(r.roles) > len(roles) and not _is_inside(r, roles) for r in fuller):
        return
    for relation in fuller:
        scene.found.remove(relation)
    voice = scene.aside(at) if aside else scene.voice_of(at)
    scene.add(trigger, roles, (at,), voice=voice)


def _is_inside(relation: Relation, roles: list[Role]) -> bool:
    """Tell whether another's unit is of the title itself: "Commissioner of *Police*"."""
    titles = [r.span for r in roles if r.role in _TITLES.values() and r.role != "unit"]
    units = [r.span for r in relation.roles if r.role == "unit"]
    return any(_meet(title, unit) for title in titles for unit in units)


def _is_same(relation: Relation, predicate: str, roles: list[Role]) -> bool:
    """Tell whether a relation tells the same of the same one."""
    if relation.predicate != predicate:
        return False
    agents = {r.span for r in relation.roles if r.role == "agent"}
    mine = {r.span for r in roles if r.role == "agent"}
    title = _TITLES[predicate]
    theirs = [r.span for r in relation.roles if r.role == title]
    ours = [r.span for r in roles if r.role == title]
    meet = any(_meet(a, b) for a in theirs for b in ours)
    return agents == mine and meet
