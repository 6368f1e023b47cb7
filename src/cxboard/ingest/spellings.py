"""Which words of a column differ only in capitals, accents or blanks? Each is told.

A person takes “Ward A” and “ward a” for one ward; a table does not, and either gets its own score.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

import numpy as np
import numpy.typing as npt
import polars as pl

from cxboard.domain.letters import bare
from cxboard.domain.listing import listed
from cxboard.ingest.report import Problem, warning
from cxboard.storage.tables import TEXT, Table

_NO_WORDS = frozenset({"text", "facility_name", "unit_name"})
"""Columns of texts by which nothing is counted."""

_SHOWN = 3
"""Words of which a message names every spelling."""


def spelt_alike(
    rows: pl.DataFrame,
    table: Table,
    shown: Callable[[str], str],
    lines: npt.NDArray[np.int32],
    published: Mapping[str, Collection[str]],
) -> list[Problem]:
    """Return what to tell about words that a person would take for the same.

    Args:
        rows: the rows that are kept, as they are stored, with their place in the file.
        table: the kind's table.
        shown: returns the name under which the file's sender knows a column.
        lines: the line of every place.
        published: words that readers see already, by column.
    """
    ids = {*table.key} if len(table.key) == 1 else set()
    names = [one.name for one in table.columns if one.dtype == TEXT and one.name not in _NO_WORDS]
    distinct = rows.select(pl.col(name).unique().implode() for name in names if name not in ids)
    told = []
    for name in names:
        words = distinct[name][0] if name in distinct.columns else _doubtful(rows[name])
        groups = _groups(words.drop_nulls().to_list())
        if groups:
            told.append(_told(rows.select("place", word=name), groups, shown(name), lines))
        if name in distinct.columns:
            others = _published_otherwise(words.drop_nulls().to_list(), published.get(name, ()))
            if others:
                told.append(
                    _as_published(rows.select("place", word=name), others, shown(name), lines)
                )
    return told


def _doubtful(ids: pl.Series) -> pl.Series:
    """Return the ids that have another one like them; a million of them take a few milliseconds.

    Most extracts write all their ids in capitals, or none, and in plain letters.
    """
    folded = ids
    if ids.str.len_bytes().sum() != ids.str.len_chars().sum():
        folded = ids.str.normalize("NFKD").str.replace_all(r"\p{M}", "")
    elif not (ids.str.contains("[a-z]").any() and ids.str.contains("[A-Z]").any()):
        return ids.clear()
    folded = folded.str.to_lowercase()
    if folded.hash().n_unique() == len(folded):
        return ids.clear()
    return ids.filter(folded.is_duplicated()).unique()


def _groups(words: Iterable[str]) -> list[list[str]]:
    """Return the words that are alike, together."""
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(_plain(word), []).append(word)
    return [sorted(group) for _, group in sorted(found.items()) if len(group) > 1]


def _published_otherwise(words: Iterable[str], published: Collection[str]) -> dict[str, str]:
    """Return the words that readers see in another spelling alone, and that spelling."""
    new = [word for word in words if word not in published]
    by_plain = {_plain(word): word for word in published} if new else {}
    return {word: by_plain[plain] for word in new if (plain := _plain(word)) in by_plain}


def _as_published(
    words: pl.DataFrame, others: Mapping[str, str], header: str, lines: npt.NDArray[np.int32]
) -> Problem:
    found = words.filter(pl.col("word").is_in([*others]))
    named = [f"“{word[:40]}” for “{other[:40]}”" for word, other in sorted(others.items())]
    return _warned(
        "spelt_unlike_published",
        f"Values of {header} differ from what is published only in capitals, accents or blanks, "
        f"and are taken for others: {listed(named, _SHOWN)}.",
        "Nothing, if they are different; otherwise write them as published and send it again.",
        header,
        lines[found["place"].to_numpy()],
    )


def _plain(word: str) -> str:
    """Return a word without capitals, accents and further blanks."""
    return " ".join(bare(word).split())


def _told(
    words: pl.DataFrame, groups: list[list[str]], header: str, lines: npt.NDArray[np.int32]
) -> Problem:
    found = words.filter(pl.col("word").is_in([word for group in groups for word in group]))
    order = found.group_by("word").agg(n=pl.len(), first=pl.col("place").min())
    counts = dict(order.sort(-pl.col("n").cast(pl.Int64), "first").select("word", "n").iter_rows())
    spelt = [[word for word in counts if word in group] for group in groups]
    rarer = found.filter(pl.col("word").is_in([word for group in spelt for word in group[1:]]))
    named = [" and ".join(f"“{word[:40]}” ({counts[word]:,})" for word in group) for group in spelt]
    return _warned(
        "spelt_alike",
        f"Values of {header} differ only in capitals, accents or blanks, and each is taken for "
        f"another: {listed(named, _SHOWN)}.",
        "Nothing, if they are different; otherwise write them alike and send the file again.",
        header,
        lines[rarer["place"].to_numpy()],
    )


def _warned(
    code: str, message: str, fix: str, header: str, lines: npt.NDArray[np.int32]
) -> Problem:
    """Return a warning of the rows on some lines."""
    return warning(code, message, fix, column=header, row=int(lines.min()), count=len(lines))
