"""Does killing an upload, an undo, a redo or a compaction at any moment lose a row, or double one?

Each round starts the command as a child, kills it with everything it started, looks at what readers
see (the old state or the new, never a mixture), gives the same command again and counts: in the
ledger, in the lake by DuckDB, in the rollup, against a plain dictionary.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pytest

from cxboard.cli import main
from cxboard.ingest.staging import room
from cxboard.storage.compacting import compact
from cxboard.storage.lake import Lake
from cxboard.storage.verify import verify
from cxboard.storage.workspace import Workspace
from tests.campaigns.deeds import BY, Compact, Deed, Ingest, Switch, Truth
from tests.campaigns.extracts import draw_answers, write_organisation, write_surveys
from tests.campaigns.recount import ROLLUP, Recount
from tests.warm import Warm

pytestmark = pytest.mark.soak

SHORT_ROUNDS, SOAK_ROUNDS = 16, 300
_NEW, _AGAIN = 40, 20
_POLL_SECONDS: Final = 0.001
_SHORTLY_SECONDS: Final = 0.1
"""How long after a trace on the disk a round kills: where a writer has the most to lose."""
BETWEEN: Final = "between the lake's commit and the ledger's"
_NEEDED: Final = ("cxboard.cli", "cxboard.commands.extracts", "cxboard.ingest.load")


@dataclass
class Campaign:
    """One lake under fire, and what must be true of it."""

    folder: Path
    rng: random.Random
    children: Warm
    truth: Truth = field(default_factory=Truth)
    landed: Counter[str] = field(default_factory=Counter)
    killed: Counter[str] = field(default_factory=Counter)
    newest: dict[str, int] = field(default_factory=dict)
    seconds: float = 1.0
    kills: int = 0

    @property
    def data_dir(self) -> Path:
        """The lake's data folder."""
        return self.folder / "data"

    def round(self, number: int) -> None:
        """Kill one command, check what readers see, repeat the command, and count everything."""
        deed = self._draw(number)
        before = Recount.of(self.data_dir)
        after = deed.apply(self.truth)

        self._kill(deed)
        seen = Recount.of(self.data_dir)
        is_new = seen.publication.number > before.publication.number
        assert seen.publication.number <= before.publication.number + 1
        assert seen.visible() == (after if is_new else self.truth).answers(), (
            f"round {number}, {deed.name}: neither old nor new"
        )
        self._note_where_it_landed(deed, seen, is_new=is_new)

        workspace = Workspace.open(self.data_dir)
        try:
            deed.finish(workspace, is_done=is_new)
            self.truth = after
            self._count(workspace, f"round {number}, {deed.name}", before.publication.number)
        finally:
            workspace.close()

    def _draw(self, number: int) -> Deed:
        """Draw what to do next; an upload of the latest ten is undone, or any redone."""
        drawn, undone = self.rng.random(), sorted(self.truth.undone)
        if drawn < 0.2:
            return Compact()
        if drawn < 0.35 and undone:
            return Switch(self.rng.choice(undone), "redo")
        active = [u.upload_id for u in self.truth.uploads[-10:] if u.upload_id not in undone]
        if drawn < 0.5 and len(active) > 1:
            return Switch(self.rng.choice(active), "undo")
        file = self.folder / f"surveys-{number}.csv"
        known = sorted({key for upload in self.truth.uploads for key in upload.answers})
        answers = draw_answers(self.rng, known, new=_NEW, again=_AGAIN)
        write_surveys(file, answers)
        return Ingest(file, answers)

    def _kill(self, deed: Deed) -> None:
        trace = self.rng.choice(deed.traces)
        delay = self.rng.uniform(0, self.seconds if trace == "any" else _SHORTLY_SECONDS)
        arrived = _trace(self.data_dir, trace)
        words = [*deed.words(), "--json", "--data-dir", str(self.data_dir)]
        child = self.children.start("cxboard.cli:main", words)
        while not self.children.has_ended() and not arrived():
            time.sleep(_POLL_SECONDS)
        until = time.monotonic() + delay
        while not self.children.has_ended() and time.monotonic() < until:
            time.sleep(_POLL_SECONDS)
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        code = self.children.wait()
        assert code in (0, -signal.SIGKILL), f"{deed.name} ended with {code}"
        self.kills += bool(code)
        self.killed[f"{deed.name} {'killed' if code else 'came to its end'}"] += 1

    def _note_where_it_landed(self, deed: Deed, seen: Recount, *, is_new: bool) -> None:
        if is_new:
            self.landed["after the ledger's commit"] += 1
        elif seen.newest != self.newest:
            self.landed[BETWEEN] += 1
        elif isinstance(deed, Ingest) and deed.file.name in seen.staged:
            self.landed["on the way into the lake"] += 1
        else:
            self.landed["before anything was written"] += 1

    def _count(self, workspace: Workspace, where: str, before: int) -> None:
        seen = Recount.of(self.data_dir)
        answers = self.truth.answers()
        assert seen.publication.number in (before, before + 1), f"{where}: published twice"
        assert seen.visible() == answers, f"{where}: lost or wrong rows"
        assert seen.doubled() == 0, f"{where}: a row twice in one upload"
        assert seen.rolled_up() == len(answers), f"{where}: the rollup counts otherwise"
        assert verify(workspace) == [], where
        self.newest = seen.newest


