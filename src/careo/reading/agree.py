"""Labels that contradict the words they hang on: the parser chooses heads and labels apart.

Each rule takes a pair of words that no grammar allows, such as the subject of a preposition, and
gives it the nearest reading that one does. Any other sentence stays as it was. The rules lean on
the order of English words; where subjects follow their verbs they would do harm.
"""

from __future__ import annotations

import msgspec

from careo.model.lexicon import Lexicon
from careo.model.reading import Sentence, Token
from careo.reading.attribution.tree import DASHES

_NAMELY = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_VERBS = frozenset({"VERB", "AUX"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "conj", "relcl"})
_CLOSING = "''"
_MARKS = frozenset({"``", _CLOSING})
_PAST = frozenset({"VBD", "VBN"})


def _put(tokens: list[Token], index: int, head: int, dep: str) -> None:
    """Hang a word on another, unless that one hangs on it."""
    at, steps = head, 0
    while tokens[at].head != at and at != index and steps < len(tokens):
        at, steps = tokens[at].head, steps + 1
    if at != index:
        tokens[index] = msgspec.structs.replace(tokens[index], head=head, dep=dep)


def _kids(tokens: list[Token], index: int, *deps: str) -> list[int]:
    return [n for n, t in enumerate(tokens) if t.head == index and n != index and t.dep in deps]


