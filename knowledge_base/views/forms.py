"""Fields of the forms that narrow a list. The forms stay hidden until their scripts show them."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


def select(name: str, label: str, options: Iterable[tuple[str, str]]) -> str:
    """A choice among `options`, each a value and its words; at first nothing is chosen.

    Args:
        name: the name of the field.
        label: what readers see above it.
        options: what can be chosen.
    """
    choices = "".join(f'<option value="{escape(value)}">{escape(text)}</option>' for value, text in options)
    return f'<label>{label} <select name="{name}"><option value="">All</option>{choices}</select></label>'
