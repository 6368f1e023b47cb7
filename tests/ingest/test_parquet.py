"""Is a Parquet file read as it is meant, or refused for what only Parquet has?"""

from __future__ import annotations

import base64
import io
from dataclasses import replace
from datetime import timedelta

import polars as pl
import pyarrow.parquet as pq
import pytest
from pyarrow.parquet.encryption import (
    CryptoFactory,
    EncryptionConfiguration,
    KmsClient,
    KmsConnectionConfig,
)

from cxboard.ingest.limits import DEFAULT_LIMITS
from cxboard.storage.workspace import Workspace
from tests.ingest.files import SURVEY, send, surveys

PARQUET = [
    (pl.DataFrame({"survey_id": ["S1"], "rating": [[1, 2]]}), "wrong_column_type"),
    (pl.DataFrame({"survey_id": ["S1"], "rating": [{"a": 1}]}), "wrong_column_type"),
    (pl.DataFrame({"survey_id": ["S1"], "Survey_ID": ["S2"]}), "duplicate_header"),
    (pl.DataFrame({"survey_id": ["S1"], "text": ["x" * 70_000]}), "cell_too_long"),
    (pl.DataFrame({"survey_id": ["S1"]}).clear(), "no_rows"),
    (pl.DataFrame(), "no_columns"),
    (pl.DataFrame({"survey_id": ["S1"]}), "missing_column"),
    (pl.DataFrame({"minutes": [timedelta(minutes=90)]}), "wrong_column_type"),
]


@pytest.mark.parametrize(("frame", "code"), PARQUET, ids=[p[1] for p in PARQUET])
def test_parquet_has_its_own_traps(workspace: Workspace, frame: pl.DataFrame, code: str) -> None:
    buffer = io.BytesIO()
    frame.write_parquet(buffer)
    report = send(workspace, buffer.getvalue(), "extract.parquet")
    assert report.outcome == "refused"
    assert report.errors[0].code == code


def test_blanks_around_a_column_name_are_none_of_it(workspace: Workspace) -> None:
    buffer = io.BytesIO()
    pl.DataFrame([SURVEY]).rename({"rating": " rating\r"}).write_parquet(buffer)
    report = send(workspace, buffer.getvalue(), "extract.parquet")
    assert report.read_as is not None
    assert report.read_as.columns["rating"] == "rating"


class _Keys(KmsClient):
    """Keeps keys as they are."""

    def wrap_key(self, key: bytes, _name: str) -> bytes:
        return base64.b64encode(key)


def test_an_encrypted_column_is_told_though_everybody_can_read_the_footer(
    workspace: Workspace,
) -> None:
    plan = EncryptionConfiguration("footer", column_keys={"c": ["rating"]}, plaintext_footer=True)
    factory = CryptoFactory(lambda _: _Keys())
    secret = factory.file_encryption_properties(KmsConnectionConfig(), plan)
    table, buffer = pl.DataFrame([SURVEY]).to_arrow(), io.BytesIO()
    with pq.ParquetWriter(buffer, table.schema, encryption_properties=secret) as file:
        file.write_table(table)
    report = send(workspace, buffer.getvalue(), "extract.parquet")
    assert [p.code for p in report.errors] == ["encrypted_columns"]
    assert "without encryption" in report.errors[0].fix


def test_a_parquet_column_of_blanks_has_no_type_and_is_blank(registered: Workspace) -> None:
    buffer = io.BytesIO()
    pl.DataFrame([SURVEY | {"call_button": None}]).write_parquet(buffer)
    assert send(registered, buffer.getvalue(), "blank.parquet").outcome == "published"


def test_a_parquet_file_that_unpacks_to_too_much_is_refused(workspace: Workspace) -> None:
    buffer = io.BytesIO()
    pl.DataFrame({"survey_id": ["x" * 1000] * 20_000}).write_parquet(buffer)
    limits = replace(DEFAULT_LIMITS, rows=10_000)
    assert len(buffer.getvalue()) < 100_000
    report = send(workspace, buffer.getvalue(), "bomb.parquet", limits=limits)
    assert report.errors[0].code == "too_many_rows"


def test_ids_that_became_decimals_are_the_ids_they_were(registered: Workspace) -> None:
    ids = [{"survey_id": "100000001"}, {"survey_id": "100000002"}]
    send(registered, surveys(*ids))
    buffer = io.BytesIO()
    rows = [SURVEY | {"survey_id": float(row["survey_id"]), "rating": 9.0} for row in ids]
    pl.DataFrame(rows).write_parquet(buffer)
    assert send(registered, buffer.getvalue(), "again.parquet").rows.unchanged == 2
