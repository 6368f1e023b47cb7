"""What does a person at a terminal read of a file, and of what it moves?"""

from __future__ import annotations

from pathlib import Path

import pytest

from cxboard.cli import main
from cxboard.results.change_words import OVER
from tests.command_line.conftest import surveys


def test_a_dry_run_says_what_the_file_would_move(
    lake: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "august.csv"
    rows = surveys(("500x40", "N", "2026-08-03", 10), ("600x2", "N", "2026-08-03", 77))
    file.write_text(rows, encoding="utf-8")
    wish = ["--dry-run", "--effect", "--accept-partial", "--data-dir", str(lake)]
    assert main(["ingest", str(file), *wish]) == 0
    said = capsys.readouterr().err
    assert "august.csv: dry run, nothing is published — rows: 42 read, 40 could be accepted" in said
    assert "[column rating] [line 42] [2 rows]" in said
    assert OVER in said
    assert "\n    Overall hospital rating: " in said
    assert "\n    Aug 2026: 40 new\n" in said
