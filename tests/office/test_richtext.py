"""Texts of the office are read into blocks; what is no paragraph, list, link or bold word stays as it was typed."""

import pytest
from flask import Flask, render_template_string

from catalog.office.richtext import Block, Span, blocks

PAGE = """\
## Ai chịu trách nhiệm

Sở Ngoại vụ; xem [quy chế](https://example.org/quy-che),
hoặc **gọi** [111](tel:111).

- một
- hai
  - ba

1. trước
2. sau
"""


def test_a_text_is_read_into_blocks() -> None:
    assert blocks(PAGE) == [
        Block("heading", [[Span("Ai chịu trách nhiệm")]]),
        Block(
            "paragraph",
            [
                [
                    Span("Sở Ngoại vụ; xem "),
                    Span("quy chế", "https://example.org/quy-che"),
                    Span(","),
                    Span("\n"),
                    Span("hoặc "),
                    Span("gọi", strong=True),
                    Span(" "),
                    Span("111", "tel:111"),
                    Span("."),
                ]
            ],
        ),
        Block("bullets", [[Span("một")], [Span("hai")], [Span("ba")]]),
        Block("numbers", [[Span("trước")], [Span("sau")]]),
    ]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//example.org",
        "file:///etc/passwd",
        "ftp://example.org",
        "relative",
    ],
)
def test_no_other_address_becomes_a_link(address: str) -> None:
    spans = [span for block in blocks(f"[a]({address})") for item in block.items for span in item]
    assert {span.href for span in spans} == {""}


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "![a](https://example.org/a.png)",
        "[a](https://example.org/\"onclick='alert(1)')",
        "```\n<b>x</b>\n```",
        "&lt;script&gt;",
        "{{ 7 * 7 }}",
    ],
)
def test_what_is_typed_never_becomes_html(app: Flask, typed: str) -> None:
    with app.test_request_context("/en/"):
        shown = render_template_string(
            '{% from "_macros/richtext.html" import rich %}{{ rich(text) }}', text=f"A\n\n{typed}\n\nB"
        )
    tags = {tag.split()[0] for tag in shown.replace(">", "<").split("<")[1::2]}
    assert tags <= {"p", "/p", "br", "a", "/a"}
    assert 'onclick="' not in shown
    assert "49" not in shown


def test_a_hostile_text_takes_no_time() -> None:
    assert len(blocks("[" * 20_000)) == 1
    assert len(blocks("**" * 10_000)) == 1
    assert len(blocks("- " * 5_000)) >= 1
