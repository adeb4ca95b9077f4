"""A mail's bytes, read back by Python's own parser."""

import datetime
import email.header
import email.utils
import re
from email import message_from_bytes, policy

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from rtop_docs.distribute.mail.address import Mailbox, header_findings, read_mailbox
from rtop_docs.distribute.mail.message import Attachment, Message, boundary_of, encode, key_of, message_id_of

READER = Mailbox("Reader", "reader", "example.org")
SENDER = Mailbox("The secretariat", "briefs", "example.org")
KEY = key_of(READER, "ab" * 32)
MESSAGE = Message(
    sender=SENDER,
    reader=READER,
    date=datetime.datetime(2014, 9, 9, 8, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=-4))),
    subject="The dialogue of 2014",
    text="Dear reader,\n\nyour pack.\n",
    language="en",
    message_id=message_id_of(KEY, SENDER),
    boundary=boundary_of(KEY),
    attachment=Attachment("r2p-2014.zip", b"PK\x05\x06" + bytes(18)),
)
NAMES = [
    "José María Ñandú", "Ban Ki-moon", "Doe, John (Mission)", "李 明", "محمد بن سلمان", "Представительство России",
    'The "Group" of \\ Friends', "=?utf-8?q?Evil?=", "a@b.example", "O'Neill; Office:", "É", "x" * 200, "名" * 200,
    "a long name of many words " * 7, "<script>", "Ō\u0301 \U0001f54a", "undisclosed recipients:;", "=", "?=", ".",
    "a.",
]  # fmt: skip


def read(message):
    """What Python's parser makes of a mail, which it finds nothing wrong with; no line is longer than it may be."""
    assert max(map(len, encode(message).split(b"\r\n"))) <= 78
    made = message_from_bytes(encode(message), policy=policy.default)
    assert [part.defects for part in made.walk()] == [[]] * 3
    assert [made[h].defects for h in ("From", "To", "Subject", "Date", "Message-ID")] == [()] * 5
    return made


def test_a_mail_in_full():
    """The form that every mail has."""
    assert encode(MESSAGE).decode("ascii").replace("\r\n", "\n") == (
        "Date: Tue, 09 Sep 2014 08:30:00 -0400\n"
        "From: The secretariat\n"
        " <briefs@example.org>\n"
        "To: Reader\n"
        " <reader@example.org>\n"
        "Subject: The dialogue of 2014\n"
        f"Message-ID: <{KEY}@example.org>\n"
        "MIME-Version: 1.0\n"
        "Content-Type: multipart/mixed;\n"
        f' boundary="=_{KEY}"\n'
        "\n"
        f"--=_{KEY}\n"
        'Content-Type: text/plain; charset="utf-8"\n'
        "Content-Transfer-Encoding: quoted-printable\n"
        "Content-Language: en\n"
        "\n"
        "Dear reader,\n"
        "\n"
        "your pack.\n"
        f"--=_{KEY}\n"
        "Content-Type: application/zip\n"
        "Content-Transfer-Encoding: base64\n"
        "Content-Disposition: attachment;\n"
        ' filename="r2p-2014.zip"\n'
        "\n"
        "UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==\n"
        f"--=_{KEY}--\n"
    )


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("header", ["From", "To", "Reply-To"])
def test_names_are_read_back_as_they_are(name, header):
    """Long, non-Latin and hostile names come back letter by letter, beside the one address."""
    mailbox = Mailbox(" ".join(name.split()), '"head of"', "example.org")
    field = {"From": "sender", "To": "reader", "Reply-To": "reply_to"}[header]

    assert shown(evolve(MESSAGE, **{field: mailbox}), header) == (mailbox.name, '"head of"@example.org')


def shown(message, header):
    """The name in a header, by the reading of RFC 2047 that joins encoded words, and the bare addresses.

    The newer reading of Python before 3.12.9 leaves a blank between encoded words, and is compared without blanks.
    """
    addresses = read(message)[header].addresses
    older = message_from_bytes(encode(message), policy=policy.compat32)[header]
    ((name, address),) = email.utils.getaddresses([older])
    name = str(email.header.make_header(email.header.decode_header(name)))
    assert [a.display_name.replace(" ", "") for a in addresses] == [name.replace(" ", "")]
    assert [a.addr_spec for a in addresses] == [address]
    return name, address


TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp"]), min_size=1, max_size=120)


@given(TEXTS)
def test_any_name_that_passes_is_sent_right(name):
    """What `read_mailbox` lets pass is never cut and never becomes another address."""
    mailbox = read_mailbox("a@example.org", name).value
    if mailbox is None:
        return

    assert shown(evolve(MESSAGE, reader=mailbox), "To") == (mailbox.name, "a@example.org")


@given(TEXTS.filter(lambda t: t.strip() and not header_findings(t, "", None)))
def test_any_subject_is_read_back(subject):
    """Blanks, encoded words and other scripts included."""
    subject = " ".join(subject.split())

    assert read(evolve(MESSAGE, subject=subject))["Subject"] == subject


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n\t"), max_size=3000), st.binary())
def test_any_note_and_any_pack_are_read_back(text, data):
    """No note looks like a boundary, and nothing but ASCII and whole line ends goes out."""
    message = evolve(MESSAGE, text=text, attachment=Attachment("p.zip", data))
    note, pack = read(message).iter_parts()

    assert note.get_content().replace("\r\n", "\n").rstrip("\n") == text.rstrip("\n")
    assert pack.get_content() == data
    assert not re.search(rb"[^\r]\n|\r[^\n]|[^\x09\x0a\x0d\x20-\x7e]", encode(message))


@pytest.mark.parametrize(
    "wrong",
    [
        {"subject": "a\r\nBcc: x@example.org"}, {"subject": ""}, {"subject": "x" * 501}, {"language": "en\r\nX: y"},
        {"attachment": Attachment('a".zip', b"")}, {"attachment": Attachment("../a.zip", b"")},
        {"date": MESSAGE.date.replace(tzinfo=None)}, {"reader": Mailbox("a\r\nBcc: x", "a", "example.org")},
        {"reader": Mailbox("", "a", "example.org\r\nBcc: x")}, {"message_id": "<a@b>\r\nBcc: x"},
        {"boundary": 'a"\r\nX: y'},
    ],
)  # fmt: skip
def test_what_would_end_a_header_raises(wrong):
    """The writer trusts no caller."""
    with pytest.raises(ValueError, match=r"\S"):
        encode(evolve(MESSAGE, **wrong))


def test_key_id_and_boundary_follow_from_reader_and_pack_alone():
    """Another note, subject or name is the same mail; another address or pack is another."""
    renamed, moved = Mailbox("Other", "reader", "example.org"), Mailbox("Reader", "other", "example.org")

    assert key_of(renamed, "ab" * 32) == KEY
    assert len({KEY, key_of(moved, "ab" * 32), key_of(READER, "cd" * 32)}) == 3
