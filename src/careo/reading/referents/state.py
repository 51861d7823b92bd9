"""The people and bodies of one document while they are being told apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from careo.model.reading import Identified, MentionKind, Number
from careo.reading.mentions.context import Context, Found

CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "relcl", "conj", "acl", "parataxis", "pcomp"})
MOST = 500
"""Of so many, the last, one is looked for: a document may name any number."""
SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(eq=False)
class Being:
    """Somebody or something that several mentions may stand for.

    Attributes:
        mentions: Indexes of its mentions.
        words: Folded words of its fullest name.
        roles: What it is said to be ("general"), to the words that narrow it ("venezuelan").
        gender: ``m``, ``f`` or empty where nothing tells.
        owner: Whose it is: the writer of a letter, the client of a lawyer.
        last: Sentence of its last mention so far; -1 before the first.
        bare: First named by a bare description ("the regime").
        plural: A body whose name is a plural ("the Padlocks").
        grouped: A member of a group.
        became: Who this one turned out to be, where a name comes later.
    """

    kind: MentionKind
    mentions: list[int] = field(default_factory=list)
    words: tuple[str, ...] = ()
    roles: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    gender: str = ""
    number: Number = "one"
    identified: Identified = "unnamed"
    owner: Being | None = None
    members: tuple[Being, ...] = ()
    bare: bool = False
    plural: bool = False
    grouped: bool = False
    became: Being | None = None
    last: int = -1

    @property
    def possessor(self) -> Being | None:
        """Whose it is, by the one whom the owner turned out to be."""
        owner = self.owner
        return owner.became or owner if owner is not None else None


class State:
    """Who is whom so far; filled from the first mention to the last."""

    def __init__(self, context: Context, found: list[Found]) -> None:
        self.context, self.found = context, found
        self.beings: list[Being] = []
        self.conveyors: list[Being] = []
        self.of: list[Being | None] = [None] * len(found)
        self.by_sentence: dict[int, list[int]] = defaultdict(list)
        self.by_role: dict[str, list[Being]] = defaultdict(list)
        self.groups: dict[frozenset[int], Being] = {}
        self.settled: set[int] = set()
        self._at: dict[tuple[int, int], int] = {}
        for index, mention in enumerate(found):
            self.by_sentence[mention.sentence].append(index)
            self._cover(index, mention)

    def _cover(self, index: int, mention: Found) -> None:
        for token in range(mention.start, mention.end):
            key = (mention.sentence, token)
            other = self._at.get(key)
            if other is None or (token == mention.head and self.found[other].head != token):
                self._at[key] = index

    def at(self, sentence: int, token: int) -> int | None:
        """Return the mention whose head is this token, else one that covers it."""
        return self._at.get((sentence, token))

    def new(self, kind: MentionKind, **fields: object) -> Being:
        """Add somebody new."""
        being = Being(kind=kind)
        for name, value in fields.items():
            setattr(being, name, value)
        self.beings.append(being)
        if kind == "conveyor":
            self.conveyors.append(being)
        return being

    def bind(self, index: int, being: Being) -> None:
        """Let a mention stand for somebody."""
        if self.of[index] is None:
            self.of[index] = being
            being.mentions.append(index)

    def absorb(self, being: Being, other: Being) -> None:
        """Let one who was told of without a name be another; a member of a group stays apart."""
        if other.grouped:
            return
        for index in other.mentions:
            self.of[index] = being
        being.mentions += other.mentions
        other.mentions = []
        for role, narrowing in other.roles.items():
            self.by_role[role] = [b for b in self.by_role[role] if b is not other]
            self.play(being, role, frozenset(narrowing))
        being.gender = being.gender or other.gender
        other.became = being

    def play(self, being: Being, role: str, narrowing: frozenset[str] = frozenset()) -> None:
        """Note what somebody is said to be."""
        words = self.context.lexicon.naming
        full = " ".join(words.abbreviations.get(w, w) for w in role.split())
        for name in _role_names(self.context, full):
            if being not in self.by_role[name]:
                self.by_role[name].append(being)
            being.roles[name] |= narrowing | set(full.split()[:-1])
        being.gender = being.gender or words.gendered.get(full, "")

    def playing(self, role: str) -> list[Being]:
        """Return those who are said to be something; of very many the last ones."""
        return self.by_role.get(role, [])[-MOST:]

    def group(self, members: list[Being]) -> Being:
        """Return the group that these form together."""
        key = frozenset(id(m) for m in members)
        for member in members:
            member.grouped = True
        if key not in self.groups:
            self.groups[key] = self.new(
                "person", members=tuple(members), number="many", identified="named"
            )
        return self.groups[key]

    def slot(self, sentence: int, token: int) -> tuple[str, int]:
        """Return the dependency of a word and its governor, seen through "and"."""
        tokens = self.context.tokens(sentence)
        for _ in tokens:
            if tokens[token].dep not in {"conj", "appos"} or tokens[token].tag.startswith("V"):
                break
            token = tokens[token].head
        return tokens[token].dep, tokens[token].head

    def clause(self, sentence: int, token: int) -> int:
        """Return the head of the clause that a word stands in; its own where it is one."""
        tokens = self.context.tokens(sentence)
        for _ in tokens:
            word = tokens[token]
            verbal = word.tag[0] in "VM" or word.dep == "ROOT"
            if word.head == token or (verbal and word.dep in CLAUSES):
                break
            token = word.head
        return token

    def above(self, sentence: int, clause: int) -> int | None:
        """Return the head of the clause that holds this one."""
        head = self.context.tokens(sentence)[clause].head
        return None if head == clause else self.clause(sentence, head)

    def clauses(self, sentence: int, clause: int) -> Iterator[int]:
        """Yield the head of a clause and of those that hold it, each once in a broken parse too."""
        seen: set[int] = set()
        above: int | None = clause
        while above is not None and above not in seen:
            seen.add(above)
            yield above
            above = self.above(sentence, above)

    def subject(self, sentence: int, clause: int) -> int | None:
        """Return the token of a clause's own subject."""
        tokens = self.context.tokens(sentence)
        return next(
            (c for c in self.context.children[sentence][clause] if tokens[c].dep in SUBJECTS), None
        )

    def joint(self, sentence: int, token: int) -> list[int]:
        """Return the mentions that "and" joins with the one at ``token``, itself first."""
        tokens = self.context.tokens(sentence)
        found: dict[int, None] = {}
        queue = {token: None}
        for _ in tokens:
            if not queue:
                break
            word = next(iter(queue))
            del queue[word]
            index = self.at(sentence, word)
            if index is not None:
                found[index] = None
            queue |= dict.fromkeys(self._conjuncts(sentence, word))
            queue |= dict.fromkeys(
                c
                for c in self.context.children[sentence][word]
                if tokens[c].dep == "nmod" and index is not None and self._lends(sentence, c)
            )
        return list(found)

    def _conjuncts(self, sentence: int, token: int) -> list[int]:
        """Return what "and" joins with a word; a second subject where the parse sees two."""
        tokens, children = self.context.tokens(sentence), self.context.children[sentence]
        found = [c for c in children[token] if tokens[c].dep == "conj"]
        link = any(tokens[c].dep == "cc" for c in children[token])
        if found or not link or tokens[token].dep not in SUBJECTS:
            return found
        beside = children[tokens[token].head]
        return [c for c in beside if c > token and tokens[c].dep in SUBJECTS][:1]

    def _lends(self, sentence: int, token: int) -> bool:
        index = self.at(sentence, token)
        return index is not None and bool(self.found[index].surname)

    def cue(self, sentence: int, token: int) -> bool:
        """Tell whether the word is a verb of saying; a weak one only with a clause said."""
        tokens = self.context.tokens(sentence)
        word = tokens[token]
        if word.tag[0] != "V":
            return False
        if word.lemma in self.context.words["weak_cue"]:
            return any(tokens[c].dep == "ccomp" for c in self.context.children[sentence][token])
        return word.lemma in self.context.words["cue"]

    def says(self, mention: Found) -> bool:
        """Tell whether a mention is the subject of a verb of saying."""
        dep, governor = self.slot(mention.sentence, mention.head)
        return dep in SUBJECTS and self.cue(mention.sentence, governor)

    def quotation(self, index: int) -> int:
        """Return the quotation a mention stands in, or -1."""
        mention = self.found[index]
        token = self.context.tokens(mention.sentence)[mention.head]
        return self.context.quotation(token.start)


def _role_names(context: Context, full: str) -> set[str]:
    """Return by which roles one may be called; an attorney general is no general."""
    parts = full.split()
    if not parts:
        return set()
    office = any(w in context.words["role"] - context.words["rank"] for w in parts[:-1])
    return {full} if office and parts[-1] in context.words["rank"] else {full, parts[-1]}
