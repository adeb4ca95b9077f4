"""After each of the accidents that happen to build folders, the next build puts everything right or says why not."""

import pytest

from tests.make.accidents import TABLE


@pytest.mark.parametrize("accident", TABLE, ids=lambda a: a.what)
def test_the_build_survives(accident, project):
    """See the accident's own words."""
    accident.happen(project)
