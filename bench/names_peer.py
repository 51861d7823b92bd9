"""What nomenklatura's logic-v2 says of pairs of names; run by ``bench/names.py``.

``python bench/names_peer.py CASES.csv`` needs nomenklatura in the Python that runs it, and nothing
of careo. Prints one JSON object: the scores in the order of the file, seconds to start, and pairs
per second of processor time, for names not seen before and for the same names again.
"""

from __future__ import annotations

import csv
import json
import sys
import time
from pathlib import Path


def main(path: Path) -> None:
    """Score every pair twice, each name an entity of its own: scores are cached by id."""
    begun = time.process_time()
    from followthemoney import EntityProxy
    from nomenklatura.matching import get_algorithm

    logic = get_algorithm("logic-v2")
    config = logic.default_config()

    def entity(schema: str, name: str, key: str) -> EntityProxy:
        return EntityProxy.from_dict({"id": key, "schema": schema, "properties": {"name": [name]}})

    for schema in ("Person", "Company"):
        one, other = (
            entity(schema, "Ana Sol", f"{schema}1"),
            entity(schema, "Ana Soll", f"{schema}2"),
        )
        logic.compare(one, other, config)
    started = time.process_time() - begun
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    speeds, scores = [], []
    for turn in range(2):
        begun = time.process_time()
        scores = [
            logic.compare(
                entity(row["schema"], row["name1"], f"{turn}:{number}:1"),
                entity(row["schema"], row["name2"], f"{turn}:{number}:2"),
                config,
            ).score
            for number, row in enumerate(rows)
        ]
        speeds.append(len(rows) / (time.process_time() - begun))
    print(json.dumps({"scores": scores, "start": started, "new": speeds[0], "again": speeds[1]}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
