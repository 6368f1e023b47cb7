"""Which column of a file brings which of ours? By its profile, a known layout, and its values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cxboard.domain.letters import shortened
from cxboard.domain.listing import listed
from cxboard.domain.vocabulary import CMS_KINDS, Kind
from cxboard.ingest.dialect import plain_name
from cxboard.ingest.evidence import evidence_of
from cxboard.ingest.layout import Layout, Recognised
from cxboard.ingest.layouts import lent, recognise
from cxboard.ingest.long_form import widened
from cxboard.ingest.naming import by_our_names
from cxboard.ingest.near_profiles import about_near
from cxboard.ingest.profiles import Profile, fingerprint
from cxboard.ingest.reader import Extract
from cxboard.ingest.report import Problem, error, warning
from cxboard.ingest.said import Said
from cxboard.ingest.translation import Translation
from cxboard.ingest.tried_out import marking
from cxboard.ingest.ways import Question
from cxboard.ingest.worded import worded


@dataclass(frozen=True, kw_only=True)
class Match:
    """A file whose columns are known; open questions keep it from being checked.

    `extract` is the file as records: for one row per answer another than was read. `drop` are the
    headers that are dropped on purpose.
    """

    extract: Extract
    recognised: Recognised
    questions: tuple[Question, ...] = ()
    drop: tuple[str, ...] = ()


def match(
    extract: Extract, said: Said, saved: Sequence[Profile], folder: Path
) -> Match | tuple[Problem, ...]:
    """Return how a file's columns are read, or why they cannot be.

    A profile that was named counts first, then a saved one made for the very same column names,
    then the layouts that CX Board knows by itself.

    Args:
        extract: the file, read apart.
        said: what its sender says about it.
        saved: every saved profile.
        folder: room of this ingest alone.
    """
    fitting = [] if said.profile or said.anew else _made_for(extract, said.kind, saved)
    profile = said.profile or next(iter(fitting), None)
    if profile:
        found = _by_profile(extract, profile, said, folder)
        if not isinstance(found, Match):
            return found
        told = (*found.recognised.problems, *_also_fitting(fitting))
        by_profile = replace(found.recognised, problems=told)
        return replace(found, recognised=by_profile, drop=(*said.drop, *profile.drop))
    recognised = recognise(extract.headers, said.kind, said.constants)
    if isinstance(recognised, tuple):
        near = [] if said.anew else about_near(extract.headers, saved)
        return (*near, *recognised)
    named = by_our_names(said, recognised, extract.headers)
    if not isinstance(named, Said):
        return named
    read = _with_words(extract, recognised)
    if not isinstance(read, Recognised):
        return read
    found = _with_evidence(extract, read, named)
    return replace(found, drop=said.drop) if isinstance(found, Match) else found


def _with_words(extract: Extract, recognised: Recognised) -> Recognised | tuple[Problem, ...]:
    """Return a known layout's columns with what their words mean, or which nobody knows."""
    if recognised.layout.kind in CMS_KINDS:
        return recognised
    found = worded(extract, recognised)
    if found.unknown:
        return found.unknown
    translation = recognised.translation
    values = {**translation.values, **found.values}
    return replace(
        recognised,
        problems=(*recognised.problems, *found.told),
        translation=replace(translation, values=values),
    )


def _made_for(extract: Extract, kind: Kind | None, saved: Sequence[Profile]) -> list[Profile]:
    print_of = fingerprint(extract.headers)
    fitting = (one for one in saved if one.fingerprint == print_of)
    return [one for one in fitting if kind is None or one.kind is kind]


def _also_fitting(fitting: Sequence[Profile]) -> list[Problem]:
    """Return the warning that only a person knows which of several sources a file is from."""
    if len(fitting) < 2:
        return []
    first, *others = (f"“{one.name}”" for one in fitting)
    return [
        warning(
            "several_profiles",
            f"Read by the profile {first}; the columns are also those of {listed(others)}.",
            "Say which source it is: under “Read the file in another way”.",
            option="--profile",
        )
    ]


