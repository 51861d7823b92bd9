"""From what stands where to the roles of a relation."""

from __future__ import annotations

from careo.claims.relations.cast import GENERAL_TO_DOMAIN
from careo.claims.relations.fit import enough, sides, takes
from careo.claims.relations.plain.clause import Clause
from careo.claims.relations.plain.phrases import Line, Phrase
from careo.claims.relations.plain.titles import is_rank, title, units
from careo.claims.relations.scene import PAPER_DOES
from careo.model.claim import Role
from careo.model.lexicon import Trigger
from careo.model.predicates import PROCEEDINGS

_PARTIES = frozenset({"person", "organization", "role", "place"})
_TITLES = frozenset({"post", "rank"})
_CONTRACTED = frozenset({"al", "del"})
_ASKED = dict.fromkeys(PROCEEDINGS, "patient") | {
    "holds_post": "post",
    "holds_rank": "rank",
    "pleaded": "domain",
    "appealed": "domain",
}
"""The role without which a predicate says nothing."""
_DEEDS = frozenset({"domain", "charge"})
_PRICED = frozenset({"pays", "trades", "launders", "finances"})
_SETTLED = frozenset({"en", "desde"})
_BODIES = frozenset({"place", "organization"})
_SOMEBODY = frozenset({"person", "organization"})

Filled = list[tuple[str, Role]]


def fill(line: Line, trigger: Trigger, clause: Clause) -> Filled | None:
    """Return the roles that a trigger gives to what stands at a clause's places, or None.

    Who acts must stand there where the trigger has somebody act, but for an object with its
    own "a": then it is only not said who did it.
    """
    places = clause.places
    if not _needs_met(line, trigger, clause) or _by_paper(line, trigger, places):
        return None
    active = not clause.group.passive
    if active and "nsubj" in trigger.roles and "nsubj" not in places and not places.get("dative"):
        return None
    roles = _roles(line, trigger, clause)
    if places.get("nsubj") and trigger.roles.get("nsubj") and all(n != "nsubj" for n, _ in roles):
        return None
    asked = _ASKED.get(trigger.predicate)
    if asked is not None and all(r.role != asked for _, r in roles):
        return None
    roles = _without_origin(line, trigger, clause, roles)
    roles = sides(trigger, _before_charge(line, roles))
    return roles if enough(trigger, roles) else None


def _roles(line: Line, trigger: Trigger, clause: Clause) -> Filled:
    """Return the roles of everything that stands at a place of a trigger."""
    wanted = {"agent": trigger.roles.get("nsubj", ""), **trigger.roles}
    roles: Filled = []
    for name, role in wanted.items():
        held = _held(trigger, clause, name) if role else []
        if role == "duration":
            roles += [(name, made) for made in _term(line, held)]
            continue
        roles += [(name, made) for p in held for made in role_of(line, trigger, role, p)]
        if role in _DEEDS or (role == "patient" and name not in line.to):
            roles += [(name, _deed(line, role, *d)) for d in clause.deeds.get(name, ())]
    return roles


def _held(trigger: Trigger, clause: Clause, name: str) -> list[Phrase]:
    """Return what stands at a place; from whom or where a thing is, too ("dinero *de X*")."""
    if name == "nsubj" and clause.group.passive:
        return []
    held = clause.places.get(name, [])
    if held or name != "de" or not (_gets(trigger) or trigger.roles.get("de") == "origin"):
        return held
    things = clause.places.get("dobj", ())
    if _gets(trigger):
        return [p for thing in things for p in _payers(thing)]
    return [p for thing in things for p in _origins(trigger, clause, thing)]


def _origins(trigger: Trigger, clause: Clause, phrase: Phrase) -> list[Phrase]:
    """Return from where a thing goes somewhere: "A" of "doce toneladas de oro *de A* a B"."""
    goal = any(
        role == "destination" and any(p.kind in _BODIES for p in clause.places.get(name, ()))
        for name, role in trigger.roles.items()
    )
    if trigger.roles.get("de") != "origin" or not goal:
        return []
    last = phrase.inner[-1] if phrase.inner else None
    if last is None:
        return []
    placed = last.kind == "place" or (last.named and last.kind == "organization")
    return [last] if placed else _origins(trigger, clause, last)


