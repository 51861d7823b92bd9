"""One sentence of a claim's content, ready for the finders of relations."""

from __future__ import annotations

from dataclasses import dataclass, field

from careo.claims.hedging import hedged as is_hedged
from careo.claims.negation import negated
from careo.claims.relations.cast import Cast
from careo.claims.relations.fit import enough, fits_role, needs_met, sides, tidy
from careo.claims.relations.tree import Tree
from careo.claims.relations.unreal import is_unreal
from careo.claims.relations.verbs import Places
from careo.model.claim import Relation, Role, Voice
from careo.model.lexicon import Lexicon, Trigger
from careo.model.text import Span, TextLayer
from careo.model.time import When

_OPENING, _CLOSING = frozenset("\u201c\u00ab"), frozenset("\u201d\u00bb")
PAPER_DOES = frozenset({"states", "charged"})
_CUT = frozenset({"patient", "amount", "post", "rank", "origin", "destination"})
_NARROWING = frozenset({"compound", "nmod", "nummod", "poss", "amod"})
_TWO_SIDED = frozenset(
    {"member_of", "part_of", "related_to", "contacts", "collaborates_with"}
    | {"located_in", "operates_in"}
)


@dataclass(slots=True)
class Scene:
    """One sentence and the words of it that a claim holds.

    Attributes:
        content: Indices of the words claimed, those of a claim inside the claim left out.
        unreal: Of words already looked at, whether they are only spoken of.
        attributed: The words are somebody's whom the document reports, not its own.
        cues: Words of saying.
    """

    layer: TextLayer
    tree: Tree
    cast: Cast
    content: frozenset[int]
    attributed: bool
    lexicon: Lexicon
    cues: frozenset[int] = frozenset()
    found: list[Relation] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    unreal: dict[int, bool] = field(default_factory=dict)

    def holds(self, index: int) -> bool:
        """Tell whether a word is claimed as having happened."""
        return index in self.content and not is_unreal(self.tree, index, self.content, self.unreal)

    def aside(self, index: int) -> Voice:
        """Return whose words an apposition or a remark in passing is."""
        if not self.attributed:
            return "document"
        return "speaker" if self.quoted(index) else "unclear"

    def quoted(self, index: int) -> bool:
        """Tell whether a word stands between quotation marks of its sentence."""
        depth, straight = 0, 0
        for token in self.tree.tokens[:index]:
            depth += token.text in _OPENING
            depth -= token.text in _CLOSING
            straight += token.text in {'"', "''", "``"}
        return depth > 0 or straight % 2 == 1 or self._runs_on(depth)

    def _runs_on(self, depth: int) -> bool:
        """Tell whether the quotation began in an earlier sentence and still goes on."""
        place = self.tree.tokens[0].start
        before = self.layer.text[max(0, place - 2000) : place]
        begun = max((before.rfind(mark) for mark in _OPENING), default=-1)
        ended = max((before.rfind(mark) for mark in _CLOSING), default=-1)
        return depth == 0 and begun > ended and begun > before.rfind("\n")

    def voice_of(self, verb: int) -> Voice:
        """Return whose words the clause of a verb is."""
        if self.tree.in_dashes(verb):
            return self.aside(verb)
        for at in (verb, *self.tree.above(verb)):
            if at not in self.content or self.tree[at].head not in self.content:
                break
            if self.tree[at].dep == "appos" or self._is_loose(at):
                return self.aside(verb)
        return "speaker"

    def _is_loose(self, clause: int) -> bool:
        """Tell whether a clause adds to a noun that is known without it: commas set it off."""
        below = self.tree.below(clause)
        begun = min(below) > 0 and self.tree[min(below) - 1].text == ","
        if self.tree[clause].dep == "relcl":
            return begun
        after = self.tree.tokens[max(below) + 1 : max(below) + 2]
        closed = bool(after) and after[0].text == ","
        return self.tree[clause].dep == "acl" and begun and closed

    def when(self, index: int) -> When | None:
        """Return the time that bears on a word: of its own clause, never of the one above.

        Of several the first that has dates.
        """
        own = [
            time
            for time in self.cast.times
            if time.text is not None and self._owner(time.text, index, time) == index
        ]
        return min(own, key=lambda time: not time.dated, default=None)

    def _owner(self, text: Span, index: int, time: When) -> int | None:
        """Return the word that a time bears on; "the election of May" dates no other deed."""
        inside = [n for n, t in enumerate(self.tree.tokens) if text.start <= t.start < text.end]
        if not inside or not set(inside) <= self.content:
            return None
        top = self._top(inside, time)
        if top is None:
            return None
        nouns: list[int] = []
        of = self.tree[top].dep in _NARROWING
        for at in self.tree.above(top):
            if at == index:
                return at if all(noun > at for noun in nouns) else None
            if self.tree[at].pos in {"VERB", "AUX"}:
                return at
            if self.tree[at].pos in {"NOUN", "PROPN"}:
                if of and not self.tree.is_one_of(at, "times"):
                    return None
                nouns.append(at)
            of = self.tree.lemma(at) == "of"
        return None

    def _top(self, inside: list[int], time: When) -> int | None:
        """Return the word of a time that the others hang on, or the verb of the clause it opens.

        None for "after the election" of "after the election commission".
        """
        tops = [n for n in inside if self.tree[n].head not in inside]
        if not time.dated and any(self.tree[n].dep in _NARROWING for n in tops[1:]):
            return None
        top = tops[0] if tops else inside[-1]
        return self.tree[top].head if self.tree[top].dep == "mark" else top

    def fill(self, trigger: Trigger, places: Places) -> list[tuple[str, Role]] | None:
        """Return the roles that a trigger gives to what stands at its places, or None.

        None where its needs are not met, or the roles do not suffice.
        """
        if not needs_met(self.cast, trigger, places) or self._by_paper(trigger, places):
            return None
        filled: list[tuple[str, Role]] = []
        wanted = {"agent": trigger.roles.get("nsubj", ""), **trigger.roles}
        for name, role in wanted.items():
            held = places.get(name, []) if role else []
            for place in held[:1] if role == "duration" else held:
                if fits_role(self.cast, role, place):
                    made = self.cast.roles(trigger.predicate, role, place)
                    filled += [(name, r) for r in made]
        acting = any(name == "nsubj" for name, _ in filled)
        if "nsubj" in trigger.roles and places.get("nsubj") and not acting:
            return None
        filled = sides(trigger, filled)
        return filled if enough(trigger, filled) else None

    def _named(self, role: Role) -> bool:
        return not role.literal or self.cast.names_in(role.span)

    def _cut(self, role: Role, verb: int) -> Role:
        """Cut from a noun phrase the clause that says the relation ("gold *sold to X*")."""
        token, preposition = self.tree[verb], self.tree.preposition(verb)
        if token.pos not in {"VERB", "AUX"} and preposition is not None:
            verb, token = preposition, self.tree[preposition]
        elif token.pos not in {"VERB", "AUX"}:
            return role
        if not (role.literal and role.span.start < token.start < role.span.end):
            return role
        first = min(n for n in self.tree.below(verb) if self.tree[n].start > role.span.start)
        before = [n for n in range(first) if self.tree[n].start >= role.span.start]
        before = [n for n in before if self.tree[n].pos not in {"PUNCT", "SCONJ"}]
        if not before:
            return role
        return Role(role=role.role, span=self.cast.span(before[0], before[-1]), literal=True)

    def _by_paper(self, trigger: Trigger, places: Places) -> bool:
        """Tell whether a document is said to act: it tells, and does not do."""
        if trigger.predicate in PAPER_DOES:
            return False
        acting = [n for place in places.get("nsubj", ()) for n in self.cast.resolve(place.word)]
        mentions = [self.cast.mention(n) for n in acting]
        return any(m is not None and m.kind == "conveyor" for m in mentions)

    def _part(self, role: Role, others: list[Role]) -> Role:
        """Cut from goods where they go to, from a post its body, if that has a role of its own."""
        if not role.literal or role.role not in _CUT:
            return role
        starts = [o.span.start for o in others if role.span.start < o.span.start < role.span.end]
        before = [
            n
            for n, t in enumerate(self.tree.tokens)
            if role.span.start <= t.start and t.end <= min(starts, default=0)
        ]
        while before and self.tree[before[-1]].pos in {"ADP", "DET", "PUNCT"}:
            before.pop()
        if not before:
            return role
        return Role(role=role.role, span=self.cast.span(before[0], before[-1]), literal=True)

    def add(
        self,
        trigger: Trigger,
        roles: list[Role],
        words: tuple[int, ...],
        *,
        voice: Voice = "speaker",
        verb: str = "",
        hedged: bool = False,
    ) -> None:
        """Keep a relation unless its own participants contradict each other.

        ``words`` are where it is said: the trigger first, last what bears its negation.
        ``hedged`` where something around them hedges it.
        """
        cut = [self._cut(role, words[0]) for role in roles]
        kept = tidy(trigger.predicate, [self._part(role, cut) for role in cut])
        if trigger.predicate == "pleaded":
            kept = tuple(map(self._plea, kept))
        relation = Relation(
            predicate=trigger.predicate,
            roles=kept,
            verb=verb or self.tree.lemma(words[0]),
            trigger=self.cast.span(words[0], words[0]),
            negated=self._is_denied(words),
            hedged=hedged or self._is_distant(words),
            voice=voice,
            when=next((w for n in words if (w := self.when(n)) is not None), None),
        )
        if self.keep(relation):
            self.used.update(words)

    def _plea(self, role: Role) -> Role:
        """Return a plea as "guilty" or "not guilty", without what it is to."""
        tokens = self.tree.tokens
        first = [n for n, t in enumerate(tokens) if t.start == role.span.start]
        if role.role != "domain" or not first:
            return role
        at = first[0]
        begins = at - 1 if at and tokens[at - 1].dep == "neg" else at
        return Role(role=role.role, span=self.cast.span(begins, at), literal=True)

    def keep(self, relation: Relation) -> bool:
        """Keep a relation that names somebody and has both its sides; tell whether it does."""
        roles = relation.roles
        if relation.predicate in _TWO_SIDED and not any(r.role == "agent" for r in roles):
            return False
        if relation.predicate == "supplies" and len(roles) == 1:
            return False
        if _with_itself(roles) or not any(self._named(role) for role in roles):
            return False
        if relation not in self.found:
            self.found.append(relation)
        return True

    def _is_denied(self, words: tuple[int, ...]) -> bool:
        denied = negated(
            self.tree.sentence, words[-1], self.lexicon, self.content
        ) or self._is_neither(words)
        return denied != (self.tree.lemma(words[0]) in self.lexicon.saying.get("clearing", ()))

    def hedges(self, verb: int | None) -> bool:
        """Tell whether a verb of the content is hedged: so is then what stands in its clause."""
        if verb is None or verb not in self.content:
            return False
        return is_hedged(self.tree.sentence, verb, self.lexicon)

    def _is_neither(self, words: tuple[int, ...]) -> bool:
        """Tell whether "neither … nor" denies it of all who are joined."""
        below = [k for n in self._beside(words) for k in self.tree.kids(n)]
        return any(self.tree.lemma(k) == "neither" for k in below)

    def _is_distant(self, words: tuple[int, ...]) -> bool:
        """Tell whether it is hedged, only possible, or said of one or the other."""
        tree = self.tree
        if any(is_hedged(tree.sentence, n, self.lexicon) for n in words):
            return True
        if any(tree.is_one_of(k, "modals") for n in words for k in tree.kids(n, "aux")):
            return True
        either = any(tree.is_alternative(n) for n in self._beside(words))
        return (
            either
            and not self._is_neither(words)
            and not negated(tree.sentence, words[-1], self.lexicon)
        )

    def _beside(self, words: tuple[int, ...]) -> list[int]:
        """Return the words of a relation with what stands beside them: who acts and suffers."""
        tree = self.tree
        agents = [n for w in words for by in tree.kids(w, "agent") for n in tree.objects(by)]
        sides = [n for w in words for n in tree.kids(w, "nsubj", "nsubjpass", "dobj")]
        return [*words, *sides, *agents]


def _with_itself(roles: tuple[Role, ...]) -> bool:
    agents = {r.span.place for r in roles if r.role == "agent"}
    return any(r.role != "agent" and r.span.place in agents for r in roles)
