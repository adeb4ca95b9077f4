"""A small project that is built, with recipients, and how its packs are looked into."""

import io
import zipfile

import pytest

from rtop_docs.distribute.packing import make_packs
from rtop_docs.distribute.recipients import read_recipients
from rtop_docs.make.project import open_workspace
from rtop_docs.make.targets import NO_MOMENT
from tests.make.conftest import Project, new_project

RECIPIENTS = """
recipients:
  everybody:
    name: Everybody
    address: everybody@example.org
    formats: [txt, html]
  burundi:
    name: Mission of Burundi
    address: burundi@example.org
    formats: [txt]
    targets: [brief, cards/BDI]
"""


class House(Project):
    """A project from which things leave."""

    def pack(self, *only, moment=NO_MOMENT):
        """Make packs as a new process would."""
        workspace = open_workspace(self.root)
        return make_packs(workspace, read_recipients(workspace).value, moment, only)

    def contents(self, recipient):
        """The files of a recipient's pack, by name, in the zip's order."""
        data = (self.root / "build" / "packs" / f"{recipient}.zip").read_bytes()
        with zipfile.ZipFile(io.BytesIO(data)) as parcel:
            return {name: parcel.read(name) for name in parcel.namelist()}

    def packs(self):
        """The bytes of all packs, by file name."""
        folder = self.root / "build" / "packs"
        return {p.name: p.read_bytes() for p in sorted(folder.glob("*.zip"))} if folder.exists() else {}


@pytest.fixture
def house(tmp_path):
    """A project that is built and has recipients."""
    made = House(new_project(tmp_path / "house").root)
    made.write("source/recipients.yaml", RECIPIENTS)
    assert made.build().ok
    return made
