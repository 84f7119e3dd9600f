"""Texts of the office with a little structure: headings, paragraphs, lists, links and bold words of Markdown.

A text is read into blocks, and templates write them: nothing that somebody typed becomes HTML by itself.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

# Everything else that Markdown knows, HTML and pictures among it, stays the text that was typed.
_RULES = ("heading", "list", "link", "emphasis", "escape", "newline")
_markdown = MarkdownIt("zero").enable(_RULES)
# Where a link may lead: pages, mailboxes, telephones, and addresses of this site.
_SAFE = re.compile(r"https?://[^/\s]|mailto:[^\s]|tel:[+\d]|/(?![/\\])")
_KINDS = {"paragraph_open": "paragraph", "bullet_list_open": "bullets", "ordered_list_open": "numbers"}


class Span(NamedTuple):
    """Words of one look: bold or not, with the address they lead to; a line ends where `text` is "\\n"."""

    text: str
    href: str = ""
    strong: bool = False


class Block(NamedTuple):
    """A "heading" or a "paragraph" of one item, or a list ("bullets", "numbers") of several."""

    kind: str
    items: list[list[Span]]


def blocks(text: str) -> list[Block]:
    """What a text consists of; lists within lists become part of the outer one, all headings are of one rank."""
    found: list[Block] = []
    depth = 0
    for token in _markdown.parse(text):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            depth += 1
            if depth == 1:
                found.append(Block(_KINDS[token.type], []))
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
        elif token.type in ("heading_open", "paragraph_open") and not depth:
            found.append(Block(_KINDS.get(token.type, "heading"), []))
        elif token.type == "inline" and found:
            found[-1].items.append(list(_spans(token.children or ())))
    return found


def _spans(tokens: Sequence[Token]) -> Iterator[Span]:
    href, strong = "", 0
    for token in tokens:
        if token.type == "link_open":
            address = str(token.attrGet("href") or "")
            href = address if _SAFE.match(address) else ""
        elif token.type == "link_close":
            href = ""
        elif token.type in ("strong_open", "strong_close"):
            strong += token.nesting
        elif token.type in ("softbreak", "hardbreak"):
            yield Span("\n")
        elif token.content:
            yield Span(token.content, href, bool(strong))
