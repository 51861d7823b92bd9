"""What somebody is, by the order of words: titles and descriptions beside a name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from careo.claims.relations.plain.clause import Timed
from careo.claims.relations.plain.groups import Group, group_at, state_at
from careo.claims.relations.plain.phrases import Line, Phrase
from careo.claims.relations.plain.words import DASHES, Named
from careo.model.claim import Role
from careo.model.lexicon import Trigger
from careo.model.time import When

_BODIES = frozenset({"organization", "place"})
CLOSERS = frozenset({",", ".", ";", ")", "", ":", "»", "”", "?", "!", *DASHES})
_NOUNS = frozenset({"NOUN", "PROPN", "ADJ"})
_MANY = 8
_ALIAS = 8


class Described(NamedTuple):
    """Somebody and a phrase that says what he is.

    Attributes:
        who: Of whom it is said.
        phrase: What he is.
        others: What stands behind the phrase with a preposition ("embajador *en Lorvia*").
        when: The time right behind it ("comandante de X *entre 2011 y 2013*").
    """

    who: tuple[Phrase, ...]
    phrase: Phrase
    others: dict[str, list[Phrase]]
    when: When | None = None


def heads(line: Line, at: int) -> list[Trigger]:
    """Return what a noun says of somebody by naming him."""
    return [t for t in line.triggers(at) if t.roles.get("self") == "agent"]


def named_by(line: Line, at: int) -> list[Trigger]:
    """Return what a noun says of somebody or something: also whose it is ("propiedad de X")."""
    return [t for t in line.triggers(at) if t.roles.get("self") in {"agent", "patient"}]


def is_rank(line: Line, at: int) -> bool:
    """Tell whether a noun is a rank."""
    return bool({line.lemma(at), line.text(at)} & set(line.tree.lexicon.ranks))


def description_at(line: Line, at: int) -> tuple[Phrase, dict[str, list[Phrase]], int] | None:
    """Return the description that begins at a word, what stands behind it, and its last word."""
    phrase = line.phrase(at)
    if phrase is None or (phrase.named and phrase.start == phrase.last):
        return None
    noun = phrase.noun
    known = named_by(line, noun)
    if not known and not is_rank(line, noun):
        return None
    others, last = dict[str, list[Phrase]](), phrase.last
    wanted = {name for t in known for name in t.roles} - {"self", "poss", *line.of}
    while not phrase.named and line.lemma(last + 1) in wanted and line.pos(last + 1) == "ADP":
        thing = line.phrase(last + 2)
        if thing is None or thing.kind not in _BODIES:
            break
        others.setdefault(line.lemma(last + 1), []).append(thing)
        last = thing.last
    return phrase, others, last


def before_names(line: Line, times: Timed) -> Iterator[Described]:
    """Yield titles that stand before a name: "el general X", "la ministra de Y, X,"."""
    for noun in range(len(line)):
        known = line.is_noun(noun) and (heads(line, noun) or is_rank(line, noun))
        first = first_of(line, noun)
        aspired = line.is_one_of(first - 1, "plain_to") and not line.is_one_of(
            first, "plain_articles"
        )
        if not known or line.pos(first - 1) in {"NOUN", "PROPN"} or aspired:
            continue
        found = description_at(line, first)
        if found is None or found[0].noun != noun:
            continue
        yield from _before_name(line, noun, found, times)


def _before_name(
    line: Line, noun: int, found: tuple[Phrase, dict[str, list[Phrase]], int], times: Timed
) -> Iterator[Described]:
    """Yield a description with the name that closes it, or stands behind its comma.

    Before a comma two may be joined: "el exministro de X y embajador en Y, Juan Rey,".
    """
    phrase, others, last = found
    if phrase.named:
        name = line.phrase(phrase.last) or phrase
        who = line.name_over(phrase.last)
        if who is not None and _agrees(line, noun, who):
            yield Described(_listed(line, noun, who) or (name,), phrase, others)
        return
    last, when = timed(times, last)
    more = description_at(line, last + 2) if line.is_one_of(last + 1, "plain_and") else None
    joined = more is not None and not more[0].named and more[0].first == more[0].start
    beside = _behind_comma(line, phrase, more[2] if more is not None and joined else last)
    if beside is None or not _agrees(line, noun, beside):
        return
    yield Described((line.of_name(beside),), phrase, others, when)
    if more is not None and joined:
        yield Described((line.of_name(beside),), more[0], more[1])


def timed(times: Timed, last: int) -> tuple[int, When | None]:
    """Return the last word of the time right behind a word, and the time; else the word."""
    return times.get(last + 1, (last, None))


def first_of(line: Line, noun: int) -> int:
    """Return the first word of the phrase of a noun, article included."""
    at = noun
    while line.pos(at - 1) in {"ADJ", "NUM"} or line.text(at - 1) in line.former:
        if line.name_over(at - 1) is not None:
            break
        at -= 1
    return at - 1 if line.is_one_of(at - 1, "plain_articles") else at


def _listed(line: Line, noun: int, name: Named) -> tuple[Phrase, ...]:
    """Return all names behind a plural ("los generales A y B"), the one behind a singular."""
    first = line.of_name(name)
    if not _is_plural(line, noun):
        return (first,)
    both = line.joined(first, acting=True)
    return both if len(both) > 1 and all(p.named and p.kind == "person" for p in both) else (first,)


def _is_plural(line: Line, noun: int) -> bool:
    return line.text(noun) != line.lemma(noun) and line.text(noun).endswith("s")


def _behind_comma(line: Line, phrase: Phrase, last: int) -> Named | None:
    """Return the name in apposition to a description with an article, set off on both sides.

    Not for what itself belongs to another noun: "la hija del general, Inés," is no general.
    """
    name = line.called_at(last + 2)
    if line.text(last + 1) != "," or name is None or name.mention.kind != "person":
        return None
    if _is_opening(line, phrase, name):
        return name
    under = line.pos(phrase.first - 1) == "ADP" and line.pos(phrase.first - 2) in _NOUNS
    if under or line.is_one_of(phrase.first - 1, "plain_of") or phrase.first == phrase.start:
        return None
    if line.text(name.last + 1) not in CLOSERS or _is_plural(line, phrase.noun):
        return None
    if line.text(name.last + 1) == "," and line.name_at(name.last + 2) is not None:
        return None
    return name


def _is_opening(line: Line, phrase: Phrase, name: Named) -> bool:
    """Tell whether a sentence opens with whom its subject acts as: "*Como ministra*, X firmó"."""
    opens = any(
        " ".join(line.text(n) for n in range(phrase.first)) == words
        for words in line.tree.lexicon.grammar["plain_opening_as"]
    )
    return opens and line.opens_verb(name.last + 1) and not _is_plural(line, phrase.noun)


def _agrees(line: Line, noun: int, name: Named) -> bool:
    """Tell whether a noun and a given name can be of one gender."""
    naming = line.tree.lexicon.naming
    mine = naming.gendered.get(line.lemma(noun)) or naming.gendered.get(line.text(noun))
    given = naming.given_names.get(line.text(name.first))
    return not mine or not given or mine == given


def behind_name(line: Line, name: Named, times: Timed) -> Iterator[Described | Group]:
    """Yield what stands behind a name between commas or dashes: descriptions, and participles.

    "X, alias «Y», de 45 años, miembro de Z, detenido en …". Ages and further names are passed
    over; anything else ends it.
    """
    at, opened = name.last + 1, False
    for _ in range(_MANY):
        if line.text(at) not in {",", "(", *DASHES}:
            return
        opened = opened or line.text(at) == "("
        begin = at + 1 + line.is_one_of(at + 1, "plain_loose")
        passed = _passed(line, begin)
        if passed is not None:
            at = passed
        else:
            group = _participle(line, begin)
            if group is not None:
                yield group
                at = _next_comma(line, group.verb)
                continue
            found = description_at(line, begin)
            if found is None:
                return
            phrase, others, last = found
            last, when = timed(times, last)
            if not _stands_alone(line, (phrase, others, last), name):
                return
            yield Described((line.of_name(name),), phrase, others, when)
            at = last + 1
            more = description_at(line, at + 1) if line.is_one_of(at, "plain_and") else None
            if more is not None and _stands_alone(line, more, name):
                yield Described((line.of_name(name),), more[0], more[1])
                at = more[2] + 1
        at += line.text(at) == ")"


def _stands_alone(
    line: Line, found: tuple[Phrase, dict[str, list[Phrase]], int], name: Named
) -> bool:
    """Tell whether a description behind a name can be no further member of a list."""
    phrase, _, last = found
    noun = phrase.noun
    after = line.text(last + 1)
    joins = line.is_one_of(last + 1, "plain_and") and (
        line.is_one_of(last + 2, "plain_loose") or description_at(line, last + 2) is not None
    )
    if phrase.named or _is_plural(line, noun) or not _agrees(line, noun, name):
        return False
    if after not in CLOSERS and not joins:
        return False
    definite = phrase.first != phrase.start
    if not definite or after != ",":
        return True
    return not line.is_one_of(last + 2, "plain_and") and line.phrase(last + 2) is None


def _participle(line: Line, at: int) -> Group | None:
    """Return the bare participle that begins here, adverbs before it passed over."""
    while line.pos(at) == "ADV" or line.text(at) in line.tree.lexicon.hedges:
        at += 1
    adjective = any(t.pos == "ADJ" for t in line.tree.lexicon.triggers.get(line.lemma(at), ()))
    if adjective and not line.deed(at) and line.pos(at) in {"ADJ", "NOUN", "VERB"}:
        return state_at(line, at)
    if not line.deed(at):
        return None
    group = group_at(line, at)
    return group if group is not None and group.bare else None


def _next_comma(line: Line, at: int) -> int:
    while at < len(line) and line.text(at) not in {",", ".", ";", ")", "(", *DASHES}:
        at += 1
    return at


def _passed(line: Line, at: int) -> int | None:
    """Return the word behind an age or a further name, or None where neither begins."""
    begin = at + line.is_one_of(at, "plain_of")
    if line.pos(begin) == "NUM" or line.text(begin).isdigit():
        if line.tree.is_one_of(begin + 1, "units"):
            return begin + 2
        return begin + 1 if line.text(begin + 1) in {",", ")"} else None
    if line.text(at) in line.tree.lexicon.naming.naming_verbs:
        end = _next_comma(line, at)
        return end if end - at <= _ALIAS else None
    return None


def units(line: Line, phrase: Phrase) -> list[Phrase]:
    """Return the bodies or places of a post: "Karovia" of "ministro de Defensa de Karovia"."""
    found: list[Phrase] = []
    for thing in phrase.inner:
        if thing.kind in _BODIES and not _is_portfolio(line, phrase, thing):
            found.append(thing)
        else:
            found += units(line, thing)
    return found


def _is_portfolio(line: Line, phrase: Phrase, thing: Phrase) -> bool:
    """Tell whether what a post is of belongs to its name: "de Defensa", "de prensa"."""
    noun, roles = line.text(phrase.noun), line.tree.lexicon.roles
    if f"{noun} {line.text(thing.first - 1)} {line.text(thing.noun)}" in roles:
        return True
    bare = thing.first == thing.start and line.text(thing.first - 1) == line.of[0]
    bare = bare and line.text(thing.noun) not in line.tree.lexicon.naming.places
    told = thing.start if thing.named else thing.noun
    return line.text(told) in line.tree.lexicon.naming.portfolios or (
        bare and thing.mention is None
    )


def title(line: Line, phrase: Phrase, role: str) -> Role:
    """Return the words of a post or rank, without its article, its body and its doubts."""
    noun = phrase.noun
    first = phrase.start
    loose = {*_doubts(line), *line.tree.lexicon.grammar["plain_loose"]}
    while first < noun and line.text(first) in loose:
        first += 1
    last = line.last_of_noun(noun)
    while (
        last + 1 <= phrase.last and line.pos(last + 1) == "ADJ" and line.text(last + 1) not in loose
    ):
        if line.name_over(last + 1) is not None:
            break
        last += 1
    for thing in phrase.inner[:1]:
        plain = thing.kind == "thing" or _is_portfolio(line, phrase, thing)
        if plain and thing.first <= last + 2:
            last = _plain_end(line, thing)
    while last < phrase.last and line.is_one_of(last + 1, "plain_adjectives"):
        last += 1
    span = line.layer.span(line.tokens[first].start, line.tokens[last].end)
    return Role(role=role, span=span, literal=True)


def _plain_end(line: Line, thing: Phrase) -> int:
    """Return the last word of what a post is of, before the body that it is of in turn."""
    bodies = [b.first for b in units(line, thing)]
    if not bodies:
        return thing.last
    return min(bodies) - 2


def is_doubted(line: Line, phrase: Phrase) -> bool:
    """Tell whether a description is hedged: "el presunto jefe", "el próximo ministro"."""
    doubts = _doubts(line)
    return any(line.text(n) in doubts for n in range(phrase.first, phrase.noun))


def _doubts(line: Line) -> set[str]:
    return {*line.tree.lexicon.hedges, *line.tree.lexicon.grammar["plain_not_yet"]}
