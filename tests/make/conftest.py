"""A small project to build: the starter's record, a short template, text files only."""

import shutil
from pathlib import Path

import pytest

from rtop_docs.make.build import Options, build
from rtop_docs.make.project import open_workspace
from rtop_docs.progress import Quiet

STARTER = Path(__file__).resolve().parents[2] / "rtop_docs" / "starter"

TARGETS = """
targets:
  brief:
    template: brief.md
    dialogue: ga-2014
    formats: [txt, html]
    output: 2014/brief
  cards:
    template: card.md
    dialogue: ga-2014
    for_each: states
    formats: [txt]
    output: 2014/cards/{code}
"""
BRIEF = """
{{ document(kind="brief", title="Brief") }}

# Brief

{{ themes(level=2) }}

{{ sources() }}
"""
CARD = """
{{ document(kind="card", title=actor(target.actor)) }}

# {{ actor(target.actor) }}

{% for held in ask.positions_of(target.actor).themes %}
{{ held.theme.title.text }}: {{ held.claims[0].position.says.text }}

{% else %}
Nothing is named.
{% endfor %}
"""


class Project:
    """A project folder with what tests do to it."""

    def __init__(self, root):
        self.root = root

    def write(self, path, text):
        """Put a file in place."""
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")

    def replace(self, path, old, new):
        """Edit a file as a person would; the old words must be there."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        self.write(path, text.replace(old, new))

    def build(self, *wanted, **options):
        """Build as a new process would, with nothing remembered."""
        return build(open_workspace(self.root), wanted, Quiet(), Options(**options))

    def files(self):
        """Every file below build/ but the ledger's, with its bytes."""
        base = self.root / "build"
        return {
            p.relative_to(self.root).as_posix(): p.read_bytes()
            for p in sorted(base.rglob("*"))
            if p.is_file() and ".rtop" not in p.parts
        }


def new_project(root):
    """A fresh project in the folder `root`, which is not there yet."""
    made = Project(root)
    shutil.copytree(STARTER / "source", made.root / "source")
    made.write("source/targets.yaml", TARGETS)
    made.write("templates/en/brief.md", BRIEF)
    made.write("templates/en/card.md", CARD)
    return made


@pytest.fixture
def project(tmp_path):
    """A fresh project."""
    return new_project(tmp_path / "project")
