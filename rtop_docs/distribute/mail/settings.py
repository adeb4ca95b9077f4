"""Read source/mail.yaml: through which server mail leaves, and under whose name.

Knows nothing of recipients or packs, and never holds a password: that stands in no file of the project.
"""

from __future__ import annotations

import enum
import ipaddress
from collections.abc import Iterator

from attrs import evolve, frozen

from rtop_docs.diagnostics import Checked, Diagnostic, SourceSpan, error, has_errors, in_file_order
from rtop_docs.distribute.mail.address import Mailbox, header_findings, read_mailbox
from rtop_docs.distribute.mail.message import MAX_SUBJECT
from rtop_docs.records.located import LocatedMap, LocatedText, read_yaml
from rtop_docs.records.structure import structure
from rtop_docs.workspace import Unreadable, Workspace

SETTINGS = "source/mail.yaml"
MAX_RATE = 6000
_HINT = "two lines are enough: 'host: mail.example.org' and 'sender: briefs@example.org'; docs/distribute.md has all"


class Security(enum.Enum):
    """How the way to the server is kept private.

    tls: from the first byte (RFC 8314, 3.3; port 465).  starttls: from the answer to STARTTLS on, and nothing is
    sent without it (RFC 3207; port 587).  none: not at all, and only to this machine itself.
    """

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


PORTS = {Security.TLS: 465, Security.STARTTLS: 587, Security.NONE: 25}


@frozen(kw_only=True)
class _Written:
    """mail.yaml as it is written."""

    host: LocatedText
    sender: LocatedText
    name: str = ""
    reply_to: LocatedText | None = None
    security: Security = Security.STARTTLS
    port: int = 0
    user: str = ""
    authorities: str = ""
    rate: int = 30
    subject: str = ""


@frozen(kw_only=True)
class Settings:
    """Through which server mail leaves.

    host: a name or an address.  user: for whom a password is looked up; empty: the server asks for none.
    authorities: a file of the project with the certificates (PEM) that sign the server's; empty: the system's.
    rate: mails a minute.  subject: in the place of the covering notes' own, where it is given.
    """

    host: str
    port: int
    security: Security
    sender: Mailbox
    reply_to: Mailbox | None
    user: str
    authorities: str
    rate: int
    subject: str


def is_loopback(host: str) -> bool:
    """Tell whether a host's name or address is this machine itself."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def read_settings(workspace: Workspace) -> Checked[Settings | None]:
    """Read mail.yaml; every finding at once, codes N40 to N42 and those of YAML and fields."""
    try:
        text = workspace.read_text(SETTINGS)
    except Unreadable as fault:
        return Checked(None, (evolve(fault.diagnostic, hints=(*fault.diagnostic.hints, _HINT)),))
    read = read_yaml(text, SETTINGS)
    if not isinstance(read.value, LocatedMap):
        empty = error("N42", "expected keys and values", SourceSpan(SETTINGS, 1, 1), _HINT)
        return Checked(None, (*read.diagnostics, *(() if read.diagnostics else (empty,))))
    made = structure(read.value, _Written, located=True)
    found = [*read.diagnostics, *made.diagnostics]
    settings = None
    if made.value is not None:
        checked = _settings(made.value, read.value)
        found += checked.diagnostics
        settings = checked.value
    found = list(in_file_order(found))
    return Checked(None if has_errors(found) else settings, tuple(found))


def _settings(written: _Written, node: LocatedMap) -> Checked[Settings | None]:
    sender = read_mailbox(written.sender, written.name, written.sender.span)
    reply = read_mailbox(written.reply_to, "", written.reply_to.span) if written.reply_to else Checked(None)
    found = (*sender.diagnostics, *reply.diagnostics, *_contradictions(written, node))
    if sender.value is None:
        return Checked(None, found)
    settings = Settings(
        host=str(written.host),
        port=written.port or PORTS[written.security],
        security=written.security,
        sender=sender.value,
        reply_to=reply.value,
        user=str(written.user),
        authorities=str(written.authorities),
        rate=written.rate,
        subject=str(written.subject),
    )
    return Checked(settings, found)


def _contradictions(written: _Written, node: LocatedMap) -> Iterator[Diagnostic]:
    def at(key: str) -> SourceSpan:
        return node[key].span if key in node else node.span

    if not written.host.isascii() or not written.host.isprintable() or " " in written.host:
        yield error(
            "N42", f"'{written.host}' is no name of a host", at("host"), "write it in ASCII, like mail.example.org"
        )
    if written.security is Security.NONE and not is_loopback(written.host):
        hint = "write starttls or tls; none is for a server on this machine itself"
        yield error("N42", f"security none would send mail in the open to '{written.host}'", at("security"), hint)
    if not 0 <= written.port <= 65535:
        yield error("N42", f"there is no port {written.port}", at("port"), "587 is for starttls, 465 for tls")
    if not 1 <= written.rate <= MAX_RATE:
        yield error("N42", f"a rate of {written.rate} mails a minute", at("rate"), f"write 1 to {MAX_RATE}")
    if len(written.subject) > MAX_SUBJECT:
        yield error("N42", f"a subject of more than {MAX_SUBJECT} characters", at("subject"), "shorten it")
    yield from header_findings(written.subject, "the subject", at("subject"))
    if not written.user.isprintable():
        yield error("N42", "a user's name holds characters that do not print", at("user"))
