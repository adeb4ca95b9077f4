"""Mail addresses and names as headers and servers can carry them, or the finding that says why not.

Knows nothing of recipients' files, messages or servers.
"""

from __future__ import annotations

import re
import unicodedata

from attrs import frozen

from rtop_docs.diagnostics import Checked, Diagnostic, SourceSpan, error
from rtop_docs.records.located import REFUSED

MAX_LOCAL, MAX_ADDRESS, MAX_NAME = 64, 254, 200
"""Octets of an address before its '@' and in all (RFC 5321, 4.5.3.1.1 and 4.5.3.1.3); characters of a name (ours)."""

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_DOTTED = re.compile(rf"{_ATOM}(\.{_ATOM})*")
_QUOTED = re.compile(r'"((?:[ !#-\[\]-~]|\\[ -~])*)"')
_SPLIT = re.compile(r'("(?:[^"\\]|\\.)*"|[^"@]*)@([^@]*)', re.DOTALL)
_LABEL = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_TWO_READINGS = re.compile("[ßς\u200c\u200d]")
_UNSEEN = {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}


@frozen
class Mailbox:
    """Who a mail is from or for.

    name: as shown, or empty.  local: the address before its '@', quoted only where it must be.  domain: after it,
    in lower case and in ASCII (RFC 5890's A-labels).
    """

    name: str
    local: str
    domain: str

    @property
    def address(self) -> str:
        """Return ``local@domain``: printable ASCII without angle brackets outside quotation marks."""
        return f"{self.local}@{self.domain}"


def read_mailbox(address: str, name: str = "", span: SourceSpan | None = None) -> Checked[Mailbox | None]:
    """Return the mailbox of `address` and `name`, or None with the findings (N40, N41) that say why there is none.

    Never raises for any text.  Source: RFC 5321, 4.1.2 (dot-string, quoted-string, domain), without address literals
    and source routes; IDNA as Python's codec has it, with the characters that its successor reads otherwise refused.
    """
    found = [*_name_findings(name, span)]
    split = _SPLIT.fullmatch(address)
    if split is None:
        hint = "write one address, like secretariat@example.org; the name has a field of its own"
        return Checked(None, (*found, error("N40", f"'{address[:MAX_ADDRESS]}' is no mail address", span, hint)))
    local, domain = _local(split[1]), _domain(split[2])
    if isinstance(local, str) and isinstance(domain, str) and len(f"{local}@{domain}") > MAX_ADDRESS:
        domain = _Refusal(f"has more than {MAX_ADDRESS} characters")
    refusals = [part for part in (local, domain) if isinstance(part, _Refusal)]
    found += [error("N40", f"the address '{address[:MAX_ADDRESS]}' {r.why}", span, *r.hints) for r in refusals]
    if found or isinstance(local, _Refusal) or isinstance(domain, _Refusal):
        return Checked(None, tuple(found))
    return Checked(Mailbox(" ".join(name.split()), local, domain))


def header_findings(text: str, what: str, span: SourceSpan | None) -> tuple[Diagnostic, ...]:
    """Return error N41 where `text` holds a character that a header may not carry: it would end it, or hide in it.

    what: how the finding calls the text.
    """
    bad = next((c for c in text if unicodedata.category(c) in _UNSEEN or REFUSED.match(c)), None)
    if bad is None:
        return ()
    hint = "write it on one line, without characters that do not print"
    return (error("N41", f"{what} holds the character U+{ord(bad):04X}, which no header may carry", span, hint),)


@frozen
class _Refusal:
    """Why a part of an address is none, and what to do."""

    why: str
    hints: tuple[str, ...] = ()


def _name_findings(name: str, span: SourceSpan | None) -> tuple[Diagnostic, ...]:
    if len(name) > MAX_NAME:
        return (error("N41", f"a name has {len(name)} characters, more than {MAX_NAME}", span, "shorten it"),)
    return header_findings(name, f"the name '{name}'", span)


def _local(text: str) -> str | _Refusal:
    """Return the part before the '@' in its shortest form, so that one mailbox has one address."""
    quoted = _QUOTED.fullmatch(text)
    if quoted is not None:
        plain = re.sub(r"\\(.)", r"\1", quoted[1])
        text = plain if _DOTTED.fullmatch(plain) else '"' + re.sub(r'(["\\])', r"\\\1", plain) + '"'
    elif not text.isascii():
        hint = "ask for the ASCII address that the same mailbox has: few servers take others"
        return _Refusal("has letters beyond ASCII before its '@'", (hint,))
    elif not _DOTTED.fullmatch(text):
        return _Refusal("is not one that servers take", ("put what stands before the '@' in quotation marks",))
    if len(text) > MAX_LOCAL:
        return _Refusal(f"has more than {MAX_LOCAL} characters before its '@'")
    return text


def _domain(text: str) -> str | _Refusal:
    """Return a domain's ASCII form."""
    if _TWO_READINGS.search(text):
        return _Refusal("has a domain that two standards read as two hosts", ("write the domain as xn--...",))
    try:
        plain = text.encode("idna").decode("ascii").lower()
    except UnicodeError:
        plain = ""
    labels = plain.split(".")
    if len(labels) < 2 or not all(_LABEL.fullmatch(label) for label in labels) or labels[-1].isdigit():
        return _Refusal("has no domain that a server could have", ("a domain looks like example.org",))
    return plain
