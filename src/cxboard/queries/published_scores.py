"""What has CMS published, for which places and periods?

Rolling periods overlap, so nothing here adds them: a question names one period or gets the latest.
"""

from __future__ import annotations

import polars as pl

from cxboard.queries.reader import Reader


def published_places(reader: Reader, level: str) -> pl.DataFrame:
    """Return one row per place of a level ("hospital", "state" or "nation"), ordered by name.

    Columns place_id, place_name, state and the latest period's start_date and end_date.
    """
    rows: pl.DataFrame = (
        reader.cursor()
        .sql(
            """
            SELECT place_id, arg_max(place_name, end_date) AS place_name,
                   arg_max(state, end_date) AS state,
                   arg_max(start_date, end_date) AS start_date, max(end_date) AS end_date
            FROM published WHERE level = $level GROUP BY place_id ORDER BY place_name, place_id
            """,
            params={"level": level},
        )
        .pl()
    )
    return rows


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
    """Return the hospitals of a state for the latest period that any of them has.

    Columns place_id, place_name, measure_id, percent and star (whole numbers, null where CMS
    published none), start_date, end_date; ordered by name and measure id.
    """
    rows: pl.DataFrame = (
        reader.cursor()
        .sql(
            """
            SELECT place_id, place_name, measure_id, try_cast(answer_percent AS INTEGER) AS percent,
                   try_cast(star_rating AS INTEGER) AS star, start_date, end_date
            FROM published WHERE level = 'hospital' AND state = $state
            QUALIFY end_date = max(end_date) OVER () ORDER BY place_name, place_id, measure_id
            """,
            params={"state": state},
        )
        .pl()
    )
    return rows
