"""Read a PDF by its structure tree: what a screen reader says, in its order.

Knows the format only, and nothing of how the file was made.  Source: ISO 32000-1, 14.7 and 14.8; PDF/UA-1 (ISO
14289-1), which asks that everything stand in the tree or be an artifact.
"""

from __future__ import annotations

import io
import warnings
import zlib

import pikepdf

from rtop_docs.parity.model import Reading, Unread
from rtop_docs.parity.pdf_tree import Tree

_FAULTS = (
    pikepdf.PdfError,
    pikepdf.PasswordError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RuntimeError,  # too deep, and what the library gives for a damaged object
    TypeError,
    UserWarning,  # a content that breaks off
    ValueError,
    zlib.error,
)
"""What the library raises for objects that are not of the kind that the standard asks for."""


def read_pdf(data: bytes) -> Reading:
    """Return what a PDF says.  Raises Unread for a file that is damaged, locked, not tagged or too large."""
    try:
        with warnings.catch_warnings(), pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
            warnings.simplefilter("error", UserWarning)
            made = Tree(pdf).read()
            mended = pdf.get_warnings()
            if mended:
                raise Unread(f"the file is damaged: {mended[0]}")
            return made
    except pikepdf.PasswordError:
        raise Unread("the file is locked by a password") from None
    except _FAULTS as fault:
        if isinstance(fault, Unread):
            raise
        raise Unread(f"the file is damaged: {' '.join(str(fault).split())[:200]}") from None
