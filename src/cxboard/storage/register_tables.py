"""The tables of the registers that people keep, of their history, and of their one revision.

Every register has the five standing columns of `domain.records.Record` and one column for each
field that people enter. Lists are stored as JSON, closed lists by their words.
"""

from sqlalchemy import (
    DDL,
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    Integer,
    String,
    Table,
    Text,
    event,
)

from cxboard.storage.ledger_tables import metadata


def _register(name: str, *columns: Column[object]) -> Table:
    return Table(
        name,
        metadata,
        Column("id", Integer, primary_key=True, autoincrement=True),
        Column("version", Integer, nullable=False),
        Column("withdrawn", Boolean, nullable=False),
        Column("changed_at", DateTime, nullable=False),
        Column("changed_role", String(20), nullable=False),
        *columns,
    )


def _text(name: str) -> Column[object]:
    return Column(name, Text, nullable=False)


def _day(name: str, *, optional: bool = False) -> Column[object]:
    return Column(name, Date, nullable=optional)


def _place() -> tuple[Column[object], Column[object]]:
    return _text("facility_id"), _text("unit_id")


targets = _register(
    "targets",
    _text("measure_id"),
    *_place(),
    Column("value", Float, nullable=False),
    _text("direction"),
    _day("first", optional=True),
    _day("last", optional=True),
    _text("population"),
    _text("agreed_by"),
    _day("agreed_on", optional=True),
    _text("source"),
    _text("status"),
)

rebases = _register(
    "rebases",
    _text("measure_id"),
    *_place(),
    _day("month"),
    _text("decided_by"),
    _text("reason"),
)

annotations = _register("annotations", _text("measure_id"), *_place(), _day("month"), _text("text"))

actions = _register(
    "actions",
    _text("measure_id"),
    *_place(),
    _text("title"),
    _text("owner_role"),
    _day("start"),
    _day("due"),
    _text("status"),
    _text("level"),
    Column("patient_side", JSON, nullable=False),
    Column("customer_side", JSON, nullable=False),
    _text("notes"),
)

alerts = _register(
    "alerts",
    _text("measure_id"),
    *_place(),
    _text("rule"),
    _text("for_role"),
    Column("threshold", Float),
)

partnerships = _register(
    "partnerships",
    _text("kind"),
    _text("title"),
    *_place(),
    _text("lead_role"),
    _text("level"),
    _day("since"),
    _day("due", optional=True),
    _day("closed_on", optional=True),
    Column("people", Integer),
    _text("outcome"),
)

areas = _register(
    "framework_areas",
    Column("number", Integer, nullable=False),
    _text("section"),
    _text("title"),
)

maturities = _register("framework_levels", Column("level", Integer, nullable=False), _text("label"))

reviews = _register("framework_reviews", _day("held_on"), _text("group"), _text("assessor"))

assessments = _register(
    "framework_assessments",
    Column("review_id", Integer, nullable=False),
    Column("area", Integer, nullable=False),
    Column("level", Integer),
    Column("evidence", JSON, nullable=False),
    _text("owner_role"),
    _text("action"),
    Column("action_id", Integer),
    _day("due", optional=True),
)

expected_sources = _register(
    "expected_sources",
    *_place(),
    _text("title"),
    _text("kind"),
    _text("rhythm"),
    Column("due_days", Integer, nullable=False),
    _day("since"),
    _text("profile"),
    _text("owner_role"),
)

register_history = Table(
    "register_history",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("register", String(40), nullable=False, index=True),
    Column("entry_id", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("change", String(12), nullable=False),  # added, changed, withdrawn, restored, refused
    Column("at", DateTime, nullable=False),
    Column("by", String(80), nullable=False),
    Column("role", String(20), nullable=False),
    Column("before", JSON),
    Column("after", JSON, nullable=False),
)
"""One row per change, and per change that was refused because another came first; never changed.
`version` is the one that `before` had; `by` is a sign-in name, kept for the audit."""

register_revision = Table(
    "register_revision",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
)
"""One row: how often the registers have changed. Every change raises it first, and so waits for
whoever is changing something at the moment."""

event.listen(
    register_revision,
    "after_create",
    DDL("INSERT INTO register_revision (id, number) VALUES (1, 0)"),  # type: ignore[no-untyped-call]
)
