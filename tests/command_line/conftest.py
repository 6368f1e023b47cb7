"""What do the tests of the command line share? A tiny lake, and a way to ask it something."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cxboard.cli import main

Answer = Callable[..., Any]

ORGANISATION = (
    "facility_id,facility_name,unit_id,unit_name,service_line\n"
    "N,North,N-1,Ward 1,Medicine\nS,South,S-1,Ward 2,Surgery\n"
)
_HEADER = "survey_id,facility_id,unit_id,discharge_date,rating,likelihood_to_recommend\n"


def surveys(*rows: tuple[str, str, str, int]) -> str:
    """Return a survey extract: hospital, first id and how many, day, rating."""
    lines = []
    for ids, facility, day, rating in rows:
        first, count = ids.split("x")
        lines += [
            f"{number},{facility},{facility}-1,{day},{rating},{rating}\n"
            for number in range(int(first), int(first) + int(count))
        ]
    return _HEADER + "".join(lines)


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Answer:
    """Return a way to run a command with --json: one document, and the exit code as told."""

    def answer(*arguments: str | Path, data_dir: Path, code: int = 0) -> Any:
        capsys.readouterr()
        words = [str(word) for word in arguments]
        assert main([*words, "--data-dir", str(data_dir), "--json"]) == code
        return json.loads(capsys.readouterr().out)

    return answer


@pytest.fixture
def send(ask: Answer, tmp_path: Path) -> Answer:
    """Return a way to give a command a file of some text or bytes."""

    def answer(name: str, content: str | bytes, *more: str, code: int = 0) -> Any:
        path = tmp_path / "file.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return ask(name, path, *more, data_dir=tmp_path / "data", code=code)

    return answer


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the data folder of a system of two hospitals; its files lie beside it.

    first.csv: North 36 × 9 and 12 × 3 in June and 4 × 3 in July, South 20 × 10 in both and
    12 × 3 in July.
    second.csv: 12 of North's 9 restated to 3. It is undone.
    """
    folder = tmp_path_factory.mktemp("tiny")
    files = {
        "organisation.csv": ORGANISATION,
        "first.csv": surveys(
            ("100x36", "N", "2026-06-03", 9),
            ("150x12", "N", "2026-06-03", 3),
            ("200x4", "N", "2026-07-03", 3),
            ("300x20", "S", "2026-06-03", 10),
            ("350x20", "S", "2026-07-03", 10),
            ("380x12", "S", "2026-07-03", 3),
        ),
        "second.csv": surveys(("100x12", "N", "2026-06-03", 3)),
        "wrong.csv": surveys(("400x2", "N", "2026-06-03", 5), ("402x1", "N", "2026-06-03", 11)),
        "empty.csv": "",
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    data_dir = folder / "data"
    for name in ("organisation.csv", "first.csv", "second.csv"):
        assert main(["ingest", str(folder / name), "--data-dir", str(data_dir)]) == 0
    upload = _upload_ids(data_dir)["second.csv"]
    assert main(["undo", upload, "--data-dir", str(data_dir)]) == 0
    return data_dir


def _upload_ids(data_dir: Path) -> dict[str, str]:
    from cxboard.storage.uploads import all_uploads
    from cxboard.storage.workspace import Workspace

    workspace = Workspace.open(data_dir)
    found = {record.file_name: record.upload_id for record in all_uploads(workspace.ledger)}
    workspace.close()
    return found
