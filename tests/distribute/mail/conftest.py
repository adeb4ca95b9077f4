"""A mail server for the tests of this folder."""

import pytest

from tests.distribute.mail.server import Control


@pytest.fixture(scope="module")
def server():
    """Give a server without encryption."""
    control = Control()
    yield control
    control.stop()


@pytest.fixture(autouse=True)
def _fresh(request):
    """Let no test see what another sent."""
    if "server" in request.fixturenames:
        control = request.getfixturevalue("server")
        control.forget()
        control.expect({})
