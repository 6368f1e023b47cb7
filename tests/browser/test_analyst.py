"""The way of an analyst: a stranger's file is matched once, seen, published, undone; then August's.

The file is a contact centre's: titles above it, semicolons, decimal commas, day/month dates that
nothing but a person can decide, words for codes, names of people.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect
from playwright.sync_api import TimeoutError as NotOffered

from cxboard.access.users import Role
from cxboard.ingest.limits import DEFAULT_LIMITS, MIB
from tests.board import running_board
from tests.browser.person import Person

_CHECKED_MS = 180_000
"""How long a file may be checked; a busy machine takes its time."""
_OFFERED_MS = 15_000
"""How long until a box offers what is typed."""

HEAD = "Interaction Report;;;;;;;\n\n" + ";".join(
    ("Interaction ID", "Start Time", "Site Name", "Media Type", "Wrap-Up Code", "Wait (min)",
     "CSAT Score", "Agent Name")
)  # fmt: skip
ROW = "{month}-{n};0{day}/{month}/2026 09:1{day};{site};{media};{reason};{wait};{csat};Ann Lee"
SITES, MEDIA = ("North", "LH01"), ("Voice", "E-Mail", "SMS")
REASONS, WORDS = ("Billing", "Booking"), ("Very satisfied", "Neutral", "Dissatisfied")


def export(month: str) -> bytes:
    """Return a month of the contact centre: 40 contacts on days that could be months."""
    rows = [
        ROW.format(month=month, n=n, day=1 + n % 9, site=SITES[n % 2], media=MEDIA[n % 3],
                   reason=REASONS[n % 2], wait=("0,5", "12,25")[n % 2], csat=WORDS[n % 3])
        for n in range(40)
    ]  # fmt: skip
    return "\n".join([HEAD, *rows, "Total;40;;;;;;"]).encode("cp1252")


@pytest.fixture
def analyst(
    shared_demo: Path, context: BrowserContext, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Person]:
    """Return an analyst in front of a copy of the small demo, not signed in yet."""
    folder = tmp_path_factory.mktemp("analyst")
    shutil.copytree(shared_demo, folder / "data")
    with running_board(folder / "data", folder, role=Role.ANALYST) as board:
        yield Person(context.new_page(), board)


def hand_in(analyst: Person, month: str) -> None:
    file = {"name": f"calls-{month}.csv", "mimeType": "text/csv", "buffer": export(month)}
    analyst.page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]


def choose(analyst: Person, label: str, option: str) -> None:
    """Choose by typing and Enter; what opens under a box would be closed by a page that scrolls.

    A page that is drawn once more closes it, too; then a person types again.
    """
    box = analyst.page.get_by_role("combobox", name=label, exact=True)
    offered = analyst.page.get_by_role("option", name=option)
    box.scroll_into_view_if_needed()
    for _ in range(3):
        box.clear()
        box.fill(option)
        with suppress(NotOffered):
            offered.wait_for(timeout=_OFFERED_MS)
            break
    box.press("Enter")
    expect(box).to_have_value(option)
    analyst.wait()


def headed(analyst: Person, text: str) -> None:
    expect(analyst.page.get_by_role("heading", name=text)).to_be_visible(timeout=_CHECKED_MS)
    analyst.wait()


def test_a_foreign_file_is_matched_once_and_the_next_month_needs_no_word(analyst: Person) -> None:
    page, head = analyst.page, analyst.page.locator(".cx-head")
    analyst.sign_in("/upload")
    expect(page.get_by_text(f"{DEFAULT_LIMITS.page_bytes // MIB}MB per file")).to_be_visible()
    hand_in(analyst, "07")
    headed(analyst, "Match the columns")
    choose(analyst, "“North”", "Northgate Hospital")
    choose(analyst, "“Billing”", "billing and financial support")
    choose(analyst, "“Booking”", "scheduling and access")
    expect(page.get_by_text("Agent Name", exact=True)).to_be_visible()
    page.get_by_role("textbox", name="Name of this source").fill("Contact centre")
    page.get_by_role("button", name="Keep this and check again").click()

    headed(analyst, "How are these days written?")
    choose(analyst, "“Start Time”", "day/month/year: 1 Jul 2026")
    page.get_by_role("button", name="Read the days so").click()
    headed(analyst, "What it would change")
    expect(head).to_contain_text("calls-07.csv can be published: 40 rows")
    expect(page.get_by_text("Restated: what readers have seen of these months")).to_be_visible()
    page.get_by_role("button", name="Publish 40 rows").click()
    page.get_by_role("link", name="Receipt, and undo").click(timeout=_CHECKED_MS)

    headed(analyst, "Receipt of calls-07.csv")
    expect(page.get_by_text("Contact centre, profile version 2")).to_be_visible()
    with page.expect_download() as started:
        page.get_by_role("button", name="Receipt as PDF").click()
    assert started.value.path().read_bytes().startswith(b"%PDF-")
    page.get_by_role("button", name="Show what undoing it changes").click()
    expect(page.get_by_text("It touches Jul 2026.")).to_be_visible(timeout=_CHECKED_MS)
    page.get_by_role("button", name="Undo calls-07.csv").click()
    expect(page.get_by_text("Undo is done")).to_be_visible(timeout=_CHECKED_MS)

    analyst.open("/upload")
    expect(head).to_contain_text("calls-07.csv was published as p00009; by now readers see p00010.")
    page.get_by_role("button", name="Put the file away").click()
    expect(head).to_contain_text("Hand in an extract")
    analyst.wait()
    hand_in(analyst, "08")
    expect(head).to_contain_text("calls-08.csv can be published", timeout=_CHECKED_MS)
    expect(page.get_by_text("Read by the profile “Contact centre”")).to_be_visible()
    assert not [text for text in analyst.complaints if "Content Security Policy" in text]
