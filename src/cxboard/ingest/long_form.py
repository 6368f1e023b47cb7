"""One row per answer becomes one row per record, as the rest of the ingest knows it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

from cxboard.domain.numbers import counted
from cxboard.ingest.dialect import plain_name
from cxboard.ingest.limits import CHUNK
from cxboard.ingest.profiles import LongForm, Profile
from cxboard.ingest.reader import Extract
from cxboard.ingest.report import Problem, warning
from cxboard.ingest.translation import plain_value

_BETWEEN = " | "
"""Joins answers of one person to one question that differ; no scale has such an answer."""


def widened(
    extract: Extract, profile: Profile, long: LongForm, folder: Path
) -> tuple[Extract, dict[str, str]]:
    """Return a long file as records, and the header that brings each of our answer columns.

    Rows belong to one record when everything but question and answer is the same. The line of a
    record is that of its first row.

    Args:
        extract: the file.
        profile: how it is read.
        long: its long form.
        folder: room of this ingest alone.
    """
    by_plain = {plain_name(header): header for header in extract.headers}
    used = (header for headers in profile.columns.values() for header in headers)
    same = list(dict.fromkeys(by_plain[plain_name(header)] for header in used))
    names = {"question": by_plain[plain_name(long.question)]}
    names["answer"] = by_plain[plain_name(long.answer)]
    rows = extract.scan(names | {f"c{place}": header for place, header in enumerate(same)})
    targets = sorted({column for column in long.questions.values() if column})
    brought = {column: f"{long.answer}: {column}" for column in targets}
    asked = _target(rows, long).with_row_index("place")
    answers = [
        pl.col("answer").filter(pl.col("target") == column).drop_nulls().unique(maintain_order=True)
        .str.join(_BETWEEN).alias(f"c{place}")
        for place, column in enumerate(targets, len(same))
    ]  # fmt: skip
    keys = [f"c{place}" for place in range(len(same))]
    records = asked.group_by(keys, maintain_order=True).agg(pl.col("place").min(), *answers)
    collected = records.collect()
    cells = folder / "records.parquet"
    collected.drop("place").write_parquet(cells, compression="lz4", row_group_size=CHUNK)
    wide = Extract(
        cells=cells,
        headers=(*same, *brought.values()),
        lines=extract.lines[collected["place"].to_numpy().astype(np.int64)],
        shape=extract.shape,
        notices=(*extract.notices, *_told(asked, extract.rows, len(collected))),
    )
    return wide, brought


def _target(rows: pl.LazyFrame, long: LongForm) -> pl.LazyFrame:
    """Add our column of every row's question; null for a question that the profile has not."""
    known = {plain_value(text): column for text, column in long.questions.items()}
    plain = pl.col("question").fill_null("").str.strip_chars().str.to_lowercase()
    squeezed = plain.str.replace_all(r"\s+", " ")
    mapping = pl.DataFrame(
        {"plain": list(known), "target": list(known.values())},
        schema={"plain": pl.String, "target": pl.String},
    )
    joined = rows.with_columns(plain=squeezed).join(
        mapping.lazy(), on="plain", how="left", maintain_order="left"
    )
    return joined.drop("plain")


def _told(asked: pl.LazyFrame, lines: int, records: int) -> list[Problem]:
    told = [
        warning(
            "one_row_per_answer",
            f"{counted(lines, 'row')} with one answer each, {counted(records, 'record')} in all; "
            "records are counted from here on.",
            "Nothing.",
        )
    ]
    strange = (
        asked.filter(pl.col("target").is_null()).group_by("question").len().sort("len").collect()
    )
    if len(strange):
        listed = ", ".join(f"“{str(text)[:60]}”" for text in strange["question"][-6:])
        told.append(
            warning(
                "unknown_question",
                f"The profile does not know {counted(len(strange), 'question')}, and leaves the "
                f"answers out: {listed}.",
                "Add them to the profile, to be read or dropped.",
                count=int(strange["len"].sum()),
            )
        )
    return told
