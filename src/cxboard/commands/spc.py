"""spc: limits, signals and verdicts of any series in a file, with the reasons in words."""

from __future__ import annotations

import argparse
from pathlib import Path

from cxboard.analysis.spc.caveats import caveats, screened_out
from cxboard.analysis.spc.chart import Chart, xmr_chart
from cxboard.analysis.spc.counts import Count, CountChart, count_chart, without_denominator
from cxboard.analysis.spc.rebase import suggest_rebase
from cxboard.analysis.spc.rules import PTD7, get_rules
from cxboard.analysis.spc.series import Observation, Settings
from cxboard.analysis.spc.words import explain
from cxboard.commands.output import OK, print_json, print_table, say
from cxboard.commands.series_cells import ReadDay, day_reader, number_reader, or_nothing
from cxboard.commands.series_file import (
    DATE_NAMES,
    VALUE_NAMES,
    Table,
    read_table,
)
from cxboard.domain.errors import BadRequest
from cxboard.domain.vocabulary import Direction

XMR = "xmr"
CHARTS = (XMR, *(kind.value for kind in CountChart))
DIRECTIONS = (*(direction.value for direction in Direction), "neutral")


def spc(arguments: argparse.Namespace) -> int:
    """Chart a file's series and print limits, signals, verdicts and their reasons."""
    _require_direction(arguments)
    table = read_table(Path(arguments.file))
    days = table.column(arguments.date, DATE_NAMES, "--date")
    read_day = day_reader(table.texts(days))
    settings = _settings(arguments, read_day)
    if arguments.chart == XMR:
        values = table.column(arguments.value, VALUE_NAMES, "--value", taken=days)
        read_value = or_nothing(number_reader(table.texts(values)))
        chart = xmr_chart(
            (
                Observation(day=day, value=value)
                for day, value in zip(
                    table.cells(days, read_day), table.cells(values, read_value), strict=True
                )
            ),
            settings,
        )
        notes: list[str] = []
    else:
        counts = _counts(table, days, read_day, arguments)
        chart = count_chart(counts, CountChart(arguments.chart), settings)
        notes = [f"Left out, with a denominator of zero: {d}." for d in without_denominator(counts)]
    notes += caveats(chart)
    if arguments.json:
        print_json(_document(chart, arguments.chart, notes))
    else:
        _print(chart, arguments.chart, notes)
    return OK


def _require_direction(arguments: argparse.Namespace) -> None:
    if arguments.direction is None:
        asked = "A target needs" if arguments.target is not None else "Verdicts need"
        raise BadRequest(
            f"{asked} a direction: say with --direction whether an increase or a decrease is an "
            "improvement, or that the measure is neutral."
        )


def _settings(arguments: argparse.Namespace, read_day: ReadDay) -> Settings:
    known = {direction.value: direction for direction in Direction}
    return Settings(
        direction=known.get(arguments.direction),
        target=arguments.target,
        rebases=tuple(read_day(text) for text in arguments.rebase),
        fix_after=arguments.fix_after,
        screen=not arguments.no_screen,
        rules=get_rules(arguments.rules or PTD7.name),
    )


def _counts(
    table: Table, days: int, read_day: ReadDay, arguments: argparse.Namespace
) -> list[Count]:
    numerators = table.column(arguments.numerator, ("numerator",), "--numerator")
    denominators = table.column(arguments.denominator, ("denominator",), "--denominator")
    return [
        Count(day=day, numerator=numerator, denominator=denominator)
        for day, numerator, denominator in zip(
            table.cells(days, read_day),
            table.cells(numerators, number_reader(table.texts(numerators))),
            table.cells(denominators, number_reader(table.texts(denominators))),
            strict=True,
        )
    ]


def _document(chart: Chart, kind: str, notes: list[str]) -> dict[str, object]:
    latest, settings = chart.latest, chart.settings
    words = explain(chart)
    suggestion = suggest_rebase(chart)
    return {
        "chart": kind,
        "mean": latest.limits.mean,
        "lpl": latest.limits.lower,
        "upl": latest.limits.upper,
        "rows": _rows(chart),
        "variation": chart.variation,
        "variation_type": latest.type,
        "assurance": chart.assurance,
        "words": str(words),
        "reasons": {
            "variation": words.variation,
            "assurance": words.assurance or None,
            "limits": words.limits or None,
        },
        "limits_status": chart.footing,
        "icons_shown": chart.footing.shows_verdicts,
        "moving_ranges_left_out": screened_out(chart) if kind == XMR else 0,
        "phases": _phases(chart),
        "direction": settings.direction or "neutral",
        "target": settings.target,
        "rules": settings.rules.name,
        "rules_in_words": _rules(chart, kind),
        "suggested_rebase": suggestion
        and {
            "date": suggestion.day,
            "is_concern": suggestion.is_concern,
            "reason": str(suggestion),
        },
        "notes": notes,
    }


def _rows(chart: Chart) -> list[dict[str, object]]:
    return [
        {
            "date": point.day,
            "value": point.value,
            "mean": point.limits.mean,
            "lpl": point.limits.lower,
            "upl": point.limits.upper,
            "point_type": point.type,
            "special_cause_type": chart.settings.rules.label(point.cause),
            "phase": point.phase,
        }
        for point in chart.points
    ]


def _phases(chart: Chart) -> list[dict[str, object]]:
    return [
        {
            "from": points[0].day,
            "to": points[-1].day,
            "values": sum(point.value is not None for point in points),
            "mean": points[-1].limits.mean,
            "lpl": points[-1].limits.lower,
            "upl": points[-1].limits.upper,
        }
        for points in chart.phases
    ]


def _rules(chart: Chart, kind: str) -> str:
    settings = chart.settings
    return settings.describe() if kind == XMR else CountChart(kind).describe(settings)


def _print(chart: Chart, kind: str, notes: list[str]) -> None:
    headings = ("date", "value", "mean", "lpl", "upl", "special_cause_type", "point_type")
    print_table(headings, ([row[name] for name in headings] for row in _rows(chart)))
    suggestion = str(suggest_rebase(chart) or "")
    for line in filter(None, (str(explain(chart)), *notes, suggestion, _rules(chart, kind))):
        say(line)
