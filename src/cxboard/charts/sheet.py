"""How do the many small drawings of a table become one image?

A browser sets up a document of its own for every SVG image, which costs more than all else about a
table. So a table's drawings of one kind lie on one sheet, below one another and each once, and
every place shows its part of that sheet. The style sheet says how large, by the drawing's class.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from cxboard.charts.markup import Markup, svg_uri, tag

_IMAGE = re.compile(
    r'<img src="data:image/svg\+xml,(?P<drawing>[^"]*)" alt="(?P<alt>[^"]*)" '
    r'width="(?P<width>\d+)" height="(?P<height>\d+)" class="(?P<kind>[a-z-]+)"/>'
)
"""An image as `markup.image` writes it; all of one class have one size."""

_GAP = 2
"""Pixels between two drawings, so that none shows at the edge of its neighbour."""


def on_one_sheet(table: Markup) -> Markup:
    """Return finished markup in which each kind of small image is one image; alt texts stay."""
    sheets: dict[str, _Sheet] = {}
    for image in _IMAGE.finditer(table):
        size = int(image["width"]), int(image["height"])
        sheet = sheets.setdefault(image["kind"], _Sheet(*size))
        sheet.drawings.setdefault(image["drawing"], len(sheet.drawings))
    if not sheets:
        return table

    def part(image: re.Match[str]) -> str:
        kind, alt = image["kind"], image["alt"]
        shown = sheets[kind].part(image["drawing"])
        return (
            f'<span role="img" aria-label="{alt}" class="cx-drawn {kind}" '
            f'style="background:var(--sheet-of-{kind}) {shown}"></span>'
        )

    images = [f'--sheet-of-{kind}:url("{sheet.uri()}")' for kind, sheet in sheets.items()]
    return tag("div", Markup(_IMAGE.sub(part, table)), style=";".join(images))


@dataclass(frozen=True)
class _Sheet:
    """Drawings of one kind, as URIs write them, numbered from the top."""

    width: int
    height: int
    drawings: dict[str, int] = field(default_factory=dict)

    @property
    def _length(self) -> int:
        return len(self.drawings) * (self.height + _GAP) - _GAP

    def part(self, drawing: str) -> str:
        """Return where the sheet lies, and how large it is, behind the place of one drawing."""
        above = self.drawings[drawing] * (self.height + _GAP)
        hidden = max(self._length - self.height, 1)
        return f"0 {100 * above / hidden:.6g}%/100% {100 * self._length / self.height:.6g}%"

    def uri(self) -> str:
        """Return the sheet as an image; each drawing is set on it as it was, further down."""
        opened, closed = svg_uri(self.width, self._length)
        placed = (
            drawing.replace("%3Csvg ", f"%3Csvg y='{number * (self.height + _GAP)}' ", 1)
            for drawing, number in self.drawings.items()
        )
        return f"{opened}{''.join(placed)}{closed}"
