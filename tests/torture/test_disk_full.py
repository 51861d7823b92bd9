"""A disk that fills up: stopped with one line, nothing acknowledged lost, gone on with later."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from careo.case.handle import Case
from tests.torture import texts
from tests.torture.kill import ROOT, contents

CHILD = """
import json, resource, signal, sys
from pathlib import Path
from careo.case import InProcess
from careo.case.handle import Case
from careo.model.config import Config
from careo.model.errors import CareoError
from careo.store.casefile import CaseFile
from tests.unit.case.plain import read_plainly

class Heard:
    def __init__(self):
        self.names, self.stage = [], ""
    def start(self, stage, total):
        self.stage = stage
    def step(self, done, failed, name):
        self.names.append([self.stage, name])
    def finish(self):
        pass

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
limit = int(sys.argv[3])
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
heard, error = Heard(), ""
case = Case(CaseFile.open(Path(sys.argv[1]), create=True, user="ana"), Config(), read_plainly)
try:
    case.add(Path(sys.argv[2]), engine=InProcess(), progress=heard)
except CareoError as caught:
    error = type(caught).__name__
    assert "\\n" not in str(caught)
print(json.dumps({"error": error, "heard": heard.names}))
"""


def _add(case: Path, folder: Path, limit: int) -> tuple[str, list[list[str]]]:
    command = [sys.executable, "-c", CHILD, str(case), str(folder), str(limit)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    said = json.loads(done.stdout)
    return said["error"], said["heard"]


@pytest.mark.parametrize("limit", [400_000, 500_000])
def test_a_full_disk_loses_nothing_that_was_acknowledged(tmp_path: Path, limit: int) -> None:
    texts.write(tmp_path / "in", 80, sentences=4)
    error, heard = _add(tmp_path / "case", tmp_path / "in", limit)
    assert error == "StorageError"
    with Case.open(tmp_path / "case") as case:
        assert list(case.verify()) == []
        views = {view.name: view for view in case.documents()}
    assert {name for stage, name in heard if stage == "adding"} <= views.keys()
    unread = {name for name, view in views.items() if "interrupted" in view.reason}
    assert not unread & {name for stage, name in heard if stage == "reading"}
    assert _add(tmp_path / "case", tmp_path / "in", 0)[0] == ""
    assert _add(tmp_path / "whole", tmp_path / "in", 0)[0] == ""
    assert contents(tmp_path / "case") == contents(tmp_path / "whole")
