"""``mlsmells server`` without the extra it needs."""

from __future__ import annotations

import sys

import pytest
from click.testing import CliRunner

from mlsmells.cli import main


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pygls.lsp.server", None)
    result = CliRunner().invoke(main, ["server"])
    assert result.exit_code == 2 and "pip install 'mlsmells[lsp]'" in result.stderr
