"""What stands behind a verb: its object, phrases with prepositions, a time."""

from __future__ import annotations

from careo.claims.relations.plain.clause import Clause, Timed
from careo.claims.relations.plain.groups import Group
from careo.claims.relations.plain.phrases import Line, Phrase
from careo.claims.relations.plain.titles import heads, is_rank

_NOUNS_OWN = frozenset({"con", "contra", "sobre", "hacia", "entre"})
_MOST = 6
_PEOPLE = frozenset({"person", "organization"})


def behind(line: Line, clause: Clause, times: Timed) -> None:
    """Put what stands right behind a verb: an object, phrases with prepositions, a time.

    What stands behind an infinitive belongs to that, but for who acted ("por …").
    """
    at = _state(line, clause, clause.last + 1) or clause.last + 1
    for _ in range(_MOST):
        at = skipped(line, clause, times, at)
        if clause.deeds and not line.is_one_of(at, "plain_by"):
            break
        following = _preposition(line, clause, at)
        if following is None:
            following = _object(line, clause, at)
        if following is None:
            _ordered(line, clause, at)
            break
        clause.last = following - 1
        at = following


def _ordered(line: Line, clause: Clause, at: int) -> None:
    """Put the infinitive that a verb asks for: "ordenó a la brigada *disparar*"."""
    known = line.tree.lexicon.triggers.get(clause.group.lemma, ())
    infinitive = line.pos(at) == "VERB" and line.verb_of(at) == line.text(at)
    if infinitive and any("xcomp" in t.roles for t in known) and not clause.group.passive:
        clause.last = _deeds(line, clause, "xcomp", at) - 1


def skipped(line: Line, clause: Clause, times: Timed, at: int) -> int:
    """Pass over adverbs and times, a time between commas, too."""
    for _ in range(_MOST):
        comma = line.text(at) == ","
        if at + comma in times:
            last, when = times[at + comma]
            closed = line.text(last + 1) == ","
            if comma and not closed:
                return at
            clause.when = clause.when or when
            clause.last = last
            at = last + 1 + comma
        elif line.pos(at) == "ADV":
            at += 1
        else:
            break
    return at


def _state(line: Line, clause: Clause, at: int) -> int | None:
    """Put what somebody declares himself to be, or is declared: "se declaró (no) culpable".

    Only a word that the verb's triggers ask for; it stands right behind the verb.
    """
    group, known = clause.group, line.tree.lexicon.triggers
    if at != group.verb + 1:
        return None
    end = at + (line.text(at) in line.tree.lexicon.saying["negations"])
    asked = {w for t in known.get(_verb(group), ()) for w in t.needs.get("oprd", ())}
    if line.lemma(end) not in asked or line.pos(end) not in {"ADJ", "NOUN", "VERB"}:
        return None
    clause.put("oprd", (Phrase(at, at, end, end, end, "thing"),))
    return end + 1


def _verb(group: Group) -> str:
    return f"{group.lemma} se" if group.reflexive and not group.passive else group.lemma


def _object(line: Line, clause: Clause, at: int) -> int | None:
    """Put the object: directly behind the verb, or behind whom it goes to ("imputó a X *robo*")."""
    dative = clause.places.get("dative")
    others = [name for name in clause.places if name not in {"nsubj", "dative", "dobj", "a"}]
    first = clause.places.get("dobj") == dative or "dobj" not in clause.places
    phrase = line.phrase(at) if not others or clause.group.passive else None
    if phrase is None or not (first or clause.group.passive) or "oprd" in clause.places:
        return None
    if phrase.named and phrase.kind == "person" and not clause.group.passive:
        return None
    if phrase.kind == "date":
        return phrase.last + 1
    both, following = _all(line, phrase)
    called = bool(dative) and phrase.kind == "person"
    if clause.group.passive or called:
        clause.put("oprd", both)
        return following
    clause.places["dobj"] = list(both)
    clause.places["dobj de"] = [thing for one in both for thing in one.inner]
    return following


