"""Whatever is done to a case in whatever order: nothing is lost, and what was erased is nowhere.

``CAREO_TORTURE_TIMES=20`` tries twenty times as many stories.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)

from careo.case import InProcess, restore
from careo.case.handle import Case
from careo.model.config import Config
from careo.model.document import Source
from careo.model.errors import UsageError
from careo.store.casefile import CaseFile
from tests.unit.case import rows
from tests.unit.case.plain import read_plainly

NAMES = ("Ana Ruiz", "Bea Luna", "Juan Mora", "Carla Paz")
TOKENS = ("xylo", "quib", "wend", "zolt", "murm")
TEXTS = {
    f"{token}.txt": f"{NAMES[n % 4]} said that {NAMES[(n + 1) % 4]} paid the {token}guard. "
    f"{NAMES[(n + 2) % 4]} left {token}haven.\n"
    for n, token in enumerate(TOKENS)
}
TIMES = int(os.environ.get("CAREO_TORTURE_TIMES", "1"))

texts = st.sampled_from(sorted(TEXTS))
names = st.sampled_from(NAMES)
numbers = st.integers(0, 30)


class Story(RuleBasedStateMachine):
    """What people do to a case, one thing after another."""

    @initialize()
    def begin(self) -> None:
        """Make an empty case."""
        self.folder = Path(tempfile.mkdtemp(prefix="careo-laws-"))
        self.restored = 0
        self.case = self._open("case")

    def _open(self, name: str) -> Case:
        file = CaseFile.open(
            self.folder / name, create=True, clock=lambda: "2026-03-01T10:00:00Z", user="ana"
        )
        return Case(file, Config(), read_plainly)

    def _add(self, name: str, text: str, source: Source = Source()) -> None:  # noqa: B008
        path = self.folder / "in" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        before = {claim.id for claim in self.case.claims()}
        self.case.add(path, source, engine=InProcess())
        assert before <= {claim.id for claim in self.case.claims()}, "no claim takes another away"

    @rule(name=texts)
    def add_a_text(self, name: str) -> None:
        """Also one that is there, or was erased."""
        self._add(name, TEXTS[name])

    @rule(name=texts, title=st.sampled_from(["First", "Second"]))
    def say_more_of_its_source(self, name: str, title: str) -> None:
        """It is read again."""
        self._add(name, TEXTS[name], Source(title=title))

    @rule(inside=st.sets(texts, min_size=1, max_size=3), deep=texts)
    def add_an_archive(self, inside: set[str], deep: str) -> None:
        """With files that may be known, and an archive inside."""
        files = {name: TEXTS[name] for name in sorted(inside)}
        files["in.json"] = json.dumps({deep: TEXTS[deep]})
        self._add("all.json", json.dumps(files))

    @rule(number=numbers, verdict=st.sampled_from(["accept", "reject", "deny"]))
    def review(self, number: int, verdict: str) -> None:
        """Decide on some claim."""
        claims = [claim.id for claim in self.case.claims()]
        if not claims:
            return
        claim = claims[number % len(claims)]
        if verdict == "accept":
            self.case.accept(claim)
        elif verdict == "reject":
            self.case.reject(claim, reason="misread")
        else:
            self.case.correct(claim, act="denies", polarity="denies", reason="denies it")

    @rule(left=names, right=names, same=st.booleans())
    def judge(self, left: str, right: str, *, same: bool) -> None:
        """Decide on two people, where that can be."""
        try:
            decide = self.case.same if same else self.case.different
            decide(left, right, reason="known")
        except UsageError:
            pass  # not there, the same one, or against what was judged before

    @rule()
    def take_back(self) -> None:
        """Undo the last decision that stands."""
        with contextlib.suppress(UsageError):  # nothing stands
            self.case.undo()

    @rule(number=numbers)
    def erase(self, number: int) -> None:
        """Erase some document and what came only in it."""
        held = list(self.case.documents())
        if not held:
            return
        before = {view.name for view in held}
        try:
            taken = self.case.erase(held[number % len(held)].id, "consent was withdrawn")
        except UsageError:
            return  # it came in another one, which holds it too
        assert set(taken.documents) <= before
        self._nothing_is_left()

    def _nothing_is_left(self) -> None:
        """Look for the words of every text that the case no longer holds, in itself or inside."""
        kept = b"".join(self.case.original(view.id).read_bytes() for view in self.case.documents())
        gone = [token.encode() for token in TOKENS if token.encode() not in kept]
        for path in self.case.folder.rglob("*"):
            data = path.read_bytes() if path.is_file() else b""
            assert [token for token in gone if token in data] == [], path

    @rule()
    def rebuild(self) -> None:
        """The same rows again."""
        before = rows.derived(self.case.folder)
        self.case.rebuild(engine=InProcess())
        assert rows.derived(self.case.folder) == before

    @rule()
    def back_up_and_go_on_with_the_copy(self) -> None:
        """The copy is the case."""
        before = rows.derived(self.case.folder)
        self.restored += 1
        copy = self.folder / f"{self.restored}.zip"
        self.case.backup(copy)
        self.case.close()
        restore(copy, self.folder / f"case{self.restored}")
        self.case = self._open(f"case{self.restored}")
        assert rows.derived(self.case.folder) == before

    @invariant()
    def all_holds(self) -> None:
        """Nothing waits, and verify has nothing to say but of decisions without a place."""
        if not hasattr(self, "case"):
            return
        assert self.case.pending() == 0
        faults = [fault for fault in self.case.verify() if "decision" not in fault.problem]
        assert faults == []

    def teardown(self) -> None:
        """Leave nothing behind."""
        self.case.close()
        shutil.rmtree(self.folder, ignore_errors=True)


Story.TestCase.settings = settings(
    max_examples=12 * TIMES,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=TIMES == 1,
)
TestLawsOfACase = Story.TestCase
