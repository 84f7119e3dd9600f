"""Files, functions and templates stay of a size that one reads at one go."""

import ast

from tests.code.source import files, read, tree

PYTHON = [path for path in files("*.py") if path.parts[:2] != ("migrations", "versions")]


def test_files_have_at_most_400_lines() -> None:
    lengths = {str(path): len(read(path).splitlines()) for path in PYTHON + files("*.js", "*.css")}
    assert {path: lines for path, lines in lengths.items() if lines > 400} == {}


def test_templates_have_at_most_150_lines() -> None:
    lengths = {str(path): len(read(path).splitlines()) for path in files("templates/**/*")}
    assert {path: lines for path, lines in lengths.items() if lines > 150} == {}


def test_functions_have_at_most_40_lines() -> None:
    lengths = {
        f"{path}:{node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in PYTHON
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: lines for name, lines in lengths.items() if lines > 40} == {}


def test_modules_say_in_one_line_what_they_are() -> None:
    said = {str(path): (ast.get_docstring(tree(path)) or "").split("\n\n")[0] for path in PYTHON if read(path)}
    assert [path for path, line in said.items() if not line or "\n" in line] == []
