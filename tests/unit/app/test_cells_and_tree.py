"""The matrix and the chart in text: who says it, how, in how many claims; nothing inferred."""

from __future__ import annotations

from careo.app.cli.cells import matrix
from careo.app.cli.tree import chart
from tests.unit.dossier import spoken
from tests.unit.dossier.maker import Maker, relation

WORDS = "Everybody told me everything about everyone, and I was told who commands whom."


class Told(Maker):
    """Claims of one witness and of one spokesman."""

    def __init__(self) -> None:
        super().__init__()
        self.paper = self.document(WORDS * 9, "a.txt")
        self.witness, self.spokesman = self.actor("Wim Ness"), self.actor("Spo Kes")
        self._at = 0

    def say(self, *agents: str, verb: str, what: str, denied: bool = False) -> str:
        """Add a claim; return the beginning of its id."""
        self._at += 1
        roles = [*(("agent", self.actor(one)) for one in agents)]
        whom = self.actor(what) if what.istitle() else what
        told = relation(verb, *roles, *([("patient", whom)] if what else []))
        made = self.claim(
            self.paper,
            self.layers[self.paper].text[self._at : self._at + 60],
            self.spokesman if denied else self.witness,
            "denies" if denied else "alleges",
            polarity="denies" if denied else "affirms",
            relations=[told],
        )
        return made.id[:12]

    def cells(self, width: int = 0) -> str:
        return "".join(matrix(self.matrix(), spoken.cast(self.actors), width))

    def tree(self) -> str:
        return "".join(chart(self.chart(10_000), spoken.cast(self.actors)))


def test_a_cell_names_speaker_act_doing_and_claims_and_what_stands_beside_it() -> None:
    make = Told()
    one = make.say("Ana Sol", verb="commands", what="Unit Nine")
    two = make.say("Unit Nine", verb="executes", what="the vote")
    denied = make.say("Unit Nine", verb="executes", what="the vote", denied=True)
    assert make.cells() == (
        "Ana Sol\n"
        "  elections\n"
        "    side by side, without a conclusion:\n"
        f"      ○ Wim Ness alleges: Ana Sol commands Unit Nine [ordered] (1 claim: {one})\n"
        f"      ○ Wim Ness alleges: Unit Nine executes [executed] (1 claim: {two})\n"
        f"      ⊗ Spo Kes denies: Unit Nine executes [executed] (1 claim: {denied})\n"
        "  other\n"
        f"    ○ Wim Ness alleges: commands [ordered] (1 claim: {one})\n"
        "\n"
        "Unit Nine\n"
        "  elections\n"
        f"    ○ Wim Ness alleges: executes [executed] (1 claim: {two})\n"
        f"    ⊗ Spo Kes denies: executes [executed] (1 claim: {denied})\n"
        "\n"
    )


def test_many_claims_are_counted_and_the_first_named() -> None:
    make = Told()
    ids = [make.say("Ana Sol", verb="directs", what="the vote") for _ in range(5)]
    assert f"directs [directed] (5 claims: {ids[0]} {ids[1]} {ids[2]} …)" in make.cells()


def test_where_the_terminal_is_wide_enough_the_matrix_is_a_table() -> None:
    make = Told()
    make.say("Ana Sol", "Bo Vega", verb="directs", what="the vote")
    make.say("Bo Vega", verb="controls", what="the mining of gold")
    assert make.cells(width=79) != make.cells()
    lines = make.cells(width=100).splitlines()
    assert all(len(line) <= 100 for line in lines)
    assert [part.strip() for part in lines[0].split("│")] == [
        "Name",
        "elections",
        "mining and gold",
    ]
    row = " ".join(line.split("│")[1].strip() for line in lines if "│" in line)
    assert "○ Wim Ness alleges: directs [directed], jointly with Bo Vega (1 claim)" in row
    assert make.cells(width=70) == make.cells(), "too narrow for two fields"


def test_a_chart_is_a_tree_with_joint_command_on_one_line_and_gaps_as_unknown() -> None:
    make = Told()
    joint = make.say("Ana Sol", "Bo Vega", verb="commands", what="Unit Nine")
    guard = make.say("Unit Nine", verb="protects", what="the convoys")
    gap = make.say("Unit Nine", verb="supervises", what="")
    other = make.say("Ana Sol", verb="commands", what="")
    denied = make.say("Unit Nine", verb="directs", what="the vote", denied=True)
    text = make.tree()
    assert text.startswith(
        "Ana Sol\n"
        "  ▸ commands unknown\n"
        f"      ○ Wim Ness alleges (1 claim: {other})\n"
        "\n"
        "Ana Sol and Bo Vega jointly\n"
        "  ▸ command Unit Nine\n"
        f"      ○ Wim Ness alleges (1 claim: {joint})\n"
        "    Unit Nine\n"
    )
    assert f"▸ protects “the convoys”\n          ○ Wim Ness alleges (1 claim: {guard})" in text
    assert f"▸ supervises unknown\n          ○ Wim Ness alleges (1 claim: {gap})" in text
    assert f"▸ denied: directs “the vote”\n          ⊗ Spo Kes denies (1 claim: {denied})" in text
    assert text.count("Ana Sol and Bo Vega") == text.count("    Unit Nine\n") == 1


def test_a_circle_is_told_as_one_and_each_box_is_written_once() -> None:
    make = Told()
    for over, under in (("Ana Sol", "Bo Vega"), ("Bo Vega", "Cy Rey"), ("Cy Rey", "Ana Sol")):
        make.say(over, verb="commands", what=under)
    text = make.tree()
    assert text.endswith("Said to go round in a circle: Ana Sol ▸ Bo Vega ▸ Cy Rey ▸ Ana Sol.\n")
    assert text.count("▸ commands Ana Sol") == 1
    assert "Ana Sol: above" in text


def test_a_chain_of_thousands_is_written_without_going_ever_deeper() -> None:
    make = Told()
    words = make.layers[make.paper].text
    told = [
        relation(
            "commands", ("agent", make.actor(f"P {n:04}")), ("patient", make.actor(f"P {n + 1:04}"))
        )
        for n in range(1500)
    ]
    make.claim(make.paper, words[:60], make.witness, relations=told)
    lines = make.tree().splitlines()
    assert sum("▸ commands" in line for line in lines) == 1500
    assert max(len(line) - len(line.lstrip()) for line in lines) < 80


def test_what_a_document_writes_cannot_repaint_a_terminal() -> None:
    make = Told()
    make.say("Ana\x1b[2J Sol", verb="directs", what="the \x1b[2J vote")
    assert "\x1b" not in make.cells() + make.cells(width=200) + make.tree()
