"""What the engine's tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.compose.bench import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Give an empty project."""
    return Project(tmp_path)
