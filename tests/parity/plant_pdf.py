"""Plant one fault in a finished PDF; each function returns the file and words that tell where.

Knows PDF; nothing of how the file was made or is read.
"""

from __future__ import annotations

import io
import re

import pikepdf


def opened(data):
    """Open a file."""
    return pikepdf.open(io.BytesIO(data))


def saved(pdf):
    """Return the file."""
    made = io.BytesIO()
    pdf.save(made)
    return made.getvalue()


def letters(font):
    """The letters of a font's codes, two bytes each."""
    content = font.ToUnicode.read_bytes().decode("ascii")
    rows = re.findall(r"<([0-9A-F]{4})> <([0-9A-F]+)>\n", content.split("beginbfchar", 1)[-1])
    return {bytes.fromhex(code): bytes.fromhex(text).decode("utf-16-be") for code, text in rows}


def elements(pdf):
    """Every element with its parent, in order."""
    found = []

    def go(parent):
        for kid in kids(parent):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                found.append((kid, parent))
                go(kid)

    go(pdf.Root.StructTreeRoot)
    return found


def kids(element):
    """What stands directly in an element."""
    held = element.get("/K", [])
    return list(held) if isinstance(held, pikepdf.Array) else [held]


def text_of(pdf, element):
    """What an element says, by the marked contents in it."""
    said = shown(pdf)
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}

    def go(node):
        home = node.get("/Pg")
        pieces = []
        for kid in kids(node):
            if isinstance(kid, pikepdf.Dictionary):
                if "/S" in kid:
                    pieces.append(go(kid))
                elif "/MCID" in kid:
                    pieces.append(said.get((pages[kid.Pg.objgen], int(kid.MCID)), ""))
            else:
                pieces.append(said.get((pages[home.objgen], int(kid)), ""))
        return "".join(pieces)

    return go(element)


_SHOWN = {}


def shown(pdf):
    """The letters of each marked content, by page and number."""
    key = id(pdf)
    if key not in _SHOWN:
        _SHOWN.clear()  # one file at a time
        _SHOWN[key] = dict(_marks(pdf))
    return _SHOWN[key]


def codes_of(operands):
    """The codes that one operator shows, whatever moves them."""
    return b"".join(bytes(piece) for piece in operands[0] if isinstance(piece, pikepdf.String))


def _marks(pdf):
    for number, page in enumerate(pdf.pages):
        fonts = {name: letters(font) for name, font in page.Resources.Font.items()}
        texts, marks, font = {}, [-1], ""
        for operands, operator in pikepdf.parse_content_stream(page, "BDC EMC Tf TJ"):
            match str(operator):
                case "BDC":
                    marks.append(int(operands[1].get("/MCID", marks[-1])))
                case "EMC":
                    marks.pop()
                case "Tf":
                    font = str(operands[0])
                case "TJ":
                    codes = codes_of(operands)
                    text = "".join(fonts[font].get(codes[i : i + 2], "") for i in range(0, len(codes), 2))
                    texts[marks[-1]] = texts.get(marks[-1], "") + text
        yield from (((number, mark), text) for mark, text in texts.items() if mark >= 0)


def _a_string(pdf, rng):
    """Choose a string that is shown in a paragraph: the page, its operators, the place, the letters, and a word."""
    for _ in range(1000):
        page = rng.choice(pdf.pages)
        fonts = {name: letters(font) for name, font in page.Resources.Font.items()}
        content = [(list(o), op) for o, op in pikepdf.parse_content_stream(page)]
        tag, font, places = "", "", []
        for index, (operands, operator) in enumerate(content):
            match str(operator):
                case "BDC":
                    tag = str(operands[0])
                case "Tf":
                    font = str(operands[0])
                case "TJ" if tag not in ("/Artifact", "/Figure", "/Lbl"):
                    places.append((index, font))
        if not places:
            continue
        index, font = rng.choice(places)
        codes = codes_of(content[index][0])
        pairs = [codes[i : i + 2] for i in range(0, len(codes), 2)]
        text = [fonts[font][code] for code in pairs]
        words = [word for word in "".join(text).split() if any(map(str.isalpha, word))]
        if words and all(len(letter) == 1 for letter in text):
            return page, content, index, pairs, "".join(text), rng.choice(words), fonts[font]
    raise AssertionError("the file shows no word")


def _put(pdf, page, content, index, codes):
    content[index] = ([pikepdf.Array([pikepdf.String(codes)])], content[index][1])
    page.Contents = pikepdf.Stream(pdf, pikepdf.unparse_content_stream(content))


def word(data, rng):
    """Drop a word from a page's content."""
    pdf = opened(data)
    page, content, index, pairs, text, chosen, _ = _a_string(pdf, rng)
    at = text.index(chosen)
    _put(pdf, page, content, index, b"".join(pairs[:at] + pairs[at + len(chosen) :]))
    return saved(pdf), chosen


def encoding(data, rng):
    """Show a letter by a code of which the font does not say what it stands for."""
    pdf = opened(data)
    while True:
        page, content, index, pairs, text, chosen, _ = _a_string(pdf, rng)
        if len(chosen) > 3:
            break
    at = text.index(chosen) + 1
    pairs[at] = b"\xff\xf0"
    _put(pdf, page, content, index, b"".join(pairs))
    return saved(pdf), chosen[:1] + "\ufffd"


