"""Is the project whole from a fresh clone, and free of what belongs to one machine only?"""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.commands import CXBOARD
from tests.components import unavailable

TOP_LEVEL: Final = {"Makefile", "README.md", "pyproject.toml", "requirements.lock"} | {
    "app",
    "data",
    "pages",
    "src",
    "tests",
}
"""All that stands at the top beside dot-files."""

KNOWN_HOSTS: Final = {
    "127.0.0.1",
    "localhost",
    "cxboard.example.org",
    "data.cms.gov",
    "git-lfs.github.com",
    "github.com",
    "hcahps.ifmc.org",
    "hcahpsonline.org",
    "schemas.openxmlformats.org",
    "www.cms.gov",
    "www.hcahpsonline.org",
    "www.w3.org",
}
"""Hosts that a file may name: sources of figures, marks of formats, this machine, examples."""

_ADDRESS: Final = re.compile(r"\b(?:https?|wss?|ftp|git\+ssh)://([^\s/:\"'<>)\]}\\{]+)")
_MACHINE_PATH: Final = re.compile(r"(?<![\w.])/(?:root|home|work|Users)/\w")
_NOT_IN_THE_PROJECT: Final = re.compile(r"\bDESIGN\.md\b|\bknowledge[/]\w|\bcontract\.md\b")
_PIN: Final = re.compile(r"^([A-Za-z0-9][\w.-]*)==(\S+)(?: ; (.+?))? \\$")


@pytest.fixture(scope="module")
def tracked(repository: Path) -> list[Path]:
    """Return every file that is, or is about to be, part of the project."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        unavailable("git", listed.stderr.strip())
    return [path for name in listed.stdout.splitlines() if (path := repository / name).is_file()]


def _lines(files: list[Path]) -> Iterator[tuple[Path, int, str]]:
    for file in files:
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        yield from ((file, number, line) for number, line in enumerate(text.splitlines(), 1))


def _locked(repository: Path) -> dict[str, tuple[str, int]]:
    """Return each locked name with its version and how many hashes it carries."""
    locked: dict[str, tuple[str, int]] = {}
    name = ""
    for line in (repository / "requirements.lock").read_text(encoding="utf-8").splitlines():
        if line.startswith("    --hash=sha256:"):
            locked[name] = (locked[name][0], locked[name][1] + 1)
        elif not line.startswith("#"):
            pin = _PIN.match(line)
            assert pin, f"not a pinned requirement: {line}"
            name = canonicalize_name(pin[1])
            locked[name] = (pin[2], 0)
    return locked


def test_every_locked_package_is_pinned_with_the_hashes_of_its_files(repository: Path) -> None:
    locked = _locked(repository)
    assert len(locked) > 40
    assert {name for name, (_, hashes) in locked.items() if not hashes} == set()


def test_the_lock_serves_every_platform(repository: Path) -> None:
    locked = _locked(repository)
    # Two compiled packages: a lock made from one platform's files would carry one or two hashes.
    assert locked["duckdb"][1] > 10
    assert locked["pyarrow"][1] > 10
    assert "colorama" in locked, "pytest needs it on Windows"


def test_the_lock_satisfies_what_the_project_declares(repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = _locked(repository)
    declared = project["dependencies"] + project["optional-dependencies"]["dev"]
    for requirement in map(Requirement, declared):
        version, _ = locked.get(canonicalize_name(requirement.name), ("", 0))
        assert version, f"{requirement.name} is not in requirements.lock: make lock"
        assert requirement.specifier.contains(version), f"{requirement} is not {version}: make lock"


def test_the_lock_names_no_address(repository: Path) -> None:
    text = (repository / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in text
    assert "index-url" not in text
    assert "find-links" not in text


def test_no_file_names_an_unknown_host_or_a_path_of_one_machine(
    repository: Path, tracked: list[Path]
) -> None:
    found = []
    for file, number, line in _lines(tracked):
        where = f"{file.relative_to(repository)}:{number}"
        hosts = {host.lower().rstrip(".,;") for host in _ADDRESS.findall(line) if "." in host}
        found += [f"{where}: address of {host}" for host in sorted(hosts - KNOWN_HOSTS)]
        found += [f"{where}: path of one machine" for _ in _MACHINE_PATH.findall(line)]
        found += [f"{where}: not in the project" for _ in _NOT_IN_THE_PROJECT.findall(line)]
    assert found == []


def test_the_top_level_holds_nothing_else(repository: Path, tracked: list[Path]) -> None:
    names = {file.relative_to(repository).parts[0] for file in tracked}
    assert {name for name in names if not name.startswith(".")} == TOP_LEVEL


def test_only_reference_data_and_samples_are_tracked(repository: Path, tracked: list[Path]) -> None:
    parts = [file.relative_to(repository).parts for file in tracked]
    inside = {names[1] for names in parts if names[0] == "data"}
    assert inside == {"reference", "samples"}


def test_bare_make_lists_every_target(repository: Path) -> None:
    makefile = (repository / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert phony
    quiet = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    listed = subprocess.run(
        ["make"], cwd=repository, env=quiet, capture_output=True, text=True, check=True
    ).stdout
    assert set(re.findall(r"^  make (\w+) +\S", listed, re.MULTILINE)) == set(phony[1].split())


def test_ci_runs_the_tests(repository: Path) -> None:
    script = repository / ".ci" / "run"
    assert os.access(script, os.X_OK)
    code = [line for line in script.read_text().splitlines() if not line.startswith("#")]
    assert code[0] == "set -euo pipefail"
    assert code[-1] == "make test"


def test_the_readme_leads_in_within_one_screen(repository: Path) -> None:
    screen = (repository / "README.md").read_text(encoding="utf-8").splitlines()[:60]
    text = "\n".join(screen)
    assert re.search(r"!\[.+\]\(.+\.png\)", text), "a picture of the scorecard"
    for needed in ("make run", "make test", "cxboard ingest", "src/cxboard", "pages/"):
        assert needed in text, needed


def test_the_readme_points_only_at_what_is_there(repository: Path) -> None:
    text = (repository / "README.md").read_text(encoding="utf-8")
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text)]
    local = [link for link in links if link and "://" not in link]
    assert [link for link in local if not (repository / link).exists()] == []


def test_the_readme_names_only_make_targets_that_exist(repository: Path) -> None:
    text = (repository / "README.md").read_text(encoding="utf-8")
    makefile = (repository / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:`|^)make ([a-z]+)", text, re.MULTILINE))
    targets = set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE))
    assert {"run", "test"} <= named <= targets


def test_the_readme_and_the_command_line_know_the_same_commands(repository: Path) -> None:
    shown = subprocess.run(
        [CXBOARD, "--help"], cwd=repository, capture_output=True, text=True, check=True
    ).stdout
    commands = set(re.findall(r"^    ([a-z]+)(?:  +\S|$)", shown, re.MULTILINE))
    assert "ingest" in commands, shown
    text = (repository / "README.md").read_text(encoding="utf-8")
    block = re.search(r"^## Command line$.*?^```$(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert block, "a section that lists the commands"
    assert commands - set(re.findall(r"(?:cxboard|\|) ([a-z]+)", block[1])) == set()
    assert set(re.findall(r"\bcxboard ([a-z]+)\b", text)) - commands == set()
