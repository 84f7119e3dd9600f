"""The interface is complete in both languages: English stands in the code, Vietnamese in the catalogue."""

import ast
import io
import re
import subprocess

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tests.code.source import PROJECT, files, tree

PO = PROJECT / "catalog/translations/vi/LC_MESSAGES/messages.po"


def catalogue() -> Catalog:
    """The Vietnamese catalogue as it is committed."""
    with PO.open("rb") as file:
        return read_po(file, locale="vi")


def test_the_catalogue_has_the_words_of_the_code_and_no_others() -> None:
    check = subprocess.run(
        [PROJECT / ".ci/messages", "--check"], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert check.returncode == 0, f"`make messages` was not run: {check.stderr}"


def test_every_message_is_translated() -> None:
    strings = {message.id: message.string for message in catalogue() if message.id}
    empty = [key for key, text in strings.items() if not text or not all(text if isinstance(text, tuple) else [text])]
    assert empty == []


def test_no_translation_is_a_guess() -> None:
    assert [message.id for message in catalogue() if message.fuzzy and message.id] == []


def test_translations_fill_in_the_same_values() -> None:
    def values(text: str) -> set[str]:
        return set(re.findall(r"%\((\w+)\)[sd]", text))

    differing = []
    for message in catalogue():
        sources = message.id if isinstance(message.id, tuple) else (message.id,)
        targets = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = set().union(*map(values, sources))
        if any(values(target) != wanted for target in targets):
            differing.append(message.id)
    assert differing == []


def test_the_compiled_catalogue_is_that_of_the_text() -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue())
    assert PO.with_suffix(".mo").read_bytes() == compiled.getvalue()


def test_words_of_the_domain_are_there_in_both_languages() -> None:
    lacking = [
        f"{path}:{call.lineno}"
        for path in files("catalog/**/*.py", "app.py")
        for call in ast.walk(tree(path))
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "Bilingual" and not _complete(call)
    ]
    assert lacking == []


def _complete(call: ast.Call) -> bool:
    """Whether a Bilingual has both texts or neither, as where there is nothing to say."""
    texts = [*call.args, *(keyword.value for keyword in call.keywords)]
    empty = [isinstance(text, ast.Constant) and text.value == "" for text in texts]
    return len(texts) in (1, 2) and len(set(empty)) == 1
