"""The words of pages and of a terminal: modes, roles, predicates, dates, numbers.

How acts read is in `careo.model.wording`.
"""

from __future__ import annotations

from careo.model.claim import Mode
from careo.model.predicates import PREDICATES
from careo.model.time import DateRange, When

MODES: dict[Mode, str] = {
    "own_words": "in the document\u2019s own voice",
    "direct_quote": "quoted word for word",
    "indirect": "reported in the document\u2019s words",
    "mixed": "partly quoted, partly in the document\u2019s words",
    "paraphrase": "paraphrased by the document",
    "translation": "translated",
}

ROLES: dict[str, str] = {
    "patient": "",
    "counterpart": "with",
    "domain": "in the matter of",
    "origin": "from",
    "destination": "to",
    "via": "by way of",
    "place": "in",
    "amount": "amount:",
    "duration": "length:",
    "post": "",
    "rank": "",
    "unit": "unit:",
    "charge": "for",
    "court": "before",
    "beneficiary": "for the benefit of",
}
"""What stands before a role's words in a sentence."""

_LEADS = {
    ("convicted", "charge"): "of",
    ("charged", "charge"): "with",
    ("acquitted", "charge"): "of",
    ("pleaded", "domain"): "",
    ("pleaded", "charge"): "to",
    ("appealed", "domain"): "",
    ("overturned", "domain"): "",
    ("dropped", "charge"): "of",
    ("knows_of", "domain"): "",
    ("benefits_from", "domain"): "",
    ("sentenced", "duration"): "to",
    ("holds_post", "unit"): "of",
    ("holds_rank", "unit"): "in",
    ("pays", "beneficiary"): "",
}
"""What stands before a role where the predicate asks for another word."""

_OWN = {
    ("commands", "order"): ("orders", "is ordered by"),
    ("commands", "instruct"): ("instructs", "is instructed by"),
    ("commands", "give"): ("gives", "is given by"),
    ("commands", "issue"): ("issues", "is issued by"),
    ("commands", "come"): ("gives", "is given by"),
    ("contacts", "meet"): ("meets with", "is met with by"),
}
"""Verbs that say less than their predicate: who gives one order is not said to command, and who
meets somebody is not said to be in contact ever after."""

_PLURAL = {"is": "are", "was": "were", "has": "have"}
_BASE = {
    "detained": "detain",
    "charged": "charge",
    "convicted": "convict",
    "sentenced": "sentence",
    "sanctioned": "sanction",
    "acquitted": "acquit",
    "overturned a verdict against": "overturn a verdict against",
    "dropped charges against": "drop charges against",
    "pardoned": "pardon",
    "extradited": "extradite",
    "released": "release",
    "succeeded": "succeed",
}


def predicate(name: str, verb: str, *, several: bool, negated: bool) -> str:
    """Return a predicate as it reads after its agents; a bare verb in brackets, uninflected."""
    if name == "states":
        said = f"[{verb}]" if verb else "—"
        return f"not {said}" if negated else said
    forward = PREDICATES[name].en.forward
    forward = _OWN.get((name, verb), (forward,))[0]
    if forward in _BASE:
        return f"did not {_BASE[forward]}" if negated else forward
    head, _, rest = forward.partition(" ")
    return f"{_inflected(head, several=several, negated=negated)} {rest}".strip()


def lead_of(name: str, role: str) -> str:
    """Return what stands before a role's words after a predicate."""
    return _LEADS.get((name, role), ROLES.get(role, role))


def predicate_back(name: str, verb: str = "", *, negated: bool) -> str:
    """Return a predicate as it reads after its patient, where no agent is named."""
    back = PREDICATES[name].en.back
    back = _OWN.get((name, verb), (back,))[-1]
    head, _, rest = back.partition(" ")
    return f"{head} not {rest}" if negated else f"{head} {rest}"


def _inflected(verb: str, *, several: bool, negated: bool) -> str:
    if verb in _PLURAL:
        verb = _PLURAL[verb] if several else verb
        return f"{verb} not" if negated else verb
    if negated:
        return f"{'do' if several else 'does'} not {_stem(verb)}"
    return _stem(verb) if several else verb


def _stem(verb: str) -> str:
    if verb.endswith("ies"):
        return verb[:-3] + "y"
    return verb[:-2] if verb.endswith(("sses", "ches", "shes")) else verb.removesuffix("s")


def count(number: int, one: str, many: str = "") -> str:
    """Return a number with what it counts: "1 claim", "2,000 claims"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(words: list[str]) -> str:
    """Return "A", "A and B", "A, B and C"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def date_words(when: When) -> str:
    """Return the normalised date: "since 2007", "2019-03", "between 2007 and 2009"."""
    first = when.first_precise or when.first_imprecise
    last = when.last_precise or when.last_imprecise
    counted = " (counted from the day of writing)" if when.deictic else ""
    if first is not None and last is not None and first != last:
        return f"{range_words(first)} to {range_words(last)}{counted}"
    only = first or last
    if only is None:
        return ""
    return f"{_lead(when, first, last)}{range_words(only)}{counted}"


def _lead(when: When, first: DateRange | None, last: DateRange | None) -> str:
    """Return what stands before a single date: which side of it is open."""
    if when.starting or when.ending:
        return "since " if when.starting else "until "
    if first is None or last is None:
        return "not after " if first is None else "not before "
    return ""


def range_words(days: DateRange) -> str:
    """Return a range as a day, a month or a year where it is exactly one."""
    first, last = days.earliest, days.latest
    if first == last:
        return first
    if first[4:] == "-01-01" and last == f"{first[:4]}-12-31":
        return first[:4]
    if first[:7] == last[:7] and first[8:] == "01" and last[8:] >= "28":
        return first[:7]
    return f"between {first} and {last}"
