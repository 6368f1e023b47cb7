"""The receipt of an upload as a PDF, to keep with the minutes.

Whatever comes from a file is text: it is escaped before it is set. Characters that the built-in
font has no sign for are written as their Unicode number, and a line says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib.colors import lightgrey
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, Spacer, TableStyle

from cxboard.domain.numbers import NOT_THERE
from cxboard.results.change_words import OVER, TURNED_HEAD, cells, turned_cells
from cxboard.results.upload_receipt import UploadReceipt

_FONT, _BOLD = "Vera", "VeraBd"
_MARGIN = 18 * mm
_PADDING = 6
"""Points that a page's frame keeps free on each side."""

_WIDTH = A4[0] - 2 * _MARGIN - 2 * _PADDING
_RULE = 0.4
_REPLACED = (
    "Characters that this document’s font has no sign for are written as their Unicode number, "
    "such as [U+4E2D]. The page and the JSON receipt show them as they are."
)
_SUM = "Read = accepted + rejected + duplicate + unchanged; restated rows are among those accepted."


def upload_pdf(receipt: UploadReceipt) -> bytes:
    """Return a receipt as a PDF: the same receipt gives the same bytes."""
    name = receipt.row.record.file_name
    parts: list[object] = [_text(f"Receipt of {name}", _style(15, bold=True)), Spacer(0, 3 * mm)]
    parts += _table("Of the upload", ("", ""), receipt.lines(), (0.24, 0.76))
    parts.append(_text(_SUM, _style(8)))
    parts += _found(receipt)
    parts += _moved(receipt)
    if _is_replaced(receipt):
        parts.append(_text(_REPLACED, _style(8)))
    out = BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=_MARGIN,
        bottomMargin=_MARGIN,
        title=shown(f"Receipt of {name}"),
        author="CX Board",
        lang="en",
        invariant=True,
    )
    document.build(parts)
    return out.getvalue()


def _found(receipt: UploadReceipt) -> list[object]:
    rows = [
        (str(one["severity"]), str(one["column"] or NOT_THERE), str(one["count"]), one["message"])
        for one in receipt.problems()
    ]
    if not rows:
        return []
    head, shares = ("Weight", "Column", "Rows", "What"), (0.1, 0.2, 0.1, 0.6)
    return _table("What was found", head, rows, shares)


def _moved(receipt: UploadReceipt) -> list[object]:
    found = receipt.effect
    parts = _table(
        "Headline measures when it was published",
        ("Measure", "Before", "After", "Difference"),
        [cells(change) for change in found.changes] or [("None moved", "", "", "")],
        (0.46, 0.18, 0.18, 0.18),
    )
    if found.changes:
        parts.append(_text(OVER, _style(8)))
    if found.turned:
        rows = [turned_cells(one) for one in found.turned]
        title = "Verdicts that turned, and numbers that appeared or were hidden"
        parts += _table(title, TURNED_HEAD, rows, (0.34, 0.14, 0.14, 0.19, 0.19))
    return parts


def _table(
    title: str, head: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[float]
) -> list[object]:
    """Return a titled table whose head is repeated on every page; cells are set as text."""
    lines = [[_text(cell, _style(8, bold=True)) for cell in head]] if any(head) else []
    lines += [[_text(cell, _style(8)) for cell in row] for row in rows]
    rules = TableStyle(
        [
            ("LINEBELOW", (0, 0), (-1, -1), _RULE, lightgrey),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (0, -1), 0),
        ]
    )
    widths = [share * _WIDTH for share in shares]
    table = LongTable(
        lines, colWidths=widths, style=rules, repeatRows=int(any(head)), hAlign="LEFT"
    )
    return [Spacer(0, 4 * mm), _text(title, _style(11, bold=True)), Spacer(0, 1 * mm), table]


def _text(text: str, style: ParagraphStyle) -> Paragraph:
    """Return text as a paragraph: nothing in it is markup, and every character has a sign."""
    return Paragraph(escape(shown(text)), style)


def shown(text: str) -> str:
    """Return text with a sign for every character: its Unicode number where the font has none."""
    return "".join(
        character if ord(character) in _signs() else f"[U+{ord(character):04X}]"
        for character in text
    )


def _is_replaced(receipt: UploadReceipt) -> bool:
    told = [text for line in receipt.lines() for text in line]
    told += [str(one["message"]) for one in receipt.problems()]
    return any("[U+" in shown(text) for text in told)


@cache
def _signs() -> frozenset[int]:
    """Return the characters that both fonts have; registers them on the way."""
    fonts = [TTFont(name, f"{name}.ttf") for name in (_FONT, _BOLD)]
    for font in fonts:
        pdfmetrics.registerFont(font)
    regular, bold = (frozenset(font.face.charToGlyph) for font in fonts)
    return regular & bold


@cache
def _style(size: int, *, bold: bool = False) -> ParagraphStyle:
    _signs()
    return ParagraphStyle(
        name=f"{size}{bold}",
        fontName=_BOLD if bold else _FONT,
        fontSize=size,
        leading=size * 1.35,
        spaceBefore=size / 2,
    )
