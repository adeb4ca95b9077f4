"""A mail's bytes, out of nothing but what it says: who, to whom, when, the note, the pack.

Knows nothing of recipients' files, ledgers or servers.

The few forms that are needed are written here and not by Python's generator, whose folding of long names differs
between Python's versions: the same mail must have the same bytes when it is tried again.  Every line is ASCII, ends
in CRLF and has at most 78 characters, or holds one address or file name that is longer.  Python's parser reads it
back in the tests.
"""

from __future__ import annotations

import base64
import binascii
import datetime
import email.utils
import hashlib
import re

from attrs import frozen

from rtop_docs.distribute.mail.address import Mailbox, header_findings

MAX_SUBJECT = 500
_WIDTH = 78
_WORD_BYTES = 39
"""So many bytes make an encoded word of 64 characters: RFC 2047, 2 allows 75, and 76 on a line with its header."""

_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+( [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_MESSAGE_ID = re.compile(r"<[0-9a-f]+@[A-Za-z0-9.-]+>")
_BOUNDARY = re.compile(r"=_[0-9a-f]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@frozen
class Attachment:
    """The pack: its file's name (ASCII letters, digits, dot, dash, underscore; at most 100) and its bytes."""

    name: str
    data: bytes


@frozen(kw_only=True)
class Message:
    r"""One mail to one reader.

    date: with its zone.  text: the covering note, lines ended by ``\n``.  language: of the note, as BCP 47 has it.
    message_id: in angle brackets.  boundary: what parts the note from the pack.
    """

    sender: Mailbox
    reader: Mailbox
    reply_to: Mailbox | None = None
    date: datetime.datetime
    subject: str
    text: str
    language: str
    message_id: str
    boundary: str
    attachment: Attachment


def key_of(reader: Mailbox, pack: str) -> str:
    """Return what tells one mail from every other: 40 hexadecimal digits of the reader's address and the pack's digest.

    The note, the subject and the sender do not count: who corrects a comma in them must not send the pack twice.
    """
    return hashlib.sha256(f"rtop-docs mail\0{reader.address}\0{pack}".encode("ascii")).hexdigest()[:40]


def message_id_of(key: str, sender: Mailbox) -> str:
    """Return the Message-ID of the mail `key`: servers that see it twice can tell (RFC 5322, 3.6.4)."""
    return f"<{key}@{sender.domain}>"


def boundary_of(key: str) -> str:
    """Return the boundary of the mail `key`: '=_' stands in no quoted-printable and no base64 text (RFC 2045, 6.7)."""
    return f"=_{key}"


def encode(message: Message) -> bytes:
    """Return a mail as a server takes it after DATA, before its dots are doubled.

    Raises ValueError for what `Message` does not allow: a header is never ended by what it says.
    """
    if not _MESSAGE_ID.fullmatch(message.message_id) or not _BOUNDARY.fullmatch(message.boundary):
        raise ValueError(f"{message.message_id!r}, {message.boundary!r}: no Message-ID, or no boundary")
    note = _lines(_quoted_printable(message.text))
    pack = _lines(base64.encodebytes(message.attachment.data))
    frame = f"--{message.boundary}"
    parts = (*_headers(message), "", frame, *_note_headers(message), "", *note)
    rest = (frame, *_pack_headers(message.attachment), "", *pack, f"{frame}--", "")
    return "\r\n".join((*parts, *rest)).encode("ascii")


def _headers(message: Message) -> tuple[str, ...]:
    reply = (f"Reply-To: {_mailbox(message.reply_to)}",) if message.reply_to else ()
    return (
        f"Date: {_date(message.date)}",
        f"From: {_mailbox(message.sender)}",
        f"To: {_mailbox(message.reader)}",
        *reply,
        f"Subject: {_subject(message.subject)}",
        f"Message-ID: {message.message_id}",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/mixed;\r\n boundary="{message.boundary}"',
    )


def _note_headers(message: Message) -> tuple[str, ...]:
    if not _LANGUAGE.fullmatch(message.language):
        raise ValueError(f"{message.language!r} is no language's tag")
    return (
        'Content-Type: text/plain; charset="utf-8"',
        "Content-Transfer-Encoding: quoted-printable",
        f"Content-Language: {message.language}",
    )


def _pack_headers(attachment: Attachment) -> tuple[str, ...]:
    if not _FILE_NAME.fullmatch(attachment.name):
        raise ValueError(f"{attachment.name!r} is no name for an attachment")
    return (
        "Content-Type: application/zip",
        "Content-Transfer-Encoding: base64",
        f'Content-Disposition: attachment;\r\n filename="{attachment.name}"',
    )


def _date(moment: datetime.datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("a mail's date has a zone")
    return email.utils.format_datetime(moment.replace(microsecond=0))


def _mailbox(mailbox: Mailbox) -> str:
    """Return a mailbox as a header has it: ``<a@b.c>`` behind its name, on a line of its own where there is one."""
    if not mailbox.address.isascii() or not mailbox.address.isprintable():
        raise ValueError(f"{mailbox.address!r} is no address that a header can carry")
    if not mailbox.name:
        return mailbox.address
    return f"{_phrase(mailbox.name)}\r\n <{mailbox.address}>"


def _phrase(name: str) -> str:
    """Return a name as atoms, as a quoted string, or as encoded words (RFC 5322, 3.2.5; RFC 2047, 5.3)."""
    if _is_plain(name) and _ATOMS.fullmatch(name):
        return name
    if _is_plain(name) and '"' not in name and "\\" not in name:
        return f'"{name}"'
    return _encoded(name, "a name")


def _subject(text: str) -> str:
    if not text.strip() or len(text) > MAX_SUBJECT:
        raise ValueError(f"a subject has 1 to {MAX_SUBJECT} characters")
    return text if _is_plain(text) else _encoded(text, "a subject")


def _is_plain(text: str) -> bool:
    """Tell whether a text can stand in a header as it is: short, printable ASCII, nothing that reads as encoded."""
    short = len(text) <= _WIDTH - len('Reply-To: ""')
    return short and text.isascii() and text.isprintable() and "=?" not in text and text == " ".join(text.split())


def _encoded(text: str, what: str) -> str:
    """Return `text` as encoded words, one a line; parted at blanks where that can be, and never within a character.

    At blanks, since readers that forget to join encoded words (RFC 2047, 6.2; Python before 3.12.9) then show two
    blanks, and none within a word.
    """
    if found := header_findings(text, what, None):
        raise ValueError(found[0].message)
    words = [""]
    for piece in (p for run in re.findall(r"[^ ]+ *| +", text) for p in ([run] if _fits(run) else run)):
        if _fits(words[-1] + piece):
            words[-1] += piece
        else:
            words.append(piece)
    return "\r\n ".join(f"=?utf-8?b?{base64.b64encode(w.encode('utf-8')).decode('ascii')}?=" for w in words)


def _fits(word: str) -> bool:
    return len(word.encode("utf-8")) <= _WORD_BYTES


def _quoted_printable(text: str) -> bytes:
    """Return a note as quoted-printable text (RFC 2045, 6.7): no line ends but those between its lines."""
    lines = text.rstrip("\n").split("\n")
    return b"\n".join(binascii.b2a_qp(line.encode("utf-8"), istext=False) for line in lines)


def _lines(encoded: bytes) -> list[str]:
    return encoded.decode("ascii").rstrip("\n").split("\n")
