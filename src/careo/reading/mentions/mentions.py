"""All mentions of a layer: names, descriptions, pronouns, and titles before names."""

from __future__ import annotations

from collections.abc import Iterator

from careo.model.lexicon import Pronoun
from careo.model.reading import Mention, Token
from careo.reading.mentions.context import Context, Found, fold
from careo.reading.mentions.kinds import kinds
from careo.reading.mentions.names import names, words_of
from careo.reading.mentions.nouns import descriptions
from careo.reading.mentions.titles import Name, title_words

_JOINING = frozenset({"IN", "WDT"})
"""Tags of a word that may be no pronoun at all ("que")."""
_RELATIVE = frozenset({"WP", "WP$"}) | _JOINING
_PERSONAL = frozenset({"PRP", "PRP$"})
_TAGS = {"first": _PERSONAL, "third": _PERSONAL, "relative": _RELATIVE}
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "poss"})


def find(context: Context) -> list[Found]:
    """Return every mention of the layer in order of place; of two at one start the longer first."""
    runs = names(context)
    found = _names(context, runs)
    taken = {(f.sentence, i): f.end for f in found for i in range(f.start, f.end)}
    titles = {
        (f.sentence, i) for f in found if f.form == "description" for i in range(f.start, f.end)
    }
    whole = [d for d in descriptions(context, taken) if (d.sentence, d.head) not in titles]
    return sorted([*found, *whole, *_pronouns(context)], key=lambda f: f.place)


def written(context: Context, found: Found) -> Mention:
    """Return a mention as the value that leaves this room."""
    tokens = context.tokens(found.sentence)
    span = context.layer.span(tokens[found.start].start, tokens[found.end - 1].end)
    return Mention(span=span, kind=found.kind, form=found.form, head=tokens[found.head].text)


def _names(context: Context, runs: list[Name]) -> list[Found]:
    found: list[Found] = []
    for name, kind in zip(runs, kinds(context, runs), strict=True):
        if kind is None:
            continue
        tokens = context.tokens(name.sentence)
        titled, titles = title_words(context, name)
        lent = name.shared or (0, 0)
        found.append(
            Found(
                sentence=name.sentence,
                start=name.start,
                end=name.end,
                head=_head(context, name),
                kind=kind,
                form="name",
                words=words_of(context, name),
                titles=titles if kind == "person" else (),
                title=name.title,
                modifiers=name.modifiers,
                surname=tuple(fold(t.text) for t in tokens[lent[0] : lent[1]]),
                surname_text=context.text(name.sentence, *lent) if name.shared else "",
            )
        )
        if kind == "person" and titles:
            found.append(_title(name, titled, titles))
    return found


def _head(context: Context, name: Name) -> int:
    """Return the token that the rest of the name hangs on in the parse."""
    tokens = context.tokens(name.sentence)
    inside = range(name.start, name.end)
    return next((i for i in reversed(inside) if tokens[i].head not in inside), name.end - 1)


def _title(name: Name, end: int, titles: tuple[str, ...]) -> Found:
    return Found(
        sentence=name.sentence,
        start=name.title,
        end=name.start,
        head=end - 1,
        kind="role",
        form="description",
        titles=titles,
        predicative=True,
    )


def _pronouns(context: Context) -> Iterator[Found]:
    known = context.lexicon.naming.pronouns
    for sentence in range(len(context.parse.sentences)):
        for index, token in enumerate(context.tokens(sentence)):
            pronoun = known.get(token.text.lower())
            if pronoun is None or not _may_be(context, token, pronoun):
                continue
            if token.text.lower() in context.words["vague"]:
                continue
            if pronoun.person == "relative" and not _relative(context, sentence, index):
                continue
            thing = pronoun.gender == "n"
            yield Found(
                sentence=sentence,
                start=index,
                end=index + 1,
                head=index,
                kind="thing" if thing else "person",
                form="pronoun",
                number="many" if pronoun.number == "many" else "one",
                titles=(token.text.lower(),),
            )


def _may_be(context: Context, token: Token, pronoun: Pronoun) -> bool:
    """Tell whether a word is used as the pronoun that it may be; "este" alone, before no noun."""
    alone = token.pos == "PRON" and token.text.lower() in context.words["latter"]
    return alone or token.tag in _TAGS[pronoun.person]


def _relative(context: Context, sentence: int, index: int) -> bool:
    """Tell a relative "who" from a question, and "que" from the word before a clause."""
    tokens = context.tokens(sentence)
    seen = index
    token = tokens[index]
    if token.tag in _JOINING:
        verb = tokens[token.head]
        return token.dep in _ARGUMENTS and verb.dep == "relcl" and verb.head < index
    for _ in tokens:
        if tokens[seen].dep == "relcl":
            return True
        if tokens[seen].head == seen:
            return False
        seen = tokens[seen].head
    return False
