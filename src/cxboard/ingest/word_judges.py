"""Is this one word on its list? Closed lists refuse others, open ones keep and tell them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from cxboard.ingest.advice import Advice
from cxboard.ingest.dialect import plain_name
from cxboard.ingest.judges import Fault, Judge, TextJudge, Verdict
from cxboard.ingest.report import Severity


def choice_judge(what: str, choices: Collection[str], *, closed: bool) -> Judge:
    """Return a judge of words from a list, small or capital; an open list only warns."""
    severity: Severity = "error" if closed else "warning"
    advice = Advice(choices)

    def judge(text: str) -> Verdict:
        if (plain := plain_name(text)) in choices:
            return Verdict(plain)
        verdict = TextJudge()(text)
        if verdict.fault:
            return verdict
        code = f"unknown_{plain_name(what)}"
        fault = Fault(code, f"is no known {what}", advice.on(text), severity)
        return Verdict(None if closed else text, fault)

    return judge


def indicator_judge(names: Collection[str], beginnings: Sequence[str]) -> Judge:
    """Return a judge of indicators: a name that no measure reads is kept, and told.

    Args:
        names: those that measures read.
        beginnings: how names begin that go on with a group's name.
    """
    listed = choice_judge("indicator", names, closed=False)
    possible = TextJudge(barred="|", is_id=True)

    def judge(text: str) -> Verdict:
        verdict = possible(text)
        if verdict.fault or text.startswith(tuple(beginnings)):
            return verdict
        verdict = listed(text)
        if verdict.fault is None:
            return verdict
        what = "is no indicator that a measure reads: its rows are kept, and shown nowhere"
        fix = f"{verdict.fault.fix} Nothing, if it is not misspelt."
        return replace(verdict, fault=replace(verdict.fault, what=what, fix=fix))

    return judge


def member_judge(what: str, members: Collection[str]) -> Judge:
    """Return a judge of ids that must stand in the organisation register."""
    advice = Advice(members)

    def judge(text: str) -> Verdict:
        if text in members:
            return Verdict(text)
        fix = f"{advice.on(text)} Or add it to the register first."
        return Verdict(fault=Fault(f"unknown_{what}", "is not in the organisation register", fix))

    return judge
