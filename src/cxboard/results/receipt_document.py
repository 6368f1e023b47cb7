"""A receipt as one document: what a terminal prints and a reader takes home."""

from __future__ import annotations

from cxboard.domain.measures import Measure
from cxboard.domain.references import Benchmark, Target
from cxboard.domain.scores import Score
from cxboard.queries.question import Question
from cxboard.results.dictionary import Feed
from cxboard.results.receipt_types import Counting, ItemCount, LeftOut, Receipt

Document = dict[str, object]


def document(receipt: Receipt) -> Document:
    """Return a receipt as nested dictionaries and lists of plain values; days stay days."""
    publication = receipt.publication
    return {
        "receipt": receipt.asked.text(),
        "definition": _definition(receipt),
        "population": receipt.population,
        "adjusted": False,
        "adjustment": receipt.adjustment,
        "linear_mean_score": receipt.linear and receipt.linear.fields(),
        "suppression": receipt.suppression,
        "values": [_counting(counting) for counting in receipt.countings],
        "conclusion": list(receipt.conclusion),
        "months": [{"month": row.month} | score_fields(row.score) for row in receipt.months],
        "months_statement": receipt.series and _statement(receipt.series),
        "references": [_reference(reference) for reference in receipt.references],
        "left_out": _left_out(receipt.left_out),
        "months_left_out": receipt.outside,
        "uploads": [_upload(upload) for upload in receipt.uploads],
        "publication": {
            "id": publication.id,
            "created_at": publication.created_at,
            "reason": publication.reason,
            "by": publication.by,
            "tables": dict(publication.tables),
        },
    }


def score_fields(score: Score) -> Document:
    """Return what is known of a score; a suppressed one has nulls."""
    return {
        "numerator": score.numerator,
        "denominator": score.denominator,
        "n": score.n,
        "value": score.value,
        "lower": score.lower,
        "upper": score.upper,
        "suppressed": score.suppressed,
    }


def _definition(receipt: Receipt) -> Document:
    measure: Measure = receipt.measure
    edition = receipt.edition
    return {
        "measure": measure.id,
        "title": measure.title,
        "question": measure.question,
        "scoring": measure.scoring,
        "favourable": measure.top_label,
        "unit": measure.unit,
        "source": measure.source,
        "owner_role": measure.owner_role,
        "edition": edition
        and {"instrument": edition.instrument, "from": edition.first, "to": edition.last},
        "items": [
            {"item": item.key, "wording": item.wording, "evidence": item.evidence}
            for item in (edition.items if edition else ())
        ],
    }


def _counting(counting: Counting) -> Document:
    period = counting.period
    return {
        "from": f"{period.first:%Y-%m}",
        "to": f"{period.last:%Y-%m}",
        "shown": score_fields(counting.shown),
        "agrees": counting.agrees,
        "items": [_item(item) for item in counting.items],
        "arithmetic": list(counting.arithmetic),
        "statement": _statement(counting.question),
    }


def _item(counted: ItemCount) -> Document:
    return {
        "item": counted.item.key,
        "numerator": counted.numerator,
        "denominator": counted.denominator,
        "left_out": _left_out(counted.left_out),
    }


def _left_out(groups: tuple[LeftOut, ...]) -> list[Document]:
    return [
        {"reason": each.reason, "people": each.people, "suppressed": each.people is None}
        for each in groups
    ]


def _statement(question: Question) -> Document:
    return {"sql": question.sql, "parameters": question.literals(), "script": question.text()}


def _reference(reference: Benchmark | Target) -> Document:
    return dict(vars(reference))


def _upload(upload: Feed) -> Document:
    return {
        "upload_id": upload.upload_id,
        "file": upload.file_name,
        "sha256": upload.sha256,
        "by": upload.by,
        "published_at": upload.published_at,
        "rows": upload.rows,
    }