def test_no_kill_loses_or_doubles_a_row(
    tmp_path: Path, soak: bool, tell: Callable[[str], None]
) -> None:
    seed = int(os.environ.get("CXBOARD_SEED") or (time.time_ns() % 1_000_000 if soak else 20))
    rounds = int(os.environ.get("CXBOARD_ROUNDS") or (SOAK_ROUNDS if soak else SHORT_ROUNDS))
    tell(f"kills: seed {seed} (CXBOARD_SEED={seed} repeats it), {rounds} kills")
    campaign = Campaign(tmp_path, random.Random(seed), Warm(*_NEEDED))
    try:
        _begin(campaign)
        number = 0
        while campaign.kills < rounds:  # a command that came to its end first is no kill
            campaign.round(number)
            number += 1
        removed = _tidy(campaign)
    finally:
        campaign.children.close()
    landed = "; ".join(f"{count} {where}" for where, count in campaign.landed.most_common())
    killed = "; ".join(f"{count} {what}" for what, count in campaign.killed.most_common())
    tell(
        f"kills: {killed}; landed {landed}; {len(campaign.truth.answers())} surveys, 0 lost, "
        f"0 doubled, 0 half visible, verify clean; {removed} leftovers removed"
    )
    assert campaign.landed[BETWEEN] > 0


def _begin(campaign: Campaign) -> None:
    """Publish a register and a first extract."""
    write_organisation(campaign.folder / "organisation.csv")
    words = ["ingest", str(campaign.folder / "organisation.csv"), "--kind", "organisation"]
    assert main([*words, "--data-dir", str(campaign.data_dir)]) == 0
    first = Ingest(campaign.folder / "first.csv", draw_answers(campaign.rng, [], new=_NEW, again=0))
    write_surveys(first.file, first.answers)
    started = time.monotonic()
    campaign.children.start(
        "cxboard.cli:main", [*first.words(), "--data-dir", str(campaign.data_dir)]
    )
    assert campaign.children.wait() == 0
    campaign.seconds = time.monotonic() - started
    campaign.truth = first.apply(campaign.truth)
    campaign.newest = Recount.of(campaign.data_dir).newest


def _tidy(campaign: Campaign) -> int:
    """Compact the lake at the end; nothing that kills left may remain, and no row may change."""
    workspace = Workspace.open(campaign.data_dir)
    try:
        removed = compact(workspace, BY).removed
        lake: Lake = workspace.lake
        for table in (folder.name for folder in lake.root.iterdir()):
            assert lake.leftovers(table) == []
        with room(workspace.staging_dir) as folder:
            assert {path.name for path in workspace.staging_dir.iterdir()} <= {
                folder.name,
                f"{folder.name}.lock",
            }
        assert verify(workspace) == []
    finally:
        workspace.close()
    assert Recount.of(campaign.data_dir).visible() == campaign.truth.answers()
    return len(removed)


def _trace(data_dir: Path, moment: str) -> Callable[[], bool]:
    """Return a question to the disk: has the running command come as far as `moment`?"""
    lake = data_dir / "lake"
    folder, pattern = {
        "any": (data_dir, "*"),
        "staged": (data_dir / "staging", "*"),
        "lake": (lake / "survey" / "_delta_log", "*.json"),
        "files": (lake / "survey", "month=*/*"),
        "rollup": (lake / ROLLUP / "_delta_log", "*.json"),
    }[moment]
    if moment == "any":
        return lambda: True
    before = set(folder.glob(pattern))
    return lambda: bool(set(folder.glob(pattern)) - before)
