"""How well names are told apart, and how fast.

``python bench/names.py CASES.csv OUT.csv`` copies the table and adds the columns ``verdict``
(same, different, unsure) and ``score`` (per mille). ``CASES.csv`` has the columns schema, name1 and
name2.

``python bench/names.py CASES.csv [--report] [--peer PYTHON]`` reads is_match (true, false) and
category too and prints F1: of the trees in the package, and of trees trained anew without the names
that they judge (where LightGBM is installed: dependency group ``training-names``), by schema and
category, with the mistakes; and pairs per second of processor time, in one call and one pair a
call, beside nomenklatura's logic-v2 where ``--peer`` names a Python that has it: three rounds, in
each of which both have a process of their own.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

BEGUN = time.process_time()

from careo.identity.names import compare, compare_all  # noqa: E402
from careo.identity.names.judging import DIFFERENT, EVEN, SAME  # noqa: E402
from careo.model.naming import NameJudgement  # noqa: E402

STARTED = time.process_time() - BEGUN
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

PEER = Path(__file__).with_name("names_peer.py")
NO_PEER = (
    "nomenklatura: not measured. In an environment of its own, with ICU's headers (Debian: "
    "libicu-dev, pkg-config): pip install nomenklatura; then --peer PATH/bin/python"
)
SEEDS = 4
ROUNDS = 3
Row = dict[str, str]


def judged(rows: Sequence[Row], *, alone: bool = False) -> tuple[list[NameJudgement], float]:
    """Judge every pair; return the judgements and pairs per second of processor time."""
    pairs = [(row["name1"], row["name2"], row["schema"]) for row in rows]
    begun = time.process_time()
    found = [compare(*pair) for pair in pairs] if alone else compare_all(pairs)
    return found, len(rows) / (time.process_time() - begun)


def write(rows: Sequence[Row], found: Sequence[NameJudgement], target: Path) -> None:
    """Write all columns and two more."""
    with target.open("w", encoding="utf-8", newline="") as out:
        columns = [*(rows[0] if rows else ["schema", "name1", "name2"]), "verdict", "score"]
        table = csv.DictWriter(out, columns, extrasaction="ignore")
        table.writeheader()
        for row, one in zip(rows, found, strict=True):
            table.writerow({**row, "verdict": one.verdict, "score": one.score})


def f1(said: Sequence[bool], same: Sequence[bool]) -> float:
    """Return F1 of "the same"."""
    told = sum(said) + sum(same)
    return 2 * sum(a and b for a, b in zip(said, same, strict=True)) / told if told else 0.0


def best(scores: Sequence[float], same: Sequence[bool]) -> tuple[float, float]:
    """Return the highest F1 that any threshold reaches, and that threshold."""
    return max((f1([s >= least for s in scores], same), least) for least in set(scores))


def line(what: str, scores: Sequence[float], same: Sequence[bool], even: float) -> None:
    """Print F1 at a threshold set beforehand and at the best one."""
    top, least = best(scores, same)
    at = f1([score >= even for score in scores], same)
    print(f"  {what:<44} F1 {at:.3f} at {even:g}, {top:.3f} at {least:.3g} ({len(same)} pairs)")


def unseen(path: Path, found: Sequence[NameJudgement], same: Sequence[bool]) -> list[float] | None:
    """Print and return, per mille, what trees say that have not seen a pair's names."""
    try:
        from training import names as training
    except ModuleNotFoundError as error:
        print(
            f"  trained anew: not measured, without {error.name} (uv sync --group training-names)"
        )
        return None
    cases = training.cases(path)
    runs = [
        [
            one.score if one.score in {0, 1000} else 1000 * score
            for one, score in zip(found, run, strict=True)
        ]
        for run in (training.unseen(cases, seed).tolist() for seed in range(SEEDS))
    ]
    tops = [best(run, same)[0] for run in runs]
    evens = [f1([score >= EVEN for score in run], same) for run in runs]
    print(
        f"  trained anew without the pair's names, {SEEDS} times:   "
        f"F1 {sum(evens) / SEEDS:.3f} at {EVEN}, {sum(tops) / SEEDS:.3f} at the best threshold"
    )
    return [sum(each) / SEEDS for each in zip(*runs, strict=True)]


def verdicts(found: Sequence[NameJudgement], scores: Sequence[float], same: Sequence[bool]) -> None:
    """Print how often each verdict is right; the rules of each pair stand, its score is given."""
    counted: Counter[tuple[str, bool]] = Counter()
    for one, score, label in zip(found, scores, same, strict=True):
        counted[rejudged(one, score), label] += 1
    for verdict in ("same", "different", "unsure"):
        yes, no = counted[verdict, True], counted[verdict, False]
        right = yes if verdict == "same" else no
        share = f", right {right / (yes + no):.3f}" if verdict != "unsure" and yes + no else ""
        print(f"  {verdict:<10} {yes + no:4} pairs: {yes} labelled same, {no} different{share}")


