"""What does a visitor see of an error, and does Streamlit's own control flow get through?"""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest


def _unexpected() -> None:
    import streamlit as st

    from cxboard.ui import errors

    with errors.boundary():
        raise ValueError("/some/path and an inner secret")
    st.write("the rest of the page")


def _for_the_reader() -> None:
    from cxboard.domain.errors import UserFacingError
    from cxboard.ui import errors

    with errors.boundary():
        raise UserFacingError("“![x](a)” is not a *period*.")


def _stop() -> None:
    import streamlit as st

    from cxboard.ui import errors

    with errors.boundary():
        st.write("before")
        st.stop()
    st.write("never")


def test_an_unexpected_error_is_a_sentence_with_an_id(caplog: pytest.LogCaptureFixture) -> None:
    app = AppTest.from_function(_unexpected).run(timeout=15)
    (shown,) = (error.value for error in app.error)
    found = re.search(r"id ([0-9a-f]{8})", shown)
    assert found is not None
    assert "secret" not in shown
    assert found[1] in caplog.text
    assert "inner secret" in caplog.text
    assert not app.exception
    assert [text.value for text in app.markdown] == ["the rest of the page"]


def test_a_readers_error_is_shown_as_written() -> None:
    app = AppTest.from_function(_for_the_reader).run(timeout=15)
    (shown,) = (error.value for error in app.error)
    assert shown == r"“\!\[x\]\(a\)” is not a \*period\*\."


def test_stopping_is_no_error() -> None:
    app = AppTest.from_function(_stop).run(timeout=15)
    assert not app.error
    assert [text.value for text in app.markdown] == ["before"]
