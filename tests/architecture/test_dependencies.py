"""Rules about who may lean on whom, beyond what the import contracts say."""

import ast
import sys

from tests.architecture.source_tree import imports, modules, written_modules

LAZY_DOORS = {"cli/main.py", "cli/server_door.py"}


def test_core_imports_only_the_standard_library_and_itself():
    strangers = [
        f"{path}:{line} {name}"
        for path, tree in modules().items()
        if path.parts[0] == "core"
        for line, name in imports(tree)
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith("hoshin.core")
    ]
    assert strangers == []


IMPURE = {
    "os",
    "io",
    "pathlib",
    "random",
    "secrets",
    "socket",
    "subprocess",
    "time",
    "urllib",
    "http",
    "sqlite3",
    "uuid",
}


def test_core_touches_no_file_network_clock_or_chance():
    impure = [
        f"{path}:{line} {name}"
        for path, tree in modules().items()
        if path.parts[0] == "core"
        for line, name in imports(tree)
        if name.split(".")[0] in IMPURE
    ]
    clocks = [
        f"{path}:{node.lineno}"
        for path, tree in modules().items()
        if path.parts[0] == "core"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"now", "today", "utcnow"}
    ]
    assert impure + clocks == []


def test_an_apps_models_are_used_by_that_app_alone():
    trespassers = []
    for path, tree in written_modules().items():
        for line, name in imports(tree):
            parts = name.split(".")
            is_models = parts[:2] == ["hoshin", "server"] and len(parts) > 3 and parts[3] == "models"
            if is_models and path.parts[:2] != ("server", parts[2]):
                trespassers.append(f"{path}:{line} {name}")
    assert trespassers == []


def test_nothing_is_imported_inside_a_function():
    hidden = []
    for path, tree in written_modules().items():
        if path.as_posix() in LAZY_DOORS:
            continue
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                hidden += [
                    f"{path}:{node.lineno}"
                    for node in ast.walk(function)
                    if isinstance(node, ast.Import | ast.ImportFrom)
                ]
    assert hidden == []


def test_no_save_override_and_no_signal():
    found = []
    for path, tree in written_modules().items():
        found += [f"{path}:{line} {name}" for line, name in imports(tree) if "signals" in name.split(".")]
        found += [
            f"{path}:{node.lineno} {node.name}"
            for klass in ast.walk(tree)
            if isinstance(klass, ast.ClassDef) and path.name == "models.py"
            for node in klass.body
            if isinstance(node, ast.FunctionDef) and node.name in {"save", "delete"}
        ]
    assert found == []


BANNED_NAMES = {"utils", "helpers", "common", "manager", "managers", "service", "services", "misc", "v2"}


def test_no_module_is_named_for_nothing():
    assert [str(path) for path in modules() if BANNED_NAMES & {*path.parts[:-1], path.stem}] == []


def test_only_the_outermost_handlers_catch_everything():
    outermost = {"cli/main.py"}
    caught = [
        f"{path}:{node.lineno}"
        for path, tree in written_modules().items()
        if path.as_posix() not in outermost
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"}))
    ]
    assert caught == []
