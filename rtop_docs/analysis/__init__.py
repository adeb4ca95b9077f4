"""Questions on the record: what is held, by which way it reaches whom, how many, and what is not known.

`Ask` holds the named questions; the views are their answers.
"""

from rtop_docs.analysis.ask import Ask, Unanswerable
from rtop_docs.analysis.figures import COMPUTATIONS, check_computations
from rtop_docs.analysis.views import *  # noqa: F403  the views' own list says which
from rtop_docs.analysis.views import __all__ as _views

__all__ = ["COMPUTATIONS", "Ask", "Unanswerable", "check_computations", *_views]
