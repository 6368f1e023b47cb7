"""What kind of file is this? Every layout that CX Board reads, told apart by column names alone."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping, Sequence

from cxboard.domain.letters import shortened
from cxboard.domain.listing import listed
from cxboard.domain.vocabulary import Kind
from cxboard.ingest.cms_layouts import CMS_LAYOUTS
from cxboard.ingest.cut_names import made_whole
from cxboard.ingest.dialect import plain_name
from cxboard.ingest.hcahps_xml import HCAHPS_XML
from cxboard.ingest.layout import Layout, Recognised
from cxboard.ingest.report import Problem, error, warning
from cxboard.ingest.translation import Translation
from cxboard.storage.tables import table_of

_MATCH = (
    "match the columns once on the page Upload, and every file of this source then goes through by "
    "itself."
)
_ANYWHERE = frozenset({"start_date", "end_date", "state", "facility_id"})
"""Headers that any file may have, so that they tell no layout."""

_TITLES = {
    Kind.ORGANISATION: "organisation register",
    Kind.SURVEY: "survey extract",
    Kind.CONTACT: "contact extract",
    Kind.FEEDBACK: "feedback extract",
    Kind.INDICATOR: "indicator extract",
}


def _own(kind: Kind) -> Layout:
    """Return the layout of our own: headers are the columns of the table."""
    table = table_of(kind)
    return Layout(
        title=_TITLES[kind],
        kind=kind,
        sources={column.name: (column.name,) for column in table.columns},
        required=table.required,
    )


def layouts(kind: Kind | None = None) -> tuple[Layout, ...]:
    """Return every layout (of one kind), as the catalogue stands now."""
    every = (*(_own(own) for own in _TITLES), *CMS_LAYOUTS, HCAHPS_XML)
    return tuple(layout for layout in every if kind is None or layout.kind is kind)


def known_headers() -> frozenset[str]:
    """Return the plain names of every header of every layout."""
    return frozenset().union(*(layout.known for layout in layouts()))


def recognise(
    headers: Sequence[str], kind: Kind | None, constants: Mapping[str, str] | None = None
) -> Recognised | tuple[Problem, ...]:
    """Return a file's layout, or what it lacks of the nearest one.

    Args:
        headers: column names as the file has them.
        kind: only layouts of this kind, when its sender has said so.
        constants: columns of ours that were said once for all rows; a header counts before them.
    """
    plain = {plain_name(header): header for header in headers}
    by_plain = made_whole(plain, sorted(known_headers()))
    candidates = layouts(kind)
    said = constants or {}
    fitting = [layout for layout in candidates if _fits(layout, by_plain, said)]
    if not fitting:
        return _nearest(candidates, by_plain, frozenset() if kind else _ANYWHERE)
    layout = max(fitting, key=lambda one: len(one.known & by_plain.keys()))
    chosen = {
        column: by_plain[next(name for name in names if name in by_plain)]
        for column, names in layout.sources.items()
        if any(name in by_plain for name in names)
    }
    extra = [header for plain, header in by_plain.items() if plain not in layout.known]
    taken = {name: said[name] for name in said if name in layout.sources and name not in chosen}
    return Recognised(
        layout=layout,
        headers=chosen,
        problems=(
            *layout.notes,
            *(lent(name, text) for name, text in taken.items()),
            *((_dropped(extra, layout),) if extra else ()),
        ),
        translation=Translation(values=layout.values, constants=taken),
        dropped=tuple(extra),
    )


def _fits(layout: Layout, by_plain: Mapping[str, str], said: Collection[str]) -> bool:
    return not layout.absent & by_plain.keys() and not _missing(layout, by_plain, said)


def _missing(layout: Layout, by_plain: Mapping[str, str], said: Collection[str] = ()) -> list[str]:
    """Return the plain names of required headers that a file does not have."""
    names = (layout.sources[column] for column in layout.required if column not in said)
    return [choices[0] for choices in names if not any(name in by_plain for name in choices)]


def _nearest(
    candidates: Sequence[Layout], by_plain: Mapping[str, str], anywhere: Collection[str]
) -> tuple[Problem, ...]:
    """Return what keeps a file from being the layout of whose columns, but some, it has most."""

    def likeness(layout: Layout) -> tuple[float, int]:
        telling = [name for name in layout.required if {*anywhere}.isdisjoint(layout.sources[name])]
        present = [name for name in telling if not by_plain.keys().isdisjoint(layout.sources[name])]
        return len(present) / len(telling), len(layout.known & by_plain.keys())

    layout = max(candidates, key=likeness)
    if likeness(layout)[0] == 0:
        titles = ", ".join(one.title for one in candidates)
        return (
            error(
                "unknown_layout",
                f"The columns are those of no layout that CX Board knows: {titles}.",
                f"Name the columns as in the templates of data/samples; or {_MATCH}",
                row=1,
                option="--profile, of those that `cxboard profiles list` names",
            ),
        )
    spare = {plain: header for plain, header in by_plain.items() if plain not in layout.known}
    return tuple(_lacks(layout, name, spare) for name in _missing(layout, by_plain))


def _lacks(layout: Layout, name: str, spare: Mapping[str, str]) -> Problem:
    squeezed = {plain.replace("_", ""): header for plain, header in spare.items()}
    near = difflib.get_close_matches(name.replace("_", ""), squeezed, n=1, cutoff=0.6)
    hint = f" Did you mean “{squeezed[near[0]][:80]}”?" if near else ""
    fix, option = layout.otherwise.get(
        name,
        (
            f"Name the column “{name}”, or add it; or {_MATCH}",
            "--kind says what the file holds, --profile by which profile it is read",
        ),
    )
    return error(
        "missing_column",
        f"The file looks like “{layout.title}”, which needs column “{name}”.{hint}",
        fix,
        column=name,
        row=1,
        option=option,
    )


def lent(name: str, text: str) -> Problem:
    """Return the warning that a value was said once and taken for all rows."""
    return warning(
        "said_once",
        f"No column says “{name}”: “{text}” was taken for all rows, as the file’s name or its "
        "sender says.",
        "Nothing, if that is so.",
        column=name,
    )


def _dropped(headers: Sequence[str], layout: Layout) -> Problem:
    named = listed([f"“{shortened(header, 60)}”" for header in headers])
    return warning(
        "unknown_column",
        f"Not part of “{layout.title}”, left out and not stored: {named}.",
        "Nothing, unless a column's name is misspelt.",
        column=headers[0][:80],
        row=1,
        count=len(headers),
    )
