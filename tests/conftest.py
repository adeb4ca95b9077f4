"""What every test gets: hypothesis profiles, and the rule that nothing may be skipped in a full run."""

import os

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("default", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
# The same examples each time, so that one commit is judged alike everywhere; only more of them.
settings.register_profile("thorough", parent=settings.get_profile("default"))
settings.load_profile("thorough" if os.environ.get("RTOP_THOROUGH") else "default")


def pytest_addoption(parser):
    """Add --no-skips: a test that is skipped counts as failed."""
    parser.addoption("--no-skips", action="store_true", help="count a skipped test as failed")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Turn a skip into a failure under --no-skips."""
    outcome = yield
    report = outcome.get_result()
    if report.skipped and item.config.getoption("--no-skips") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped: {report.longrepr}"