def agree(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """Return the sentence with labels that fit the words they hang on.

    Args:
        sentence: As the parser has it.
        lexicon: Its grammar says which verbs call somebody something ("equating").
    """
    tokens = list(sentence.tokens)
    _object_of_preposition(tokens)
    _name_of_preposition(tokens)
    _agent_of_noun(tokens)
    _second_subject(tokens)
    _named(tokens, frozenset(lexicon.grammar.get("equating", ())))
    _infinitive(tokens)
    _out_of_quotation(tokens)
    _second_object(tokens)
    _to_of_name(tokens)
    _apposition_of_verb(tokens)
    _put_together_with_verb(tokens)
    _subjects_in_a_row(tokens)
    _joined_before_head(tokens)
    _subject_of_noun(tokens)
    _unclosed_apposition(tokens)
    _adjective_with_subject(tokens)
    _of_adjective(tokens)
    _describes_verb(tokens)
    _describes_noun(tokens)
    _said_between_dashes(tokens)
    if tuple(tokens) == sentence.tokens:
        return sentence
    return msgspec.structs.replace(sentence, tokens=tuple(tokens))


def _object_of_preposition(tokens: list[Token]) -> None:
    """Mend "led by judge X will": X, the subject of "by"; "to doing": doing, apart from "to"."""
    for n, token in enumerate(tokens):
        head = tokens[token.head]
        if head.pos != "ADP" or head.dep not in {"prep", "agent", "dative"} or token.head >= n:
            continue
        if token.dep in {"nsubj", "nsubjpass", "dobj", "attr"} and token.pos in _NAMELY:
            _put(tokens, n, token.head, "pobj")
        elif token.dep in {"xcomp", "ccomp", "advcl", "pobj"} and token.tag == "VBG":
            _put(tokens, n, token.head, "pcomp")


def _name_of_preposition(tokens: list[Token]) -> None:
    """Mend "according to witness X": witness, put together with "to" instead of with X."""
    for n, token in enumerate(tokens[:-1]):
        if token.dep == "compound" and tokens[token.head].pos == "ADP" and token.head < n:
            named = tokens[n + 1].head == token.head and tokens[n + 1].dep == "pobj"
            if named:
                _put(tokens, n, n + 1, "compound")


def _agent_of_noun(tokens: list[Token]) -> None:
    """Mend "was charged with theft by X": the doer, hung on the theft."""
    for n, token in enumerate(tokens):
        noun = tokens[token.head]
        if token.dep != "agent" or noun.dep != "pobj" or token.head >= n:
            continue
        verb = tokens[noun.head].head
        beside = tokens[verb].pos == "VERB" and noun.head == verb + 1
        if beside and _kids(tokens, verb, "auxpass"):
            _put(tokens, n, verb, "agent")


def _second_subject(tokens: list[Token]) -> None:
    """Mend "X called Y a liar": Y, behind the verb and taken for who calls, too."""
    for n, token in enumerate(tokens):
        verb = token.head
        if token.dep != "nsubj" or tokens[verb].pos != "VERB" or _start(tokens, n) != verb + 1:
            continue
        if [k for k in _kids(tokens, verb, "nsubj") if k < verb]:
            _put(tokens, n, verb, "dobj" if not _kids(tokens, verb, "dobj") else "dative")


def _named(tokens: list[Token], equating: frozenset[str]) -> None:
    """Mend "X called Y a liar": Y, taken for whom a liar is called to."""
    for n, token in enumerate(tokens):
        if token.dep != "dative" or token.pos not in _NAMELY:
            continue
        names = [k for k in _kids(tokens, token.head, "dobj") if k > n]
        if names and tokens[token.head].lemma.lower() in equating:
            _put(tokens, names[0], token.head, "oprd")
            _put(tokens, n, token.head, "dobj")


def _infinitive(tokens: list[Token]) -> None:
    """Mend "claims to have seen": an infinitive without a subject of its own."""
    for n, token in enumerate(tokens):
        if token.dep != "ccomp" or token.head >= n or token.pos not in _VERBS:
            continue
        to = [k for k in _kids(tokens, n, "aux") if tokens[k].tag == "TO"]
        if to and not _kids(tokens, n, "nsubj", "nsubjpass", "mark"):
            _put(tokens, n, token.head, "xcomp")


def _out_of_quotation(tokens: list[Token]) -> None:
    """Mend "X wrote that “A did”, and B did": the last, joined to what stands in the marks."""
    for n, token in enumerate(tokens):
        said = token.head
        if token.dep != "conj" or said >= n or tokens[said].dep != "ccomp":
            continue
        opened = [k for k in range(said) if tokens[k].tag in _MARKS]
        closed = any(tokens[k].tag == _CLOSING for k in range(said, n))
        inside = bool(opened) and tokens[opened[-1]].tag != _CLOSING
        own = _kids(tokens, n, "nsubj", "nsubjpass") and not _kids(tokens, n, "mark")
        if inside and closed and own and tokens[said].head < said:
            _put(tokens, n, tokens[said].head, "conj")


def _second_object(tokens: list[Token]) -> None:
    """Mend "paid the master, A B, a sum": A B, between commas, paid beside the master."""
    for n, token in enumerate(tokens):
        verb = token.head
        first = n
        while first and tokens[first - 1].head == n:
            first -= 1
        described = first - 2
        if token.dep != "dobj" or token.pos != "PROPN" or described <= verb:
            continue
        closed = any(t.text == "," for t in tokens[n + 1 : n + 2])
        other = tokens[described].dep == "dobj" and tokens[described].head == verb
        if other and closed and tokens[first - 1].text == "," and tokens[described].pos == "NOUN":
            _put(tokens, n, described, "appos")


def _to_of_name(tokens: list[Token]) -> None:
    """Mend "sentenced A B to ten years": to ten years, hung on the name."""
    for n in range(1, len(tokens)):
        token, name = tokens[n], tokens[n - 1]
        to = token.dep == "prep" and token.lemma.lower() == "to" and token.head == n - 1
        if to and name.pos == "PROPN" and name.dep == "dobj":
            _put(tokens, n, name.head, "prep")


def _apposition_of_verb(tokens: list[Token]) -> None:
    """Mend "according to X, a driver, Y did": the driver, an apposition to the deed.

    Where nobody else did it, he did.
    """
    for n, token in enumerate(tokens):
        if token.dep != "appos" or tokens[token.head].pos not in _VERBS or token.head <= n:
            continue
        first = n
        while first and tokens[first - 1].head == n:
            first -= 1
        noun = first - 2
        if not _kids(tokens, token.head, "nsubj", "nsubjpass"):
            passive = _kids(tokens, token.head, "auxpass")
            _put(tokens, n, token.head, "nsubjpass" if passive else "nsubj")
        elif noun >= 0 and tokens[first - 1].text == "," and tokens[noun].pos in _NAMELY:
            _put(tokens, n, noun, "appos")


def _unclosed_apposition(tokens: list[Token]) -> None:
    """Mend "as to the accused, A B, the prosecutor said": the prosecutor speaks and is not A B.

    An apposition would end with a comma, and A B is the apposition to the accused already. Nor
    is A B called C D in "following his chief, A B, C D wrote".
    """
    for n, token in enumerate(tokens):
        name = token.head
        verb = tokens[name].head
        if token.dep not in {"appos", "conj"} or tokens[name].dep != "nsubj":
            continue
        if not name < n < verb or any(t.dep == "cc" for t in tokens[name:n]):
            continue
        first = name
        while first and tokens[first - 1].head == name and tokens[first - 1].pos == "PROPN":
            first -= 1
        described = first - 2
        opened = described >= 0 and tokens[first - 1].text == ","
        if not opened or tokens[described].dep != "pobj":
            continue
        bare = all(t.text != "," for t in tokens[n:verb]) and tokens[n - 1].pos == "DET"
        if bare or (tokens[n - 1].head == n and tokens[n - 1].pos == token.pos == "PROPN"):
            _put(tokens, n, verb, "nsubj")
            _put(tokens, name, described, "appos")


def _put_together_with_verb(tokens: list[Token]) -> None:
    """Mend "Police arrested X": Police, put together with the deed as with a noun."""
    for n, token in enumerate(tokens[:-1]):
        verb = token.head
        if token.dep not in {"compound", "nmod"} or token.pos not in _NAMELY or verb != n + 1:
            continue
        passive = _kids(tokens, verb, "auxpass")
        if tokens[verb].tag in _FINITE and not _kids(tokens, verb, "nsubj", "nsubjpass"):
            _put(tokens, n, verb, "nsubjpass" if passive else "nsubj")


def _subjects_in_a_row(tokens: list[Token]) -> None:
    """Mend a second subject before the same verb, and no comma between them.

    "A and B did": B, joined to A. "Nothing before it did": it, what "before" governs. "The
    company A did": A, its name.
    """
    for n, token in enumerate(tokens):
        if token.dep not in {"nsubj", "nsubjpass"} or token.head <= n or token.pos not in _NAMELY:
            continue
        before = [k for k in _kids(tokens, token.head, token.dep) if k < n]
        start = _start(tokens, n)
        if not before or any(t.text == "," for t in tokens[before[-1] : start]):
            continue
        opening = tokens[start - 1]
        if opening.dep == "cc":
            _put(tokens, n, before[-1], "conj")
        elif opening.dep == "prep":
            _put(tokens, n, start - 1, "pobj")
        elif before[-1] == start - 1 and _names(tokens, start - 1, n):
            _put(tokens, n, before[-1], "appos")


def _names(tokens: list[Token], noun: int, name: int) -> bool:
    """Tell whether a name right behind a noun is its name; not behind "whose brother"."""
    fitting = tokens[noun].pos == "NOUN" and tokens[name].pos == "PROPN"
    return fitting and not _kids(tokens, noun, "poss")


def _start(tokens: list[Token], index: int) -> int:
    """Return the first of the words right before a word that hang on it, directly or not."""
    start = index
    while start and start <= tokens[start - 1].head <= index:
        start -= 1
    return start


def _joined_before_head(tokens: list[Token]) -> None:
    """Mend "A and B did", "X did Y and B did Z": B, joined to the verb that follows it."""
    for n, token in enumerate(tokens):
        verb = token.head
        if token.dep != "conj" or token.pos not in _NAMELY or verb <= n:
            continue
        if tokens[verb].pos not in _VERBS:
            continue
        subjects = _kids(tokens, verb, "nsubj", "nsubjpass")
        before = [k for k in subjects if k < n and any(t.dep == "cc" for t in tokens[k:n])]
        if before:
            _put(tokens, n, before[-1], "conj")
        elif not subjects:
            passive = _kids(tokens, verb, "auxpass")
            _put(tokens, n, verb, "nsubjpass" if passive else "nsubj")


def _subject_of_noun(tokens: list[Token]) -> None:
    """Mend "According to the letter, A did": A, the subject of the letter."""
    for n, token in enumerate(tokens):
        head = tokens[token.head]
        if token.dep not in {"nsubj", "nsubjpass"} or token.head >= n or head.dep != "pobj":
            continue
        verbs = [
            k
            for k in range(n + 1, len(tokens))
            if tokens[k].pos in _VERBS and tokens[k].tag in _FINITE and tokens[k].dep in _CLAUSES
        ]
        verbs = [k for k in verbs if tokens[k].head == token.head or _under_verb(tokens, k)]
        if verbs and not _kids(tokens, verbs[0], "nsubj", "nsubjpass"):
            _put(tokens, n, verbs[0], token.dep)


def _under_verb(tokens: list[Token], index: int) -> bool:
    return tokens[tokens[index].head].pos in _VERBS


def _adjective_with_subject(tokens: list[Token]) -> None:
    """Mend "found X guilty" and "was found guilty": guilty, said as after "is"."""
    for n, token in enumerate(tokens):
        if token.dep != "acomp" or token.pos != "ADJ" or tokens[token.head].pos != "VERB":
            continue
        if [k for k in _kids(tokens, n, "nsubj") if k < n]:
            _put(tokens, n, token.head, "ccomp")
        elif n > token.head and _kids(tokens, token.head, "auxpass"):
            _put(tokens, n, token.head, "oprd")


def _of_adjective(tokens: list[Token]) -> None:
    """Mend "found guilty of X": of X, hung on the verb."""
    for n in range(1, len(tokens)):
        token, before = tokens[n], tokens[n - 1]
        said = before.pos == "ADJ" and before.dep in {"acomp", "oprd", "ccomp"}
        of = token.dep == "prep" and token.lemma.lower() == "of"
        if said and of and token.head == before.head:
            _put(tokens, n, n - 1, "prep")


def _describes_verb(tokens: list[Token]) -> None:
    """Mend "was arrested by A, charged by B": charged, taken to describe what is no noun."""
    for n, token in enumerate(tokens):
        verb = token.head
        if token.dep != "acl" or token.tag not in _PAST or tokens[verb].pos != "VERB":
            continue
        if verb < n and tokens[n - 1].text == "," and tokens[verb].tag == "VBN":
            tokens[n] = msgspec.structs.replace(token, tag="VBN", dep="conj")


def _describes_noun(tokens: list[Token]) -> None:
    """Mend "a body founded in A, protected by B": protected, joined to the noun it describes."""
    for n, token in enumerate(tokens):
        noun = tokens[token.head]
        if token.dep != "conj" or token.tag != "VBN" or noun.pos != "NOUN" or token.head >= n:
            continue
        own = _kids(tokens, n, "aux", "auxpass", "nsubj", "nsubjpass")
        row = [n, *_kids(tokens, n, "conj")]
        done = any(_kids(tokens, k, "agent") for k in row)
        if tokens[n - 1].text == "," and noun.dep != "appos" and done and not own:
            _put(tokens, n, token.head, "acl")


def _said_between_dashes(tokens: list[Token]) -> None:
    """Mend "under his watch — he says — X was done": he says, set into the sentence around it."""
    for n, token in enumerate(tokens[:-1]):
        if token.dep != "ROOT" or tokens[n + 1].text not in DASHES:
            continue
        first = min(_kids(tokens, n, "nsubj"), default=0)
        while first > 1 and first <= tokens[first - 1].head < n:
            first -= 1
        around = [k for k in _kids(tokens, n, "ccomp") if k > n + 1]
        if first > 1 and tokens[first - 1].text in DASHES and around:
            verb = around[0]
            tokens[verb] = msgspec.structs.replace(tokens[verb], head=verb, dep="ROOT")
            _put(tokens, n, verb, "parataxis")
            for k in [k for k in _kids(tokens, n, "prep", "advmod", "npadvmod") if k < first - 1]:
                _put(tokens, k, verb, tokens[k].dep)
