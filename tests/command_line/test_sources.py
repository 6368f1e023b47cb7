"""Do look, profiles and watch take a foreign file in, and its like the month after?"""

from __future__ import annotations

import json
import os
from pathlib import Path

from tests.command_line.conftest import Answer

CENTRE = (
    "Ticket Number;Opened;Site;Media Type;CSAT Score\n"
    "T1;03.06.2026;N;Telephone;Very satisfied\nT2;30.06.2026;S;Chat;Neither\n"
)


def test_a_foreign_file_goes_through_the_month_after(ask: Answer, tmp_path: Path) -> None:
    data, june = tmp_path / "data", tmp_path / "june.csv"
    june.write_text(CENTRE, encoding="utf-8")
    assert ask("ingest", june, data_dir=data, code=3)["outcome"] == "refused"
    looked = ask("look", june, data_dir=data)
    assert (looked["layout"], looked["shape"]["delimiter"]) == (None, ";")
    proposed = tmp_path / "centre.json"
    proposed.write_text(json.dumps(looked), encoding="utf-8")
    ask("profiles", "save", "Contact centre", proposed, data_dir=data)
    (row,) = ask("profiles", "list", data_dir=data)["profiles"]
    assert (row["name"], row["version"], row["kind"]) == ("Contact centre", 1, "contact")
    assert ask("look", june, data_dir=data)["layout"] == "Contact centre"
    foreseen = ask("ingest", june, "--dry-run", "--effect", data_dir=data)
    assert [one["new"] for one in foreseen["effect"]["rows"]] == [1, 1]
    assert ask("ingest", june, data_dir=data)["rows"]["accepted"] == 2
    folder = tmp_path / "drop"
    folder.mkdir()
    july = folder / "july.csv"
    july.write_text(CENTRE.replace("T1", "T3").replace("T2", "T4"), encoding="utf-8")
    os.utime(july, (1_780_000_000, 1_780_000_000))
    (file,) = ask("watch", folder, "--once", data_dir=data)["files"]
    assert (file["file"], file["receipt"]["outcome"]) == ("july.csv", "published")
    assert not july.exists()
    ask("profiles", "remove", "Contact centre", data_dir=data)
    assert ask("profiles", "list", data_dir=data)["profiles"] == []


def test_what_cannot_be_done_is_said(ask: Answer, tmp_path: Path) -> None:
    data = tmp_path / "data"
    file = tmp_path / "x.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    for words in (
        ("profiles", "show", "none"),
        ("profiles", "save", "x", "none.json"),
        ("profiles", "save", "x", file),
        ("watch", tmp_path / "none", "--once"),
        ("watch", tmp_path),
        ("ingest", file, "--profile", "none"),
        ("ingest", file, "--dates", "discharge_date=backwards"),
    ):
        assert ask(*words, data_dir=data, code=2)["error"]


def test_an_unfinished_proposal_is_no_profile_and_a_finished_one_drops_what_names_people(
    ask: Answer, tmp_path: Path
) -> None:
    extract, proposal = tmp_path / "theirs.csv", tmp_path / "proposal.json"
    rows = "".join(f"{n},{n % 10},ann{n}@mail.org\n" for n in range(40))
    extract.write_text(f"response id,rating,patient email\n{rows}", encoding="utf-8")
    data = tmp_path / "data"
    looked = ask("look", extract, "--kind", "survey", data_dir=data)
    proposal.write_text(json.dumps(looked), encoding="utf-8")
    refused = ask("profiles", "save", "theirs", proposal, data_dir=data, code=2)
    assert "is not finished: nothing brings " in refused["error"]
    document = looked["proposal"]
    values = {"facility_id": "N", "unit_id": "N-1", "discharge_date": ""}
    assert document["drop"] == []
    document |= {"constants": {name: values[name] for name in document["constants"]}}
    proposal.write_text(json.dumps(document | {"drop": ["patient email"]}), encoding="utf-8")
    assert (
        "say “discharge_date”" in ask("profiles", "save", "theirs", proposal, data_dir=data)["done"]
    )
    day = ("--set", "discharge_date=2026-06-03")
    assert ask("ingest", extract, data_dir=data, code=3)["outcome"] == "refused"
    assert ask("ingest", extract, *day, data_dir=data)["outcome"] == "published"


def test_columns_are_named_as_the_file_has_them_or_told(ask: Answer, tmp_path: Path) -> None:
    data, june, made = tmp_path / "data", tmp_path / "june.csv", tmp_path / "centre.json"
    june.write_text(CENTRE.replace("30.06", "04.06"), encoding="utf-8")
    made.write_text(json.dumps(ask("look", june, data_dir=data)), encoding="utf-8")
    ask("profiles", "save", "Contact centre", made, data_dir=data)
    for option, name in (("--dates", "Shut=dmy"), ("--drop", "Phone"), ("--set", "colour=red")):
        refused = ask("ingest", june, option, name, data_dir=data, code=3)
        (problem,) = [one for one in refused["problems"] if one["code"] == "unknown_name"]
        assert option in problem["message"]
    refused = ask("ingest", june, "--dates", "Shut=dmy", data_dir=data, code=3)
    assert "contact_date (“Opened”)" in refused["problems"][0]["message"]
    assert ask("ingest", june, data_dir=data, code=3)["problems"][0]["code"] == "ambiguous_dates"
    june_first = ask("ingest", june, "--dates", "Opened=dmy", data_dir=data)
    assert june_first["periods"] == ["2026-06"]
