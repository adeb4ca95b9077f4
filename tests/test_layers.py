"""The layers point one way, and heavy third parties stay where they belong."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "rtop_docs"

# Lowest first; a module may import from its own room and from rooms below it, unless BARRED says otherwise.
LAYERS = (
    ("diagnostics", "canonical"),
    ("workspace", "opc"),
    ("document",),
    ("reference",),
    ("records",),
    ("evidence",),
    ("analysis",),
    ("writers",),
    ("compose", "trace"),
    ("make",),
    ("parity",),
    ("progress",),
    ("distribute",),
    ("cli",),
    ("__main__",),
)
RANK = {room: rank for rank, rooms in enumerate(LAYERS) for room in rooms}

# What the order alone would allow, and the design does not.
BARRED = {
    "records": {"document"},
    "evidence": {"document"},
    "analysis": {"document"},
    "writers": {"reference", "evidence", "analysis"},
    "compose": {"writers"},
    "parity": {"writers", "records", "analysis", "evidence"},
}
# Writers read style.yaml by the strict reader; they never see a record.
WRITERS_MAY_READ = {"rtop_docs.records.located", "rtop_docs.records.structure"}

THIRD_PARTIES = {
    "jinja2": {"compose", "distribute"},
    "markupsafe": {"compose", "distribute"},
    "markdown_it": {"compose"},
    "yaml": {"records", "evidence"},
    "cattrs": {"records"},
    "reportlab": {"writers/pdf"},
    "pymupdf_fonts": {"writers/pdf"},
    "pyphen": {"writers/pdf"},
    "docx": {"writers/docx"},
    "lxml": {"writers/docx", "writers/html", "parity", "opc", "trace"},
    "pikepdf": {"parity"},
    "click": {"cli"},
    "rich": {"progress"},
    "filelock": {"make", "distribute"},
    "sqlite3": {"make", "distribute"},
    "watchfiles": {"make"},
    "openpyxl": {"distribute"},
    "distributed": {"make"},
    "dask": {"make"},
    "smtplib": {"distribute"},
}


def modules():
    """Every module of the package with its room and the names that it imports."""
    for path in sorted(PACKAGE.rglob("*.py")):
        relative = path.relative_to(PACKAGE)
        room = relative.parts[0].removesuffix(".py")
        yield relative, room, list(imports(ast.parse(path.read_text(encoding="utf-8"))))


def imports(tree):
    """Dotted names of everything that a module imports, also inside functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module


def submodules(tree):
    """Dotted names of what ``from package import module`` may mean."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own(name):
    """The room of an imported name of ours, or nothing."""
    parts = name.split(".")
    return parts[1] if parts[0] == "rtop_docs" and len(parts) > 1 else ""


def test_no_module_imports_upwards():
    """A module imports from its own room and from lower ones only."""
    upwards = [
        f"{path} imports {name}"
        for path, room, names in modules()
        if room != "__init__"
        for name in names
        if own(name) in RANK and RANK[own(name)] > RANK[room]
    ]

    assert upwards == []


def test_rooms_that_do_not_know_each_other():
    """Records and documents do not know each other, and writers never see a record."""
    barred = [
        f"{path} imports {name}"
        for path, room, names in modules()
        for name in names
        if own(name) in BARRED.get(room, ())
        or (room == "writers" and own(name) == "records" and name not in WRITERS_MAY_READ)
    ]

    assert barred == []


def test_every_room_has_a_rank():
    """A new room must be given its place here before anything may import it."""
    assert {room for _, room, _ in modules()} - {"__init__"} <= set(RANK)


def test_third_parties_stay_in_their_rooms():
    """Each third party is imported only where the design puts it."""
    strays = [
        f"{path} imports {name}"
        for path, room, names in modules()
        for name in names
        if (top := name.split(".")[0]) in THIRD_PARTIES
        and room not in THIRD_PARTIES[top]
        and "/".join(path.parts[:2]).removesuffix(".py") not in THIRD_PARTIES[top]
    ]

    assert strays == []


def test_no_import_cycles():
    """At import time no two modules import each other, directly or round about."""
    graph = {}
    for path, _, _ in modules():
        name = ".".join(("rtop_docs", *path.with_suffix("").parts)).removesuffix(".__init__")
        tree = ast.parse((PACKAGE / path).read_text(encoding="utf-8"))
        at_import = ast.Module(list(top_level(tree.body)), [])
        graph[name] = ({*imports(at_import), *submodules(at_import)}) - {name}  # a package names its own modules
    cycles = [name for name in graph if name in reached(graph, name)]

    assert cycles == []


def top_level(body):
    """Statements that run at import, without those for type checkers only."""
    for node in body:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            yield node
        elif isinstance(node, ast.If) and "TYPE_CHECKING" not in ast.dump(node.test):
            yield from top_level(node.body)


def reached(graph, start):
    """All modules that `start` imports, directly or round about."""
    seen, todo = set(), list(graph[start])
    while todo:
        name = todo.pop()
        if name in graph and name not in seen:
            seen.add(name)
            todo += graph[name]
    return seen


FILE_DOORS = {
    "workspace.py",
    "cli/__init__.py",
    "cli/printing.py",
    "cli/record.py",
    "__init__.py",
    "make/project.py",
    "make/ledger.py",
    "make/versions.py",
    "make/start.py",
    "distribute/mail/ledger.py",
}


def test_only_the_doors_touch_the_file_system():
    """`pathlib.Path` and `open` stand only in the modules that are doors to files; elsewhere PurePosixPath."""
    strays = []
    for path, _, _ in modules():
        if path.as_posix() in FILE_DOORS or path.parts[0] == "reference":  # reference reads its own data file
            continue
        tree = ast.parse((PACKAGE / path).read_text(encoding="utf-8"))
        names = [n for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id == "Path"]
        calls = [n.func for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)]
        strays += [f"{path}:{n.lineno} {n.id}" for n in [*names, *(c for c in calls if c.id == "open")]]

    assert strays == []


@pytest.mark.parametrize("code", ["import rtop_docs", "import rtop_docs.cli"])
def test_start_up_loads_no_writer_and_no_template_engine(code):
    """Importing the package, and the command, load neither reportlab, docx, jinja2, cattrs nor lxml."""
    heavy = "reportlab docx jinja2 cattrs lxml pikepdf yaml rich markdown_it"
    probe = f"{code}\nimport sys\nprint([m for m in '{heavy}'.split() if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
