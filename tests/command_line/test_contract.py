"""Does every command answer with the document, the names and the exit code that it promises?"""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from cxboard.results.history import consequences, effect
from cxboard.storage.workspace import Workspace
from tests.command_line.conftest import Answer, surveys

RECEIPT = [
    *("upload_id", "file", "sha256", "kind", "outcome", "rows", "periods", "publication"),
    *("rejects_file", "problems", "kpi_changes"),
]
ROWS = ["read", "accepted", "rejected", "duplicate", "unchanged", "restated"]
PROBLEM = ["severity", "code", "message", "fix", "column", "row", "count"]
SCORE = ["numerator", "denominator", "n", "value", "lower", "upper", "suppressed"]


def is_receipt(document: dict[str, Any]) -> bool:
    """Assert the shape of an ingest's answer, whatever its outcome."""
    rows = document["rows"]
    assert list(document) == RECEIPT
    assert list(rows) == ROWS
    assert rows["read"] == sum(rows[name] for name in ROWS[1:5])
    assert all(list(problem) == PROBLEM for problem in document["problems"])
    assert all(problem["message"] and problem["fix"] for problem in document["problems"])
    assert all(list(one) == ["measure", "before", "after"] for one in document["kpi_changes"])
    return True


@pytest.fixture
def own(lake: Path, tmp_path: Path) -> Path:
    """Return a copy of the tiny lake that a test may change."""
    return Path(shutil.copytree(lake, tmp_path / "data"))


# --- ingest


def test_a_dry_run_says_what_publishing_then_does(ask: Answer, lake: Path, own: Path) -> None:
    extract = own.parent / "third.csv"
    extract.write_text((lake.parent / "second.csv").read_text() + "900,S,S-1,2026-06-04,0,0\n")
    foreseen = ask("ingest", extract, "--dry-run", data_dir=own)
    assert ask("publications", data_dir=own)["publications"][0]["publication"] == "p00004"
    done = ask("ingest", extract, data_dir=own)
    assert is_receipt(done)
    assert (foreseen["outcome"], foreseen["publication"]) == ("dry_run", None)
    assert (done["outcome"], done["publication"]) == ("published", "p00005")
    assert done["rows"] == dict(zip(ROWS, (13, 13, 0, 0, 0, 12), strict=True))
    assert done["periods"] == ["2026-06"]
    changed = {"outcome": "published", "publication": "p00005"}
    assert foreseen | changed == done
    # 76 of 104 rate 9 or 10 before; 12 fall to 3 and a 0 comes along: 64 of 105 after
    assert done["kpi_changes"] == [
        {"measure": "overall_rating", "before": 100 * 76 / 104, "after": 100 * 64 / 105},
        {"measure": "nps", "before": 100 * 48 / 104, "after": 100 * 23 / 105},
    ]


def test_what_few_answers_moved_is_told_by_its_new_value_alone(ask: Answer, own: Path) -> None:
    """Old and new value together would say what three people answered."""
    extract = own.parent / "few.csv"
    extract.write_text(surveys(("900x3", "S", "2026-06-04", 9)), encoding="utf-8")
    old = ask("score", "overall_rating", data_dir=own)["rows"][0]
    assert old["value"] == 100 * 76 / 104
    foreseen = ask("ingest", extract, "--dry-run", data_dir=own)
    done = ask("ingest", extract, data_dir=own)
    new = ask("score", "overall_rating", data_dir=own)["rows"][0]["value"]
    assert done["kpi_changes"] == foreseen["kpi_changes"]
    assert done["kpi_changes"][0] == {"measure": "overall_rating", "before": None, "after": new}
    assert new == 100 * 79 / 107

    workspace = Workspace.open(own)
    uploads = [each["upload_id"] for each in ask("uploads", data_dir=own)["uploads"]]
    for upload in uploads:
        told = [
            side for one in effect(workspace, upload).changes for side in (one.before, one.after)
        ]
        assert old["value"] not in told, "no receipt gives the old value away"
    (change, _) = consequences(workspace, done["upload_id"]).changes
    assert (change.before, change.after) == (new, None)
    workspace.close()


def test_the_same_file_again_changes_nothing(ask: Answer, lake: Path) -> None:
    answer = ask("ingest", lake.parent / "first.csv", data_dir=lake)
    assert is_receipt(answer)
    assert (answer["outcome"], answer["publication"]) == ("unchanged", "p00004")
    assert answer["rows"] == dict(zip(ROWS, (104, 0, 0, 0, 104, 0), strict=True))
    assert answer["periods"] == ["2026-06", "2026-07"]
    assert answer["kpi_changes"] == []