def _without_origin(line: Line, trigger: Trigger, clause: Clause, roles: Filled) -> Filled:
    """Cut from goods where they come from: that has a role of its own."""
    whence = _held(trigger, clause, "de") if trigger.roles.get("de") == "origin" else []
    last = {line.tokens[p.first].start: line.tokens[p.first - 2].end for p in whence}
    told = any(r.role == "origin" for _, r in roles)
    return [
        (name, _up_to(line, r, last) if told and r.literal and r.role == "patient" else r)
        for name, r in roles
    ]


def _up_to(line: Line, role: Role, last: dict[int, int]) -> Role:
    """Return a role that ends where something in it begins; ``last`` tells at which code point."""
    start = role.span.start
    end = next((last[n] for n in last if start < n < role.span.end), role.span.end)
    return Role(role=role.role, span=line.layer.span(start, end), literal=True)


def _gets(trigger: Trigger) -> bool:
    """Tell whether what is given may tell from whom: "dinero *de X*", "órdenes *de X*"."""
    gives = trigger.roles.get("de") == "agent" and trigger.predicate != "contacts"
    return gives or trigger.roles.get("dobj") == "amount"


def _payers(phrase: Phrase) -> list[Phrase]:
    """Return from whom money is: "X" of "dos millones de pesos de X"."""
    if phrase.kind in _SOMEBODY:
        return [phrase]
    return [p for thing in phrase.inner for p in _payers(thing)]


def _is_office(line: Line, phrase: Phrase, role: str) -> bool:
    """Tell whether a noun only says that there is a post or rank: "el cargo de ministro"."""
    return any(t.roles.get("de") == role for t in line.triggers(phrase.noun))


def _term(line: Line, held: list[Phrase]) -> list[Role]:
    """Return terms that are joined as one: "21 años y ocho meses"."""
    terms = [p for one in held for p in (one, *one.inner[:1]) if p.kind == "duration"]
    if not terms:
        return []
    span = line.layer.span(line.tokens[terms[0].first].start, line.tokens[terms[-1].last].end)
    return [Role(role="duration", span=span, literal=True)]


def _before_charge(line: Line, roles: Filled) -> Filled:
    """Leave out what stands behind a charge and belongs to it.

    "Acusado de robar en X" was not accused in X, "absuelto de pertenencia a X" is not X.
    """
    charges = [r.span.start for _, r in roles if r.role == "charge"]
    return [
        (name, r)
        for name, r in roles
        if not charges
        or r.span.start < min(charges)
        or not (
            (r.role in {"place", "court"} and name in _SETTLED)
            or (r.role == "patient" and name in line.to)
        )
    ]


def _by_paper(line: Line, trigger: Trigger, places: dict[str, list[Phrase]]) -> bool:
    if trigger.predicate in PAPER_DOES:
        return False
    conveyors = line.tree.lexicon.conveyors
    return any(
        (p.mention is not None and p.mention.kind == "conveyor")
        or (p.mention is None and line.lemma(p.head) in conveyors)
        for p in places.get("nsubj", ())
    )


def role_of(line: Line, trigger: Trigger, role: str, phrase: Phrase) -> list[Role]:
    """Return the role of a phrase, none where its kind does not fit."""
    if role in _TITLES and phrase.inner and _is_office(line, phrase, role):
        phrase = phrase.inner[0]
    role, phrase = _priced(trigger, role, phrase)
    if not _suits(trigger, role, phrase) or (role == "rank" and not _is_rank(line, phrase)):
        return []
    if role in _TITLES:
        bodies = [b for b in units(line, phrase) if role == "post"]
        held = [made for b in bodies for made in role_of(line, trigger, "unit", b)]
        return [title(line, phrase, role), *held]
    if role == "patient" and trigger.predicate in GENERAL_TO_DOMAIN and phrase.kind == "thing":
        role = "domain"
    if phrase.mention is not None and phrase.mention.kind in _PARTIES:
        return [Role(role=role, span=phrase.mention.span)]
    return [_literal(line, role, phrase)]


def _is_rank(line: Line, phrase: Phrase) -> bool:
    """Tell whether a phrase names a rank, not who holds it: "a *coronel*", not "al coronel"."""
    bare = phrase.first == phrase.start and line.text(phrase.first - 1) not in _CONTRACTED
    return bare and not phrase.named and is_rank(line, phrase.noun)


