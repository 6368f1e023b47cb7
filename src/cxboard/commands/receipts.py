"""receipt: what one number rests on, with the statement that gives it."""

from __future__ import annotations

import argparse

from cxboard.commands.output import OK, print_json, say
from cxboard.commands.scores import filters_of, reader_of
from cxboard.results.receipt import receipt as receipt_of
from cxboard.results.receipt_document import document
from cxboard.results.receipt_types import Asked
from cxboard.storage.registers import read
from cxboard.storage.workspace import Workspace


def receipt(workspace: Workspace, arguments: argparse.Namespace) -> int:
    """Print the receipt of a number; a hidden one's says why, and no count."""
    asked = Asked.parse("~".join((arguments.measure, arguments.figure, arguments.item)))
    reader = reader_of(workspace, arguments.as_of)
    filters = filters_of(reader, arguments)
    told = receipt_of(workspace, reader, filters, asked, read(workspace.ledger))
    if arguments.json:
        print_json(document(told))
        return OK
    say(f"{told.measure.title}, {told.population} {told.suppression} {told.adjustment}")
    for counting in told.countings:
        for line in (counting.period.describe(), *counting.arithmetic, counting.question.text()):
            print(line)
    for line in told.conclusion:
        print(line)
    if told.series:
        print(told.series.text())
    for upload in told.uploads:
        say(f"from {upload.file_name}, SHA-256 {upload.sha256}, by {upload.by}")
    return OK
