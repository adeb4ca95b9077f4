"""Plant one fault in a finished Word file; each function returns the file and words that tell where.

Knows WordprocessingML; nothing of how the file was made or is read.
"""

from __future__ import annotations

import io
import zipfile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"
TEXT, NOTES = "word/document.xml", "word/footnotes.xml"


def parts(data):
    """Return the parts of a file, by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(files):
    """Return the file of parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, data in files.items():
            package.writestr(name, data)
    return made.getvalue()


def edited(data, name, edit):
    """Return a file with one part changed by `edit`, and what that returned."""
    files = parts(data)
    root = etree.fromstring(files[name])
    told = edit(root)
    files[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return packed(files), told


def texts(root):
    """The texts that are said: no glyph of a sign, no mark of a note, no number of a page, no label."""
    return [t for t in root.iter(f"{W}t") if t.text and style_of(t) not in ("Sign", "FootnoteReference") and plain(t)]


def style_of(t):
    """The character style of a text's run."""
    found = t.getparent().find(f"{W}rPr/{W}rStyle")
    return "" if found is None else found.get(VAL)


def plain(t):
    """Tell whether a run is neither a list's label nor the words of a sign."""
    run = t.getparent()
    before = run.getprevious()
    signs = before is not None and before.find(f"{W}rPr/{W}rStyle[@{VAL}='Sign']") is not None
    return run.find(f"{W}tab") is None and not signs


def content(element):
    """What an element says."""
    return "".join(t.text or "" for t in element.iter(f"{W}t"))


def a_word(root, rng):
    """Choose a text and one word of letters in it."""
    while True:
        chosen = rng.choice(texts(root))
        words = [word for word in chosen.text.split() if any(map(str.isalpha, word))]
        if words:
            return chosen, rng.choice(words)


def word(data, rng):
    """Drop a word of the text or of a note."""

    def edit(root):
        text, chosen = a_word(root, rng)
        text.text = text.text.replace(chosen, "", 1)
        return chosen

    return edited(data, rng.choice((TEXT, TEXT, NOTES)), edit)


def encoding(data, rng):
    """Write a word in another encoding."""

    def edit(root):
        while True:
            text, chosen = a_word(root, rng)
            if len(chosen) > 3:
                break
        spoilt = rng.choice((chosen[:1] + "\ufffd" + chosen[2:], chosen[:2] + "\u0301" + chosen[2:]))
        text.text = text.text.replace(chosen, spoilt, 1)
        return spoilt

    return edited(data, TEXT, edit)


def row(data, rng):
    """Drop a row of a table."""

    def edit(root):
        rows = [tr for tr in root.iter(f"{W}tr") if tr.find(f"{W}trPr/{W}tblHeader") is None]
        rows = [tr for tr in rows if tr.getparent().find(f"{W}tblPr/{W}tblDescription") is not None]
        rows = [tr for tr in rows if tr.getparent().find(f".//{W}vMerge") is None]
        chosen = rng.choice(rows)
        chosen.getparent().remove(chosen)
        return content(next(p for p in chosen.iter(f"{W}p") if content(p).split())).split()[0]

    return edited(data, TEXT, edit)


def note(data, rng):
    """Drop a footnote's call, which takes the note along, or the note's own text."""

    def call(root):
        calls = list(root.iter(f"{W}footnoteReference"))
        number = rng.randrange(len(calls))
        run = calls[number].getparent()
        run.getparent().remove(run)
        return str(number + 1)

    def text(root):
        notes = [n for n in root.iter(f"{W}footnote") if n.get(f"{W}type") is None]
        number = rng.randrange(len(notes))
        for part in list(notes[number].iter(f"{W}t")):
            part.text = ""
        return str(number + 1)

    return edited(data, TEXT, call) if rng.random() < 0.5 else edited(data, NOTES, text)


def link(data, rng):
    """Drop a link, or lead it to a place that is not there."""

    def edit(root):
        chosen = rng.choice([a for a in root.iter(f"{W}hyperlink") if content(a).split()])
        words = content(chosen).split()[0]
        if rng.random() < 0.5:
            for run in reversed(chosen):
                chosen.addnext(run)
            chosen.getparent().remove(chosen)
        else:
            chosen.attrib.clear()
            chosen.set(f"{W}anchor", "nowhere")
        return words

    return edited(data, rng.choice((TEXT, NOTES)), edit)


def alternative(data, rng):
    """Drop the words of a sign, or what describes a table."""

    def edit(root):
        described = root.iter(f"{W}tblDescription")  # of key figures the writer's own, in words of the figures
        descriptions = [d for d in described if d.get(VAL).startswith("Table ")]
        glyphs = [r for r in root.iter(f"{W}r") if r.find(f"{W}rPr/{W}rStyle[@{VAL}='Sign']") is not None]
        spoken = [r.getnext() for r in glyphs if r.getnext() is not None and content(r.getnext()).startswith("\u00a0")]
        spoken = [run for run in spoken if content(run)[1:].split()]
        chosen = rng.choice((*descriptions, *rng.sample(spoken, min(5, len(spoken)))))
        words = chosen.get(VAL) or content(chosen)
        chosen.getparent().remove(chosen)
        return words.split()[0]

    return edited(data, TEXT, edit)


def order(data, rng):
    """Swap two neighbours of one kind: paragraphs, cells, rows."""

    def edit(root):
        names = (f"{W}p", f"{W}tc", f"{W}tr")
        pairs = [(e, e.getnext()) for e in root.iter(*names) if e.getnext() is not None and swappable(e, e.getnext())]
        one, other = rng.choice(pairs)
        other.addnext(one)
        return telling(one), telling(other)

    return edited(data, TEXT, edit)


def telling(element):
    """The longest of the first words of an element, none of them run together with its neighbour."""
    return max([word for t in element.iter(f"{W}t") for word in (t.text or "").split()][:8], key=len)


def swappable(one, other):
    """Tell whether two neighbours are alike and say different things."""
    if one.tag != other.tag or one.find(f".//{W}fldChar") is not None or other.find(f".//{W}fldChar") is not None:
        return False
    heads = [e.find(f"{W}trPr/{W}tblHeader") is not None for e in (one, other)]
    merged = one.find(f".//{W}vMerge") is not None or other.find(f".//{W}vMerge") is not None
    spans = [e.find(f"{W}tcPr/{W}gridSpan") is not None for e in (one, other)]
    labelled = [e.find(f"{W}pPr/{W}numPr") is not None for e in (one, other)]
    texts = ["".join(content(e).split()) for e in (one, other)]
    alike = not merged and not any(heads) and not any(spans) and labelled[0] == labelled[1]
    return alike and all(texts) and texts[0] != texts[1]


def heading(data, rng):
    """Change a heading's level, or make it a paragraph."""

    def edit(root):
        styles = [s for s in root.iter(f"{W}pStyle") if s.get(VAL).startswith("Heading")]
        chosen = rng.choice([s for s in styles if content(s.getparent().getparent()).split()])
        names = ("Heading1", "Heading2", "Heading3", "Normal")
        chosen.set(VAL, rng.choice([name for name in names if name != chosen.get(VAL)]))
        return content(chosen.getparent().getparent()).split()[0]

    return edited(data, TEXT, edit)


def language(data, rng):
    """Forget a language."""

    def edit(root):
        chosen = rng.choice([e for e in root.iter(f"{W}lang") if content(e.getparent().getparent()).split()])
        run = chosen.getparent().getparent()
        chosen.getparent().remove(chosen)
        return content(run).split()[0]

    return edited(data, TEXT, edit)


PLANTS = {
    "LOSS": word,
    "ENCODING": encoding,
    "TABLE": row,
    "NOTE": note,
    "LINK": link,
    "ALTERNATIVE": alternative,
    "ORDER": order,
    "HEADING": heading,
    "LANGUAGE": language,
}
