"""A build that is struck at any file operation leaves no half file, and the next one puts everything right.

The ledger's operations are struck too, which SQLite does below Python: a shim stands between the process and the
C library.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.trials import FAULTS, SCENARIOS

pytestmark = pytest.mark.tool
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_any_operation_may_be_struck(scenario, fault, shim, tmp_path):
    """Killed there, killed half way through a write, disk full from there on, an error of the device there."""
    words = [sys.executable, "-m", "tests.faults.trials", scenario, fault, str(tmp_path)]
    environment = {**os.environ, "LD_PRELOAD": str(shim)}
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout)

    assert told["wrong"] == []
    assert len(told["struck"]) >= 10
