"""The limits that keep the code readable: lengths, docstrings, first lines, reasons beside exceptions."""

import ast
import re
import statistics
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEXTS = {".py", ".md", ".yaml", ".toml", ".json", ".lock", ".css", ".html", ".sh", ""}
MODULES = sorted((ROOT / "rtop_docs").rglob("*.py"))


def functions():
    """Every function of the package with its place and its length in lines, docstring left out."""
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
                length = body[-1].end_lineno - body[0].lineno + 1
                yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", length


def test_modules_have_at_most_400_lines():
    """A module holds one idea; 400 lines are enough for one."""
    long = {str(p.relative_to(ROOT)): n for p in MODULES if (n := p.read_text(encoding="utf-8").count("\n")) > 400}

    assert long == {}


def test_functions_are_short():
    """No body is longer than 60 lines, nine of ten have at most 25, and the median is at most 8."""
    lengths = dict(functions())
    ordered = sorted(lengths.values())

    assert {name: n for name, n in lengths.items() if n > 60} == {}
    assert ordered[int(len(ordered) * 0.9)] <= 25
    assert statistics.median(ordered) <= 8


def test_modules_say_what_they_do():
    """Each module begins with a docstring."""
    texts = {str(p.relative_to(ROOT)): p.read_text(encoding="utf-8") for p in MODULES}
    silent = [name for name, text in texts.items() if not ast.get_docstring(ast.parse(text))]

    assert silent == []


def test_no_grab_bags():
    """No module is called after what it is not."""
    bags = [str(p.relative_to(ROOT)) for p in MODULES if p.stem in {"utils", "helpers", "misc", "manager", "tools"}]

    assert bags == []


def test_exceptions_from_the_linters_carry_their_code_and_reason():
    """A `noqa` or `type: ignore` names its code and says why."""
    bare = []
    for path in [*MODULES, *sorted((ROOT / "tests").rglob("*.py"))]:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if re.search(r"#\s*noqa(?!: [A-Z]+[0-9]+(, ?[A-Z]+[0-9]+)* +\S)", line):
                bare.append(f"{path.relative_to(ROOT)}:{number}")
            if re.search(r"#\s*type: ignore(?!\[[a-z, -]+\] +# \S)", line):
                bare.append(f"{path.relative_to(ROOT)}:{number}")

    assert [place for place in bare if "test_house_style" not in place] == []


def test_no_path_of_a_machine_is_in_the_project():
    """Nothing that is tracked names a folder of the machine it was written on, or a package registry's host."""
    suspicious = re.compile(r"(?<![\w.])/(?:work|tmp|root|home)/[a-z]|pypi\.org/simple|deb\.debian")
    found = []
    for folder in ("rtop_docs", "templates", "source", "tests", "docs", ".ci"):
        for path in sorted((ROOT / folder).rglob("*")):
            if not path.is_file() or path.suffix not in TEXTS or path == Path(__file__) or "archive" in path.parts:
                continue
            found += [str(path) for line in path.read_text(encoding="utf-8").splitlines() if suspicious.search(line)]

    assert found == []
