"""Plain clauses: somebody, a verb, and what stands right behind it."""

from __future__ import annotations

from dataclasses import dataclass, field

from careo.claims.relations.plain.groups import Group
from careo.claims.relations.plain.phrases import Line, Phrase
from careo.model.time import When

Timed = dict[int, tuple[int, When]]
"""Times by their first word: their last word, and the time."""

_INSERTED = 26
_RELATIVE = 14
_LONG = 60
_NOUNS_OWN = frozenset({"con", "contra", "sobre", "hacia", "entre"})
_MOST = 6
_CLOSE = frozenset({",", ";", ":", "—", "\u2013", "(", "«", "“", '"', "-"})
_PAIRS = {")": "(", "»": "«", "”": "“"}
_PEOPLE = frozenset({"person", "organization"})


@dataclass(slots=True)
class Clause:
    """A verb with what stands at its places.

    Attributes:
        places: Phrases by grammatical place: ``nsubj`` acts and ``dobj`` suffers, in the passive
            too; ``agent`` is the by-phrase; a preposition is spelt as its word; ``dobj de`` is
            what an object is of.
        deeds: Infinitives behind a preposition, by it: their first and last word.
        when: The time that stands among them.
        last: The last word.
        aside: It is a relative clause between commas, or a participle.
    """

    group: Group
    places: dict[str, list[Phrase]] = field(default_factory=dict)
    deeds: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    when: When | None = None
    first: int = 0
    last: int = 0
    aside: bool = False

    def put(self, name: str, phrases: tuple[Phrase, ...]) -> None:
        """Add phrases at a place."""
        self.places.setdefault(name, []).extend(phrases)


def clause_of(
    line: Line, group: Group, times: Timed, hosts: tuple[Phrase, ...] = ()
) -> Clause | None:
    """Return a group's plain clause, or None where it is none.

    Args:
        line: The sentence.
        group: The verb with its auxiliaries.
        times: The times in the sentence.
        hosts: Of a bare participle: whom it describes.
    """
    clause = Clause(group=group, first=group.first, last=group.verb)
    if group.bare:
        if not hosts:
            return None
        clause.aside = True
        clause.put("dobj", hosts)
    elif not _subject(line, clause, times):
        return None
    behind(line, clause, times)
    return clause if _fits_parse(line, clause) else None


def _subject(line: Line, clause: Clause, times: Timed) -> bool:
    """Put the subject that stands directly before a group; False where it cannot be told."""
    before = clause.group.first - 1
    place = "dobj" if clause.group.passive else "nsubj"
    if line.is_one_of(before, "plain_that") or line.is_one_of(before, "plain_who"):
        found = _antecedent(line, before)
        if found is not None:
            clause.aside = line.text(before - 1) == ","
            clause.put(place, (found,))
            clause.first = before
            return True
        if not line.is_one_of(before, "plain_that") or _opened(line, before):
            return False
    phrases = _acting(line, clause, times)
    if phrases is None:
        return _follows(line, clause, times) if clause.group.passive else _silent(line, clause)
    if len(phrases) > 1 and not clause.group.many:
        return False
    if len(phrases) == 1 and clause.group.many and not _collective(line, phrases[0]):
        return False
    clause.put(place, phrases)
    return True


def _acting(line: Line, clause: Clause, times: Timed) -> tuple[Phrase, ...] | None:
    """Return the phrases that begin where a clause may begin and reach its verb."""
    start = start_of(line, clause.group.first - 1)
    for at in range(start, clause.group.first):
        if at > start and line.text(at - 1) not in _CLOSE and not _ends_time(times, at - 1):
            continue
        phrases = _reaching(line, at, clause.group.first)
        if phrases:
            clause.first = at
            led = _opening(times, start)
            if led is not None:
                clause.first, clause.when = led
            return phrases
    return None


def _opening(times: Timed, start: int) -> tuple[int, When] | None:
    """Return the time at a clause's start; a verb of its own ("desde que asumió") is no start."""
    for first, (last, when) in times.items():
        if first == start or first < start <= last + 1:
            return first, when
    return None


def _silent(line: Line, clause: Clause) -> bool:
    """Tell whether a verb has no subject before it because it needs none there."""
    before = clause.group.first - 1
    return line.text(before) in {"", *_CLOSE} or line.is_one_of(before, "plain_that")


def _follows(line: Line, clause: Clause, times: Timed) -> bool:
    """Put the person whom a passive without a subject before it has right behind it.

    "Fue detenido el exalcalde X".
    """
    at = _skipped(line, clause, times, clause.group.verb + 1)
    phrase = line.phrase(at)
    if phrase is None or phrase.kind != "person" or not _silent(line, clause):
        return False
    if clause.group.many or not (phrase.named or phrase.first != phrase.start):
        return False
    clause.put("dobj", (phrase,))
    clause.last = phrase.last
    return True


def _opened(line: Line, at: int) -> bool:
    """Tell whether "que" opens what a word before it leaves open: "ordenó que", "idea de que"."""
    return line.text(at - 1) not in {"", *_CLOSE}


def _ends_time(times: Timed, at: int) -> bool:
    return any(last == at for last, _ in times.values())


