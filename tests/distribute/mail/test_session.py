"""A conversation with a server: private, with the right one, and exact about what its answers mean."""

import socket
import ssl
import threading

import pytest
import trustme
from aiosmtpd.smtp import AuthResult, LoginPassword
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from rtop_docs.distribute.mail import session as session_module
from rtop_docs.distribute.mail.session import Fate, NoSession, open_session, safe, trusted
from rtop_docs.distribute.mail.settings import Security
from tests.distribute.mail.sending import SENDER, mail, settings
from tests.distribute.mail.server import Control

DATA = b"Subject: x\r\n\r\nhello\r\n"
READER = mail(1).reader


def give(session, data=DATA, near=lambda: None):
    """Send one mail."""
    return session.send(SENDER, READER, data, near)


# -- privacy ----------------------------------------------------------------------------------------


def pem(authority):
    """An authority's certificate as text."""
    return authority.cert_pem.bytes().decode("ascii")


@pytest.fixture(scope="module")
def authority():
    """Who signs the servers' certificates."""
    return trustme.CA()


def checks(server, session, envelope, mechanism, auth_data):
    """Let one user in."""
    right = isinstance(auth_data, LoginPassword) and auth_data == LoginPassword(b"briefs", b"right words")
    return AuthResult(success=right, handled=False)


def context_of(authority, *names):
    """What a server of these names shows."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(*names).configure_cert(context)
    return context


@pytest.fixture(scope="module")
def private(authority):
    """Servers by the kind of their security, which want a log-in."""
    context = context_of(authority, "localhost", "127.0.0.1")
    made = {
        Security.STARTTLS: Control(
            tls_context=context, require_starttls=True, authenticator=checks, auth_required=True
        ),
        Security.TLS: Control(tls=context, authenticator=checks, auth_required=True, auth_require_tls=False),
    }
    yield made
    for control in made.values():
        control.stop()


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_mail_goes_through_tls_after_a_log_in(security, private, authority):
    """The certificate is signed by who is believed, the host is named in it, the password is right."""
    control = private[security]
    control.forget()
    chosen = settings(control.port, security=security, user="briefs")
    with open_session(chosen, "right words", trusted(pem(authority))) as session:
        outcome = give(session)

    assert outcome.fate is Fate.SENT
    assert [address for address, _, _ in control.taken()] == [READER.address]


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
@pytest.mark.parametrize("believed", ["another authority", "the system's"])
def test_a_certificate_that_nobody_believed_in_signed_is_refused(security, believed, private):
    """No mail and no password goes to a server that does not prove who it is."""
    control = private[security]
    control.forget()
    chosen = settings(control.port, security=security, user="briefs")
    others = pem(trustme.CA()) if believed == "another authority" else ""
    with pytest.raises(NoSession, match=r"certificate|issuer") as caught:
        open_session(chosen, "right words", trusted(others))

    assert caught.value.certificate
    assert control.seen() == []


def test_a_certificate_of_another_host_is_refused(authority):
    """Believed and in date, but of a server that is not the one in the settings."""
    control = Control(tls=context_of(authority, "other.example.org"))
    try:
        with pytest.raises(NoSession, match=r"127\.0\.0\.1") as caught:
            open_session(settings(control.port, security=Security.TLS), "", trusted(pem(authority)))
    finally:
        control.stop()

    assert caught.value.certificate


def test_a_server_without_starttls_gets_nothing(server):
    """An attacker who takes the offer out of the answer gains nothing."""
    with pytest.raises(NoSession, match="no STARTTLS"):
        open_session(settings(server.port, security=Security.STARTTLS), "", trusted())


def test_a_wrong_password_is_told_without_the_password(private, authority):
    """Only the server's words are told."""
    chosen = settings(private[Security.TLS].port, security=Security.TLS, user="briefs")
    with pytest.raises(NoSession, match="535") as caught:
        open_session(chosen, "wrong words", trusted(pem(authority)))

    assert "wrong" not in str(caught.value)


def test_a_log_in_that_the_server_does_not_offer_is_told(server):
    """A user is given, the server has no AUTH."""
    with pytest.raises(NoSession, match="no log-in"):
        open_session(settings(server.port, user="briefs"), "x", None)


def test_no_certificates_to_believe_is_a_wrong_call():
    """The library would believe any certificate then."""
    with pytest.raises(ValueError, match="certificates"):
        open_session(settings(1, security=Security.STARTTLS), "", None)


def test_in_the_open_only_to_this_machine(server, monkeypatch):
    """Where a name leads is looked at after connecting, too, before anything is said."""
    monkeypatch.setattr(
        session_module.ipaddress, "ip_address", lambda _: session_module.ipaddress.IPv4Address("192.0.2.1")
    )
    with pytest.raises(NoSession, match="not this machine"):
        open_session(settings(server.port), "", None)

    assert server.seen() == []


def test_nobody_there_is_told():
    """A port on which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    with pytest.raises(NoSession, match="refused"):
        open_session(settings(port), "", None)


# -- answers ----------------------------------------------------------------------------------------


class Talker:
    """A server that answers each line with the next of its words, and the data's end with the last."""

    def __init__(self, *words):
        self.words, self.heard = list(words), []
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        self.thread = threading.Thread(target=self.talk)
        self.thread.start()

    def talk(self):
        """Serve one client."""
        client, _ = self.listening.accept()
        with client, client.makefile("rwb") as lines:
            lines.write(b"220 hello\r\n")
            lines.flush()
            data = False
            for word in [b"250 hello", *self.words]:
                line = lines.readline()
                while data and line not in {b".\r\n", b""}:
                    line = lines.readline()
                self.heard.append(line)
                if not isinstance(word, bytes):
                    word.wait(10)
                    return
                data = word.startswith(b"354")
                lines.write(word + b"\r\n")
                lines.flush()
            if self.words[-1].startswith(b"354 go\r\n"):
                self.heard.append(lines.read())

    def ended(self):
        """Wait until it is done; return what it heard."""
        self.thread.join(10)
        self.listening.close()
        return self.heard


