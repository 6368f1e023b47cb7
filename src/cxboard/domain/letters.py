"""A phrase as it begins a sentence, as it stands within one, and as it is compared."""

from __future__ import annotations

import unicodedata


def capitalised(text: str) -> str:
    """Return the text with a capital at its beginning; the rest stays as it is."""
    return text[:1].upper() + text[1:]


def uncapitalised(text: str) -> str:
    """Return the text with a small letter at its beginning; the rest stays as it is."""
    return text[:1].lower() + text[1:]


def shortened(text: str, most: int) -> str:
    """Return a long text by its beginning and its end, which tells it from others, of `most`."""
    end = most // 3
    return text if len(text) <= most else f"{text[: most - end - 1]}…{text[-end:]}"


def bare(text: str) -> str:
    """Return a text in small letters without marks: “MÄRZ” is “marz”, “ağrı” is “agri”."""
    apart = unicodedata.normalize("NFKD", text.lower().replace("ı", "i").replace("ß", "ss"))
    return "".join(char for char in apart if not unicodedata.combining(char))
