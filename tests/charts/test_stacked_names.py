"""Do names of points that lie close together stand apart?"""

from __future__ import annotations

from cxboard.charts.stacked_names import Named, placed


def test_names_of_neighbours_stand_in_rows_of_their_own() -> None:
    names = ("General Surgery, Millbrook", "Joint Centre, Millbrook", "Far away")
    points = [
        Named(x=x, y=80.0, name=name, is_above=True)
        for x, name in zip((50.0, 51.0, 90.0), names, strict=True)
    ]
    first, second, far = placed(points, (0.0, 100.0))
    assert first["ay"] == far["ay"]
    assert first["ay"] != second["ay"]


def test_a_name_at_the_edge_stays_inside() -> None:
    (made,) = placed([Named(x=100.0, y=1.0, name="Surgery", is_above=False)], (0.0, 100.0))
    assert isinstance(made["ax"], float)
    assert made["ax"] < 0
    assert made["ay"] == 20
