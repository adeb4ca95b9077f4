"""Reading: the record beside PyYAML alone, Markdown beside markdown-it's parse alone."""

from __future__ import annotations

import yaml
from markdown_it import MarkdownIt

from rtop_docs.compose.escape import escape_text
from rtop_docs.compose.markdown import Reader
from rtop_docs.compose.marks import Marks
from rtop_docs.document.model import Paragraph
from rtop_docs.document.walk import blocks_in, plain_text
from rtop_docs.make.project import open_workspace
from rtop_docs.records.load import load_library
from rtop_docs.records.located import read_yaml
from tests.bench.contest import Contest
from tests.bench.shipped import ROOT, documents


def contests() -> tuple[Contest, ...]:
    """Return what is timed here."""
    texts = {p.relative_to(ROOT).as_posix(): p.read_text("utf-8") for p in sorted((ROOT / "source").rglob("*.yaml"))}
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    markdown = _markdown()
    parser = MarkdownIt("commonmark")

    def plain() -> object:
        return [yaml.load(text, loader) for text in texts.values()]

    size = sum(map(len, texts.values())) // 1000
    return (
        Contest(
            name=f"YAML with every place, {len(texts)} files, {size} kB",
            peer="yaml.load(CSafeLoader)",
            ours=lambda: [read_yaml(text, path) for path, text in texts.items()],
            theirs=plain,
        ),
        Contest(
            name="the record: read, structured, names resolved",
            peer="yaml.load(CSafeLoader)",
            ours=lambda: load_library(open_workspace(ROOT)),
            theirs=plain,
        ),
        Contest(
            name=f"Markdown to blocks, {len(markdown) // 1000} kB",
            peer="MarkdownIt.parse",
            ours=lambda: _read(markdown),
            theirs=lambda: parser.parse(markdown),
        ),
    )


def _markdown() -> str:
    """Return the paragraphs of all summaries and of the briefing as Markdown, as a template would give them."""
    chosen = [d for d in documents().values() if d.kind in {"briefing", "summary"}]
    blocks = [block for d in chosen for block in blocks_in(d.blocks) if isinstance(block, Paragraph)]
    texts = [text for block in blocks if (text := plain_text(block.children).strip())]
    return "".join(_entry(text, heading=number % 3 == 0) for number, text in enumerate(texts))


def _entry(text: str, *, heading: bool) -> str:
    words = escape_text(text)
    return f"# {escape_text(text[:60].strip())}\n\n{words}\n\n" if heading else f"- {words}\n\n"


def _read(markdown: str) -> object:
    reader = Reader(Marks(), ())
    blocks = reader.blocks(markdown)
    assert not reader.found, reader.found[0]
    return blocks
