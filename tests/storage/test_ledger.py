"""Does a ledger that an older version made serve as one made today?"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import MetaData, UniqueConstraint, create_engine, insert, select

from cxboard.storage.ledger import Ledger, now
from cxboard.storage.ledger_tables import uploads

ROW = {
    "sha256": "a" * 64,
    "rows_sha256": "b" * 64,
    "file_name": "survey.csv",
    "size": 1,
    "kind": "survey",
    "by": "test",
    "state": "committed",
    "staged_at": now(),
    "counts": {},
    "months": [],
}


def test_an_older_ledger_takes_one_file_read_in_two_ways(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    older = uploads.to_metadata(MetaData())
    older.indexes.clear()
    older.append_constraint(UniqueConstraint("sha256"))
    engine = create_engine(url)
    older.create(engine)
    with engine.begin() as connection:
        connection.execute(insert(older).values(ROW | {"upload_id": "survey-1", "seq": 7}))
    engine.dispose()

    for _ in range(2):  # the second time, there is nothing left to do
        ledger = Ledger(url)
        with ledger.read() as connection:
            (row,) = connection.execute(select(uploads)).mappings()
        assert (row["seq"], row["upload_id"]) == (7, "survey-1")
        ledger.close()
    with ledger.begin() as connection:
        connection.execute(insert(uploads).values(ROW | {"upload_id": "survey-1+2"}))
        found = connection.execute(select(uploads.c.upload_id, uploads.c.seq)).all()
    ledger.close()
    assert found == [("survey-1", 7), ("survey-1+2", 8)]