def _drop(parent, element):
    rest = [kid for kid in kids(parent) if not (isinstance(kid, pikepdf.Dictionary) and kid.objgen == element.objgen)]
    parent.K = pikepdf.Array(rest)


def row(data, rng):
    """Drop a row of a table from the structure tree."""
    pdf = opened(data)
    whole = [(e, p) for e, p in elements(pdf) if e.S == "/TR" and p.S == "/TBody" and not _spanned(p)]
    chosen, parent = rng.choice(whole)
    words = text_of(pdf, kids(chosen)[0]).split()
    _drop(parent, chosen)
    return saved(pdf), words[0]


def _spanned(body):
    cells = (cell for tr in kids(body) for cell in kids(tr) if isinstance(cell, pikepdf.Dictionary))
    return any("/RowSpan" in cell.get("/A", {}) for cell in cells)


def note(data, rng):
    """Drop a footnote, its call, or both."""
    pdf = opened(data)
    found = elements(pdf)
    chosen, parent = rng.choice([(e, p) for e, p in found if e.S == "/Note"])
    number = text_of(pdf, kids(chosen)[0])
    how = rng.choice(("text", "call", "both"))
    if how != "text":
        calls = [(e, p) for e, p in found if e.S == "/Reference" and text_of(pdf, e) == number]
        _drop(calls[0][1], calls[0][0])
    if how != "call":
        _drop(parent, chosen)
    return saved(pdf), number


def link(data, rng):
    """Drop a link from its page, from the tree, or lead it elsewhere."""
    pdf = opened(data)
    found = elements(pdf)
    inner = {id for e, _ in found if e.S == "/Note" for id in _labels(e)}
    calls = [e for e, _ in found if e.S == "/Reference" and text_of(pdf, e).isdigit()]
    called = {kid.objgen for e in calls for kid in kids(e)}
    links = [e for e, _ in found if e.S == "/Link" and e.objgen not in inner | called and text_of(pdf, e).split()]
    chosen = rng.choice(links)
    words = text_of(pdf, chosen).split()[0]
    objects = [kid for kid in kids(chosen) if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid]
    match rng.choice(("tree", "page", "target")):
        case "tree":
            chosen.K = pikepdf.Array([kid for kid in kids(chosen) if kid not in objects])
        case "page":
            gone = {kid.Obj.objgen for kid in objects}
            for page in pdf.pages:
                page.Annots = pikepdf.Array([a for a in page.get("/Annots", []) if a.objgen not in gone])
        case _:
            action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://example.org/elsewhere"))
            for kid in objects:
                kid.Obj.A = action
    return saved(pdf), words


def _labels(element):
    label = kids(element)[0]
    return [kid.objgen for kid in kids(label) if isinstance(kid, pikepdf.Dictionary)]


def alternative(data, rng):
    """Drop what stands for a sign or a chart, or what describes a table."""
    pdf = opened(data)
    found = [e for e, _ in elements(pdf) if "/Alt" in e or "/Summary" in e.get("/A", {})]
    chosen = rng.choice(found)
    if "/Alt" in chosen:
        words = str(chosen.Alt)
        del chosen["/Alt"]
    else:
        words = str(chosen.A.Summary)
        del chosen.A["/Summary"]
    return saved(pdf), words.split()[0]


def order(data, rng):
    """Swap two neighbours of one kind in the tree: paragraphs, cells, items, rows."""
    pdf = opened(data)
    pairs = []
    for parent in [pdf.Root.StructTreeRoot, *(e for e, _ in elements(pdf))]:
        held = kids(parent)
        for at in range(len(held) - 1):
            one, other = held[at], held[at + 1]
            if all(isinstance(e, pikepdf.Dictionary) and "/S" in e for e in (one, other)) and one.S == other.S:
                pairs.append((parent, at, one, other))
    while True:
        parent, at, one, other = rng.choice(pairs)
        texts = [text_of(pdf, e) for e in (one, other)]
        whole = str(one.S) in ("/P", "/TD", "/LI", "/TR", "/TH")
        if whole and all(t.split() for t in texts) and texts[0].split() != texts[1].split():
            break
    held = kids(parent)
    held[at], held[at + 1] = other, one
    parent.K = pikepdf.Array(held)
    return saved(pdf), tuple(_telling(pdf, element) for element in (one, other))


def _telling(pdf, element):
    """The longest of the first words of an element, none of them run together with its neighbour."""
    held = [kid for kid in kids(element) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    parts = held if any(kid.S in ("/LBody", "/TH", "/TD") for kid in held) else [element]
    return max([word for part in parts for word in text_of(pdf, part).split()][:8], key=len)


def heading(data, rng):
    """Change a heading's level, or make it a paragraph."""
    pdf = opened(data)
    found = [e for e, _ in elements(pdf) if str(e.S) in ("/H2", "/H3", "/H4")]
    chosen = rng.choice(found)
    words = text_of(pdf, chosen).split()[0]
    chosen.S = pikepdf.Name(rng.choice([role for role in ("/H2", "/H3", "/H4", "/P") if role != str(chosen.S)]))
    return saved(pdf), words


def language(data, rng):
    """Forget a language."""
    pdf = opened(data)
    chosen = rng.choice([e for e, _ in elements(pdf) if "/Lang" in e])
    words = text_of(pdf, chosen).split()[0]
    del chosen["/Lang"]
    return saved(pdf), words


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