def rejudged(one: NameJudgement, score: float) -> str:
    """Return the verdict that a pair would have with another score; what a rule forbids stays."""

    def of(value: float) -> str:
        return "same" if value >= SAME else "unsure" if value >= DIFFERENT else "different"

    return of(score) if one.verdict == of(one.score) else one.verdict


def parts(rows: Sequence[Row], scores: Sequence[float], same: Sequence[bool]) -> None:
    """Print F1 by schema and by category."""
    for column in ("schema", "category"):
        kinds = defaultdict(list)
        for number, row in enumerate(rows):
            kinds[row.get(column) or "(none)"].append(number)
        for kind in sorted(kinds):
            places = kinds[kind]
            line(f"{column} {kind}", [scores[n] for n in places], [same[n] for n in places], EVEN)


def speed(path: Path, same: Sequence[bool], peer: str | None) -> None:
    """Print pairs per second, of names not seen before and of the same again, medians of rounds."""
    own = [sys.executable, __file__, str(path), "--timed"]
    print(f"speed, medians of {ROUNDS} rounds; load {os.getloadavg()[0]:.1f}")
    rounds = []
    for _ in range(ROUNDS):
        theirs = ran([peer, str(PEER), str(path)]) if peer else {}
        rounds.append((ran(own), ran([*own, "--alone"]), theirs))
    told([one for one, _, _ in rounds], "careo, in one call", same)
    told([one for _, one, _ in rounds], "careo, one pair a call", same)
    if peer is None:
        print(NO_PEER)
        return
    told([one for _, _, one in rounds], "logic-v2", same)
    line("logic-v2", rounds[0][2]["scores"], same, 0.7)
    for place, how in enumerate(("in one call", "one pair a call")):
        times = [ratios(one[place], one[2], len(same)) for one in rounds]
        middle = [statistics.median(each) for each in zip(*times, strict=True)]
        print(
            f"careo is {middle[0]:.0f} times as fast with the start counted in, {middle[1]:.1f} "
            f"on names not seen before, {middle[2]:.0f} on the same again, {how}"
        )


def ratios(ours: Any, theirs: Any, pairs: int) -> tuple[float, float, float]:
    """Return how many times as fast: the start counted in, names not seen before, again."""
    return (
        rate(ours, pairs) / rate(theirs, pairs),
        ours["new"] / theirs["new"],
        ours["again"] / theirs["again"],
    )


def rate(measured: Any, pairs: int) -> float:
    """Return pairs per second, the start counted in."""
    return float(pairs / (measured["start"] + pairs / measured["new"]))


def told(rounds: Sequence[Any], who: str, same: Sequence[bool]) -> None:
    """Print three speeds."""
    start, new, again = (
        statistics.median(one[what] for one in rounds) for what in ("start", "new", "again")
    )
    whole = statistics.median(rate(one, len(same)) for one in rounds)
    print(
        f"  {who}: {whole:.0f} pairs/s with {start:.2f} s to start, "
        f"{new:.0f} of names not seen before, {again:.0f} of the same again"
    )


def timed(rows: Sequence[Row], start: float, *, alone: bool) -> None:
    """Print the speeds of this process, which has compared nothing before, as JSON."""
    begun = time.process_time()
    for schema in ("Person", "Company"):
        compare("Ana Sol", "Ana Soll", schema)
    start += time.process_time() - begun
    new, again = judged(rows, alone=alone)[1], judged(rows, alone=alone)[1]
    print(json.dumps({"start": start, "new": new, "again": again}))


def ran(command: Sequence[str]) -> Any:
    """Run a measuring process and return what it printed."""
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def report(path: Path, rows: Sequence[Row], peer: str | None) -> None:
    """Print everything."""
    same = [row["is_match"] == "true" for row in rows]
    found, _ = judged(rows)
    print("F1 of the score:")
    line("trees of the package (may know these names)", [j.score for j in found], same, EVEN)
    scores = unseen(path, found, same) or [float(j.score) for j in found]
    print("by the same scores:")
    parts(rows, scores, same)
    print("verdicts:")
    verdicts(found, scores, same)
    print("mistakes:")
    for row, one, score, label in zip(rows, found, scores, same, strict=True):
        if (score >= EVEN) != label:
            pair = f"{row['name1']} | {row['name2']}"
            print(f"  {score:4.0f} {'same' if label else 'different'}: {pair} ({one.reason})")
    speed(path, same, peer)


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("cases", type=Path)
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--report", action="store_true")
    parser.add_argument("--peer", help="a Python that has nomenklatura")
    parser.add_argument("--timed", action="store_true", help="only print own speeds, as JSON")
    parser.add_argument("--alone", action="store_true", help="with --timed: one pair a call")
    options = parser.parse_args()
    with options.cases.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    if options.timed:
        timed(rows, STARTED, alone=options.alone)
        return
    if options.out:
        write(rows, judged(rows)[0], options.out)
    if options.report or not options.out:
        report(options.cases, rows, options.peer)


if __name__ == "__main__":
    main()
