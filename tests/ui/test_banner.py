"""Is a damaged lake announced on every page, and a sound one not at all?"""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

HOSTILE = "<img src=x onerror=alert(1)>"


def shown(names: list[str]) -> str:
    def script(names: list[str]) -> None:
        from cxboard.storage.verify import Difference
        from cxboard.ui import banner

        banner.read_only([Difference(code="size", name=n, detail="It shrank.") for n in names])

    running = AppTest.from_function(script, args=(names,), default_timeout=30).run()
    assert not running.exception
    blocks = [element.proto.body for element in running.get("html")]
    return "".join(block for block in blocks if not block.startswith("<style"))


def test_without_differences_there_is_no_banner() -> None:
    assert shown([]) == ""


def test_the_first_difference_is_named_and_the_others_counted() -> None:
    text = shown([HOSTILE, "b", "c"])
    assert 'role="status"' in text
    assert "It shrank and 2 more." in text
    assert "cxboard verify" in text
    assert "<img" not in text