def test_a_bad_row_refuses_its_file_with_exit_code_3(ask: Answer, lake: Path) -> None:
    answer = ask("ingest", lake.parent / "wrong.csv", data_dir=lake, code=3)
    assert is_receipt(answer)
    assert (answer["outcome"], answer["kind"], answer["publication"]) == ("refused", "survey", None)
    assert answer["rows"] == dict(zip(ROWS, (3, 2, 1, 0, 0, 0), strict=True))
    found = answer["problems"][0]
    assert (found["severity"], found["code"], found["count"]) == ("error", "outside_scale", 1)
    assert (found["column"], found["row"]) == ("rating", 4)
    assert "“11”" in found["message"]
    assert "402" in Path(answer["rejects_file"]).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["empty.csv", "nowhere.csv", "data", "odd\nname.csv"])
def test_what_cannot_be_read_is_refused_alike(ask: Answer, lake: Path, name: str) -> None:
    answer = ask("ingest", lake.parent / name, data_dir=lake, code=3)
    assert is_receipt(answer)
    assert answer["outcome"] == "refused"
    assert answer["problems"][0]["severity"] == "error"


def test_several_files_give_a_list_and_one_bad_one_exit_code_3(ask: Answer, lake: Path) -> None:
    files = [lake.parent / name for name in ("first.csv", "empty.csv", "organisation.csv")]
    answers = ask("ingest", *files, data_dir=lake, code=3)
    assert all(map(is_receipt, answers))
    assert [answer["outcome"] for answer in answers] == ["unchanged", "refused", "unchanged"]


# --- uploads, undo, redo, publications, verify


def test_uploads_are_listed_newest_first(ask: Answer, lake: Path) -> None:
    rows = ask("uploads", data_dir=lake)["uploads"]
    assert [(row["file"], row["kind"], row["state"]) for row in rows] == [
        ("second.csv", "survey", "undone"),
        ("first.csv", "survey", "published"),
        ("organisation.csv", "organisation", "published"),
    ]
    assert rows[0]["rows"]["restated"] == 12
    assert rows[1]["periods"] == ["2026-06", "2026-07"]
    assert all(row["upload_id"].endswith(row["sha256"][:12]) for row in rows)
    assert all(row["published_at"].endswith("Z") for row in rows)


def test_redo_and_undo_move_what_readers_see(ask: Answer, own: Path) -> None:
    before = ask("score", "overall_rating", data_dir=own)["rows"]
    upload = ask("uploads", data_dir=own)["uploads"][0]["upload_id"]
    again = ask("redo", upload, data_dir=own)
    assert (again["publication"], again["reason"]) == ("p00005", "redo")
    assert ask("score", "overall_rating", data_dir=own)["rows"][0]["numerator"] == 64
    back = ask("undo", upload, data_dir=own)
    assert (back["publication"], back["upload_id"]) == ("p00006", upload)
    assert ask("score", "overall_rating", data_dir=own)["rows"] == before
    for command, wrong in (("undo", upload), ("redo", "nothing"), ("undo", "")):
        assert ask(command, wrong, data_dir=own, code=2)["error"]


def test_publications_are_listed_newest_first(ask: Answer, lake: Path) -> None:
    rows = ask("publications", data_dir=lake)["publications"]
    assert [row["publication"] for row in rows] == ["p00004", "p00003", "p00002", "p00001"]
    assert [row["reason"] for row in rows] == ["undo", "ingest", "ingest", "ingest"]
    assert len(rows[0]["uploads"]) == 2
    assert rows[0]["tables"].keys() == {
        *("organisation", "survey", "rollup_survey", "moments_survey")
    }


def test_verify_exits_0_when_clean_and_1_with_names_when_not(ask: Answer, own: Path) -> None:
    assert ask("verify", data_dir=own) == {
        "clean": True,
        "publication": "p00004",
        "differences": [],
    }
    gone = next((own / "lake" / "survey").glob("month=*/*.parquet"))
    gone.unlink()
    answer = ask("verify", data_dir=own, code=1)
    assert not answer["clean"]
    assert [(d["code"], own / "lake" / d["name"]) for d in answer["differences"]] == [
        ("missing", gone)
    ]


# --- measures, score


def test_measures_carry_what_a_recount_needs(ask: Answer, lake: Path) -> None:
    measures = {m["id"]: m for m in ask("measures", data_dir=lake)["measures"]}
    assert measures.keys() >= {"overall_rating", "nurse_communication", "nps"}
    rating = measures["overall_rating"]
    assert (rating["unit"], rating["minimum_n"], rating["direction"]) == ("percent", 11, "increase")
    item = rating["editions"][0]["items"][0]
    assert (item["item"], item["top"], item["middle"]) == ("rating", [9, 10], [7, 8])
    assert [e["from"] for e in measures["responsiveness"]["editions"]][-1] == "2025-01-01"


def test_score_rows_are_groups_then_counts_then_values(ask: Answer, lake: Path) -> None:
    answer = ask("score", "overall_rating", "--by", "facility", data_dir=lake)
    assert (answer["from"], answer["to"], answer["publication"]) == ("2026-06", "2026-07", "p00004")
    north, south = answer["rows"]
    assert list(north) == ["facility", *SCORE]
    assert (north["facility"], north["numerator"], north["denominator"]) == ("N", 36, 52)
    assert (north["n"], north["value"], north["suppressed"]) == (52, 100 * 36 / 52, False)
    assert north["lower"] < 100 * 36 / 52 < north["upper"]
    assert (south["facility"], south["value"]) == ("S", 100 * 40 / 52)


