"""Addresses and names: sent right, or refused with the reason."""

import email.policy
from email.parser import BytesHeaderParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtop_docs.diagnostics import SourceSpan
from rtop_docs.distribute.mail.address import MAX_NAME, read_mailbox

PLACE = SourceSpan("source/recipients.yaml", 7, 5)


def refused(address, name=""):
    """The findings for an address that is refused."""
    read = read_mailbox(address, name, PLACE)
    assert read.value is None
    return [f"{d.code} {d.span.line}: {d.message}" for d in read.diagnostics]


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("secretariat@example.org", "secretariat@example.org"),
        ("Mission.Rwanda+r2p@Example.ORG", "Mission.Rwanda+r2p@example.org"),
        ('"head of mission"@example.org', '"head of mission"@example.org'),
        ('"plain"@example.org', "plain@example.org"),
        (r'"a\"b\\c"@example.org', r'"a\"b\\c"@example.org'),
        (r'"a\b"@example.org', "ab@example.org"),
        ('"a@b"@example.org', '"a@b"@example.org'),
        ("mission@bücher.example", "mission@xn--bcher-kva.example"),
        ("mission@例え.example", "mission@xn--r8jz45g.example"),
        ("mission@xn--bcher-kva.example", "mission@xn--bcher-kva.example"),
    ],
)
def test_an_address_is_written_in_its_one_form(written, sent):
    """Domains become ASCII in lower case; quotation marks stay only where they must."""
    read = read_mailbox(written)

    assert read.value.address == sent
    assert read.diagnostics == ()


@pytest.mark.parametrize(
    "address",
    [
        "", "@", "a", "a@", "@example.org", "a@b@example.org", "a b@example.org", ".a@example.org",
        "a..b@example.org",
        "a@example", "a@-x.example", "a@x_y.example", "a@example.org.", "a@[127.0.0.1]", "a@127.0.0.1",
        "Name <a@example.org>", "a@example.org, b@example.org", "a@example.org\r\nBcc: x@example.org",
        "a\n@example.org",
        '"a\r\nRCPT TO:<b@example.org>"@example.org', '"a@example.org', 'a"b@example.org', "<a@example.org>",
        "a@example.org>", "@x.example:a@example.org", "mission@stra\u00dfe.example", "a@ex\u200dample.org",
        "josé@example.org",
        "a@example.org\x00", f"{'a' * 65}@example.org", f"a@{'b.' * 130}example.org", f"a@{'b' * 64}.example",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_at_its_line(address):
    """Nothing is guessed, cut or mended."""
    found = refused(address)

    assert found
    assert all(f.startswith("N40 7: ") for f in found)


@pytest.mark.parametrize(
    ("name", "sign"),
    [("A\r\nBcc: x@example.org", "000D"), ("A\x1b[31m", "001B"), ("A\u202eB", "202E"), ("A\u2028B", "2028")],
)
def test_a_name_with_a_sign_that_ends_or_hides_is_refused(name, sign):
    """Line ends, escapes and what reorders text stand in no header."""
    assert refused("a@example.org", name)[0].startswith("N41 7: ")
    assert f"U+{sign}" in refused("a@example.org", name)[0]


def test_a_name_that_never_ends_is_refused():
    """A thousand letters are no name."""
    assert "more than 200" in refused("a@example.org", "x" * (MAX_NAME + 1))[0]


def test_both_the_name_and_the_address_are_reported():
    """One run tells everything."""
    assert [f[:3] for f in refused("nobody", "A\nB")] == ["N41", "N40"]


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_is_refused_or_is_one_line_of_ascii(address, name):
    """Whatever passes can neither end a command nor begin another, and reads back as one address."""
    read = read_mailbox(address, name)
    assert (read.value is None) == bool(read.diagnostics)
    if read.value is None:
        return
    written = read.value.address
    header = BytesHeaderParser(policy=email.policy.default).parsebytes(f"To: {written}\r\n\r\n".encode("ascii"))["To"]

    assert written.isascii()
    assert written.isprintable()
    assert [a.addr_spec for a in header.addresses] == [written]


LOCALS = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1, max_size=30)


@given(LOCALS)
def test_any_printable_words_may_stand_in_quotation_marks(words):
    """What is before the '@' comes back as it was meant."""
    quoted = '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
    written = read_mailbox(f"{quoted}@example.org").value.address
    header = BytesHeaderParser(policy=email.policy.default).parsebytes(f"To: <{written}>\r\n\r\n".encode("ascii"))["To"]

    assert header.addresses[0].username == words
    assert read_mailbox(written).value.address == written
