"""The page on changes, looked at by the tools that judge every document: it has a template of its own."""

import pytest

from tests.distribute.conftest import RECIPIENTS, House
from tests.distribute.test_release import again
from tests.make.conftest import new_project
from tests.tools.verapdf import verdicts

pytestmark = pytest.mark.tool


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The pages on changes of a first release, which has nothing to tell, and of one that tells much."""
    house = House(new_project(tmp_path_factory.mktemp("release") / "house").root)
    house.write("source/recipients.yaml", RECIPIENTS)
    assert house.build().ok
    again(house, "named: [Ecuador, New Zealand, ", "named: [Chad, ")
    return [house.root / "releases" / name / "changes.pdf" for name in ("one", "two")]


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_the_page_on_changes_complies(pages, profile):
    """VeraPDF finds nothing by PDF/UA-1 and PDF/A-2a."""
    judged = verdicts(pages, (profile,))

    assert {file: verdict.broken for (_, file), verdict in judged.items()} == {file: {} for file in pages}
    assert all(verdict.checks for verdict in judged.values())
