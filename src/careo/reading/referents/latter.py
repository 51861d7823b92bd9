"""The last one named: "este", "ésta", which never stand for the subject just because it is one."""

from __future__ import annotations

from collections.abc import Iterator

from careo.reading.referents.pronouns_place import Place
from careo.reading.referents.state import Being


class Latter(Place):
    """One such pronoun, looked for."""

    def found(self) -> Being | None:
        """Return the nearest before who agrees; None where something nearer may be meant.

        In the same paragraph, and no farther back than the sentence before.
        """
        for index in self._nearest():
            being = self.state.of[index]
            if being is None or being.kind in {"place", "date", "amount"}:
                continue
            shown = being.gender or self._shown(index)
            alike = not shown or shown == self.pronoun.gender
            many = being.number == "many" or bool(being.members)
            if many != (self.pronoun.number == "many") or not alike:
                continue
            return being if shown or being.kind == "person" else None
        return None

    def _nearest(self) -> Iterator[int]:
        sentences = self.state.context.parse.sentences
        for sentence in (self.sentence, self.sentence - 1):
            if sentence < 0 or sentences[sentence].segment != sentences[self.sentence].segment:
                return
            for index in reversed(self.state.by_sentence[sentence]):
                mention = self.state.found[index]
                alike = (self.state.quotation(index) >= 0) == (self.quotation >= 0)
                if index < self.index and alike and mention.form != "pronoun":
                    yield index

    def _shown(self, index: int) -> str:
        """Return the gender that the article before a noun or a name shows."""
        mention, words = self.state.found[index], self.state.context.words
        tokens = self.state.context.tokens(mention.sentence)
        near = {tokens[n].text.lower() for n in (mention.start - 1, mention.start) if n >= 0}
        if near & words["feminine"]:
            return "f"
        return "m" if near & words["masculine"] else ""
