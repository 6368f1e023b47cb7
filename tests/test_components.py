"""Is a missing component told and counted, and never passed over where nothing may be?"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.chromium import find_chromium
from tests.components import unavailable

_A_TEST = """
from tests.components import unavailable

def test_that_needs_a_database():
    unavailable("PostgreSQL", "no right to install packages")

def test_that_needs_nothing():
    pass
"""


def test_without_ci_it_is_a_skip_that_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="component missing: Chromium .no apt-get"):
        unavailable("Chromium", "no apt-get")


def test_with_ci_it_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="component missing: Chromium .no apt-get"):
        unavailable("Chromium", "no apt-get")


@pytest.mark.parametrize(("ci", "code", "closing"), [("", 0, "1 skipped"), ("true", 1, "1 failed")])
def test_the_closing_summary_counts_it(
    repository: Path, tmp_path: Path, ci: str, code: int, closing: str
) -> None:
    (tmp_path / "test_it.py").write_text(_A_TEST, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.conftest", "--rootdir", tmp_path, tmp_path],
        cwd=repository,
        env=dict(os.environ) | {"CI": ci},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stdout
    assert closing in done.stdout.splitlines()[-1]
    assert ("1 × PostgreSQL (no right to install packages)" in done.stdout) is (ci == "")


def _program(file: Path) -> str:
    file.write_text("#!/bin/sh\n", encoding="utf-8")
    file.chmod(0o755)
    return str(file)


def test_a_browser_is_found_by_any_of_its_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CXBOARD_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    chrome = _program(tmp_path / "google-chrome")
    assert find_chromium() == chrome
    chromium = _program(tmp_path / "chromium-browser")
    assert find_chromium() == chromium


def test_a_named_browser_comes_first_and_a_wrong_name_is_not_papered_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _program(tmp_path / "chromium")
    named = _program(tmp_path / "mine")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("CXBOARD_CHROMIUM", named)
    assert find_chromium() == named
    monkeypatch.setenv("CXBOARD_CHROMIUM", str(tmp_path / "gone"))
    assert find_chromium() is None


def test_playwrights_own_browser_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CXBOARD_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    folder = tmp_path / "chromium-1200" / "chrome-linux64"
    folder.mkdir(parents=True)
    chrome = _program(folder / "chrome")
    assert find_chromium() == chrome
