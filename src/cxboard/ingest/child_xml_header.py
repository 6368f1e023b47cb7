"""Inside the child: the header of an HCAHPS XML data file as rows of an indicator extract.

The people of a file are its survey; how many patients were eligible and got one stands in its
header alone. It is read like a second sheet of the file, when its sender names it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from cxboard.ingest.report import Problem, error, warning

PEOPLE, HEADER = PARTS = ("people", "header")
"""What a file holds, by the names that a sender may say; without one, the people are read."""

HEADERS = ("indicator", "month_of", "facility_id", "numerator")

INELIGIBLE = ("2", "3", "4", "5")
"""Codes of survey-status that leave the response rate (remembered): deceased, not eligible,
language barrier, incapacity."""

_ELIGIBLE, _SAMPLE = "number-eligible-discharge", "sample-size"


def header_rows(header: Mapping[str, str], silent: Counter[str]) -> list[tuple[str, ...]]:
    """Return rows of `HEADERS`: eligible discharges, and surveys sent to those who were eligible.

    Args:
        header: the file's header by element.
        silent: people who did not answer, by survey-status.
    """
    month = f"{header.get('discharge-yr', '')}-{header.get('discharge-month', '').zfill(2)}-01"
    place = header.get("provider-id", "")
    counts = {"eligible_discharges": _count(header, _ELIGIBLE)}
    if (sample := _count(header, _SAMPLE)) is not None:
        counts["surveys_sent"] = sample - sum(silent[code] for code in INELIGIBLE)
    return [(name, month, place, str(count)) for name, count in counts.items() if count is not None]


def about_header(header: Mapping[str, str]) -> list[Problem]:
    """Return what to tell of the counts of a header when the people of its file are read."""
    eligible, sample = _count(header, _ELIGIBLE), _count(header, _SAMPLE)
    told = []
    if eligible is not None or sample is not None:
        told.append(
            warning(
                "header_apart",
                f"The header’s eligible discharges ({_said(eligible)}) and sample "
                f"({_said(sample)}) are no answers; response rates need them.",
                f"Send the same file once more with “{HEADER}” named as its sheet.",
                option=f"--sheet {HEADER}",
            )
        )
    if eligible is not None and sample is not None and sample > eligible:
        what = f"The header’s sample ({sample}) is larger than its eligible discharges"
        told.append(
            warning("impossible_sample", f"{what} ({eligible}).", "Ask for a corrected file.")
        )
    return told


def about_sent() -> Problem:
    """Return what to tell when the header is read."""
    return warning(
        "statuses_not_verified",
        "Surveys sent are the sample without people of survey-status 2 to 5 (deceased, not "
        "eligible, language barrier, incapacity), as remembered from layouts 4.0 and 4.2.",
        "Compare the codes with your vendor’s specification.",
    )


def no_counts() -> Problem:
    """Return the problem of a header that counts nothing."""
    return error(
        "no_rows",
        f"The file’s header has neither {_ELIGIBLE} nor {_SAMPLE}.",
        "Send these counts as an indicator extract.",
    )


def no_part(said: str) -> Problem:
    """Return the problem of a part that no such file has."""
    return error(
        "no_such_sheet",
        f"An HCAHPS XML data file has no part “{said[:60]}”; it has {' and '.join(PARTS)}.",
        "Name one of them.",
    )


def _count(header: Mapping[str, str], name: str) -> int | None:
    text = header.get(name, "")
    return int(text) if text.isascii() and text.isdigit() else None


def _said(count: int | None) -> str:
    return "not said" if count is None else f"{count:,}"