def start_of(line: Line, before: int) -> int:
    """Return where a clause begins, at the earliest; what is closed in it is stepped over."""
    at = before
    while at >= max(0, before - _LONG):
        opening = _PAIRS.get(line.text(at))
        if opening is not None:
            inside = range(at - 1, max(-1, at - _INSERTED), -1)
            at = next((n for n in inside if line.text(n) == opening), at)
        elif (
            line.text(at) in {*_PAIRS.values(), ";", ":", "—"}
            or line.is_one_of(at, "plain_opening")
            or (line.pos(at) in {"VERB", "AUX"} and not line.participle_of(at))
        ):
            break
        at -= 1
    return at + 1


def _collective(line: Line, phrase: Phrase) -> bool:
    """Tell whether one phrase takes a plural: "los soldados", "fuentes"."""
    return (
        phrase.mention is None
        or phrase.mention.form != "name"
        or line.text(phrase.first) in {"los", "las"}
    )


def _reaching(line: Line, at: int, end: int) -> tuple[Phrase, ...]:
    """Return the phrases that begin at a word and reach the verb group, insertions skipped."""
    phrase = line.phrase(at)
    if phrase is None:
        return ()
    both = line.joined(phrase, acting=True)
    if both[-1].last + 1 == end:
        return both
    beside = line.beside(phrase)
    if beside is not None and beside[1] == end:
        return (beside[0],)
    whom = beside[0] if beside is not None else phrase
    return (whom,) if _insertion_ends(line, whom.last + 1, end) else ()


def _insertion_ends(line: Line, at: int, end: int) -> bool:
    """Tell whether from a word to a group there is but one remark between commas or brackets."""
    if end - at > _INSERTED or line.text(end - 1) not in {",", ")"}:
        return False
    if line.text(at) not in {",", "("} or end - at <= 1:
        return False
    inside = range(at + 1, end - 1)
    if any(line.pos(n) in {"VERB", "AUX"} and not line.participle_of(n) for n in inside):
        return False
    return not any(line.text(n) in {";", ":", "—"} for n in inside)


def _antecedent(line: Line, pronoun: int) -> Phrase | None:
    """Return whom a relative pronoun means, where only one thing can be meant."""
    found = host_of(line, pronoun)
    if found is None:
        return None
    if line.is_one_of(pronoun, "plain_who"):
        told = line.is_one_of(found.first - 1, "plain_according")
        pronominal = found.mention is not None and found.mention.form == "pronoun"
        if told or pronominal or found.kind != "person":
            return None
    return None if _is_hearer(line, found, pronoun) else found


def _is_hearer(line: Line, phrase: Phrase, that: int) -> bool:
    """Tell whether "que" says what somebody is told: "dijo a X que …"."""
    verb = next((n for n in range(phrase.first - 1, -1, -1) if line.pos(n) == "VERB"), -1)
    said = line.lemma(verb) in line.tree.lexicon.cues
    return (
        said
        and line.text(that - 1) != ","
        and line.lemma(phrase.first - 1) in (line.tree.lexicon.grammar["plain_to"])
    )


def host_of(line: Line, at: int) -> Phrase | None:
    """Return what is described by what begins at a word, right behind it or behind a comma.

    None where it might be one of two: "el hermano de X, que …".
    """
    end = at - 2 if line.text(at - 1) == "," else at - 1
    for begin in range(max(0, end - _RELATIVE), end + 1):
        phrase = line.phrase(begin)
        if phrase is not None and phrase.last == end:
            bare = all(t.mention is None and t.first == t.start for t in phrase.inner)
            apart = line.is_one_of(phrase.first - 1, "plain_of")
            return phrase if bare and not apart else None
    return None


def behind(line: Line, clause: Clause, times: Timed) -> None:
    """Put what stands right behind a verb: an object, phrases with prepositions, a time.

    What stands behind an infinitive belongs to that, but for who acted ("por …").
    """
    at = clause.last + 1
    for _ in range(_MOST):
        at = _skipped(line, clause, times, at)
        if clause.deeds and not line.is_one_of(at, "plain_by"):
            break
        following = _preposition(line, clause, at)
        if following is None:
            following = _object(line, clause, at)
        if following is None:
            break
        clause.last = following - 1
        at = following


def _skipped(line: Line, clause: Clause, times: Timed, at: int) -> int:
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
    word, size = _word(line, at)
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
        whom = tuple(p for p in both if p.kind in _PEOPLE)
        clause.put("dative", whom)
        if "dobj" not in clause.places:
            clause.put("dobj", whom)
    return following


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


def _word(line: Line, at: int) -> tuple[str, int]:
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


def _fits_parse(line: Line, clause: Clause) -> bool:
    """Tell whether the parse agrees on the subject and the object, as far as it names any."""
    tree, verb = line.tree, clause.group.verb
    mine = [p for held in clause.places.values() for p in held]
    held = {n for p in mine for n in range(p.first, p.last + 1)} | set(range(clause.first, verb))
    return all(n in held for n in tree.kids(verb, "nsubj", "nsubjpass", "dobj"))
