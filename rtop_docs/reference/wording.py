"""The interface words of documents: keyed, by language, from the data file beside this module.

Knows no sentence of a template; English is complete, another language may lack a key, and then says so.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import cast

from rtop_docs.reference.groups import REGIONAL_GROUPS
from rtop_docs.reference.table import read_data


def label(key: str, language: str) -> str:
    """Return an interface word or phrase; its ``{fields}`` are left for `str.format`.

    Raises KeyError for an unknown key, or one that this language lacks: never another language's words.
    """
    found = _table()[key]
    if language not in found:
        raise KeyError(f"label {key!r} has no text in {language!r}")
    return found[language]


@functools.cache
def labels(language: str) -> Mapping[str, str]:
    """Return key -> text for all labels that `language` has, read-only.  Raises KeyError when it has none."""
    found = {key: texts[language] for key, texts in _table().items() if language in texts}
    if not found:
        raise KeyError(language)
    return MappingProxyType(found)


@functools.cache
def _table() -> Mapping[str, Mapping[str, str]]:
    written = cast("dict[str, dict[str, str]]", json.loads(read_data("labels.json")))
    return {**written, **{f"group_{group_id}": titles for group_id, titles in REGIONAL_GROUPS.items()}}
