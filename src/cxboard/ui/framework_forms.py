"""How is the self-assessment edited: findings, reviews, titles of areas, labels of levels?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from cxboard.domain.framework import Area, Assessment, Maturity, Review
from cxboard.domain.records import Record
from cxboard.domain.vocabulary import Section
from cxboard.results.framework_board import FrameworkBoard
from cxboard.storage.ledger import now
from cxboard.ui import cached, choice, register_form, state
from cxboard.ui.framework_table import KEY, named
from cxboard.ui.register_fields import (
    Field,
    count,
    day,
    day_text,
    one_of,
    option,
    prose,
    words,
)


@dataclass(frozen=True, kw_only=True)
class Editable:
    """One form with the entries that it changes."""

    form: register_form.Form
    entries: Sequence[Record]


def edit(found: FrameworkBoard) -> None:
    """Let those who may assess an area, begin a review, or enter titles and labels."""
    offered = {each.form.key: each for each in (_reviews(), _titles(), _labels())}
    if found.latest is not None:
        offered = {KEY: _assessments(found, found.latest.id)} | offered
    chosen = next(iter(offered))
    if state.may_write():
        names = {key: each.form.noun.capitalize() for key, each in offered.items()}
        chosen = choice.segments("What to edit", names, key="edit")
    register_form.edit(offered[chosen].form, offered[chosen].entries)


def _assessments(found: FrameworkBoard, review_id: int) -> Editable:
    titles = {row.area.number: named(row.area) for row in found.rows}
    waiting = [row.area.number for row in found.rows if row.found is None]
    blank = Assessment(review_id=review_id, area=(waiting or list(titles))[0])
    actions = {each.id: each.title for each in cached.registers().actions}
    levels = {number: f"{number} {label}" for number, label in found.labels.items()}
    fields = (
        option("area", "Area", titles),
        option("level", "Level", {None: "Not assessed"} | levels),
        words("owner_role", "Owner (a role)"),
        words("action", "What follows"),
        option("action_id", "Entry of the register of actions", {None: "None"} | actions),
        day("due", "Due"),
        _evidence(),
    )
    return Editable(
        form=_form(KEY, lambda: blank, lambda each: titles.get(each.area, ""), fields),
        entries=[row.found for row in found.rows if row.found],
    )


def _reviews() -> Editable:
    fields = (
        day("held_on", "Held on"),
        words("group", "Review group"),
        words("assessor", "Led by (a role)"),
    )
    return Editable(
        form=_form(
            "review",
            lambda: Review(held_on=now().date(), group="", assessor=""),
            lambda each: day_text(each.held_on),
            fields,
        ),
        entries=cached.registers().reviews,
    )


def _titles() -> Editable:
    fields = (
        count("number", "Number of the area"),
        one_of("section", "Section", Section),
        words("title", "Title, as in the assessment tool"),
    )
    return Editable(
        form=_form(
            "title",
            lambda: Area(number=1, section=Section.STRATEGIC_INFLUENCE, title=""),
            named,
            fields,
        ),
        entries=[area for area in cached.registers().areas if area.id],
    )


def _labels() -> Editable:
    fields = (count("level", "Level, from 1"), words("label", "What it is called"))
    return Editable(
        form=_form(
            "label",
            lambda: Maturity(level=1, label=""),
            lambda each: f"{each.level} {each.label}",
            fields,
        ),
        entries=[each for each in cached.registers().maturities if each.id],
    )


def _form(
    key: str, blank: Callable[[], Record], title: Callable[[Any], str], fields: tuple[Field, ...]
) -> register_form.Form:
    return register_form.Form(key=key, noun=key, blank=blank, title=title, fields=fields)


def _evidence() -> Field:
    """Ask for evidence, one page or sentence a line."""
    lines = prose("evidence", "Evidence: one page address or sentence a line")

    def ask(text: str, value: tuple[str, ...], key: str) -> tuple[str, ...]:
        typed = lines.ask(text, "\n".join(value), key)
        return tuple(line.strip() for line in typed.splitlines() if line.strip())

    return Field(name="evidence", label=lines.label, ask=ask, write="; ".join)
