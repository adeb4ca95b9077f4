"""Plant one fault in a finished page of HTML; each function returns the page and words that tell where.

Knows HTML; nothing of how the page was made or is read.
"""

from __future__ import annotations

from lxml import html

BLOCKS = ("p", "h1", "h2", "h3", "h4", "li", "td", "th", "figcaption")


def parsed(data):
    """Return the tree of a page."""
    return html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))


def written(root):
    """Return the page of a tree."""
    return html.tostring(root, encoding="utf-8", doctype="<!DOCTYPE html>")


def said(element):
    """Tell whether a reader hears an element's text as text: no drawing, no interface, no call of a note."""
    for outer in (element, *element.iterancestors()):
        role = outer.get("role") or ""
        if outer.tag in ("svg", "summary", "footer", "style", "title", "head") or role in ("img", "doc-noteref"):
            return False
        if role == "doc-backlink" or outer.get("aria-hidden") == "true" or outer.get("id") == "notes":
            return False
        if outer.tag == "a" and (outer.get("href") or "") == "#text":
            return False
    return any(outer.tag in ("main", "header") for outer in element.iterancestors())


def is_mark(element):
    """Tell whether an element holds the mark of a draft: it stands around the text, whatever the page does."""
    return element.text_content().split() == ["Draft"]


def places(root):
    """Every text as its owner and whether it is its tail."""
    found = []
    for element in root.iter():
        if isinstance(element.tag, str):
            if element.text and element.text.strip() and said(element):
                found.append((element, "text"))
            if element.tail and element.tail.strip() and element.getparent() is not None and said(element.getparent()):
                found.append((element, "tail"))
    return found


def a_word(root, rng):
    """Choose a text, and one word of letters in it; hidden descriptions are alternative texts, not words."""
    while True:
        owner, side = rng.choice(places(root))
        holder = owner if side == "text" else owner.getparent()
        if "hidden" in (holder.get("class") or "") or is_mark(holder):
            continue
        words = [word for word in getattr(owner, side).split() if any(map(str.isalpha, word))]
        if words:
            return owner, side, rng.choice(words)


def word(data, rng):
    """Drop a word."""
    root = parsed(data)
    owner, side, chosen = a_word(root, rng)
    setattr(owner, side, getattr(owner, side).replace(chosen, "", 1))
    return written(root), chosen


def encoding(data, rng):
    """Write a word in another encoding: a letter that is lost, or accents that are."""
    root = parsed(data)
    while True:
        owner, side, chosen = a_word(root, rng)
        if len(chosen) > 3:
            break
    spoilt = rng.choice((chosen[:1] + "\ufffd" + chosen[2:], chosen[:2] + "\u0301" + chosen[2:]))
    setattr(owner, side, getattr(owner, side).replace(chosen, spoilt, 1))
    return written(root), spoilt


def row(data, rng):
    """Drop a row of a table."""
    root = parsed(data)
    chosen = rng.choice([tr for body in root.iter("tbody") for tr in body.findall("tr") if not spanned(tr)])
    words = chosen[0].text_content().split()[0]
    chosen.getparent().remove(chosen)
    return written(root), words


def spanned(tr):
    """Tell whether a table has cells over several rows."""
    return any(cell.get("rowspan") for cell in next(tr.iterancestors("table")).iter("td", "th"))


def note(data, rng):
    """Drop a footnote: its text, its call, or both."""
    root = parsed(data)
    item = rng.choice([li for part in root.iter("section") if part.get("role") == "doc-endnotes" for li in part[1]])
    how = rng.choice(("text", "call", "both"))
    words = item.get("value")
    if how != "text":
        for call in list(root.iter("a")):
            if call.get("href") == f"#{item.get('id')}":
                call.getparent().drop_tree()
    if how != "call":
        item.drop_tree()
    return written(root), words


def links(root):
    """The links of the text."""
    found = [a for a in root.iter("a") if a.get("href") and said(a) and a.get("role") is None]
    return [a for a in found if a.text_content().split()]


def link(data, rng):
    """Drop a link, or lead it elsewhere."""
    root = parsed(data)
    chosen = rng.choice(links(root))
    words = chosen.text_content().split()[0]
    if rng.random() < 0.5:
        chosen.drop_tag()
    else:
        chosen.set("href", "https://example.org/elsewhere")
    return written(root), words


def alternative(data, rng):
    """Drop what stands for a sign or a chart, or what describes a table."""
    root = parsed(data)
    signs = [svg for svg in root.iter("svg") if svg.find("title") is not None]
    charts = [e for e in root.iter("div") if e.get("role") == "img"]
    descriptions = [e for e in root.iter("span") if "hidden" in (e.get("class") or "") and e.getparent().tag != "a"]
    chosen = rng.choice((*rng.sample(signs, min(3, len(signs))), *charts, *descriptions[:3]))
    if chosen.tag == "svg":
        title = chosen.find("title")
        words = title.text
        chosen.remove(title)
    elif chosen.tag == "div":
        words = chosen.attrib.pop("aria-label")
    else:
        words, chosen.text = chosen.text, ""
    return written(root), words.split()[0]


def order(data, rng):
    """Swap two neighbours of one kind: paragraphs, cells, items."""
    root = parsed(data)
    pairs = [
        (one, other)
        for one in root.iter(*BLOCKS)
        if (other := one.getnext()) is not None and other.tag == one.tag and said(one) and swappable(one, other)
    ]
    one, other = rng.choice(pairs)
    words = telling(one), telling(other)
    one.tail = other.tail = ""
    other.addnext(one)
    return written(root), words


def telling(element):
    """The longest of the first words of an element, none of them run together with its neighbour."""
    pieces = (piece for part in element.iter() if said(part) for piece in (part.text, part.tail) if piece)
    return max([word for piece in pieces for word in piece.split()][:8], key=len, default="")


def swappable(one, other):
    """Tell whether two neighbours say different things and neither is a note, whose number tells its place."""
    texts = ["".join(element.text_content().split()) for element in (one, other)]
    noted = any(outer.get("role") == "doc-endnotes" for outer in one.iterancestors())
    marks = is_mark(one) or is_mark(other)
    return all(texts) and texts[0] != texts[1] and not noted and not marks and bool(telling(one) or telling(other))


def heading(data, rng):
    """Change a heading's level, or make it a paragraph."""
    root = parsed(data)
    chosen = rng.choice([e for e in root.iter("h2", "h3", "h4") if said(e) and e.get("id") != "notes"])
    chosen.tag = rng.choice([name for name in ("h2", "h3", "h4", "p") if name != chosen.tag])
    return written(root), chosen.text_content().split()[0]


def language(data, rng):
    """Forget a language."""
    root = parsed(data)
    chosen = rng.choice([e for e in root.find("body").iter() if isinstance(e.tag, str) and e.get("lang") and said(e)])
    del chosen.attrib["lang"]
    return written(root), chosen.text_content().split()[0]


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
