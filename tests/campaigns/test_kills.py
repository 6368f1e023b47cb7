"""Does killing an ingest at any moment lose a row, or double one?

Each round starts `cxboard ingest FILE` as a child, kills it with everything it started, looks at
what readers see (the old state or the new, never a mixture), gives the same command again and
counts: in the ledger, in the lake by DuckDB, in the rollup, against a plain dictionary.
"""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pytest

from tests.campaigns.extracts import Answers, draw_answers, write_organisation, write_surveys
from tests.campaigns.recount import ROLLUP, Recount
from tests.commands import command, kill_group, run_cxboard, run_json, start

pytestmark = pytest.mark.soak

SHORT_ROUNDS, SOAK_ROUNDS = 12, 200
_NEW, _AGAIN = 300, 60
_POLL_SECONDS: Final = 0.001
_MOMENTS: Final = ("any", "staged", "lake", "lake", "rollup")
"""When a round kills: at any moment of the whole run, or shortly after a trace on the disk, which
is where a writer has the most to lose."""
_SHORTLY_SECONDS: Final = 0.15
BETWEEN: Final = "between the lake's commit and the ledger's"


@dataclass
class Campaign:
    """One lake under fire, and what must be true of it."""

    data_dir: Path
    rng: random.Random
    truth: Answers = field(default_factory=dict)
    landed: Counter[str] = field(default_factory=Counter)
    seconds: float = 1.0

    def round(self, number: int, file: Path) -> None:
        """Kill one ingest, check what readers see, repeat the command, and count everything."""
        drawn = draw_answers(self.rng, list(self.truth), new=_NEW, again=_AGAIN)
        write_surveys(file, drawn)
        old, new = self.truth, self.truth | drawn
        before = Recount.of(self.data_dir).publication.number

        self._kill(file)
        seen = Recount.of(self.data_dir)
        assert seen.publication.number in (before, before + 1)
        is_new = seen.publication.number > before
        assert seen.visible() == (new if is_new else old), f"round {number}: neither old nor new"
        self._note_where_it_landed(file, seen, is_new)

        receipt = run_json("ingest", file, "--kind", "survey", data_dir=self.data_dir)
        assert receipt["outcome"] == ("unchanged" if is_new else "published"), receipt
        self.truth = new
        self._count(number, publication=before + 1)

    def _kill(self, file: Path) -> None:
        arguments = command("ingest", file, "--kind", "survey", "--json", data_dir=self.data_dir)
        moment = self.rng.choice(_MOMENTS)
        delay = self.rng.uniform(0, self.seconds if moment == "any" else _SHORTLY_SECONDS)
        arrived = _trace(self.data_dir, moment)
        child = start(arguments, log=file.with_suffix(".log"))
        try:
            while child.poll() is None and not arrived():
                time.sleep(_POLL_SECONDS)
            until = time.monotonic() + delay
            while child.poll() is None and time.monotonic() < until:
                time.sleep(_POLL_SECONDS)
        finally:
            kill_group(child)

    def _note_where_it_landed(self, file: Path, seen: Recount, is_new: bool) -> None:
        if is_new:
            self.landed["after the ledger's commit"] += 1
        elif seen.unpublished_rows():
            self.landed[BETWEEN] += 1
        elif file.name in seen.staged:
            self.landed["on the way into the lake"] += 1
        else:
            self.landed["before anything was written"] += 1

    def _count(self, number: int, publication: int) -> None:
        where = f"round {number}"
        seen = Recount.of(self.data_dir)
        assert seen.publication.number == publication, f"{where}: published more than once"
        assert seen.visible() == self.truth, f"{where}: lost or wrong rows"
        assert seen.doubled() == 0, f"{where}: a row twice in one upload"
        assert seen.rolled_up() == len(self.truth), f"{where}: the rollup counts otherwise"
        found = run_json("verify", data_dir=self.data_dir)
        assert found["differences"] == [], where


def test_no_kill_loses_or_doubles_a_row(
    tmp_path: Path, soak: bool, tell: Callable[[str], None]
) -> None:
    seed = int(os.environ.get("CXBOARD_SEED") or (time.time_ns() % 1_000_000 if soak else 20))
    rounds = SOAK_ROUNDS if soak else SHORT_ROUNDS
    campaign = Campaign(data_dir=tmp_path / "data", rng=random.Random(seed))
    tell(f"kills: seed {seed} (CXBOARD_SEED={seed} repeats it), {rounds} kills")
    write_organisation(tmp_path / "organisation.csv")
    run_cxboard(
        "ingest",
        tmp_path / "organisation.csv",
        "--kind",
        "organisation",
        data_dir=campaign.data_dir,
    )
    first = draw_answers(campaign.rng, [], new=_NEW, again=0)
    write_surveys(tmp_path / "first.csv", first)
    started = time.monotonic()
    run_cxboard("ingest", tmp_path / "first.csv", "--kind", "survey", data_dir=campaign.data_dir)
    campaign.seconds = time.monotonic() - started
    campaign.truth = first

    for number in range(rounds):
        campaign.round(number, tmp_path / f"surveys-{number}.csv")

    landed = "; ".join(f"{count} {where}" for where, count in campaign.landed.most_common())
    tell(f"kills: {landed}; {len(campaign.truth)} surveys, 0 lost, 0 doubled, verify clean")
    assert campaign.landed[BETWEEN] > 0


def _trace(data_dir: Path, moment: str) -> Callable[[], bool]:
    """Return a question to the disk: has the running ingest come as far as `moment`?"""
    lake = data_dir / "lake"
    folder, pattern = {
        "any": (data_dir, "*"),
        "staged": (data_dir / "staging", "*"),
        "lake": (lake / "survey" / "_delta_log", "*.json"),
        "rollup": (lake / ROLLUP / "_delta_log", "*.json"),
    }[moment]
    if moment == "any":
        return lambda: True
    before = set(folder.glob(pattern))
    return lambda: bool(set(folder.glob(pattern)) - before)
