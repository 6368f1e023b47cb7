"""measures and score: what is measured, and any measure by any grouping."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date

from cxboard.commands.output import OK, print_json, print_table, say
from cxboard.domain.catalogue import all_measures, get_measure
from cxboard.domain.errors import BadRequest, UnknownValue
from cxboard.domain.filters import Filters
from cxboard.domain.items import Item
from cxboard.domain.measures import Edition, Measure
from cxboard.domain.periods import Period, parse_month
from cxboard.domain.vocabulary import CUTS, Dimension
from cxboard.queries.organisation import months_with_data
from cxboard.queries.reader import Reader, opened
from cxboard.results.cautions import cautions
from cxboard.results.earlier import superseded
from cxboard.results.linear import shown_linear
from cxboard.results.options import options
from cxboard.results.policy import policy
from cxboard.results.score import left_out, score_by
from cxboard.storage.countable import cuts_of
from cxboard.storage.publications import current, get_publication
from cxboard.storage.reference import benchmarks_of, targets
from cxboard.storage.switching import refresh_rollup
from cxboard.storage.tables import table_of
from cxboard.storage.workspace import Workspace

_NOTHING = "Nothing is published yet. Ingest an extract first, or build the demo: `cxboard demo`."


def measures(arguments: argparse.Namespace) -> int:
    """List the catalogue."""
    if arguments.json:
        print_json({"measures": [_measure(measure) for measure in all_measures()]})
    else:
        rows = ((m.id, m.family, m.title, m.unit, m.owner_role) for m in all_measures())
        print_table(("id", "family", "title", "unit", "owner"), rows)
    return OK


def score(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """Print a measure's scores, suppressed ones as nulls."""
    measure = get_measure(arguments.measure)
    reader = reader_of(workspace, arguments.as_of)
    by = _grouping(measure, arguments.by or ())
    filters = filters_of(reader, arguments)
    found = score_by(reader, measure, filters, by)
    rows = [
        dict(zip((dimension.value for dimension in by), row.group, strict=True))
        | {
            "numerator": row.score.numerator,
            "denominator": row.score.denominator,
            "n": row.score.n,
            "value": row.score.value,
            "lower": row.score.lower,
            "upper": row.score.upper,
            "suppressed": row.score.suppressed,
        }
        for row in found
    ]
    told = cautions(
        (", ".join(row.group) or measure.short_title, measure, row.score) for row in found
    )
    told += filter(None, [policy().warning])
    note = left_out(measure, filters.period, by)
    linear = shown_linear(reader, filters, measure, found[0].score) if found and not by else None
    if arguments.json:
        print_json(
            {
                "measure": measure.id,
                "unit": measure.unit,
                "adjusted": False,
                "from": f"{filters.period.first:%Y-%m}",
                "to": f"{filters.period.last:%Y-%m}",
                "publication": reader.publication.id,
                "note": note,
                "cautions": told,
                "linear_mean_score": linear and linear.fields(),
                "rows": rows,
            }
        )
        return OK
    say(f"{measure.title}, {filters.describe(options(reader).names())} Raw, unadjusted.")
    if note:
        say(note)
    headings = [*(d.value for d in by), "value", "lower", "upper", "n", "suppressed"]
    print_table(headings, ([row[name] for name in headings] for row in rows))
    for caution in told:
        say(caution)
    if linear:
        say(f"Linear mean score: {linear.describe()}")
    return OK


def reader_of(workspace: Workspace, as_of: str | None) -> Reader:
    """Return the newest publication, or the one named, for reading."""
    if as_of:
        return superseded(workspace, get_publication(workspace.ledger, as_of))
    refresh_rollup(workspace)
    publication = current(workspace.ledger)
    if publication is None:
        raise BadRequest(_NOTHING)
    return opened(workspace, publication)


def _dimension(name: str) -> Dimension:
    try:
        return Dimension(name.strip().lower())
    except ValueError:
        raise UnknownValue("grouping", name, (d.value for d in Dimension)) from None


def _grouping(measure: Measure, names: Sequence[str]) -> tuple[Dimension, ...]:
    """Return what to group by, each once, or raise an error that says what a measure has not."""
    by = tuple(dict.fromkeys(_dimension(name) for name in names))
    for kind in measure.kinds:
        known = cuts_of(table_of(kind).schema())
        absent = [dimension for dimension in by if dimension in CUTS and dimension not in known]
        if absent:
            raise BadRequest(
                f"{measure.title} comes from {kind} extracts, which have no {absent[0]}. "
                "Take it away."
            )
    return by


def filters_of(reader: Reader, arguments: argparse.Namespace) -> Filters:
    """Return the population asked for, or raise an error that names the places there are."""
    months = months_with_data(reader)
    if months is None:
        raise BadRequest("No surveys or contacts are published, so there is nothing to score.")
    known = options(reader)
    _require("hospital", arguments.facility, {f.id for f in known.facilities})
    _require("unit", arguments.unit, {u.id for f in known.facilities for u in f.units})
    _require("service line", arguments.service_line, set(known.service_lines))
    _require("channel", arguments.channel, set(known.channels))
    return Filters(
        period=Period(
            first=_month(arguments.first, months[0]), last=_month(arguments.last, months[1])
        ),
        facilities=tuple(arguments.facility),
        units=tuple(arguments.unit),
        service_lines=tuple(arguments.service_line),
        channels=tuple(arguments.channel),
    )


def _month(text: str | None, default: date) -> date:
    return parse_month(text) if text else default


def _require(what: str, values: list[str], known: set[str]) -> None:
    for value in values:
        if value not in known:
            raise UnknownValue(what, value, known)


def _measure(measure: Measure) -> dict[str, object]:
    target = next((each for each in targets() if each.measure_id == measure.id), None)
    return {
        "id": measure.id,
        "title": measure.title,
        "question": measure.question,
        "family": measure.family,
        "section": measure.section,
        "kind": measure.kind,
        "unit": measure.unit,
        "direction": measure.direction,
        "scoring": measure.scoring,
        "favourable": measure.top_label,
        "minimum_n": measure.minimum_n,
        "headline": measure.headline,
        "source": measure.source,
        "owner_role": measure.owner_role,
        "editions": [_edition(edition) for edition in measure.editions],
        "benchmarks": [
            {
                "label": b.label,
                "value": b.value,
                "period": b.period,
                "source": b.source,
                "status": b.status,
            }
            for b in benchmarks_of(measure.id)
        ],
        "target": target and {"value": target.value, "status": target.status},
        "notes": dict(measure.notes),
    }


def _edition(edition: Edition) -> dict[str, object]:
    return {
        "instrument": edition.instrument,
        "from": edition.first,
        "to": edition.last,
        "continues": edition.continues,
        "items": [_item(item) for item in edition.items],
    }


def _item(item: Item) -> dict[str, object]:
    return {
        "item": item.key,
        "wording": item.wording,
        "scale": item.scale.name,
        "answers": {str(code): text for code, text in item.scale.answers.items()},
        "top": sorted(item.scale.top),
        "middle": sorted(item.scale.middle),
        "bottom": sorted(item.scale.bottom),
        "excluded": {str(code): reason for code, reason in item.excluded.items()},
        "screener": item.screener and item.screener.item,
        "question_numbers": {str(key): number for key, number in item.numbers.items()},
        "care_domain": item.care_domain,
        "evidence": item.evidence,
    }
