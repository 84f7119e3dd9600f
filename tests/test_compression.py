"""What is sent is small; a secret is not compressed beside words that another site chose."""

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from tests.public.shelf import frozen, release

BROTLI = {"Accept-Encoding": "gzip, deflate, br"}
LIGHT = 60_000


def test_the_list_with_all_that_it_loads_is_light(app: Flask, client: FlaskClient) -> None:
    release(app, *(frozen(f"SD-2023-{number:02}") for number in range(1, 21)))
    page = client.get("/en/projects", headers=BROTLI)
    source = html.document_fromstring(brotli.decompress(page.data).decode())
    loaded = {*source.xpath("//link[@rel='stylesheet' or @rel='icon']/@href"), *source.xpath("//script/@src")}
    loaded |= set(source.xpath("//img/@src"))
    sizes = {address: len(client.get(address, headers=BROTLI).data) for address in loaded}
    assert len(source.xpath("//*[@class='card']")) == 20
    assert len(page.data) + sum(sizes.values()) < LIGHT


def test_files_are_compressed_whole(client: FlaskClient) -> None:
    sheet = html.document_fromstring(client.get("/en/").text).xpath("string(//link[@rel='stylesheet']/@href)")
    plain = client.get(sheet, buffered=True)
    small = client.get(sheet, headers=BROTLI)
    again = client.get(sheet, headers=BROTLI)
    assert brotli.decompress(small.data) == plain.data
    assert (again.data, int(again.headers["Content-Length"])) == (small.data, len(small.data))


ASKED = {"same-origin": "br", "none": "br", "same-site": None, "cross-site": None, "": None}


@pytest.mark.parametrize("site", ASKED)
def test_a_page_with_a_secret_is_compressed_for_ourselves_only(client: FlaskClient, site: str) -> None:
    asked = client.get("/sign-in", headers=BROTLI | {"Sec-Fetch-Site": site})
    assert asked.headers.get("Content-Encoding") == ASKED[site]
    assert client.get("/en/", headers=BROTLI | {"Sec-Fetch-Site": site}).headers["Content-Encoding"] == "br"
