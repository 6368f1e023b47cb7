"""Where is the project, and where are data unless somebody says otherwise?"""

from __future__ import annotations

from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]
"""The folder that holds README.md, app/ and data/."""

DEFAULT_DATA_DIR = PROJECT / "data"
