"""The vocabularies of a Word file that more than one reader or writer of ours knows, by their namespaces.

Knows names; nothing of files.
"""

from __future__ import annotations

from typing import Final

W_NS: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A_NS: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
MC_NS: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
ORIGINS: Final = "urn:x-rtop-docs:origins:"
ORIGINS_NS: Final = f"{ORIGINS}1"
"""Of our own part, which says where each text came from; its last word is the form's number."""
