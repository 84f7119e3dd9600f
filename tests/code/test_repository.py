"""What is committed works on any machine and names none."""

import re

from tests.code.source import files, read

BINARY = {".docx", ".mo", ".ods", ".png", ".xls", ".xlsx"}
TEXTS = [path for path in files("*") if path.suffix not in BINARY]
# Written in pieces, so that this file doesn't find itself.
MACHINE_PATHS = "|".join("/" + folder for folder in (r"work/", r"root/", r"home/\w+/", r"Users/\w+/", r"tmp/\w+"))
REGISTRIES = (
    "|".join(f"{name}[.]{end}" for name, end in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org")))
    + "|--(extra-)?index-url"
)


def test_no_file_names_a_folder_of_a_machine() -> None:
    assert [str(path) for path in TEXTS if re.search(rf"(?<![\w.])(?:{MACHINE_PATHS})", read(path))] == []


def test_no_file_names_a_registry() -> None:
    assert [str(path) for path in TEXTS if re.search(REGISTRIES, read(path))] == []


def test_every_requirement_is_pinned_and_hashed() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        entries = re.split(r"\n(?=[a-z0-9])", re.sub(r"^\s*#.*\n", "", read(files(name)[0]), flags=re.MULTILINE))
        assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []


def test_development_uses_the_versions_of_the_application() -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^[\w.-]+==[^\\\n]+", read(files(name)[0]), flags=re.MULTILINE))

    assert pins("requirements.txt") - pins("requirements-dev.txt") == set()
