"""What of columns without a name? Row numbers, options of questions, delimiters at a line's end.

A column is left out only where nothing stands in it, and only behind all others, so that no value
can come under another name.
"""

from __future__ import annotations

from collections.abc import Sequence

from cxboard.domain.listing import listed
from cxboard.ingest.dialect import column_letters, plain_name
from cxboard.ingest.report import Problem, warning

_QUESTION, _OPTION = 120, 60
"""Characters of a question and of its option that make the name of a column."""


def called(headers: Sequence[str], below: Sequence[str] = ()) -> tuple[str, ...]:
    """Return column names with a stand-in for each blank one.

    Survey tools write a question over the first column of its options only, and the options below;
    a column of such a question is called by both.

    Args:
        headers: the names, blank ones too.
        below: the row below them, if it holds names, too.
    """
    names: list[str] = []
    question = ""
    taken = {plain_name(header) for header in headers}
    options = [*below, *[""] * (len(headers) - len(below) + 1)]
    for place, header in enumerate(headers):
        name, option = header.strip(), options[place].strip()
        question = name or question
        leads = not "".join(headers[place + 1 : place + 2]).strip() and options[place + 1].strip()
        both = ""
        if question and option and (leads or not name):
            both = f"{question[:_QUESTION]}: {option[:_OPTION]}"
        if plain_name(both) in taken:
            both = ""
        taken.add(plain_name(both))
        names.append(both or name or f"(no name, column {column_letters(place + 1)})")
    return tuple(names)


def settled(
    headers: Sequence[str],
    sizes: Sequence[int],
    row: int,
    header_cells: int,
    below: Sequence[str] = (),
) -> tuple[tuple[str, ...], list[Problem]]:
    """Return the names of the columns that count, from the first on, and what to tell.

    Args:
        headers: the names, blank ones too.
        sizes: bytes of all values of each column.
        row: the line of the file that holds the names.
        header_cells: how many cells that line has.
        below: the row below it, if it holds names, too.
    """
    width = len(headers)
    while width > 1 and not headers[width - 1].strip() and not sizes[width - 1]:
        width -= 1
    names = called(headers[:width], below)
    told = [_ends_with_delimiter(row)] if max(len(headers), header_cells) > width else []
    if not headers[0].strip() and sizes[0]:
        told.append(_first_has_no_name(row))
    if bare := [place for place in range(1, width) if sizes[place] and not headers[place].strip()]:
        told.append(_have_no_name([names[place] for place in bare], row))
    return names, told


def _have_no_name(names: Sequence[str], row: int) -> Problem:
    count = "One column has" if len(names) == 1 else f"{len(names):,} columns have"
    return warning(
        "column_without_name",
        f"{count} values and no name in line {row:,}; for now called "
        f"{listed([f'“{name}”' for name in names], most=3)}.",
        "Nothing, unless it is wanted or its values belong to another column.",
        column=names[0][:80],
        row=row,
        count=len(names),
    )


def _first_has_no_name(row: int) -> Problem:
    return warning(
        "first_column_without_name",
        f"The first column has no name in line {row:,}, as row numbers that pandas or R wrote; it "
        f"is called “{called([''])[0]}”, and every other column keeps its own name.",
        "Nothing, if it holds row numbers; otherwise give it a name in the file.",
        row=row,
    )


def _ends_with_delimiter(row: int) -> Problem:
    return warning(
        "delimiter_at_end",
        "Lines end with delimiters behind which neither a name nor a value stands; these were "
        "passed over.",
        "Nothing, unless the last column has lost its name and all its values.",
        row=row,
    )
