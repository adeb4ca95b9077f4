"""A conversation with a mail server: opened safely, one mail at a time, and exact about how each ended.

Knows nothing of ledgers, recipients or packs.

What a mail's fate is when the conversation, or this process, ends at a given point (RFC 5321; "kept" means that the
server has taken it on itself, which it does by its answer to the end of the data and by nothing before: 4.2.5, 6.1;
a conversation that is cut before drops what it has: 4.1.1.10):

| how far it came                                      | can the server have kept it?  | the ledger says       |
|------------------------------------------------------|-------------------------------|-----------------------|
| 1 intent on disk, nothing sent                       | no                            | deferred, next run    |
| 2 greeting, EHLO, STARTTLS, AUTH                     | no                            | deferred, next run    |
| 3 MAIL FROM or RCPT TO sent, answered or not         | no                            | deferred, next run    |
| 4 DATA sent, answered or not                         | no                            | deferred, next run    |
| 5 the data sent in part, or whole without its end    | no: its end never left        | deferred, next run    |
| 6 "the end is near" on disk, the end not yet sent    | no, but we cannot tell from 7 | **unknown**, a person |
| 7 the end sent (the lone dot), no answer             | **yes or no**                 | **unknown**, a person |
| 8 answered with what is no answer (cut, garbled)     | **yes or no**                 | **unknown**, a person |
| 9 answered 2yz, not yet on disk                      | yes, but we cannot tell from 7| **unknown**, a person |
| 10 answered 2yz, on disk                             | yes                           | sent                  |
| answered 4yz, in 3, 4 or to the end of the data      | no                            | deferred, next run    |
| answered 5yz, in 3 (RCPT TO), 4 or to the end        | no                            | refused               |

So a process that is killed leaves one of two notes: "begun" (1 to 5) or "the end is near" (6 to 9).  Everything that
can be decided is decided by keeping back the lone dot that ends the data until that second note is on disk; and by
looking, just before, whether the server has meanwhile said no or hung up.
"""

from __future__ import annotations

import enum
import ipaddress
import re
import select
import smtplib
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from typing import Self

from attrs import frozen

from rtop_docs.diagnostics import visible
from rtop_docs.distribute.mail.address import Mailbox
from rtop_docs.distribute.mail.settings import Security, Settings

CONNECT_SECONDS = 30.0
ANSWER_SECONDS = 300.0
END_SECONDS = 600.0
"""How long answers are waited for: RFC 5321, 4.5.3.2 asks for 5 minutes, and 10 for that to the end of the data."""

MAX_WORDS = 400
_MAX_LINE = 4096
_ANSWER = re.compile(rb"[1-5][0-9]{2}([ -].*)?", re.DOTALL)
_DOTS = re.compile(rb"^\.", re.MULTILINE)


class Fate(enum.Enum):
    """How the sending of one mail ended; the table above says when."""

    SENT = "sent"
    REFUSED = "refused"
    DEFERRED = "deferred"
    UNKNOWN = "unknown"


@frozen
class Outcome:
    """One mail's fate.

    words: the server's, safe to print.  ended: the conversation is over; another is needed for the next mail.
    sender: the server refuses the sender, and so would refuse the next mail too.
    """

    fate: Fate
    words: str
    ended: bool = False
    sender: bool = False


class NoSession(Exception):
    """No conversation can be had with the server; the message says why.  certificate: it is not who it should be."""

    def __init__(self, why: str, *, certificate: bool = False) -> None:
        super().__init__(why)
        self.certificate = certificate


@frozen
class _Reply:
    """A server's answer: its three digits and its words, safe to print."""

    code: int
    words: str

    @property
    def kind(self) -> int:
        """Return the first digit."""
        return self.code // 100


class _Cut(Exception):
    """The server hung up, was silent for too long, or said what is no answer."""


