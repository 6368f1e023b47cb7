"""Do the templates and the page that explains them still say what the code does?"""

from __future__ import annotations

import pytest

from cxboard.domain.vocabulary import CMS_KINDS, Kind
from cxboard.ingest.documentation import README, document
from cxboard.storage.tables import table_of
from tests.ingest.files import sample


def test_the_page_of_layouts_is_up_to_date() -> None:
    assert README.read_text(encoding="utf-8") == document(), (
        "data/samples/README.md is stale: run `python -m cxboard.ingest.documentation`"
    )


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in CMS_KINDS])
def test_a_template_has_every_column_of_its_table(kind: Kind) -> None:
    header = sample(f"{kind}.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header.split(",") == [column.name for column in table_of(kind).columns]
