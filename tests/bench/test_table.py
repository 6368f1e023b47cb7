"""Does the benchmark's table judge as it says?"""

from __future__ import annotations

import pytest

from tests.bench.table import Table, p95


@pytest.mark.parametrize(
    ("values", "expected"),
    [([3.0], 3.0), (list(range(1, 21)), 19), (list(range(100, 0, -1)), 95)],
)
def test_p95_is_the_smallest_value_that_19_of_20_do_not_exceed(
    values: list[float], expected: float
) -> None:
    assert p95(values) == expected


def test_the_table_tells_kept_over_and_not_measured(capsys: pytest.CaptureFixture[str]) -> None:
    table = Table()
    table.add("open", 0.5, "s", 0.8)
    table.ratio("open / floor", [0.3, 0.5, 0.4], [0.1, 0.1, 0.3], 2.0)
    table.add("floor", 100, "ms")
    table.skip("crowd", "BENCH_ONLY")
    lines = str(table).splitlines()
    assert lines[0].split()[-1] == "ok"
    assert "4.00 ×" in lines[1]
    assert "OVER  400.0 against 100.0 ms" in lines[1]
    assert lines[-1] == "1 budgets kept, 1 over, 1 not measured"
    assert capsys.readouterr().out
