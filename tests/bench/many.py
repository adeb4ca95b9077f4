"""A generated project with as many targets as are wanted: every state, in several languages, formats and years.

``python -m tests.bench.many FILES FOLDER`` makes one, builds it, and prints what each part took; not in `make
bench`, since fifty thousand files take minutes.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

from rtop_docs.reference import states
from tests.bench.shipped import ROOT

FORMATS = ("txt", "html", "docx")
CARD = """
{{ document(kind="card", title=actor(target.actor)) }}

# {{ actor(target.actor) }}

{% for held in ask.positions_of(target.actor).themes %}
{{ held.theme.title.text }}: {{ held.claims[0].position.says.text }}

{% else %}
Nothing is named.
{% endfor %}
"""


def many(folder: Path, files: int, formats: tuple[str, ...] = FORMATS[:2]) -> int:
    """Make a project in `folder` with about `files` outputs; return how many they are."""
    shutil.copytree(ROOT / "rtop_docs/starter/source", folder / "source")
    languages = ("en", "fr", "es", "ru", "ar", "zh")
    for language in languages:
        place = folder / f"templates/{language}/card.md"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(CARD, encoding="utf-8")
    each = len(states()) * len(formats)
    number = max(1, round(files / each))
    lines = ["targets:"]
    for n in range(number):
        language, year = languages[n % len(languages)], n // len(languages)
        lines += [
            f"  cards-{year}-{language}:",
            "    template: card.md",
            "    dialogue: ga-2014",
            "    for_each: states",
            "    states: all",
            f"    language: {language}",
            f"    formats: [{', '.join(formats)}]",
            f"    output: {year}/{language}/{{code}}",
        ]
    (folder / "source/targets.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return number * each


def command(folder: Path, *words: str) -> None:
    """Run the command in a process of its own and print how long it took and how much memory."""
    begin = time.perf_counter()
    run = [sys.executable, "-m", "rtop_docs", "-C", str(folder), *words]
    subprocess.run(run, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seconds = time.perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    sys.stdout.write(f"{' '.join(words):<30} {seconds:8.2f} s   most memory of a process so far {peak:6.0f} MB\n")
    sys.stdout.flush()


def main() -> None:
    """Make, build, build with nothing to do, correct one record, build."""
    folder = Path(sys.argv[2])
    number = many(folder, int(sys.argv[1]), FORMATS)
    sys.stdout.write(f"{number} files\n")
    command(folder, "build", "-q")
    ledger = (folder / "build/.rtop/ledger.sqlite").stat().st_size
    sys.stdout.write(f"ledger: {ledger / 1e6:.1f} MB, {ledger / number:.0f} bytes a file\n")
    command(folder, "build", "-q")
    passages = folder / "source/2014/passages.yaml"
    text = passages.read_text(encoding="utf-8")
    passages.write_text(text.replace("The importance of including", "The need to include"), encoding="utf-8")
    command(folder, "build", "-q")


if __name__ == "__main__":
    main()
