"""The states: codes, names in six languages, dated names and groups; and the words of documents.

Reads its two data files when they are first asked for; knows no record, no template and no document.
"""

from __future__ import annotations

from rtop_docs.reference.groups import REGIONAL_GROUPS, group_members, group_of, group_title
from rtop_docs.reference.model import LANGUAGES, GroupPeriod, NamePeriod, State
from rtop_docs.reference.names import aliases, did_you_mean, name_of, normalize, resolve_state
from rtop_docs.reference.table import state, states
from rtop_docs.reference.wording import label, labels
from rtop_docs.reference.words import DateLike, format_date, language_name, number_word, sort_key

__all__ = [
    "LANGUAGES",
    "REGIONAL_GROUPS",
    "DateLike",
    "GroupPeriod",
    "NamePeriod",
    "State",
    "aliases",
    "did_you_mean",
    "format_date",
    "group_members",
    "group_of",
    "group_title",
    "label",
    "labels",
    "language_name",
    "name_of",
    "normalize",
    "number_word",
    "resolve_state",
    "sort_key",
    "state",
    "states",
]
