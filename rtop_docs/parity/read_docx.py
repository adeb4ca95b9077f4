"""Read a Word file by its parts: the text, its footnotes, heads and feet, properties.

Knows the format only, and nothing of how the file was made.  Source: ISO/IEC 29500-1.
"""

from __future__ import annotations

from lxml import etree

from rtop_docs.parity.model import Reading, Unread
from rtop_docs.parity.word_package import Package
from rtop_docs.parity.word_styles import R_ID, Numbering, Styles, w
from rtop_docs.parity.word_text import Story

_DC = "{http://purl.org/dc/elements/1.1/}"


def read_docx(data: bytes) -> Reading:
    """Return what a Word file says.  Raises Unread for what is damaged, hostile or larger than any file of ours."""
    package = Package.of(data)
    main = package.related("", "officeDocument")
    if not main:
        raise Unread("the file names no part that holds its text")
    story = _story(package, main)
    body = package.tree(main).find(w("body"))
    if body is None:
        raise Unread(f"part '{main}' has no body")
    try:
        story.read(body)
    except RecursionError:
        raise Unread(f"part '{main}' is nested too deep") from None
    title, _ = _properties(package)
    return story.gather.reading(title, story.language, _margins(package, main))


def _story(package: Package, main: str) -> Story:
    styles, numbering = (_tree(package, package.related(main, kind)) for kind in ("styles", "numbering"))
    known = Styles.of(styles)
    _, stated = _properties(package)
    return Story(package, main, known, Numbering.of(numbering), known.default_language(stated))


def _tree(package: Package, name: str) -> etree._Element | None:
    return package.tree(name) if name else None


def _properties(package: Package) -> tuple[str, str]:
    """Return the title and the language that the file's properties state."""
    core = _tree(package, package.related("", "core-properties"))
    if core is None:
        return "", ""
    return core.findtext(f"{_DC}title") or "", core.findtext(f"{_DC}language") or ""


def _margins(package: Package, main: str) -> list[str]:
    """Return what stands around the text: head and foot of each kind of page that a section has."""
    relationships = package.relationships(main)
    pages: dict[str, list[str]] = {}
    for reference in package.tree(main).iter(w("headerReference"), w("footerReference")):
        kind, id = reference.get(w("type")) or "default", reference.get(R_ID) or ""
        target = relationships[id].target if id in relationships else ""
        if target in package.names:
            pages.setdefault(kind, []).append(_text(package.tree(target)))
    return [" ".join(texts) for _, texts in sorted(pages.items())]


def _text(part: etree._Element) -> str:
    elements = part.iter(w("t"), w("p"), w("tab"), w("br"))
    return "".join(element.text or "" if element.tag == w("t") else " " for element in elements)