class Session:
    """One conversation.  Use it as a context: it ends with QUIT, or at once where the server no longer listens."""

    def __init__(self, smtp: smtplib.SMTP) -> None:
        """Use a connection that is ready for MAIL."""
        self._smtp = smtp
        self._heard = b""
        self.used = False

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *ended: object) -> None:
        """End."""
        self.end()

    def end(self) -> None:
        """Say good-bye, as far as somebody listens."""
        with suppress(_Cut):  # every mail has had its answer: nothing hangs on this one
            if self._smtp.sock is not None:
                self._wait_at_most(CONNECT_SECONDS)
                self._ask("QUIT")
        self._smtp.close()

    def send(self, sender: Mailbox, reader: Mailbox, data: bytes, end_is_near: Callable[[], None]) -> Outcome:
        """Send one mail and return how that ended.

        data: lines ended by CRLF, the last one too.  end_is_near: called just before the end of the data is sent;
        what it raises passes through, the connection is closed, and the server has not got the mail.
        """
        if not data.endswith(b"\r\n"):
            raise ValueError("a mail ends with CRLF")
        self.used = True
        try:
            return self._send(sender, reader, data, end_is_near)
        except BaseException:
            self._smtp.close()  # at once: a QUIT would stand in the midst of the data
            raise

    def _send(self, sender: Mailbox, reader: Mailbox, data: bytes, end_is_near: Callable[[], None]) -> Outcome:
        try:
            refused = self._envelope(sender, reader, len(data)) or self._data(data)
        except _Cut as fault:
            return self._gone(Fate.DEFERRED, str(fault))
        if refused is not None:
            return self._after(refused)
        end_is_near()
        return self._end_of_data()

    def _envelope(self, sender: Mailbox, reader: Mailbox, size: int) -> Outcome | None:
        """Say who it is from and for; None when all may go on."""
        room = f" SIZE={size}" if self._smtp.has_extn("size") else ""  # RFC 1870
        reply = self._ask(f"MAIL FROM:<{sender.address}>{room}")
        if reply.kind != 2:
            too_large = reply.code == 552
            return _no(reply, sender=not too_large)
        reply = self._ask(f"RCPT TO:<{reader.address}>")
        return None if reply.kind == 2 else _no(reply)

    def _data(self, data: bytes) -> Outcome | None:
        """Send the data without its end; None when the end may be sent."""
        reply = self._ask("DATA")
        if reply.code != 354:
            return _no(reply)
        self._write(_DOTS.sub(b"..", data))
        if not self._has_spoken():
            return None
        reply = self._read()  # it said no, or good-bye, before the data had an end: it keeps nothing
        return Outcome(_no(reply).fate, reply.words, ended=True)

    def _end_of_data(self) -> Outcome:
        try:
            self._wait_at_most(END_SECONDS)
            self._write(b".\r\n")
            reply = self._read()
            self._wait_at_most(ANSWER_SECONDS)
        except _Cut as fault:
            return self._gone(Fate.UNKNOWN, str(fault))
        if reply.kind == 2:
            return Outcome(Fate.SENT, reply.words)
        if reply.kind in (4, 5):
            return self._after(_no(reply))
        return self._gone(Fate.UNKNOWN, f"an answer that means nothing here: {reply.words}")

    def _after(self, outcome: Outcome) -> Outcome:
        """Make ready for the next mail after a refusal; code 421 is a good-bye (RFC 5321, 3.8)."""
        if outcome.ended:
            return self._gone(outcome.fate, outcome.words)
        if outcome.words.startswith("421"):
            return self._gone(Fate.DEFERRED, outcome.words)
        try:
            fresh = self._ask("RSET").kind == 2
        except _Cut:
            fresh = False
        return outcome if fresh else Outcome(outcome.fate, outcome.words, ended=True, sender=outcome.sender)

    def _gone(self, fate: Fate, words: str) -> Outcome:
        self._smtp.close()
        return Outcome(fate, words, ended=True)

    def _ask(self, line: str) -> _Reply:
        if not line.isprintable():
            raise ValueError(f"{line!r} would be more than one command")
        self._write(f"{line}\r\n".encode("ascii"))
        return self._read()

    def _write(self, data: bytes) -> None:
        if self._smtp.sock is None:
            raise _Cut("the server has hung up")
        try:
            self._smtp.sock.sendall(data)
        except OSError as fault:
            raise _Cut(_said(fault)) from None

    def _read(self) -> _Reply:
        """Return the server's answer (RFC 5321, 4.2): lines that begin with one code, the last with a blank behind it.

        Not smtplib's reading: that makes up a code for a line that is too long, and keeps what came too early.
        """
        words = []
        while True:
            line = self._line()
            if not _ANSWER.fullmatch(line):
                raise _Cut(f"an answer that is none: {safe(line)}")
            words.append(line[4:])
            if line[3:4] != b"-":
                return _Reply(int(line[:3]), f"{line[:3].decode('ascii')} {safe(b' '.join(words))}".rstrip())

    def _line(self) -> bytes:
        while b"\n" not in self._heard:
            if self._smtp.sock is None or len(self._heard) > _MAX_LINE:
                raise _Cut("the server has hung up" if self._smtp.sock is None else "an answer without an end")
            try:
                more = self._smtp.sock.recv(4096)
            except OSError as fault:
                raise _Cut(_said(fault)) from None
            if not more:
                raise _Cut("the server has hung up")
            self._heard += more
        line, _, self._heard = self._heard.partition(b"\n")
        return line.rstrip(b"\r")

    def _has_spoken(self) -> bool:
        sock = self._smtp.sock
        assert sock is not None  # _write has just used it
        if self._heard:
            return True
        pending = isinstance(sock, ssl.SSLSocket) and sock.pending() > 0
        return pending or bool(select.select([sock], [], [], 0)[0])

    def _wait_at_most(self, seconds: float) -> None:
        if self._smtp.sock is not None:
            self._smtp.sock.settimeout(seconds)


