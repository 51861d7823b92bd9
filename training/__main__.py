"""From data to the model in the package, and its score.

Usage: python -m training --english DIR --spanish DIR --weights CONTAINER [--teacher FOLDER]
    --work DIR [--model DIR]

DIR of ``--english`` holds train.jsonl.gz and dev.jsonl.gz ({"id", "tokens", "labels", "offsets"}),
that of ``--spanish`` the same articles ({"id", "tokens", "space", "labels", "ok"}). Every step
writes into ``--work`` and is not done again when its file is there, so that a run can go on.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

from training.score import f1, spans

QUIET = {"OMP_WAIT_POLICY": "PASSIVE", "GOMP_SPINCOUNT": "0"}
"""Threads that wait asleep: on a machine that does other things too this is twice as fast."""

TEACHER = "--epochs 2 --rate 1e-4 --pieces 2048 --seed 11"


def step(target: Path, module: str, *arguments: object) -> None:
    """Run a step unless its file is there."""
    if target.exists():
        print(f"{target} is there", flush=True)
        return
    print(f"{module} -> {target}", flush=True)
    command = [sys.executable, "-m", f"training.{module}", *map(str, arguments)]
    subprocess.run(command, check=True, env={**os.environ, **QUIET})


def main(o: argparse.Namespace) -> None:
    """Do every step."""
    data, run = o.work / "data", o.work / "run"
    data.mkdir(parents=True, exist_ok=True)
    prepare(o, data)
    options: list[object] = ["--data", data, "--weights", o.weights]
    options += ["--extra", data / "templates.jsonl"]
    if o.teacher:
        options += ["--teachers", *taught(o, data)]
    step(run / "model.pt", "train", "--out", run, *options, *o.train.split())
    step(run / "exported", "export", run, o.model, "--weights", o.weights)
    (run / "exported").touch()
    found = run / "dev.jsonl"
    command = [sys.executable, "bench/predict.py", o.english / "dev.jsonl.gz", found]
    subprocess.run([str(word) for word in command], check=True)
    score(o.english / "dev.jsonl.gz", found)


def prepare(o: argparse.Namespace, data: Path) -> None:
    """Write the rows to learn from."""
    for part in ("train", "dev"):
        english, spanish = data / f"{part}.en.jsonl", data / f"{part}.es.jsonl"
        step(english, "silver", o.english / f"{part}.jsonl.gz", english)
        gold = o.spanish / f"{part}.jsonl.gz"
        step(spanish, "project", english, gold, o.weights, spanish)
    extra = data / "templates.jsonl"
    step(extra, "templates", extra, "--n", 7000, "--seed", 7)


def taught(o: argparse.Namespace, data: Path) -> tuple[Path, Path]:
    """Train the English teacher; return the files of what it thinks of the training texts."""
    run, english, spanish = o.work / "teacher", o.work / "english.npz", o.work / "spanish.npz"
    options = ["--data", data, "--weights", o.teacher, "--encoder", "mpnet", "--languages", "en"]
    step(run / "model.pt", "train", "--out", run, *options, *TEACHER.split())
    step(english, "teach", run, english, *options)
    texts = data / "train.en.jsonl", data / "train.es.jsonl"
    step(spanish, "carry", english, *texts, o.weights, spanish)
    return english, spanish


def score(gold: Path, found: Path) -> None:
    """Print the exact F1 of what the exported model labels."""
    counts = {"source": [0, 0, 0], "cue": [0, 0, 0], "content": [0, 0, 0]}
    with gzip.open(gold, "rt", encoding="utf-8") as one, found.open(encoding="utf-8") as two:
        for left, right in zip(one, two, strict=True):
            a, b = (spans(json.loads(line)["labels"]) for line in (left, right))
            for kind, count in counts.items():
                mine, theirs = ({x for x in each if x[0] == kind} for each in (b, a))
                for n, number in enumerate((len(mine & theirs), len(mine), len(theirs))):
                    count[n] += number
    print({kind: f1(*count) for kind, count in counts.items()})


if __name__ == "__main__":
    p = argparse.ArgumentParser(prog="python -m training")
    p.add_argument("--english", type=Path, required=True)
    p.add_argument("--spanish", type=Path, required=True)
    p.add_argument("--weights", type=Path, required=True)
    p.add_argument("--teacher", type=Path, help="folder of all-mpnet-base-v2")
    p.add_argument("--work", type=Path, required=True)
    p.add_argument("--model", type=Path, default=Path("src/careo/reading/tagger/model"))
    p.add_argument("--train", default="--epochs 6 --pieces 3072 --rate 4e-4", help="options")
    main(p.parse_args())
