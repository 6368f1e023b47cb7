"""A phrase as it begins a sentence, and as it stands within one."""

from __future__ import annotations


def capitalised(text: str) -> str:
    """Return the text with a capital at its beginning; the rest stays as it is."""
    return text[:1].upper() + text[1:]


def uncapitalised(text: str) -> str:
    """Return the text with a small letter at its beginning; the rest stays as it is."""
    return text[:1].lower() + text[1:]
