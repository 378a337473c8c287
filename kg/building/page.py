"""A title and a fragment of HTML go in; a file that a browser shows by itself comes out, in our own style."""

from html import escape
from pathlib import Path

_STYLE = Path(__file__).with_name("page.css")


def page(title: str, fragment: str, more_style: str = "") -> str:
    """A whole page: light or dark as the reader's system is, for narrow and wide windows, without any script.

    `more_style` is what this fragment needs beside the style of all such pages.
    """
    style = _STYLE.read_text(encoding="utf-8") + more_style
    head = (
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{style}</style>"
    )
    return f'<!doctype html>\n<html lang="en">\n{head}\n<h1>{escape(title)}</h1>\n{fragment}</html>\n'
