"""The results of the pages that need nothing but the filters, by name: the key of their cache."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cxboard.domain.filters import Filters
from cxboard.queries.reader import Reader
from cxboard.results.omnichannel import omnichannel

SECTIONS: Mapping[str, Callable[[Reader, Filters], object]] = {
    "omnichannel": omnichannel,
}
