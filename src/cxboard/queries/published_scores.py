"""What has CMS published, for which places and periods?

Rolling periods overlap, so nothing here adds them: a question names one period or gets the latest.
"""

from __future__ import annotations

import polars as pl

from cxboard.queries.reader import Reader


def published_hospitals(reader: Reader) -> pl.DataFrame:
    """Return every hospital that any of CMS's files speaks of, ordered by name.

    Columns place_id, place_name and state ("none" where no file names it), as the HCAHPS file has
    them where it speaks of it, and has_hcahps.
    """
    rows: pl.DataFrame = (
        reader.cursor()
        .sql("""
            WITH told AS (
                SELECT place_id, place_name, state, 2 AS rank, end_date::VARCHAR AS since
                FROM published WHERE level = 'hospital'
                UNION ALL SELECT place_id, place_name, state, 1, fiscal_year FROM vbp
            )
            SELECT place_id, arg_max(place_name, (rank, since)) AS place_name,
                   coalesce(nullif(arg_max(state, (rank, since)), ''), 'none') AS state,
                   max(rank) = 2 AS has_hcahps
            FROM told GROUP BY place_id ORDER BY place_name, place_id
        """)
        .pl()
    )
    return rows


def hospital_facts(reader: Reader, place_id: str) -> dict[str, str | None]:
    """Return what CMS's general information says of a hospital, by column; empty without it."""
    rows = reader.cursor().sql("SELECT * FROM hospital WHERE place_id = $p", params={"p": place_id})
    return next(iter(rows.pl().iter_rows(named=True)), {})


def vbp_rows(reader: Reader, place_id: str) -> list[dict[str, str | None]]:
    """Return a hospital's rows of the VBP file as texts by column, the latest year first."""
    rows = reader.cursor().sql(
        "SELECT * FROM vbp WHERE place_id = $p ORDER BY fiscal_year DESC", params={"p": place_id}
    )
    return list(rows.pl().iter_rows(named=True))


def vbp_years(reader: Reader) -> list[dict[str, str | None]]:
    """Return one hospital's row of each fiscal year: its standards are those of everybody."""
    rows = reader.cursor().sql(
        "SELECT * FROM vbp QUALIFY row_number() OVER (PARTITION BY fiscal_year ORDER BY place_id) "
        "= 1 ORDER BY fiscal_year"
    )
    return list(rows.pl().iter_rows(named=True))


def published_rows(reader: Reader, level: str, place_id: str) -> pl.DataFrame:
    """Return every published row of a place for its latest period, as text, by measure id.

    Columns measure_id, answer, answer_percent, answer_percent_footnote, star_rating,
    star_rating_footnote, linear_score, completed_surveys, completed_surveys_footnote,
    response_rate, response_rate_footnote, start_date, end_date.
    """
    rows: pl.DataFrame = (
        reader.cursor()
        .sql(
            """
            SELECT measure_id, answer, answer_percent, answer_percent_footnote, star_rating,
                   star_rating_footnote, linear_score, completed_surveys,
                   completed_surveys_footnote, response_rate, response_rate_footnote,
                   start_date, end_date
            FROM published WHERE level = $level AND place_id = $place
            QUALIFY end_date = max(end_date) OVER () ORDER BY measure_id
            """,
            params={"level": level, "place": place_id},
        )
        .pl()
    )
    return rows


def published_state(reader: Reader, state: str) -> pl.DataFrame:
    """Return the hospitals of a state ("none" as above) for the latest period of any of them.

    Columns place_id, place_name, measure_id, percent and star (whole numbers, null where CMS
    published none), start_date, end_date; ordered by name and measure id.
    """
    rows: pl.DataFrame = (
        reader.cursor()
        .sql(
            """
            SELECT place_id, place_name, measure_id, try_cast(answer_percent AS INTEGER) AS percent,
                   try_cast(star_rating AS INTEGER) AS star, start_date, end_date
            FROM published
            WHERE level = 'hospital' AND coalesce(nullif(state, ''), 'none') = $state
            QUALIFY end_date = max(end_date) OVER () ORDER BY place_name, place_id, measure_id
            """,
            params={"state": state},
        )
        .pl()
    )
    return rows