def outcome_of(*words, near=lambda: None):
    """What is made of a server that says `words` to MAIL, RCPT, DATA, the end."""
    talker = Talker(*words)
    session = open_session(settings(talker.port), "", None)
    outcome = give(session, near=near)
    session._smtp.close()  # these servers do not wait for a good-bye
    return outcome, talker.ended()


@pytest.mark.parametrize(
    ("end", "fate"),
    [
        (b"250 taken", Fate.SENT),
        (b"250-taken\r\n250-as\r\n250 number 7", Fate.SENT),
        (b"451 later", Fate.DEFERRED),
        (b"550 never", Fate.REFUSED),
        (b"354 more?", Fate.UNKNOWN),
        (b"150 wait", Fate.UNKNOWN),
        (b"hello", Fate.UNKNOWN),
        (b"25", Fate.UNKNOWN),
        (b"999 what", Fate.UNKNOWN),
        (b"250-taken", Fate.UNKNOWN),
        (b"250 " + b"x" * 10_000, Fate.UNKNOWN),
        (b"\xff\xfe", Fate.UNKNOWN),
    ],
)
def test_what_an_answer_to_the_end_means(end, fate):
    """Only a whole, plain yes is a yes, and only a plain no is a no; all else is for a person."""
    outcome, _ = outcome_of(b"250 ok", b"250 ok", b"354 go", end)

    assert outcome.fate is fate


@pytest.mark.parametrize(
    ("early", "fate"),
    [(b"250 taken already", Fate.DEFERRED), (b"552 too much", Fate.REFUSED), (b"451 later", Fate.DEFERRED)],
)
def test_a_server_that_speaks_before_the_end_gets_no_end(early, fate):
    """What it says early is no answer to an end that it has not had; it keeps nothing, and that is certain."""
    near = []
    outcome, heard = outcome_of(b"250 ok", b"250 ok", b"354 go\r\n" + early, near=lambda: near.append(1))

    assert (outcome.fate, near) == (fate, [])
    assert not heard[-1].endswith(b".\r\n")


@pytest.mark.parametrize(("words", "fate"), [((), Fate.DEFERRED), ((b"250 ok", b"250 ok", b"354 go"), Fate.UNKNOWN)])
def test_a_server_that_falls_silent_is_not_waited_for_without_end(words, fate, monkeypatch):
    """Before the end of the data the mail can be tried again, after it nobody knows."""
    monkeypatch.setattr(session_module, "ANSWER_SECONDS", 0.2)
    monkeypatch.setattr(session_module, "END_SECONDS", 0.2)
    silence = threading.Event()
    talker = Talker(*words, silence)
    session = open_session(settings(talker.port), "", None)
    outcome = give(session)
    silence.set()
    session.end()
    talker.ended()

    assert (outcome.fate, outcome.words) == (fate, "no answer in time")


@given(st.binary(max_size=900))
def test_any_words_of_a_server_become_one_short_line(words):
    """Nothing in it moves a terminal or breaks a table."""
    line = safe(words)

    assert line.isprintable()
    assert len(line) <= session_module.MAX_WORDS + len(" ...")


def test_a_servers_words_move_no_terminal():
    """Escapes, line ends and what reorders text are shown, not obeyed."""
    outcome, _ = outcome_of(b"250 ok", b"550 \x1b[2Jgone\x07 \xe2\x80\xae \xff")

    assert outcome.words == r"550 \x1b[2Jgone\x07 \u202e " + "\ufffd"
    assert len(safe(b"x" * 9000)) < 500


def test_lone_dots_are_doubled(server):
    """A line that is a dot does not end the mail, and arrives as it was."""
    body = b"Message-ID: <x@y.example>\r\n\r\n.\r\n..\r\n.a\r\nb.\r\n"
    with open_session(settings(server.port), "", None) as session:
        assert give(session, body).fate is Fate.SENT

    assert server.taken()[0][2].encode("latin-1") == body


def test_the_server_is_told_the_senders_domain_and_not_this_machine(server):
    """EHLO names no machine, and MAIL says how large the mail is."""
    with open_session(settings(server.port), "", None) as session:
        give(session)
        assert session._smtp.local_hostname == "example.org"

    assert server.seen()[0] == ("mail", f"FROM:<briefs@example.org> SIZE={len(DATA)}")


def test_a_mail_without_a_last_line_end_is_a_wrong_call(server):
    """The end of the data would stand in its last line."""
    with open_session(settings(server.port), "", None) as session, pytest.raises(ValueError, match="CRLF"):
        give(session, b"x")


@pytest.mark.parametrize("field", ["local", "domain"])
def test_an_address_that_would_be_two_commands_is_a_wrong_call(server, field):
    """The conversation trusts no caller."""
    hostile = evolve(READER, **{field: "example.org>\r\nRCPT TO:<b@example.org"})
    with open_session(settings(server.port), "", None) as session, pytest.raises(ValueError, match="more than one"):
        session.send(SENDER, hostile, DATA, lambda: None)

    assert [place for place, _ in server.seen()] == ["mail"]


def test_an_interrupted_mail_is_left_without_an_end(server):
    """What is raised at the last moment goes through; the connection closes, and nothing is taken."""
    session = open_session(settings(server.port), "", None)

    def interrupt():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        give(session, near=interrupt)
    session.end()

    assert server.taken() == []
