"""A run over the ledger: pace, one conversation for many mails, and when it stops."""

import pytest
from attrs import evolve

from rtop_docs.distribute.mail import session as session_module
from rtop_docs.distribute.mail.ledger import open_ledger
from rtop_docs.distribute.mail.plan import Order
from rtop_docs.distribute.mail.session import NoSession, open_session
from rtop_docs.workspace import Unreadable
from tests.distribute.mail.sending import MOMENT, Noting, mail, send, settings, states


@pytest.fixture
def path(tmp_path):
    """Where the ledger is."""
    return tmp_path / "ledger.sqlite"


MAILS = (mail(1), mail(2), mail(3))


def test_each_reader_gets_the_pack_once_and_a_second_run_sends_nothing(server, path):
    """And who listens hears of each mail as it is done."""
    first, second = Noting(), Noting()
    done = send(path, settings(server.port), MAILS, listener=first)
    again = send(path, settings(server.port), MAILS, listener=second)

    assert [address for address, _, _ in server.taken()] == [m.reader.address for m in MAILS]
    assert (first.total, first.steps) == (3, [("r1", "sent"), ("r2", "sent"), ("r3", "sent")])
    assert (second.total, second.steps) == (0, [])
    assert ([m.recipient for m in done.sent], done.before, again.sent, again.before) == (["r1", "r2", "r3"], 0, (), 3)


def test_many_mails_go_through_one_conversation(server, path):
    """Each as a mail of its own, to one reader."""
    opened = []
    chosen = settings(server.port)

    def opening():
        opened.append(1)
        return open_session(chosen, "", None)

    send(path, chosen, MAILS, open=opening)

    assert len(opened) == 1
    assert [place for place, _ in server.seen()] == ["mail", "rcpt", "data"] * 3


def test_no_more_mails_begin_in_a_minute_than_the_rate_allows(server, path):
    """The pause before a mail is what is left of its share of the minute."""
    clock, pauses = [100.0], []

    def pause(seconds):
        pauses.append(seconds)
        clock[0] += seconds

    send(path, settings(server.port, rate=30), MAILS, seconds=lambda: clock[0], pause=pause)

    assert pauses == [2.0, 2.0]


def test_a_server_that_hung_up_while_we_paused_is_called_again(server, path):
    """An idle conversation that is gone costs no mail its try."""
    chosen, sessions = settings(server.port), []

    def opening():
        sessions.append(open_session(chosen, "", None))
        return sessions[-1]

    def pause(_):
        sessions[-1]._smtp.sock.shutdown(2)

    send(path, evolve(chosen, rate=30), MAILS, open=opening, pause=pause)

    assert states(path) == {"r1": "sent", "r2": "sent", "r3": "sent"}
    assert len(server.taken()) == 3


def test_a_server_that_is_not_there_leaves_everything_planned(server, path):
    """Nothing was begun, and the finding says why."""

    def opening():
        raise NoSession("nobody answers")

    done = send(path, settings(server.port), MAILS, open=opening)

    assert [d.code for d in done.diagnostics] == ["N45"]
    assert set(states(path).values()) == {"planned"}
    assert done.left == MAILS


def test_a_sender_who_is_refused_stops_the_run(server, path):
    """The next mail would fare no better; the readers are not marked as refused."""
    server.expect({"*": "mail 550"})
    done = send(path, settings(server.port), MAILS)

    assert states(path) == {"r1": "deferred", "r2": "planned", "r3": "planned"}
    assert [d.code for d in done.diagnostics] == ["N45", "N48"]


def test_a_pack_that_was_changed_stays_and_the_others_go(server, path):
    """What is not the pack that was made leaves the house never."""

    def read(one):
        if one is MAILS[1]:
            raise Unreadable(_changed())
        return b"pack"

    done = send(path, settings(server.port), MAILS, read=read)

    assert states(path) == {"r1": "sent", "r2": "planned", "r3": "sent"}
    assert [d.code for d in done.diagnostics] == ["N11"]


def _changed():
    from rtop_docs.diagnostics import error

    return error("N11", "changed")


@pytest.mark.parametrize(
    ("script", "code"), [("rcpt 550", "N47"), ("rcpt 451", "N48"), ("took, cut", "N49"), ("end 550", "N47")]
)
def test_what_stands_between_a_mail_and_its_reader_is_told_in_every_run(script, code, server, path):
    """With the server's words, until it is sent or settled."""
    server.expect({"r2@example.org": script})
    first = send(path, settings(server.port), MAILS)
    second = send(path, settings(server.port), MAILS)

    assert [d.code for d in first.diagnostics] == [code]
    assert "'r2' (r2@example.org)" in first.diagnostics[0].message
    assert [d.code for d in second.diagnostics] == [code]


def test_what_was_refused_is_tried_again_on_demand_only(server, path):
    """A server may have been wrong."""
    server.expect({"r2@example.org": "rcpt 550"})
    send(path, settings(server.port), MAILS)
    server.expect({})
    send(path, settings(server.port), MAILS)
    before = states(path)["r2"]
    send(path, settings(server.port), MAILS, Order(retry_refused=True))

    assert (before, states(path)["r2"]) == ("refused", "sent")


def test_a_second_try_sends_the_same_bytes(server, path):
    """Date, Message-ID and boundary are those of the first."""
    server.expect({"r2@example.org": "took, cut"})
    send(path, settings(server.port), MAILS)
    server.expect({})
    send(path, settings(server.port), MAILS, Order(resend_unknown=True), now=lambda: MOMENT.replace(year=2030))
    twice = [text for address, _, text in server.taken() if address == "r2@example.org"]

    assert len(twice) == 2
    assert twice[0] == twice[1]


def test_an_unknown_mail_whose_pack_was_made_again_is_still_listed(server, path):
    """The new pack goes its own way; the old mail stays a question, as a warning."""
    server.expect({"r2@example.org": "took, cut"})
    send(path, settings(server.port), MAILS)
    server.expect({})
    done = send(path, settings(server.port), (MAILS[0], mail(2, sha256="f" * 64), MAILS[2]))

    assert [(d.code, d.severity.value) for d in done.diagnostics] == [("N49", "warning")]
    assert [m.recipient for m in done.sent] == ["r2"]


def test_the_end_of_the_data_is_noted_before_it_is_sent(server, path, monkeypatch):
    """On disk, where another process reads it: the order is the promise."""
    seen = []
    write = session_module.Session._write

    def watched(self, data):
        if data == b".\r\n":
            with open_ledger(path) as other:
                seen.extend((e.state.value, e.ending) for e in other.entries())
        write(self, data)

    monkeypatch.setattr(session_module.Session, "_write", watched)
    send(path, settings(server.port), MAILS[:1])

    assert seen == [("sending", True)]
