"""What does a test need that plain Python does not bring, and what happens where it is missing?

A browser, a database server: installed through the system's packages where that is allowed.
Where it is not, the tests that need it are skipped, say why and are counted; with `CI=true` they
fail instead, because there nothing may pass unseen.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from typing import Final, NoReturn

import pytest

MISSING: Final = "component missing: "
"""How the reason of such a skip begins; the closing summary counts by it."""

_LOCK_WAIT_SECONDS: Final = 300
"""Another package manager may be at work on a fresh machine; it ends by itself."""
_TRIES: Final = 5
_TRY_AGAIN_SECONDS: Final = 10


def on_ci() -> bool:
    """Return whether a missing component must fail the run."""
    return os.environ.get("CI", "").lower() == "true"


def unavailable(component: str, why: str) -> NoReturn:
    """End the calling test: skipped and counted, or failed with `CI=true`."""
    reason = f"{MISSING}{component} ({why})"
    if on_ci():
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def install_packages(*packages: str) -> str | None:
    """Install system packages with apt.

    Returns:
        None when they are installed, else the reason why not, in words.
    """
    if shutil.which("apt-get") is None:
        return "this system has no apt-get"
    command = _as_root()
    if command is None:
        return "no right to install packages: neither root nor sudo without a password"
    answer = "apt-get did not run"
    for attempt in range(_TRIES):
        if attempt:  # the lists may be missing or old, or another apt may hold them
            _apt(command, "update")
        code, answer = _apt(command, "install", "--yes", "--no-install-recommends", *packages)
        if code == 0:
            return None
        if attempt:
            time.sleep(_TRY_AGAIN_SECONDS)
    return f"apt-get could not install {', '.join(packages)}: {answer[-300:].strip()}"


def _as_root() -> list[str] | None:
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n"] if asked.returncode == 0 else None


def _apt(prefix: list[str], *arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        [
            *prefix,
            "env",
            "DEBIAN_FRONTEND=noninteractive",
            "apt-get",
            "-qq",
            "-o",
            f"DPkg::Lock::Timeout={_LOCK_WAIT_SECONDS}",
            *arguments,
        ],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr
