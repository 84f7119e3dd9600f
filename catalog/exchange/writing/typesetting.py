"""Sets type by Typst from a template beside this file: a PDF fit to be kept (PDF/A, PDF/UA), or a picture."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from catalog.exchange.writing.cells import safe

FOLDER = Path(__file__).parent
MAIN, SHARED = "main", "official.typ"
STANDARDS = ["a-2a", "ua-1"]
# Where a letter has no meaning that all readers share, or no font here has a shape for it.
NO_LETTER = "\N{REPLACEMENT CHARACTER}"
PRIVATE_USE = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010fffd]")
WITHOUT_SHAPE = re.compile(r'the text `"(.+?)"` could not be displayed')
CODE_POINT = re.compile(r"\\u\{([0-9a-f]+)\}")
MOST_TRIES = 4
PPI = 200  # dots an inch of drawings
# A word that is longer than a line would leave the page; a reader may break it behind so many letters.
LONGEST_WORD, PIECE = 40, 8
BREAK = "\N{ZERO WIDTH SPACE}"


def typeset(template: str, data: Any, moment: datetime, files: Mapping[str, bytes] | None = None) -> bytes:
    """The PDF of a template. It reads `data` as "data.json", and `files` by their names: no word is ever markup.

    The moment is all that it tells of time: on one machine the same words make the same bytes, but a machine with
    other fonts may make others. What no font has a shape for is printed as U+FFFD.
    """
    how = {"format": "pdf", "pdf_standards": STANDARDS, "timestamp": int(moment.timestamp())}
    return _set(template, data, files or {}, how)


def draw(template: str, data: Any, files: Mapping[str, bytes]) -> bytes:
    """The only page of a template as PNG, one pixel a point. It reads data and files as `typeset` says."""
    return _set(template, data, files, {"format": "png", "ppi": 72})


def _set(template: str, data: Any, files: Mapping[str, bytes], how: dict[str, Any]) -> bytes:
    with TemporaryDirectory() as folder:  # what is given in memory must be text
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        return _compiled(_source(template), json.dumps(_printable(data), ensure_ascii=False), folder, how)


def _compiled(template: bytes, words: str, folder: str, how: dict[str, Any]) -> bytes:
    import typst  # 30 MB that only these files need

    given = {MAIN: template, SHARED: _source(SHARED)}
    for _ in range(MOST_TRIES):
        source = cast("Any", given | {"data.json": words.encode()})
        compiler = typst.Compiler(source, root=folder, font_paths=_fonts())
        try:
            return cast("bytes", compiler.compile(**how))
        except typst.TypstError as error:
            shapeless = {_unquoted(text) for text in WITHOUT_SHAPE.findall(error.diagnostic)}
            if not shapeless:
                raise
        for text in shapeless:
            words = words.replace(text, NO_LETTER)
    raise ValueError("no font has a shape for some of the words")


def broken(text: str, longest: int = LONGEST_WORD) -> str:
    """The text with places to break words that are longer than so many letters."""
    if len(text) <= longest:
        return text
    return re.sub(rf"\S{{{longest},}}", lambda word: BREAK.join(re.findall(rf".{{1,{PIECE}}}", word[0])), text)


def _printable(data: Any) -> Any:
    """The data with all its words as they can be set."""
    if isinstance(data, str):
        words = data if BREAK in data else PRIVATE_USE.sub(NO_LETTER, safe(data))
        return words if words.startswith("http") else broken(words)  # an address is broken where it is set
    if isinstance(data, dict):
        return {key: _printable(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_printable(value) for value in data]
    return data


def _unquoted(text: str) -> str:
    """Letters as an error quotes them: some by their number."""
    return CODE_POINT.sub(lambda found: chr(int(found[1], 16)), text)


@cache
def drawn(svg: bytes, width: float) -> bytes:
    """A drawing as PNG for files that show no SVG, so many millimetres wide, fit for print."""
    import typst

    page = "#set page(width: auto, height: auto, margin: 0pt, fill: none)\n"
    page += f'#image(bytes(json("data.json")), format: "svg", width: {width}mm)'
    given = cast("Any", {MAIN: page.encode(), "data.json": json.dumps(svg.decode()).encode()})
    with TemporaryDirectory() as folder:
        return cast("bytes", typst.Compiler(given, root=folder, font_paths=_fonts()).compile(format="png", ppi=PPI))


@cache
def _source(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


@cache
def _fonts() -> Any:
    """The fonts of this machine; to look for them takes longer than to set a page."""
    import typst

    return typst.Fonts()
