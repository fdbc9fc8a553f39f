"""The repository's own source, parsed once for the rules that import-linter cannot say."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "hoshin"


@cache
def modules() -> dict[Path, ast.Module]:
    """Every module of the product, by its path below `src/hoshin`."""
    return {
        path.relative_to(SOURCE): ast.parse(path.read_text("utf-8"), filename=str(path))
        for path in sorted(SOURCE.rglob("*.py"))
    }


def written_modules() -> dict[Path, ast.Module]:
    """The same without migrations, which Django writes."""
    return {path: tree for path, tree in modules().items() if "migrations" not in path.parts}


def imports(tree: ast.Module) -> list[tuple[int, str]]:
    """Every imported module with its line, `from a import b` as both `a` and `a.b`."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"relative import in line {node.lineno}"
            found.append((node.lineno, node.module or ""))
            found += [(node.lineno, f"{node.module}.{alias.name}") for alias in node.names]
    return found


@cache
def tracked_files() -> tuple[Path, ...]:
    """Files that git tracks or would track; outside a checkout, every file below the root."""
    answer = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=False
    )
    names = answer.stdout.decode().split("\0") if answer.returncode == 0 else []
    return tuple(ROOT / name for name in names if name and (ROOT / name).is_file())