def _all(line: Line, phrase: Phrase, word: str = "") -> tuple[tuple[Phrase, ...], int]:
    """Return a phrase with those joined to it, or the name beside it, and what follows."""
    beside = line.beside(phrase)
    if beside is not None:
        return (beside[0],), beside[1]
    both = line.joined(phrase, word)
    return both, both[-1].last + 1


def _preposition(line: Line, clause: Clause, at: int) -> int | None:
    """Put a phrase with its preposition, and return what follows it."""
    word, size = preposition_at(line, at)
    if not word:
        return None
    if line.verb_of(at + size) == line.text(at + size) and line.pos(at + size) == "VERB":
        return _deeds(line, clause, word, at + size)
    phrase = line.phrase(at + size)
    if phrase is None:
        return None
    both, following = _all(line, phrase, word)
    if word in _NOUNS_OWN and _belongs(line, clause, word):
        return following
    by = line.is_one_of(at, "plain_by") and clause.group.passive
    if by and all(p.kind in _PEOPLE for p in both):
        clause.put("agent", both)
    else:
        clause.put(word, both)
    if line.lemma(at) in line.tree.lexicon.grammar["plain_to"] and not clause.group.passive:
        _put_whom(line, clause, both)
    return following


def _put_whom(line: Line, clause: Clause, phrases: tuple[Phrase, ...]) -> None:
    """Put those behind "a" as who gets something, or whom it is done to."""
    whom = tuple(p for p in phrases if p.kind in _PEOPLE and not _is_title(line, p))
    if not whom:
        return
    clause.put("dative", whom)
    if "dobj" not in clause.places:
        clause.put("dobj", whom)


def _is_title(line: Line, phrase: Phrase) -> bool:
    """Tell whether what stands behind "a" is a rank or post and nobody: "ascendió *a general*"."""
    bare = phrase.first == phrase.start and not phrase.named
    single = line.text(phrase.noun) == line.lemma(phrase.noun)
    return (
        bare
        and single
        and line.text(phrase.first - 1) in line.to
        and (is_rank(line, phrase.noun) or bool(heads(line, phrase.noun)))
    )


def _belongs(line: Line, clause: Clause, word: str) -> bool:
    """Tell whether a preposition is that of the noun before it: "habló de sus lazos *con* X"."""
    held = [p for phrases in clause.places.values() for p in phrases]
    before = max(
        (p for p in held if p.last > clause.group.verb), key=lambda p: p.last, default=None
    )
    light = clause.group.lemma in line.tree.lexicon.grammar["light"]
    if before is None or light or before.named:
        return False
    return any(word in t.roles for t in line.triggers(before.noun))


def preposition_at(line: Line, at: int) -> tuple[str, int]:
    """Return the preposition at a word, and how many words it has ("a través de": "mediante")."""
    for entry in line.tree.lexicon.grammar["plain_prepositions"]:
        spelt, _, word = entry.partition(":")
        parts = spelt.split()
        if all(line.text(at + n) == part for n, part in enumerate(parts)):
            return word, len(parts)
    return (line.lemma(at), 1) if line.pos(at) == "ADP" else ("", 0)


def _deeds(line: Line, clause: Clause, word: str, at: int) -> int:
    """Put infinitives with their objects behind a preposition."""
    last = _deed_end(line, at)
    clause.deeds.setdefault(word, []).append((at, last))
    following = last + 1
    if line.is_one_of(following, "plain_and"):
        again = following + 1 + (line.lemma(following + 1) == word)
        if line.pos(again) == "VERB" and line.verb_of(again) == line.text(again):
            last = _deed_end(line, again)
            clause.deeds[word].append((again, last))
    return last + 1


def _deed_end(line: Line, at: int) -> int:
    for begin in (at + 1, at + 2):
        if begin == at + 2 and line.pos(at + 1) != "ADP":
            break
        phrase = line.phrase(begin)
        if phrase is not None:
            return line.joined(phrase)[-1].last
    return at
