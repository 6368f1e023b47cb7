"""Do names of points that lie close together stand apart?"""

from __future__ import annotations

from cxboard.charts.stacked_names import Named, placed


def test_names_of_neighbours_stand_in_rows_of_their_own() -> None:
    names = ("General Surgery, Millbrook", "Joint Centre, Millbrook", "Far away")
    points = [
        Named(x=x, y=80.0, name=name, is_above=True)
        for x, name in zip((50.0, 51.0, 90.0), names, strict=True)
    ]
    (first, second, far), ends = placed(points, (0.0, 100.0), (60.0, 90.0))
    assert first["ay"] == far["ay"]
    assert 90 < float(str(first["ay"])) < float(str(second["ay"])) < ends[1]
    assert ends[0] < 60


def test_a_name_at_the_edge_stays_inside() -> None:
    below = Named(x=100.0, y=61.0, name="Surgery", is_above=False)
    (made,), ends = placed([below], (0.0, 100.0), (60.0, 90.0))
    assert float(str(made["ax"])) < 0
    assert ends[0] < float(str(made["ay"])) < 60
