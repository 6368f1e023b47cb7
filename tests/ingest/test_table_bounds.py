"""Which of the first rows holds the names of columns that nobody knows beforehand?"""

from __future__ import annotations

import pytest

from cxboard.ingest.table_bounds import header_place

TABLES = [
    # lines, place of the names
    ("id,date,score;S1,2026-06-01,Good", 0),
    (",name,city;x,John,Paris;y,Ann,Rome", 0),  # row labels of pandas or R
    ("a,b,c,,;d,e,f,m,q;g,h,i,n,p", 0),
    ("h1,h2,,h4;a,b,c,d", 0),
    ("id,date,score,score;S1,2026-06-01,Good,Bad", 0),
    ("site,2024,2025;A,closed,open", 0),
    ("id,1,2,3;name,germany,france,spain", 0),
    ("Report,,;id,date,score;S1,2026-06-01,9", 1),
    ("Period,June,;id,name,score;S1,a,b", 1),
    ("Report of June;;id,date,score;S1,2026-06-01,Good", 2),
    ("Ada,27-06-1986,375;,,;Date,Description,Amount;2026-06-01,Tea,4", 2),
    ("Dates;at,the,top,,of,these;Name,Job,Age,Kids,Born,Died;A,b,67,1,1951-01-01,2018-01-01", 2),
]


@pytest.mark.parametrize(("text", "place"), TABLES)
def test_no_record_is_taken_for_the_names(text: str, place: int) -> None:
    assert header_place([line.split(",") for line in text.split(";")], set()) == place
