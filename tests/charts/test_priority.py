"""Do the names of a scatter stand clear of one another and of their neighbours?"""

from __future__ import annotations

from cxboard.analysis.drivers import Weight
from cxboard.charts import priority
from cxboard.domain.catalogue import get_measure
from cxboard.domain.scores import Score
from cxboard.results.learning_types import DriverBoard, DriverRow, Quadrant


def driver(measure: str, score: float, share: float) -> DriverRow:
    weight = Weight(
        share=share, lower=share - 0.02, upper=share + 0.02, rank=1, best_rank=1, worst_rank=2
    )
    return DriverRow(
        measure=get_measure(measure),
        weight=weight,
        score=Score(value=score, n=500),
        quadrant=Quadrant.LOW,
    )


def board(*rows: DriverRow) -> DriverBoard:
    return DriverBoard(
        outcome=get_measure("overall_rating"),
        finding="",
        details=(),
        rows=rows,
        explained=0.4,
        floor=0.01,
        usual=70.0,
        people=1000,
        cells=12,
        sensitivity="",
        as_of=None,
    )


def sides(*rows: DriverRow) -> list[str]:
    return [trace.textposition for trace in priority.figure(board(*rows)).data]


def test_a_name_with_room_stands_to_the_right() -> None:
    assert sides(
        driver("nurse_communication", 60, 0.1), driver("medicine_communication", 90, 0.3)
    ) == [
        "middle right",
        "middle right",
    ]


def test_a_name_that_would_run_into_its_neighbour_stands_elsewhere() -> None:
    first, second = sides(
        driver("restfulness", 66.9, 0.05), driver("symptom_information", 73.0, 0.05)
    )
    assert (first, second) == ("middle right", "middle right")
    near = sides(
        driver("restfulness", 72.0, 0.05),
        driver("symptom_information", 73.0, 0.05),
        driver("nurse_communication", 90.0, 0.3),
    )
    assert near[0] != "middle right"
    assert near[1] == "middle right"
