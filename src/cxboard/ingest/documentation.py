"""The page that explains the layouts, made from the tables themselves: data/samples/README.md.

`python -m cxboard.ingest.documentation` writes it again after a column or an item has changed; a
test fails while it is stale.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from cxboard.domain.catalogue import all_items
from cxboard.domain.items import MISSING, Item
from cxboard.domain.vocabulary import CHANNELS, CMS_KINDS, TOUCHPOINTS, Instrument
from cxboard.ingest.columns import (
    FEEDBACK_TYPES,
    GROUPS,
    HCAHPS_LINES,
    HCAHPS_MODES,
    INDICATORS,
    SURVEY_STATUSES,
)
from cxboard.ingest.layouts import layouts
from cxboard.ingest.limits import DEFAULT_LIMITS, megabytes
from cxboard.storage.folders import PROJECT
from cxboard.storage.standards import completeness_rules
from cxboard.storage.tables import Column, Table, table_of

README = PROJECT / "data" / "samples" / "README.md"

_MOST = DEFAULT_LIMITS
_SIZES = (
    f"At most {megabytes(_MOST.text_bytes)} ({megabytes(_MOST.parquet_bytes)} of Parquet, "
    f"{megabytes(_MOST.xml_bytes)} of XML) and {_MOST.rows:,} rows a file.\n"
    f"  The page takes {megabytes(_MOST.page_bytes)}; larger files go in by `cxboard ingest`."
)

_COMPLETENESS = "; ".join(
    f"{rule.instrument.value}: {rule.needed} of {len(rule.items)}, {rule.status}"
    for rule in completeness_rules()
)

_INTRODUCTION = f"""# Extracts that CX Board reads

Take the sample of a kind as a template: keep the column names, replace the rows. Then

```
cxboard ingest organisation.csv survey.csv contact.csv feedback.csv indicator.csv --dry-run
```

says what would change, and the same without `--dry-run` publishes. All of a file is published or
nothing. The organisation register comes first: with it, unknown hospitals and units are refused,
without it they are taken as found.

## Rules for every file

* CSV or TSV (comma, semicolon, tab or pipe; texts with a delimiter in quotes), an Excel workbook
  (.xlsx), Parquet, or an HCAHPS XML data file. Text is best in UTF-8; UTF-16 and Windows-1252 are
  recognised and told.
* An HCAHPS XML file is sent twice: its people are surveys, and with `--sheet header` its eligible
  discharges and sample are the indicators that response rates need.
* One header line; titles above it, totals and notes below the table are left out and told.
  Capitals and spaces in names do not matter; the order of columns neither.
* Days are best written YYYY-MM-DD. A column written otherwise is read by the evidence of all its
  values, months’ names in English, German, French, Spanish and Turkish too; when 03/04 could be
  either month, CX Board asks. Days lie between 1990-01-01 and today.
* Answers are codes. Words of the same scales (“Always”, “10 - Best hospital possible”) are read as
  their codes and told; words that nobody knows are asked for once.
* `M` is “asked and not answered”; a blank is “not asked”. In a survey file with
  a column for every question that HCAHPS puts to all patients, a blank in one of these is “not
  answered”, too.
* A survey of which fewer than half of those questions can have been answered is kept and enters no
  score ({_COMPLETENESS}).
* Columns that are not listed here are left out and never stored.
* Minutes are numbers; 00:12:30 is read as hours, minutes and seconds.
* Rows that Qualtrics marks as a preview or a test of the survey are rejected.
* A row is known by its key. A later file with the same key restates the row; the same file twice
  changes nothing.
* {_SIZES}
  Split by month what is larger still.
* No names, numbers or addresses of people, in no column and in no text.
"""

_VALUES = {
    "survey_status": ", ".join(SURVEY_STATUSES),
    "hcahps_mode": ", ".join(HCAHPS_MODES),
    "hcahps_line": ", ".join(HCAHPS_LINES) + "; blank: from service_line, where it is one of them",
    "feedback_type": ", ".join(FEEDBACK_TYPES),
    "channel": "best one of " + ", ".join(CHANNELS),
    "touchpoint": "best one of " + ", ".join(TOUCHPOINTS),
    "indicator": "best one of "
    + ", ".join([*sorted(INDICATORS), *(f"{beginning}…" for beginning in GROUPS)])
    + "; others are kept and shown nowhere",
    "reopened": "1, 0",
}

_PUBLISHED = """## CMS files

The files that CMS publishes at data.cms.gov are read as they are, and told apart by themselves,
with headers such as “Facility ID” or such as `facility_id`:

* HCAHPS by hospital (22 columns; PPS-exempt cancer hospitals, too), by state, and of the nation. A
  release of the same period restates the one before.
* Hospital value-based purchasing, Person and Community Engagement: a row for each hospital and
  fiscal year, with the dimensions of that year. A later file of the year restates its rows. The
  year is read from its column, else from the file’s name (`…_FY2024.csv`) or `--fiscal-year`.
* Hospital general information: it has no date, so a later file restates the hospital.

“Not Available”, “Not Applicable”, footnotes and ids with leading zeros stay as they are published.
The samples that begin with `cms_` are made up, in the official layouts.
"""


def document() -> str:
    """Return the whole page."""
    kinds = dict.fromkeys(one.kind for one in layouts() if one.kind not in CMS_KINDS)
    return "\n".join([_INTRODUCTION, *(_layout(table_of(kind)) for kind in kinds), _PUBLISHED])


def _layout(table: Table) -> str:
    items = {item.key: item for item in all_items(table.kind)}
    lines = [
        f"## {table.kind.value.capitalize()}: `{table.kind.value}.csv`",
        "",
        f"Key: {' + '.join(f'`{name}`' for name in table.key)}.",
        "",
        "| column | required | meaning | values |",
        "|---|---|---|---|",
        *(_row(column, items.get(column.name)) for column in table.columns),
        "",
    ]
    return "\n".join(lines)


def _row(column: Column, item: Item | None) -> str:
    required = "yes" if column.required else ""
    values = _answers(item) if item else _VALUES.get(column.name, _type_of(column))
    return f"| `{column.name}` | {required} | {column.meaning} | {values} |"


def _answers(item: Item) -> str:
    """Return an item's codes, and the instrument that asks it when only one does."""
    labels = {**item.scale.answers, **item.excluded}
    codes = sorted(code for code in labels if code != MISSING)
    if all(labels[code] == str(code) for code in codes):
        listed = f"{codes[0]} to {codes[-1]}"
    else:
        listed = ", ".join(
            f"{code} {labels[code]}" if labels[code] != str(code) else str(code) for code in codes
        )
    only = {Instrument.LEGACY: "discharges to 2024", Instrument.UPDATED: "discharges from 2025"}
    asked = f" ({only[next(iter(item.numbers))]})" if len(item.numbers) == 1 else ""
    return f"{listed}, M{asked}"


def _type_of(column: Column) -> str:
    if column.dtype == pl.Date:
        return "day, best YYYY-MM-DD"
    return "number" if column.dtype == pl.Float64 else "text"


def main(readme: Path = README) -> None:
    """Write the page."""
    readme.write_text(document(), encoding="utf-8")


if __name__ == "__main__":
    main()
