"""Which of a reading's attributions are acts of saying that make a claim of their own."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from careo.claims.acts import saying, speaking_noun, verdict_in
from careo.claims.addressed import speaks
from careo.claims.attitudes import is_attitude
from careo.claims.contested import is_contested
from careo.claims.context import Context, of_document
from careo.claims.conveyors import is_conveyor
from careo.claims.cueing import cue_head, cueing
from careo.claims.knowing import main_word
from careo.claims.own_voice import touching
from careo.claims.speakers import same, speaker, speaker_heads
from careo.claims.syntax import words_of
from careo.claims.verdicts import without_verdicts
from careo.claims.words import before_verb, is_listed, lemmas, listed
from careo.model.reading import Attribution, Reading, Sentence, Token
from careo.model.text import Span

_NAMING = frozenset({"relcl", "acl"})
_VERDICTS = frozenset({"convicted", "acquitted", "sentenced"})
_CHARGED = _VERDICTS | {"charged", "pleaded"}
_WH = frozenset({"WP", "WDT", "WRB", "WP$"})
_PLAIN = frozenset({"asserts", "reports"})
_NAME_WORDS = frozenset({"PROPN", "DET", "PUNCT"})


def sifted(context: Context) -> tuple[Attribution, ...]:
    """Return the attributions of which claims are made, each place once, in order.

    Left out are those of headings, and what only looks like a saying: a deed ("ordered the
    raid"), a name ("the man they call Lobo"), what nobody or the reader says ("nobody will
    tell you that", "you call them"),
    what somebody denies to have said, and what the document says that it does not say ("I do
    not say that"): these stay whole in the words around them. Of two at the same places the one
    that names a source counts.
    """
    best: dict[object, Attribution] = {}
    read = context.reading.attributions
    cuts = [verdict for one in read if (verdict := verdict_in(context, one)) is not None]
    for one in without_verdicts(context, [_whole_cue(context, one) for one in read], cuts):
        if not one.content or not _is_saying(context, one):
            continue
        key = (one.cue, one.content)
        if key not in best or (best[key].source is None and one.source is not None):
            best[key] = one
    near = touching(context, tuple(best.values()))
    found: list[Attribution] = []
    for one in best.values():
        others = near.get(_place(context, one), ())
        owned = _own_source(context, one, others)
        if not (
            _denied_by_himself(context, owned, others)
            or _is_unsaid(context, owned, others)
            or _is_loose(context, owned, others)
        ):
            found.append(owned)
    return tuple(found)


def spoken(context: Context) -> Reading:
    """Return the reading without the deeds in it that were taken for sayings.

    Their words are nobody's: they assert what any other words would.
    """
    if context.spoken is None:
        read = context.reading
        kept = tuple(one for one in read.attributions if not _is_done(context, one))
        context.spoken = msgspec.structs.replace(read, attributions=kept)
    return context.spoken


@of_document
def _is_done(context: Context, one: Attribution) -> bool:
    if not one.content or context.sentence_of(one.cue or one.content[0]) is None:
        return False
    return (
        _is_deed(context, one)
        or _is_verdict(context, one)
        or is_contested(context, one)
        or is_attitude(context, one)
    )


def _place(context: Context, one: Attribution) -> int:
    sentence = context.sentence_of(one.cue or one.content[0])
    return sentence.start if sentence is not None else -1


def _is_saying(context: Context, one: Attribution) -> bool:
    sentence = context.sentence_of(one.cue or one.content[0])
    if sentence is None or context.kind_of_segment(sentence) in {"heading", "row", "furniture"}:
        return False
    return not (
        _is_done(context, one)
        or _is_name(context, one)
        or _is_nobody(context, one)
        or _is_question(context, one)
        or _is_authorship(context, one)
        or _is_torn(context, one)
        or _is_pronoun(context, one)
    )


def _is_pronoun(context: Context, one: Attribution) -> bool:
    """Tell whether a plain saying has but "it" for what is said: "was told about it by Roe".

    A denial of "it" is one all the same.
    """
    places = [(context.sentence_of(span), span) for span in one.content]
    tokens = [s.tokens[n] for s, span in places if s is not None for n in words_of(span, s)]
    bare = all(token.tag == "PRP" and token.pos == "PRON" for token in tokens)
    return bool(tokens) and bare and saying(context, one).act in _PLAIN


def _is_deed(context: Context, one: Attribution) -> bool:
    """Tell whether a thing is ordered, and no official speaks, or asked for ("his extradition")."""
    said = saying(context, one)
    demanded = said.lemma in listed(context.lexicon, "demands")
    if said.act != "orders" and not demanded:
        return False
    noun = speaking_noun(context, one.source)
    official = noun in context.lexicon.naming.bodies or noun in context.lexicon.speakers
    if official and not demanded:
        return False
    main = main_word(context, one.content)
    return main is not None and main[0].tokens[main[1]].pos not in {"VERB", "AUX"}


def _is_verdict(context: Context, one: Attribution) -> bool:
    """Tell whether a court's deed is told whole: "he was convicted of theft", "acquitted him".

    Words cut out of it ("him of theft") would say the opposite of an acquittal. A formal charge
    is such a deed too, unless the words say who charges.
    """
    found = _cue(context, one.cue)
    if found is None:
        return False
    sentence, head = found
    cue = [sentence.tokens[n] for n in words_of(one.cue, sentence)] if one.cue else []
    deeds = _CHARGED if sentence.tokens[head].tag == "VBN" else _VERDICTS
    said = _told(context, sentence.tokens[head], "VERB")
    said |= {name for token in cue for name in _told(context, token, "ADJ")}
    return one.source is None and not deeds.isdisjoint(said)


def _told(context: Context, token: Token, pos: str) -> set[str]:
    """Return the predicates of which a verb or an adjective is a trigger."""
    known = context.lexicon.triggers
    held = (t for word in lemmas(token, context.lexicon) for t in known.get(word, ()))
    return {t.predicate for t in held if token.pos == t.pos == pos}


def _is_name(context: Context, one: Attribution) -> bool:
    """Tell whether a relative clause only names: "the man they call Lobo"."""
    found = _cue(context, one.cue)
    if found is None or found[0].tokens[found[1]].dep not in _NAMING:
        return False
    sentence = found[0]
    words = words_of(one.content[-1], sentence)
    return bool(words) and all(sentence.tokens[n].pos in _NAME_WORDS for n in words)


def _is_nobody(context: Context, one: Attribution) -> bool:
    """Tell whether the reader says it ("you call them"), or nobody would ("nobody will tell").

    What nobody said ("no official has stated that") is a saying that is denied.
    """
    sentence = context.sentence_of(one.source) if one.source is not None else None
    if one.source is None or sentence is None:
        return False
    words = words_of(one.source, sentence)
    said = [sentence.tokens[n].text.lower() for n in (*speaker_heads(sentence, words), *words[:1])]
    found = _cue(context, one.cue)
    if not listed(context.lexicon, "addressed").isdisjoint(said):
        return found is None or not _is_past(context, *found)
    if listed(context.lexicon, "none").isdisjoint(said) or found is None:
        return False
    helping = before_verb(*found, context.lexicon)
    return any(is_listed(found[0].tokens[n], context.lexicon, "unsaid") for n in helping)


def _is_past(context: Context, sentence: Sentence, head: int) -> bool:
    """Tell whether a verb is in the past: "you wrote that" is said to somebody who did."""
    group = (*before_verb(sentence, head, context.lexicon), head)
    finite = next((n for n in group if sentence.tokens[n].pos in {"VERB", "AUX"}), head)
    return sentence.tokens[finite].tag == "VBD"


def _is_unsaid(context: Context, one: Attribution, others: Sequence[Attribution]) -> bool:
    """Tell whether the document says that it does not say something: "I do not say that".

    Not where "I" is somebody else: inside his words.
    """
    source = one.source
    if source is None or not context.first_person(source):
        return False
    if any(span.holds(source) for other in others for span in other.content):
        return False
    return not context.quoted(source.start, source.end) and saying(context, one).negated


def _is_question(context: Context, one: Attribution) -> bool:
    """Tell whether something is asked, or not to be named is: that asserts nothing.

    "Asked him to pay" is a saying.
    """
    found = _cue(context, one.cue)
    sentence = context.sentence_of(one.content[0])
    if found is None or sentence is None:
        return False
    verb = found[0].tokens[found[1]]
    words = [sentence.tokens[n] for n in words_of(one.content[0], sentence)]
    naming = any(is_listed(token, context.lexicon, "identifying") for token in words)
    if not is_listed(verb, context.lexicon, "questions"):
        return naming and is_listed(verb, context.lexicon, "demands")
    if naming or "?" in one.content[-1].exact[-2:]:
        return True
    first = next((token for token in words if token.pos != "PUNCT"), None)
    return first is not None and (first.tag in _WH or is_listed(first, context.lexicon, "whether"))


def _is_authorship(context: Context, one: Attribution) -> bool:
    """Tell whether a cue only says who wrote a conveyor: "the report, written by X, …"."""
    found = _cue(context, one.cue)
    if found is None:
        return False
    sentence, head = found
    token = sentence.tokens[head]
    authoring = not set(context.lexicon.authoring).isdisjoint(lemmas(token, context.lexicon))
    if not authoring or token.dep != "acl":
        return False
    return is_conveyor(context, sentence, token.head)


def _is_torn(context: Context, one: Attribution) -> bool:
    """Tell whether a cue stands inside a quotation and its content outside: a misreading."""
    cue = one.cue
    if cue is None or not context.quoted(cue.start, cue.end):
        return False
    around = context.quotations_near(cue.start)
    return not any(
        start <= span.start and span.end <= end for span in one.content for start, end in around
    )


def _denied_by_himself(context: Context, one: Attribution, others: Sequence[Attribution]) -> bool:
    """Tell whether somebody denies to have said something: then he has not said it."""
    for other in others:
        if one.cue is None or not any(span.holds(one.cue) for span in other.content):
            continue
        if saying(context, other).act != "denies":
            continue
        if same(context, speaker(context, one.source), speaker(context, other.source)):
            return True
    return False


def _is_loose(context: Context, one: Attribution, others: Sequence[Attribution]) -> bool:
    """Tell whether a participle without a subject only goes on in what somebody says.

    "He claims that X, suggesting a plot": nobody is heard to say it whom these words name, and
    they stand in what he says already.
    """
    found = _cue(context, one.cue)
    if found is None or one.source is not None or saying(context, one).act != "asserts":
        return False
    sentence, head = found
    before = [token.pos for token in sentence.tokens[:head][-1:]]
    if sentence.tokens[head].tag != "VBG" or before not in (["PUNCT"], ["CCONJ"]):
        return False
    places = (span for other in others if other is not one for span in other.content)
    return any(one.cue is not None and span.holds(one.cue) for span in places)


def _whole_cue(context: Context, one: Attribution) -> Attribution:
    """Return a saying with the negation that is part of its cue: "pleaded not | guilty"."""
    cue = one.cue
    sentence = context.sentence_of(cue) if cue is not None else None
    found = cueing(context, sentence, cue) if cue is not None and sentence is not None else None
    if cue is None or sentence is None or found is None:
        return one
    never = listed(context.lexicon, "never")
    behind = [sentence.tokens[n] for n in found.words if sentence.tokens[n].start >= cue.end]
    token = next((t for t in behind if t.text.lower() in never), None)
    if token is None or not any(span.start == token.start for span in one.content):
        return one
    start = next((t.start for t in behind if t.start >= token.end), token.end)
    content = tuple(
        context.layer.span(start, span.end) if span.start == token.start else span
        for span in one.content
        if span.start != token.start or start < span.end
    )
    whole = context.layer.span(cue.start, token.end)
    return msgspec.structs.replace(one, cue=whole, content=content)


def _own_source(context: Context, one: Attribution, others: Sequence[Attribution]) -> Attribution:
    """Take from a saying a speaker who is not its own.

    In "he rejected the claim that X" the claim is not his; in "a la familia se le comunicó que"
    the family is told, and in "preguntado por el fiscal, responde que" the prosecutor asks.
    """
    if one.source is not None and not speaks(context, one.source, one.cue):
        return msgspec.structs.replace(one, source=None)
    found = _cue(context, one.cue)
    if one.source is None or found is None or found[0].tokens[found[1]].pos != "NOUN":
        return one
    for other in others:
        around = other.source == one.source and other.cue != one.cue
        if around and any(one.cue is not None and span.holds(one.cue) for span in other.content):
            return msgspec.structs.replace(one, source=None)
    return one


def _cue(context: Context, cue: Span | None) -> tuple[Sentence, int] | None:
    sentence = context.sentence_of(cue) if cue is not None else None
    head = cue_head(context, sentence, cue) if cue is not None and sentence is not None else None
    return None if sentence is None or head is None else (sentence, head)
