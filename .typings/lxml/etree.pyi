# What the application uses of lxml.etree, which has no types of its own.
from typing import Any, BinaryIO

PI: Any

class QName:
    def __init__(self, name: Any) -> None: ...
    localname: str
    namespace: str | None

class XMLParser:
    def __init__(
        self, *, resolve_entities: bool, no_network: bool, remove_comments: bool, remove_pis: bool
    ) -> None: ...

class XMLSyntaxError(SyntaxError): ...

def Comment(text: str) -> Any: ...  # noqa: N802 (its name there)
def Element(tag: str, attrib: dict[str, str], nsmap: dict[str | None, str] | None = None) -> Any: ...  # noqa: N802
def ProcessingInstruction(target: str) -> Any: ...  # noqa: N802
def fromstring(text: str | bytes, parser: XMLParser | None = None) -> Any: ...
def indent(tree: Any, *, level: int) -> None: ...
def tostring(element: Any, *, encoding: str, xml_declaration: bool = False, standalone: bool | None = None) -> Any: ...
def xmlfile(file: BinaryIO, *, encoding: str) -> Any: ...
