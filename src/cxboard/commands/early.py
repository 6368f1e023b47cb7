"""ingest, begun early: what reads the files starts before this process imports all it needs."""

from __future__ import annotations

import argparse

from cxboard.ingest import children
from cxboard.storage.workspace import Workspace


def ingest(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """Check and publish files; both processes import their libraries at the same time."""
    with children.one_ready():
        from cxboard.commands import extracts

        return extracts.ingest(workspace, arguments)