def _priced(trigger: Trigger, role: str, phrase: Phrase) -> tuple[str, Phrase]:
    """Return the sum that a thing is of ("un soborno de *diez coronas*"), and a sum as one."""
    sums = [p for p in phrase.inner if p.kind == "amount"]
    if role == "amount" and phrase.kind == "thing" and sums:
        return role, sums[0]
    counted = phrase.kind == "amount" and role == "patient" and trigger.predicate in _PRICED
    return "amount" if counted else role, phrase


def _suits(trigger: Trigger, role: str, phrase: Phrase) -> bool:
    """Tell whether a phrase is what a role of a predicate must be.

    A post is a person's, one is a member of a body ("ingresó en prisión" joins nothing), and
    somebody is tried.
    """
    if role in _TITLES or (role == "agent" and trigger.predicate == "holds_post"):
        return phrase.kind == "person"
    if role == "patient" and trigger.predicate == "member_of":
        return phrase.kind == "organization" or phrase.named
    if role == "patient" and trigger.predicate in PROCEEDINGS:
        return phrase.kind in _SOMEBODY
    return _stands(role, phrase)


def _stands(role: str, phrase: Phrase) -> bool:
    """Tell whether a phrase may stand in a role: "en prisión" is a manner, and no place."""
    if "duration" in {role, phrase.kind}:
        return role == phrase.kind
    if role in {"place", "court"}:
        bare = phrase.first == phrase.last and not phrase.named
        return phrase.kind in _BODIES and not bare
    if role == "amount":
        return phrase.kind == "amount" or phrase.mention is not None
    return takes(role, phrase.kind) and (role != "beneficiary" or phrase.kind in _SOMEBODY)


def _literal(line: Line, role: str, phrase: Phrase) -> Role:
    """Return the words of a phrase; of money, without whose it was."""
    payers = _payers(phrase) if role == "amount" else []
    last = payers[0].first - 2 if payers else phrase.last
    tokens = line.tokens
    span = line.layer.span(tokens[phrase.first].start, tokens[max(last, phrase.head)].end)
    return Role(role=role, span=span, literal=True)


def _deed(line: Line, role: str, first: int, last: int) -> Role:
    span = line.layer.span(line.tokens[first].start, line.tokens[last].end)
    return Role(role=role, span=span, literal=True)


def _needs_met(line: Line, trigger: Trigger, clause: Clause) -> bool:
    return all(
        _need_met(line, trigger, clause, (name, wanted)) for name, wanted in trigger.needs.items()
    )


def _need_met(
    line: Line, trigger: Trigger, clause: Clause, need: tuple[str, tuple[str, ...]]
) -> bool:
    name, wanted = need
    if name == "passive":
        return clause.group.passive and "agent" not in clause.places
    if name == "de" and not clause.places.get("de") and _gets(trigger):
        name = "dobj de"
    name = "agent" if name == "nsubj" and clause.group.passive else name
    deeds = {line.lemma(first) for first, _ in clause.deeds.get(name, ())}
    return (
        (wanted == ("*",) and bool(deeds))
        or not deeds.isdisjoint(_plain(line, wanted))
        or any(fits(line, p, wanted) for p in clause.places.get(name, ()))
    )


def _plain(line: Line, wanted: tuple[str, ...]) -> set[str]:
    """Return the words asked for, those of the lists that are asked for by name, too."""
    grammar = line.tree.lexicon.grammar
    lists = [w[1:] for w in wanted if w.startswith("@")]
    return {*wanted, *(word for name in lists for word in grammar.get(name, ()))}


def fits(line: Line, phrase: Phrase, wanted: tuple[str, ...]) -> bool:
    """Tell whether a phrase is of one of the kinds, or has one of the words, asked for."""
    if wanted == ("*",) or f"@{phrase.kind}" in wanted:
        return True
    if "@post" in wanted and any(t.predicate == "holds_post" for t in line.triggers(phrase.head)):
        return True
    if "@rank" in wanted:
        office = phrase.inner and _is_office(line, phrase, "rank")
        return _is_rank(line, phrase.inner[0] if office else phrase)
    words = {line.lemma(n) for n in range(phrase.start, phrase.last + 1)}
    words |= {line.text(n) for n in range(phrase.start, phrase.last + 1)}
    both = f"{line.text(phrase.head)} {line.text(phrase.head + 1)}"
    heads = {line.lemma(phrase.head), line.text(phrase.head), both}
    asked = _plain(line, wanted)
    return bool((words if phrase.named else heads) & asked)
