"""A sending of mail that is struck at any operation on its ledger's files sends nothing twice and loses nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.trials import FAULTS

pytestmark = pytest.mark.tool
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("fault", FAULTS)
def test_any_operation_on_the_ledger_may_be_struck(fault, shim, tmp_path):
    """Killed there, killed half way through a write, disk full from there on, an error of the device there."""
    words = [sys.executable, "-m", "tests.faults.mail_trials", fault, str(tmp_path)]
    environment = {**os.environ, "LD_PRELOAD": str(shim)}
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout)

    assert told["wrong"] == []
    assert told["struck"] >= 20
