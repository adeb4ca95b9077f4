"""mail.yaml: read strictly, every finding at its place; and the password, which is nowhere in it."""

import types

import pytest

from rtop_docs.diagnostics import format_diagnostic
from rtop_docs.distribute.mail import password
from rtop_docs.distribute.mail.password import find_password
from rtop_docs.distribute.mail.settings import SETTINGS, Security, read_settings
from rtop_docs.workspace import Workspace
from tests.distribute.mail.sending import settings

SMALL = "host: mail.example.org\nsender: briefs@example.org\n"


def read(text):
    """What is made of a mail.yaml."""
    return read_settings(Workspace.on_no_disk({SETTINGS: text.encode()}))


def found(text):
    """The findings, as they are printed, without their hints and path."""
    return [format_diagnostic(d).split("\n")[0].removeprefix(f"{SETTINGS}:") for d in read(text).diagnostics]


def test_two_lines_are_enough():
    """STARTTLS on its port, thirty mails a minute, no log-in."""
    made = read(SMALL).value

    assert (made.port, made.security, made.rate, made.user) == (587, Security.STARTTLS, 30, "")
    assert made.sender.address == "briefs@example.org"


def test_everything_that_can_be_said():
    """Each key arrives in its field."""
    text = SMALL + (
        "name: The secretariat\nreply_to: desk@example.org\nsecurity: tls\nport: 4465\nuser: briefs\n"
        "authorities: source/house.pem\nrate: 120\nsubject: Your pack\n"
    )
    made = read(text).value

    assert (made.sender.name, made.reply_to.address, made.security, made.port) == (
        "The secretariat", "desk@example.org", Security.TLS, 4465,
    )  # fmt: skip
    assert (made.user, made.authorities, made.rate, made.subject) == ("briefs", "source/house.pem", 120, "Your pack")


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("", "1:1: error[N42]: expected keys and values"),
        ("host: mail.example.org\n", "1:1: error[R02]: missing field 'sender'"),
        (SMALL + "password: secret\n", "3:1: error[R01]: unknown key 'password'"),
        (SMALL + "security: maybe\n", "3:11: error[R04]: 'maybe' is none of tls, starttls, none"),
        (SMALL + "port: x\n", "3:7: error[R03]: expected a whole number, found 'x'"),
        (SMALL + "port: 99999\n", "3:7: error[N42]: there is no port 99999"),
        (SMALL + "rate: 0\n", "3:7: error[N42]: a rate of 0 mails a minute"),
        (SMALL + "security: none\n",
         "3:11: error[N42]: security none would send mail in the open to 'mail.example.org'"),
        ("host: mail.example.org\nsender: nobody\n", "2:9: error[N40]: 'nobody' is no mail address"),
        (SMALL + "reply_to: a@b@c\n", "3:11: error[N40]: 'a@b@c' is no mail address"),
        ('host: "a b"\nsender: briefs@example.org\n', "1:7: error[N42]: 'a b' is no name of a host"),
        (SMALL + 'subject: "a\\nBcc: x"\n',
         "3:10: error[N41]: the subject holds the character U+000A, which no header may carry"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_place(text, finding):
    """Nothing is guessed, and no settings come out."""
    assert finding in found(text)
    assert read(text).value is None


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.8.9.1", '"::1"'])
def test_a_server_on_this_machine_may_be_spoken_to_in_the_open(host):
    """Nobody listens in between."""
    assert read(f"host: {host}\nsender: briefs@example.org\nsecurity: none\n").value.port == 25


def test_a_missing_file_is_told():
    """With its path."""
    assert [d.code for d in read_settings(Workspace.on_no_disk({})).diagnostics] == ["W02"]


# -- the password -----------------------------------------------------------------------------------


class World(Workspace):
    """A workspace with an environment of its own."""

    def __init__(self, **variables):
        self.variables = variables

    def variable(self, name):
        """A variable."""
        return self.variables.get(name, "")


USER = settings(1, host="mail.example.org", user="briefs")


def keyring(held):
    """A keyring that holds one password."""
    return types.SimpleNamespace(get_password=lambda service, user: held.get((service, user)))


def test_the_environment_comes_first(monkeypatch):
    """A variable set for this one command is meant for it."""
    monkeypatch.setattr(password, "_keyring", lambda: keyring({("rtop-docs:mail.example.org", "briefs"): "b"}))

    assert find_password(World(RTOP_MAIL_PASSWORD="a"), USER).value == "a"
    assert find_password(World(), USER).value == "b"


@pytest.mark.parametrize(
    ("ring", "why"),
    [
        (None, "the extra 'keyring' is not installed"),
        (keyring({}), "the keyring holds none"),
        (types.SimpleNamespace(get_password=lambda *_: 1 / 0), "the keyring cannot be read (ZeroDivisionError)"),
    ],
)
def test_a_missing_password_says_where_it_may_stand(monkeypatch, ring, why):
    """In a variable or a keyring, never in a file or an argument."""
    monkeypatch.setattr(password, "_keyring", lambda: ring)
    found = find_password(World(), USER)

    assert [d.code for d in found.diagnostics] == ["N43"]
    assert why in found.diagnostics[0].message


def test_no_user_needs_no_password():
    """Nothing is looked up."""
    assert find_password(World(RTOP_MAIL_PASSWORD="a"), settings(1)).value == ""
