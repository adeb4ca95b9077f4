"""reportlab is loaded so that nothing around it changes what it does, and nothing around it is changed."""

import os
import subprocess
import sys

from reportlab import rl_config

from rtop_docs.writers.pdf.guarded import settled

LOADED = """
import os, sys
from rtop_docs.writers.pdf import guarded
from reportlab import rl_config
print(rl_config.pageCompression, "reportlab_settings" in sys.modules, os.environ["RL_pageCompression"])
"""


def test_settings_that_lie_on_the_path_or_in_variables_do_nothing(tmp_path):
    """Their modules are not run; the process keeps its variables, and no empty module stays behind."""
    for name in ("reportlab_settings", "reportlab_mods"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('was run')\n", encoding="utf-8")
    around = {**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), *sys.path)), "RL_pageCompression": "7"}
    done = subprocess.run([sys.executable, "-c", LOADED], env=around, capture_output=True, text=True, check=False)

    assert (done.stderr, done.returncode) == ("", 0)
    assert done.stdout.split() == ["1", "False", "7"]


def test_settings_are_held_while_a_file_is_written_and_given_back():
    """Also when somebody loaded reportlab before, with settings of their own."""
    before = rl_config.invariant
    rl_config.invariant = 0
    try:
        with settled():
            held = rl_config.invariant
        after = rl_config.invariant
    finally:
        rl_config.invariant = before

    assert (held, after) == (1, 0)
