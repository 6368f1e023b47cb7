"""How does text become HTML or SVG without anything slipping through?

`tag` escapes every text and every attribute; only what it made itself passes unchanged. Whoever
builds markup with it cannot forget to escape.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TypeAlias
from urllib.parse import quote

Attribute: TypeAlias = str | int | float | None
_URI = "data:image/svg+xml,"


class Markup(str):
    """Text that is markup already."""

    __slots__ = ()


class Linked(str):
    """A name that leads somewhere."""

    __slots__ = ("href",)
    href: str

    def __new__(cls, text: str, href: str) -> Linked:
        """Return the name with where it leads to."""
        made = super().__new__(cls, text)
        made.href = href
        return made


def tag(name: str, *children: str, **attributes: Attribute) -> Markup:
    """Return an element.

    Args:
        name: element name, from the code and never from data.
        children: text to be escaped, or Markup.
        attributes: `class_` is written "class", `data_x` "data-x"; None leaves one out.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_quoted(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{name}{written}>{join(children)}</{name}>")


def _quoted(value: str) -> str:
    """Return a text as it stands between double quotes, where an apostrophe needs no escape."""
    return escape(value, quote=False).replace('"', "&quot;")


def drawn(name: str) -> str:
    """Return a name as it is written in a heading: a link if it leads somewhere."""
    if not isinstance(name, Linked):
        return name
    return tag("a", str(name), href=name.href, target="_self")


def void(name: str, **attributes: Attribute) -> Markup:
    """Return an element that has no content, such as img or line."""
    opened = tag(name, **attributes)
    return Markup(f"{opened[: opened.index('></')]}/>")


def join(children: Iterable[str]) -> Markup:
    """Return the children one after the other, escaped where they are text."""
    return Markup(
        "".join(child if isinstance(child, Markup) else escape(child) for child in children)
    )


def svg(width: int, height: int, *children: Markup, **attributes: Attribute) -> Markup:
    """Return an SVG drawing of the given size in pixels."""
    return tag(
        "svg",
        *children,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        **attributes,
    )


def image(drawing: Markup, alt: str, **attributes: Attribute) -> Markup:
    """Return an img of an SVG drawing; the page's sanitiser keeps images and drops inline SVG."""
    return void("img", src=_URI + _in_uri(drawing), alt=alt, **attributes)


def svg_uri(width: int, height: int) -> tuple[str, str]:
    """Return beginning and end of an image URI, between which drawings stand as URIs write them.

    The drawing fills whatever place it is shown in.
    """
    opened, closed = svg(width, height, Markup("|"), preserveAspectRatio="none").split("|")
    return _URI + _in_uri(opened), _in_uri(closed)


def _in_uri(drawing: str) -> str:
    return quote(drawing.replace('"', "'"), safe=" =:/'(),;.-")
