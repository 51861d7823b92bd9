"""The trees that weigh two names: trained on labelled pairs, exported without them.

Usage: python -m training.names CASES.csv [--out FOLDER]

``CASES.csv`` has the columns schema, name1, name2, is_match (true, false). Prints how well the
trees do on names that they have not seen, then writes ``trees.json`` into ``--out`` (the package's
own folder if left out), and beside the tests what LightGBM says of a few made-up measurements, so
that a test can hold the package's own evaluation against it. Needs the dependency group
``training-names``; takes half a minute on one core.
"""

from __future__ import annotations

import argparse
import csv
import functools
import json
import random
from pathlib import Path
from typing import Any, NamedTuple

import lightgbm
import numpy as np
from numpy.typing import NDArray

from careo.identity.names.features import FEATURES
from careo.identity.names.folding import words
from careo.identity.names.judging import read
from training.invented import pairs

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src/careo/identity/names"
CHECK = ROOT / "tests/unit/identity/trees_check.json"
FOLDS = 8
SEEDS = 4
TREES = 80
INVENTED = 0.2
"""What an invented pair counts for, beside a labelled one."""

RISING = frozenset(
    [
        *("spaced", "sorted", "as_sets", "letters", "jaro", "keys", "bones", "core", "numbers"),
        *("mean_of_longer", "mean_of_shorter", "worst", "second_worst", "worst_key"),
        *("equal_share", "first", "last", "in_order"),
    ]
)
"""Features of which more never makes two names less alike."""

FALLING = frozenset(["edits", "worst_edits", "across", "fathers", "father_moves", "other_initial"])
"""Features of which more never makes two names more alike."""

OPTIONS = {
    "objective": "binary",
    "learning_rate": 0.12,
    "num_leaves": 4,
    "bagging_fraction": 0.6,
    "bagging_freq": 1,
    "feature_fraction": 0.3,
    "min_data_in_leaf": 6,
    "lambda_l2": 3.0,
    "monotone_constraints": [(f in RISING) - (f in FALLING) for f in FEATURES],
    "num_threads": 1,
    "deterministic": True,
    "verbosity": -1,
}


class Cases(NamedTuple):
    """Labelled pairs, measured.

    Attributes:
        rows: The rows of the file.
        measured: One row of features a pair.
        same: Whether the label says that the two are one.
        group: Pairs that share a name, directly or through others, have one number.
    """

    rows: list[dict[str, str]]
    measured: NDArray[np.float64]
    same: NDArray[np.bool_]
    group: NDArray[np.int64]


def cases(path: Path) -> Cases:
    """Read and measure labelled pairs; a pair without letters counts as nothing alike."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    measured = np.array([measure(row["name1"], row["name2"], row["schema"]) for row in rows])
    same = np.array([row["is_match"] == "true" for row in rows])
    return Cases(rows, measured, same, _groups(rows))


def measure(one: str, other: str, schema: str) -> list[float]:
    """Return the features of a pair."""
    laid = read(one, other, schema)
    return laid.measured() if laid else [0.0] * len(FEATURES)


def _groups(rows: list[dict[str, str]]) -> NDArray[np.int64]:
    above: dict[str, str] = {}

    def root(name: str) -> str:
        above.setdefault(name, name)
        while above[name] != name:
            name = above[name]
        return name

    folded = [[" ".join(w.text for w in words(row[c])) for c in ("name1", "name2")] for row in rows]
    for one, other in folded:
        above[root(one)] = root(other)
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(root(one), len(numbers)) for one, _ in folded])


def train(measured: NDArray[np.float64], same: NDArray[np.bool_], seed: int) -> Any:
    """Return a booster, taught by invented pairs too, which count for less."""
    added, labels = _invented(seed)
    data = lightgbm.Dataset(
        np.vstack([measured, added]),
        np.concatenate([same, labels]).astype(float),
        weight=np.concatenate([np.ones(len(same)), np.full(len(labels), INVENTED)]),
        feature_name=list(FEATURES),
    )
    return lightgbm.train({**OPTIONS, "seed": seed}, data, TREES)


@functools.cache
def _invented(seed: int) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    made = pairs(random.Random(seed))
    measured = np.array([measure(one, other, schema) for schema, one, other, _ in made])
    return measured, np.array([same for *_, same in made])


def unseen(found: Cases, seed: int) -> NDArray[np.float64]:
    """Return for each pair what trees say that have seen neither of its names."""
    shuffled = list(range(int(found.group.max()) + 1))
    random.Random(seed).shuffle(shuffled)
    fold = np.array([shuffled[group] % FOLDS for group in found.group])
    said = np.zeros(len(found.rows))
    for number in range(FOLDS):
        out = fold == number
        booster = train(found.measured[~out], found.same[~out], seed)
        said[out] = booster.predict(found.measured[out])
    return said


def f1(said: NDArray[np.bool_], same: NDArray[np.bool_]) -> float:
    """Return F1 of "the same"."""
    told = int(said.sum() + same.sum())
    return 2 * int((said & same).sum()) / told if told else 0.0


def best(said: NDArray[np.float64], same: NDArray[np.bool_]) -> tuple[float, float]:
    """Return the highest F1 that any threshold reaches, and that threshold."""
    return max((f1(said >= least, same), float(least)) for least in np.unique(said))


def _flat(node: dict[str, Any], columns: tuple[list[Any], ...]) -> int:
    """Write a tree into columns; return the number of its root."""
    place = len(columns[0])
    leaf = "leaf_value" in node
    asked = (-1, node["leaf_value"]) if leaf else (node["split_feature"], node["threshold"])
    row = (*asked, 0, 0)
    for column, value in zip(columns, row, strict=True):
        column.append(value)
    if not leaf:
        columns[2][place] = _flat(node["left_child"], columns)
        columns[3][place] = _flat(node["right_child"], columns)
    return place


def export(booster: Any, target: Path) -> None:
    """Write the trees, and only the trees."""
    trees = []
    for tree in booster.dump_model()["tree_info"]:
        columns: tuple[list[Any], ...] = ([], [], [], [])
        _flat(tree["tree_structure"], columns)
        trees.append(columns)
    text = json.dumps({"features": FEATURES, "trees": trees}, separators=(",", ":"))
    target.write_text(text.replace("]],[[", "]],\n[[") + "\n", encoding="utf-8")


def check(booster: Any, measured: NDArray[np.float64], target: Path) -> None:
    """Write made-up measurements, each feature drawn by itself, with what LightGBM says of them."""
    draw = np.random.default_rng(0)
    made = np.column_stack([draw.permutation(column)[:40] for column in measured.T])
    worth = booster.predict(made, raw_score=True)
    rows = [{"measured": m.tolist(), "worth": float(w)} for m, w in zip(made, worth, strict=True)]
    target.write_text("[\n" + ",\n".join(map(json.dumps, rows)) + "\n]\n", encoding="utf-8")


def main(path: Path, out: Path) -> None:
    """Print what unseen names get, train on all, export."""
    found = cases(path)
    scores = [unseen(found, seed) for seed in range(SEEDS)]
    even = np.mean([f1(s >= 0.5, found.same) for s in scores])
    tops = [best(s, found.same) for s in scores]
    print(f"{len(found.rows)} pairs in {len(set(found.group.tolist()))} groups of names")
    print(f"unseen names: F1 {even:.3f} at 0.5, {np.mean([t[0] for t in tops]):.3f} at the best")
    booster = train(found.measured, found.same, 0)
    export(booster, out / "trees.json")
    check(booster, found.measured, CHECK)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--out", type=Path, default=PACKAGE)
    options = parser.parse_args()
    main(options.cases, options.out)
