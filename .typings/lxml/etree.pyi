# What the application uses of lxml.etree, which has no types of its own.
from typing import Any, BinaryIO

def Comment(text: str) -> Any: ...  # noqa: N802 (its name there)
def Element(tag: str, attrib: dict[str, str]) -> Any: ...  # noqa: N802
def indent(tree: Any, *, level: int) -> None: ...
def xmlfile(file: BinaryIO, *, encoding: str) -> Any: ...
