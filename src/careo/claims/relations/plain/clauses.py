"""Plain clauses: somebody, a verb, and what stands right behind it."""

from __future__ import annotations

from careo.claims.relations.plain.behind import behind, skipped
from careo.claims.relations.plain.clause import Clause, Timed
from careo.claims.relations.plain.groups import Group
from careo.claims.relations.plain.phrases import Line, Phrase
from careo.claims.relations.plain.words import DASHES
from careo.model.time import When

_INSERTED = 26
_RELATIVE = 14
_LONG = 60
_CLOSE = frozenset({",", ";", ":", "—", "\u2013", "(", "«", "“", '"', "-"})
_PAIRS = {")": "(", "»": "«", "”": "“"}


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
    phrases = _acting(line, clause, times) or _past_aside(line, clause)
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
        if line.is_one_of(at - 1, "plain_according"):
            continue
        phrases = _reaching(line, at, clause.group.first)
        if phrases:
            clause.first = at
            led = _opening(times, start)
            if led is not None:
                clause.first, clause.when = led
            return phrases
    return None


def _past_aside(line: Line, clause: Clause) -> tuple[Phrase, ...] | None:
    """Return whom a verb has before a remark on him: "X, *quien huyó en 2019*, ordenó".

    The remark is a relative clause between commas, or anything between dashes; one with a
    comma of its own is none. The parse must have the same subject.
    """
    end = clause.group.first - 1
    sign = line.text(end)
    if sign != "," and sign not in DASHES:
        return None
    inside = range(end - 1, max(0, end - _INSERTED), -1)
    begin = next((n for n in inside if line.text(n) in {sign, ";", ":"}), 0)
    relative = line.is_one_of(begin + 1, "plain_that") or line.is_one_of(begin + 1, "plain_who")
    if not begin or line.text(begin) != sign or (sign == "," and not relative):
        return None
    host = host_of(line, begin + 1)
    subjects = line.tree.kids(clause.group.verb, "nsubj", "nsubjpass")
    if host is None or not any(host.first <= n <= host.last for n in subjects):
        return None
    clause.first = host.first
    return (host,)


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
    at = skipped(line, clause, times, clause.group.verb + 1)
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
    if phrase is None or _is_bare(line, phrase):
        return ()
    both = line.joined(phrase, acting=True)
    if both[-1].last + 1 == end:
        return both
    beside = line.beside(phrase)
    if beside is not None and beside[1] == end:
        return (beside[0],)
    whom = beside[0] if beside is not None else phrase
    alone = not any(_is_another(line, n) for n in range(whom.last + 1, end - 1))
    return (whom,) if alone and _insertion_ends(line, whom.last + 1, end) else ()


def _is_bare(line: Line, phrase: Phrase) -> bool:
    """Tell whether a phrase behind a comma is an apposition: a description without an article."""
    single = line.text(phrase.noun) == line.lemma(phrase.noun)
    told = phrase.mention is not None and phrase.mention.form != "description"
    bare = phrase.first == phrase.start and phrase.kind == "person" and single and not told
    return bare and line.text(phrase.first - 1) == ","


def _is_another(line: Line, comma: int) -> bool:
    """Tell whether a comma parts somebody else from whom a remark is on: "X, *Y*, exministro,"."""
    phrase = line.phrase(comma + 1) if line.text(comma) == "," else None
    if line.is_one_of(comma + 1, "plain_one"):
        return False
    return phrase is not None and phrase.named and phrase.kind in {"person", "organization"}


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
    end = at - 2 if line.text(at - 1) in {",", *DASHES} else at - 1
    for begin in range(max(0, end - _RELATIVE), end + 1):
        phrase = line.phrase(begin)
        if phrase is not None and phrase.last == end:
            bare = all(t.mention is None and t.first == t.start for t in phrase.inner)
            apart = line.is_one_of(phrase.first - 1, "plain_of")
            return phrase if bare and not apart else None
    return None


def _fits_parse(line: Line, clause: Clause) -> bool:
    """Tell whether the parse agrees on the subject and the object, as far as it names any."""
    tree, verb = line.tree, clause.group.verb
    mine = [p for held in clause.places.values() for p in held]
    held = {n for p in mine for n in range(p.first, p.last + 1)} | set(range(clause.first, verb))
    return all(n in held for n in tree.kids(verb, "nsubj", "nsubjpass", "dobj"))