def _by_profile(
    extract: Extract, profile: Profile, said: Said, folder: Path
) -> Match | tuple[Problem, ...]:
    by_plain = {plain_name(header): header for header in extract.headers}
    absent = [header for header in sorted(profile.used) if plain_name(header) not in by_plain]
    if absent:
        return tuple(_absent(header, profile.name, extract.headers) for header in absent)
    if unsaid := [name for name in profile.dated if name not in said.constants]:
        return tuple(_unsaid(name, profile.name) for name in unsaid)
    expected = {plain_name(header) for header in profile.headers}
    used = {plain_name(header) for header in profile.used}
    dropped = [header for plain, header in by_plain.items() if plain not in used]
    new = [header for header in dropped if plain_name(header) not in expected]
    answers: dict[str, str] = {}
    if profile.long:
        extract, answers = widened(extract, profile, profile.long, folder)
    brought = {
        column: [by_plain[plain_name(header)] for header in headers]
        for column, headers in profile.columns.items()
    }
    recognised = Recognised(
        layout=Layout(title=profile.name, kind=profile.kind, sources={}, required=()),
        headers={column: headers[0] for column, headers in brought.items()} | answers,
        problems=(
            *(lent(name, said.constants[name]) for name in profile.dated),
            *((_new_columns(new, profile.name),) if new else ()),
        ),
        translation=Translation(
            added={column: tuple(rest) for column, (_, *rest) in brought.items() if rest},
            constants={
                **profile.constants,
                **{name: said.constants[name] for name in profile.dated},
            },
            values=profile.values,
        ),
        profile=profile.name,
        dropped=tuple(dropped),
    )
    named = by_our_names(said, recognised, by_plain.values())
    if not isinstance(named, Said):
        return named
    days, decimals = {**profile.days, **named.days}, {**profile.decimals, **named.decimals}
    return _with_evidence(extract, recognised, replace(said, days=days, decimals=decimals))


def _with_evidence(
    extract: Extract, recognised: Recognised, said: Said
) -> Match | tuple[Problem, ...]:
    """Return a match whose days and numbers are read as the values themselves say."""
    layout = recognised.layout
    if layout.kind in CMS_KINDS:  # CMS writes month/day/year, which the judge of days knows
        return Match(extract=extract, recognised=recognised)
    found = evidence_of(extract, recognised, said.days, said.decimals)
    if found.spoilt:
        return found.spoilt
    translation = recognised.translation
    return Match(
        extract=extract,
        recognised=replace(
            recognised,
            translation=replace(translation, days=found.days, signs=found.signs),
            problems=(*recognised.problems, *found.notices),
            marks=marking(extract.headers),
        ),
        questions=found.questions,
    )


def _absent(header: str, profile: str, headers: Sequence[str]) -> Problem:
    named = listed([f"“{one[:40]}”" for one in headers], 12)
    return error(
        "missing_column",
        f"The profile “{profile}” needs the column “{header[:80]}”, which the file does not have. "
        f"It has {named}.",
        "If the source has renamed it, change the profile; otherwise ask for the whole extract.",
        column=header[:80],
        row=1,
    )


def _unsaid(column: str, profile: str) -> Problem:
    return error(
        "day_not_said",
        f"No column of this file says “{column}”, and the profile “{profile}” cannot: it is "
        "another in every file.",
        "Say the day, or the first day of the month, that every row of this file has.",
        column=column,
        option=f"--set {column}=YYYY-MM-DD",
    )


def _new_columns(headers: Sequence[str], profile: str) -> Problem:
    named = listed([f"“{shortened(header, 60)}”" for header in headers])
    return warning(
        "unknown_column",
        f"The profile “{profile}” does not know these columns; they were left out and not stored: "
        f"{named}.",
        "Nothing, unless one of them is wanted; then change the profile.",
        column=headers[0][:80],
        row=1,
        count=len(headers),
    )
