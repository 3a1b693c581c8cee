"""A build of nothing, in a folder of its own."""

from pathlib import Path

import pytest
from shipping.context import Context


@pytest.fixture
def context(tmp_path: Path) -> Context:
    """Version 1.2.3 as of 22 November 2026, with an empty cache and a checkout that holds one input."""
    root = tmp_path / "checkout"
    (root / "packaging").mkdir(parents=True)
    return Context(version="1.2.3", epoch=1795305600, out=tmp_path / "out", root=root, cache=tmp_path / "cache")