def test_a_suppressed_score_carries_nulls(ask: Answer, lake: Path) -> None:
    answer = ask("score", "overall_rating", "--by", "month", "--facility", "N", data_dir=lake)
    nulls = dict.fromkeys(SCORE[:-1]) | {"suppressed": True}
    assert answer["rows"] == [{"month": "2026-06"} | nulls, {"month": "2026-07"} | nulls]


def test_as_of_gives_the_numbers_of_that_day(ask: Answer, lake: Path) -> None:
    def favourable(publication: str) -> int:
        answer = ask("score", "overall_rating", "--as-of", publication, data_dir=lake)
        assert answer["publication"] == publication
        return int(answer["rows"][0]["numerator"])

    assert [favourable(f"p0000{number}") for number in (2, 3, 4)] == [76, 64, 76]


WRONG = [
    ("score", "loyalty"),
    ("score", "nps", "--by", "planet"),
    ("score", "nps", "--by", "touchpoint"),
    ("score", "nps", "--by", "sex", "--by", "unit"),
    ("score", "nps", "--from", "2026-13"),
    ("score", "nps", "--from", "2026-07", "--to", "2026-06"),
    ("score", "nps", "--facility", "X"),
    ("score", "nps", "--as-of", "p99999"),
    ("score", "nps", "--as-of", "p00001"),
    ("score",),
    ("ingest",),
    ("ingest", "x.csv", "--kind", "gossip"),
    ("shout",),
]


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_a_wrong_question_exits_2_with_a_reason(
    ask: Answer, lake: Path, words: tuple[str, ...]
) -> None:
    answer = ask(*words, data_dir=lake, code=2)
    assert list(answer) == ["command", "error"]
    assert answer["command"] in (words[0], None)
    assert answer["error"]


# --- when the data folder is damaged


EVERY = [
    ("uploads", 2),
    ("publications", 2),
    ("score nps", 2),
    ("undo survey", 2),
    ("users list", 2),
    ("verify", 1),
]


def test_a_ledger_that_is_none_is_told_by_every_command(
    ask: Answer, lake: Path, tmp_path: Path
) -> None:
    (tmp_path / "ledger.db").write_text("This is not a database, whatever its name says. " * 50)
    for words, code in EVERY:
        answer = ask(*words.split(), data_dir=tmp_path, code=code)
        reason = answer["differences"][0]["detail"] if code == 1 else answer["error"]
        assert "not a database" in reason
    receipt = ask("ingest", lake.parent / "first.csv", data_dir=tmp_path, code=3)
    assert is_receipt(receipt)
    assert receipt["problems"][0]["code"] == "not_saved"


def test_a_data_folder_that_is_a_file_is_told(ask: Answer, lake: Path) -> None:
    assert ask("uploads", data_dir=lake.parent / "first.csv", code=2)["error"]


def test_a_ledger_that_loses_a_table_under_way_answers_all_the_same(
    ask: Answer, lake: Path, own: Path
) -> None:
    for damage in ("DROP TABLE publications", "CREATE TABLE publications (number INTEGER)"):
        with sqlite3.connect(own / "ledger.db") as ledger:
            ledger.execute(damage)
        ledger.close()
    assert "no such column" in ask("publications", data_dir=own, code=2)["error"]
    assert "no such column" in ask("verify", data_dir=own, code=1)["differences"][0]["detail"]
    receipt = ask("ingest", lake.parent / "first.csv", data_dir=own, code=3)
    assert is_receipt(receipt)
    assert "no such column" in receipt["problems"][0]["message"]


def test_users_answer_in_json_too(ask: Answer, tmp_path: Path) -> None:
    assert ask("users", "add", "ada", data_dir=tmp_path)["password"]
    assert ask("users", "disable", "ada", data_dir=tmp_path) == {"name": "ada", "active": False}
    assert ask("users", "enable", "ada", data_dir=tmp_path) == {"name": "ada", "active": True}
    assert ask("users", "add", "ada", data_dir=tmp_path, code=2)["error"]


def test_a_dry_run_leaves_rejected_rows_only_where_it_is_told(
    ask: Answer, lake: Path, tmp_path: Path
) -> None:
    data, wrong, place = tmp_path / "data", lake.parent / "wrong.csv", tmp_path / "rejected.csv"
    assert ask("ingest", wrong, "--dry-run", data_dir=data, code=3)["rejects_file"] is None
    assert not (data / "rejects").exists()
    told = ask("ingest", wrong, "--dry-run", "--rejects", place, data_dir=data, code=3)
    assert told["rejects_file"] == str(place)
    assert "402" in place.read_text(encoding="utf-8")
    ask("ingest", wrong, "--rejects", place, data_dir=data, code=2)
