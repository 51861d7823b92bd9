"""`python -m training.templates OUT.jsonl --n 6000 --seed 7`, or `--check` instead of a file."""

import argparse
import json
import sys
from pathlib import Path
from typing import cast

from training.templates.compose import paragraphs

_ODD = (" ,", " .", " ;", "( ", " )", "« ", " »", "¿ ", "{", "}", "|", "<", ",,", "..", " de el ")


def _faults(row: dict[str, object]) -> list[str]:
    """Return what is wrong with a paragraph: lengths, BIO order, odd spacing, open slots."""
    tokens, space = cast("list[str]", row["tokens"]), cast("list[bool]", row["space"])
    found: list[str] = []
    for key in ("labels", "names"):
        labels = cast("list[str]", row[key])
        if not len(labels) == len(tokens) == len(space):
            found.append(f"{key}: lengths differ")
        before = "O"
        for label in labels:
            if label.startswith("I-") and before[2:] != label[2:]:
                found.append(f"{key}: {label} after {before}")
            before = label
    text = _text(tokens, space)
    bad = [
        " ,",
        " .",
        " ;",
        "( ",
        " )",
        "« ",
        " »",
        "¿ ",
        "{",
        "}",
        "|",
        "<",
        ",,",
        "..",
        " de el ",
    ]
    found.extend(f"text has {piece!r}" for piece in bad if piece in text.replace("...", "…"))
    return found


def _text(tokens: list[str], space: list[bool]) -> str:
    return "".join((" " if gap else "") + token for token, gap in zip(tokens, space, strict=True))


def _shown(row: dict[str, object], key: str) -> str:
    """Write a paragraph with its spans in brackets, the label's first letters in front."""
    tokens, space = cast("list[str]", row["tokens"]), cast("list[bool]", row["space"])
    labels = cast("list[str]", row[key])
    out: list[str] = []
    for i, (token, label) in enumerate(zip(tokens, labels, strict=True)):
        opens = f"[{label[2:5]}: " if label.startswith("B-") else ""
        goes_on = i + 1 < len(labels) and labels[i + 1].startswith("I-")
        closes = "]" if label != "O" and not goes_on else ""
        out.append((" " if space[i] else "") + opens + token + closes)
    return "".join(out)


def _check(n: int, seed: int, shown: int) -> int:
    """Look for faults in `n` paragraphs and print the first `shown` of them."""
    faulty = 0
    for number, row in enumerate(paragraphs(n, seed)):
        faults = _faults(row)
        faulty += bool(faults)
        if faults:
            sys.stdout.write(f"FAULT {row['id']} {faults}\n  {_shown(row, 'labels')}\n")
        if number < shown:
            sys.stdout.write(f"{row['id']} {row['lang']}\n  {_shown(row, 'labels')}\n")
            sys.stdout.write(f"  {_shown(row, 'names')}\n")
    sys.stdout.write(f"{n} paragraphs, {faulty} with faults\n")
    return 1 if faulty else 0


def main() -> int:
    """Read the command line; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m training.templates")
    parser.add_argument("out", nargs="?", type=Path)
    parser.add_argument("--n", type=int, default=6000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--shown", type=int, default=10)
    options = parser.parse_args()
    if options.check:
        return _check(options.n, options.seed, options.shown)
    if options.out is None:
        parser.error("a file to write, or --check")
    with options.out.open("w", encoding="utf-8") as out:
        for row in paragraphs(options.n, options.seed):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
