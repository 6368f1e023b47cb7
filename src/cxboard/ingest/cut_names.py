"""What did a column name look like before CMS's interface cut it?

Names over 64 characters are cut to 59, and four digits of their MD5 are added.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from hashlib import md5
from typing import Final

LONGEST: Final = 64
_STUMP: Final = 59


def cut_name(name: str, columns: Collection[str]) -> str:
    """Return a long column's name as a file may have it, cut.

    Achievement threshold and points may be cut to the same stump: their digits tell them apart,
    or else their order in CMS's files.

    Args:
        name: the whole plain name.
        columns: plain names of all columns of the file, in order.
    """
    if len(name) <= LONGEST:
        return name
    stump = f"{name[:_STUMP]}_"
    exact = stump + md5(name.encode(), usedforsecurity=False).hexdigest()[:4]
    alike = [one for one in columns if one.startswith(stump) and len(one) == len(exact)]
    if exact in alike or not alike:
        return exact
    return alike[-1] if name.endswith("_points") else alike[0]


def made_whole(headers: Mapping[str, str], known: Iterable[str]) -> dict[str, str]:
    """Return headers by plain name, those that were cut under the whole names that are known."""
    whole = {
        cut: name
        for name in known
        if len(name) > LONGEST
        and name not in headers
        and (cut := cut_name(name, headers)) in headers
    }
    return {whole.get(plain, plain): header for plain, header in headers.items()}
