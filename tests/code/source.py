"""The project's own files, and its Python read as syntax trees."""

import ast
import functools
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
NOT_OURS = {".git", ".venv", "var", "instance", "__pycache__", "test-results"}
CACHES = {".pytest_cache", ".ruff_cache", ".hypothesis"}


def files(*patterns: str) -> list[Path]:
    """Files of the repository that match one of the patterns, as paths below the project."""
    found = {path for pattern in patterns for path in _walk() if path.match(pattern)}
    return sorted(found)


@functools.cache
def _walk() -> tuple[Path, ...]:
    def walk(folder: Path) -> Iterator[Path]:
        for path in sorted(folder.iterdir()):
            if path.is_dir():
                if path.name not in NOT_OURS | CACHES:
                    yield from walk(path)
            else:
                yield path.relative_to(PROJECT)

    return tuple(walk(PROJECT))


def read(path: Path) -> str:
    """Text of a file."""
    return (PROJECT / path).read_text(encoding="utf-8")


@functools.cache
def tree(path: Path) -> ast.Module:
    """Syntax tree of a Python file."""
    return ast.parse(read(path), str(path))


def modules() -> dict[str, Path]:
    """Dotted names of the application's own modules."""
    return {".".join(path.with_suffix("").parts).removesuffix(".__init__"): path for path in _application()}


def _application() -> list[Path]:
    return [path for path in files("*.py") if path.parts[0] in ("app.py", "catalog")]


def imports(path: Path) -> set[str]:
    """Everything a file imports, at its top or inside functions, as dotted names: "catalog.db", "flask.request"."""
    return set().union(*map(_imported, ast.walk(tree(path))))


def imports_at_the_top(path: Path) -> set[str]:
    """Packages that come in with the file itself."""
    return {name.split(".")[0] for node in tree(path).body for name in _imported(node)}


def _imported(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Import):
        return {alias.name for alias in node.names}
    if isinstance(node, ast.ImportFrom):
        return {f"{node.module}.{alias.name}" for alias in node.names}
    return set()


def calls(path: Path) -> set[str]:
    """Names of everything a file calls, as written: "db.session.add", "render_template"."""
    return {ast.unparse(node.func) for node in ast.walk(tree(path)) if isinstance(node, ast.Call)}


def strings(path: Path) -> set[str]:
    """Every text that stands in a Python file."""
    return {
        node.value for node in ast.walk(tree(path)) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
