"""The mail server's password: from the environment or the system's keyring, and from nowhere else.

Knows nothing of servers; never writes, prints or keeps what it finds.
"""

from __future__ import annotations

import importlib
from typing import Protocol, cast

from rtop_docs.diagnostics import Checked, Diagnostic, SourceSpan, error
from rtop_docs.distribute.mail.settings import SETTINGS, Settings
from rtop_docs.workspace import Workspace

VARIABLE = "RTOP_MAIL_PASSWORD"


class _Keyring(Protocol):
    """What is asked of the library `keyring`."""

    def get_password(self, service: str, user: str) -> str | None:
        """Return the password of `user` at `service`, or None."""


def service_of(settings: Settings) -> str:
    """Return under which name the keyring holds the password: ``rtop-docs:HOST``."""
    return f"rtop-docs:{settings.host}"


def find_password(workspace: Workspace, settings: Settings) -> Checked[str]:
    """Return the password of the settings' user, empty where there is no user; error N43 when none is to be had."""
    if not settings.user:
        return Checked("")
    if given := workspace.variable(VARIABLE):
        return Checked(given)
    keyring = _keyring()
    if keyring is None:
        return Checked("", (_missing(settings, "and the extra 'keyring' is not installed"),))
    try:
        held = keyring.get_password(service_of(settings), settings.user)
    except Exception as fault:  # keyrings of many systems, each with faults of its own
        return Checked("", (_missing(settings, f"and the keyring cannot be read ({type(fault).__name__})"),))
    return Checked(held) if held else Checked("", (_missing(settings, "and the keyring holds none"),))


def _keyring() -> _Keyring | None:
    try:
        return cast(_Keyring, importlib.import_module("keyring"))
    except ImportError:
        return None


def _missing(settings: Settings, why: str) -> Diagnostic:
    return error(
        "N43",
        f"there is no password for '{settings.user}': the variable {VARIABLE} is empty, {why}",
        SourceSpan(SETTINGS),
        f"set {VARIABLE} for this one command",
        f"or keep it: pip install 'rtop-docs[keyring]', then `keyring set {service_of(settings)} {settings.user}`",
    )
