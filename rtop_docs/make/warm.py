"""Loads what every worker needs, by being imported: once, in the process from which workers are forked.

Knows which modules are slow to load; does nothing with them.
"""

import rtop_docs.compose.compose
import rtop_docs.compose.parts
import rtop_docs.make.pool
import rtop_docs.writers.docx
import rtop_docs.writers.html
import rtop_docs.writers.pdf
import rtop_docs.writers.text  # noqa: F401  loaded for those who come after
