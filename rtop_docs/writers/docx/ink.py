"""How a run of words is written: its properties as markup, made once for each kind of run.

Knows languages and character styles; no document.
"""

from __future__ import annotations

from functools import lru_cache

from attrs import frozen

from rtop_docs.writers.docx.markup import quoted
from rtop_docs.writers.docx.units import language_of_word


@frozen(eq=False)
class Ink:
    """One kind of run; the same arguments of `ink` give the same object.

    home: the document's language, which no run needs to name.  rtl: it runs from right to left.  style: a character
    style.  hidden: shown only when hidden text is.  opening: the markup that begins a run; text: and its text.
    """

    home: str
    language: str
    rtl: bool
    style: str
    colour: str
    bold: bool
    italic: bool
    hidden: bool
    opening: str
    text: str


@lru_cache(maxsize=4096)
def ink(
    home: str,
    language: str,
    rtl: bool = False,
    style: str = "",
    colour: str = "",
    bold: bool = False,
    italic: bool = False,
    hidden: bool = False,
) -> Ink:
    """Return a kind of run.  home, language: tags, already screened.  colour: as Word writes it."""
    pieces = [f'<w:rStyle w:val="{style}"/>'] if style else []
    pieces += ["<w:b/><w:bCs/>"] if bold else []
    pieces += ["<w:i/><w:iCs/>"] if italic else []
    pieces += ["<w:vanish/>"] if hidden else []
    pieces += [f'<w:color w:val="{colour}"/>'] if colour else []
    pieces += ["<w:rtl/>"] if rtl else []
    if language and language != home:
        named = "".join(f' w:{kind}="{quoted(tag)}"' for kind, tag in language_of_word(language).items())
        pieces.append(f"<w:lang{named}/>")
    opening = f"<w:r><w:rPr>{''.join(pieces)}</w:rPr>" if pieces else "<w:r>"
    text = f'{opening}<w:t xml:space="preserve">'
    return Ink(home, language, rtl, style, colour, bold, italic, hidden, opening, text)


@lru_cache(maxsize=4096)
def bold(base: Ink) -> Ink:
    """Return `base` in bold."""
    return ink(base.home, base.language, base.rtl, base.style, base.colour, True, base.italic, base.hidden)


@lru_cache(maxsize=4096)
def italic(base: Ink) -> Ink:
    """Return `base` in italics."""
    return ink(base.home, base.language, base.rtl, base.style, base.colour, base.bold, True, base.hidden)


@lru_cache(maxsize=4096)
def hidden(base: Ink) -> Ink:
    """Return `base`, shown only when hidden text is."""
    return ink(base.home, base.language, base.rtl, base.style, base.colour, base.bold, base.italic, True)


@lru_cache(maxsize=4096)
def styled(base: Ink, style: str) -> Ink:
    """Return `base` in a character style; none when `style` is empty."""
    return ink(base.home, base.language, base.rtl, style, base.colour, base.bold, base.italic, base.hidden)


@lru_cache(maxsize=4096)
def spoken(base: Ink, language: str, rtl: bool) -> Ink:
    """Return `base` for words in another language or direction."""
    return ink(base.home, language, rtl, base.style, base.colour, base.bold, base.italic, base.hidden)


@lru_cache(maxsize=4096)
def coloured(base: Ink, style: str, colour: str) -> Ink:
    """Return plain runs of a style and colour, in the language of `base`."""
    return ink(base.home, base.language, base.rtl, style, colour)
