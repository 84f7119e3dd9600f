"""Reading the lists that districts send: bytes and a file name in, a Preview out; no database, no request."""

from catalog.exchange.reading.messages import Message, UnreadableFile
from catalog.exchange.reading.preview import Preview, PreviewRow
from catalog.exchange.reading.reader import read

__all__ = ["Message", "Preview", "PreviewRow", "UnreadableFile", "read"]
