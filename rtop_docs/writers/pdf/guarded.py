"""The one door to reportlab: loads it so that no settings file, no variable and no local module can change it.

Knows nothing of documents.  reportlab, when first imported, executes ``~/.reportlab_mods``, ``~/.reportlab_settings``
and the modules ``reportlab_mods``, ``reportlab_settings``, ``reportlab.local_rl_mods`` and
``reportlab.local_rl_settings`` wherever they lie on the path, and lets ``RL_*`` variables override the rest.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING

_HOOKS = ("reportlab_mods", "reportlab_settings", "reportlab.local_rl_mods", "reportlab.local_rl_settings")


@contextmanager
def _without_hooks() -> Iterator[None]:
    """Put empty modules in the place of the hooks, and hide ``RL_*``, while reportlab is first imported.

    `os.environ` is exchanged and not edited: child processes and other threads keep the real variables.
    """
    before = {name: sys.modules.get(name) for name in _HOOKS}
    real = os.environ  # noqa: TID251  nothing is read from it: reportlab is kept from reading it
    sys.modules.update({name: ModuleType(name) for name in _HOOKS})
    hidden = {key: value for key, value in real.items() if not key.startswith("RL_")}
    os.environ = hidden  # type: ignore[assignment]  # noqa: B003,TID251  a plain dict is enough for an import
    try:
        yield
    finally:
        os.environ = real  # noqa: B003,TID251  the real one, unchanged
        for name, module in before.items():
            if module is None:
                del sys.modules[name]
            else:
                sys.modules[name] = module


with _without_hooks():
    from reportlab import rl_config
    from reportlab.pdfbase import pdfdoc, ttfonts

_SETTINGS = {"pdfMultiLine": 0, "pdfComments": 0, "invariant": 1, "allowTTFSubsetting": []}


@contextmanager
def settled() -> Iterator[None]:
    """Hold the settings that reach the bytes at our values, should somebody else have loaded reportlab first."""
    before = {name: getattr(rl_config, name) for name in _SETTINGS}
    for name, value in _SETTINGS.items():
        setattr(rl_config, name, value)
    try:
        yield
    finally:
        for name, value in before.items():
            setattr(rl_config, name, value)


if TYPE_CHECKING:
    __all__ = ["pdfdoc", "settled", "ttfonts"]
