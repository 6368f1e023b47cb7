"""Are static files compressed once, kept, and served right to those who take them?"""

from __future__ import annotations

import asyncio
import gzip
import os
from pathlib import Path

import pytest

from cxboard.access import compression
from cxboard.access.compression import CompressedStatic
from tests.access.asgi import Recorder, ask

SCRIPT = b"export const word = 'again';\n" * 500


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    js = tmp_path / "static" / "js"
    js.mkdir(parents=True)
    (js / "a.js").write_bytes(SCRIPT)
    (js / "font.woff2").write_bytes(b"packed already")
    (tmp_path / "secret.js").write_text("not ours to serve")
    return js.parent


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def app(folder: Path, cache: Path) -> CompressedStatic:
    return CompressedStatic(Recorder(), folder=folder, cache=cache)


@pytest.mark.parametrize("accepted", ["gzip", "br, GZIP;q=0.8", "deflate,gzip , br"])
def test_who_takes_gzip_gets_it(app: CompressedStatic, accepted: str) -> None:
    answer = ask(app, "/static/js/a.js", accept_encoding=accepted)
    assert gzip.decompress(answer.body) == SCRIPT
    assert len(answer.body) < len(SCRIPT) / 10
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-length"] == str(len(answer.body))
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["cache-control"] == "public, immutable, max-age=31536000"
    assert answer.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("/static/js/a.js", {}),
        ("/static/js/a.js", {"accept_encoding": "br"}),
        ("/static/js/a.js", {"accept_encoding": "gzip;q=0, br"}),
        ("/static/js/a.js", {"accept_encoding": "gzip", "range": "bytes=0-9"}),
        ("/static/js/a.js", {"accept_encoding": "gzip", "method": "POST"}),
        ("/static/js/font.woff2", {"accept_encoding": "gzip"}),
        ("/static/js/none.js", {"accept_encoding": "gzip"}),
        ("/static/../secret.js", {"accept_encoding": "gzip"}),
        ("/static/js/../../secret.js", {"accept_encoding": "gzip"}),
        ("/", {"accept_encoding": "gzip"}),
    ],
)
def test_everything_else_is_left_to_streamlit(
    app: CompressedStatic, path: str, given: dict[str, str]
) -> None:
    assert ask(app, path, **given).body == b"passed"


def test_a_file_is_compressed_once_even_by_many_at_the_same_time(
    app: CompressedStatic, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    real = gzip.compress
    monkeypatch.setattr(
        compression.gzip, "compress", lambda *a, **k: made.append(a) or real(*a, **k)
    )

    async def many() -> list[bytes]:
        file = folder / "js" / "a.js"
        return await asyncio.gather(*(app._body("/static/js/a.js", file) for _ in range(20)))

    assert set(asyncio.run(many())) == {real(SCRIPT, 7, mtime=0)}
    assert len(made) == 1


def test_the_next_start_takes_it_from_disk(
    app: CompressedStatic, folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ask(app, "/static/js/a.js", accept_encoding="gzip").body
    assert [file.read_bytes() for file in cache.iterdir()] == [first]
    monkeypatch.setattr(compression.gzip, "compress", None)
    again = CompressedStatic(Recorder(), folder=folder, cache=cache)
    assert ask(again, "/static/js/a.js", accept_encoding="gzip").body == first


def test_a_changed_file_is_compressed_anew(
    app: CompressedStatic, folder: Path, cache: Path
) -> None:
    ask(app, "/static/js/a.js", accept_encoding="gzip")
    file = folder / "js" / "a.js"
    file.write_bytes(SCRIPT.upper())
    os.utime(file, ns=(1, 1))
    anew = CompressedStatic(Recorder(), folder=folder, cache=cache)
    body = ask(anew, "/static/js/a.js", accept_encoding="gzip").body
    assert gzip.decompress(body) == SCRIPT.upper()


def test_without_room_on_disk_it_still_serves(folder: Path, cache: Path) -> None:
    cache.write_text("a file where the folder should be")
    app = CompressedStatic(Recorder(), folder=folder, cache=cache)
    body = ask(app, "/static/js/a.js", accept_encoding="gzip").body
    assert gzip.decompress(body) == SCRIPT
