"""What is left of a browser's message when its sender has signed out?"""

from __future__ import annotations

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from streamlit.proto.BackMsg_pb2 import BackMsg


def bare_rerun(message: bytes) -> bytes:
    """Return a message that runs the script from its start, on the page that the sender is on.

    Widgets, the fragment that was asked for, and every other wish are dropped; what cannot be read
    becomes a rerun of the first page.
    """
    asked, bare = BackMsg(), BackMsg()
    try:
        asked.ParseFromString(message)
    except DecodeError:
        asked = BackMsg()
    bare.rerun_script.query_string = asked.rerun_script.query_string
    bare.rerun_script.page_script_hash = asked.rerun_script.page_script_hash
    return bytes(bare.SerializeToString())