def _no(reply: _Reply, *, sender: bool = False) -> Outcome:
    """Return what an answer means that is no yes; one that is neither 4yz nor 5yz is a no for now."""
    fate = Fate.REFUSED if reply.kind == 5 and not sender else Fate.DEFERRED
    return Outcome(fate, reply.words, sender=sender and reply.kind == 5)


def safe(words: bytes) -> str:
    """Return what a server said on one line, without what a terminal would obey, cut where it is long."""
    text = visible(" ".join(words.decode("utf-8", "replace").split()))
    return text if len(text) <= MAX_WORDS else f"{text[:MAX_WORDS]} ..."


def trusted(authorities: str = "") -> ssl.SSLContext:
    """Return what believes the certificates that `authorities` (PEM text) sign, or where it is empty the system's.

    Host names are checked; nothing older than TLS 1.2 is spoken.  Raises ssl.SSLError for what is no PEM.
    """
    return ssl.create_default_context(cadata=authorities or None)


def open_session(settings: Settings, password: str, believed: ssl.SSLContext | None) -> Session:
    """Open a conversation as `settings` say; raise NoSession where that cannot be had.

    believed: which certificates are believed.  Raises ValueError where it is None and security is not none: smtplib
    would then believe any.
    """
    if believed is None and settings.security is not Security.NONE:
        raise ValueError("no certificates are given to believe")
    smtp = _connected(settings, believed)
    try:
        _greet(smtp)
        if settings.security is Security.STARTTLS:
            _start_tls(smtp, believed)
        if settings.user:
            _log_in(smtp, settings.user, password)
        assert smtp.sock is not None  # it has just answered
        smtp.sock.settimeout(ANSWER_SECONDS)
        smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # the end of the data goes by itself, at once
    except BaseException as fault:
        smtp.close()
        if isinstance(fault, OSError):
            raise _no_session(fault) from None
        raise
    return Session(smtp)


def _connected(settings: Settings, believed: ssl.SSLContext | None) -> smtplib.SMTP:
    """Connect and hear the greeting; EHLO names the sender's domain, not this machine."""
    host, port, name = settings.host, settings.port, settings.sender.domain
    try:
        if settings.security is Security.TLS:
            return smtplib.SMTP_SSL(host, port, name, timeout=CONNECT_SECONDS, context=believed)
        smtp = smtplib.SMTP(host, port, name, CONNECT_SECONDS)
    except OSError as fault:
        raise _no_session(fault) from None
    assert smtp.sock is not None  # it is connected
    if settings.security is Security.NONE and not ipaddress.ip_address(smtp.sock.getpeername()[0]).is_loopback:
        smtp.close()
        raise NoSession(f"'{settings.host}' is not this machine, and security is none")
    return smtp


def _greet(smtp: smtplib.SMTP) -> None:
    code, words = smtp.ehlo()
    if code // 100 != 2:
        raise smtplib.SMTPHeloError(code, words)


def _start_tls(smtp: smtplib.SMTP, believed: ssl.SSLContext | None) -> None:
    if not smtp.has_extn("starttls"):
        raise NoSession("the server offers no STARTTLS, and nothing is sent in the open")
    code, words = smtp.starttls(context=believed)
    if code != 220:
        raise smtplib.SMTPResponseException(code, words)
    _greet(smtp)


def _log_in(smtp: smtplib.SMTP, user: str, password: str) -> None:
    try:
        smtp.login(user, password)
    except UnicodeEncodeError:
        raise NoSession("user or password has letters beyond ASCII, which this log-in cannot carry") from None
    except smtplib.SMTPNotSupportedError:
        raise NoSession("the server offers no log-in, and a user is given") from None


def _no_session(fault: OSError) -> NoSession:
    certificate = isinstance(fault, ssl.SSLCertVerificationError)
    return NoSession(_said(fault), certificate=certificate)


def _said(fault: OSError) -> str:
    """Return what went wrong in a server's or the system's words, safe to print; smtplib's errors are OSErrors too."""
    if isinstance(fault, smtplib.SMTPResponseException):
        words = fault.smtp_error if isinstance(fault.smtp_error, bytes) else str(fault.smtp_error).encode()
        return f"{fault.smtp_code} {safe(words)}"
    if isinstance(fault, TimeoutError):
        return "no answer in time"
    if isinstance(fault, ssl.SSLCertVerificationError):
        return safe(fault.verify_message.encode())
    return safe((fault.strerror or str(fault) or "the connection was cut").encode()).lower()
