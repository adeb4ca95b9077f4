"""What the tests of sending share: invented readers, settings, a world without waiting."""

import datetime

from rtop_docs.distribute.mail.address import Mailbox
from rtop_docs.distribute.mail.ledger import open_ledger
from rtop_docs.distribute.mail.plan import Mail, Order, new_entry
from rtop_docs.distribute.mail.run import Run, World
from rtop_docs.distribute.mail.session import open_session
from rtop_docs.distribute.mail.settings import Security, Settings

MOMENT = datetime.datetime(2014, 9, 9, 8, 30, tzinfo=datetime.UTC)
SENDER = Mailbox("The secretariat", "briefs", "example.org")
PACK = bytes(range(256)) * 8


def settings(port, **others):
    """Settings for a server on this machine."""
    plain = {
        "host": "127.0.0.1", "port": port, "security": Security.NONE, "sender": SENDER, "reply_to": None, "user": "",
        "authorities": "", "rate": 6000, "subject": "",
    }  # fmt: skip
    return Settings(**plain | others)


def mail(number, **others):
    """The mail to the reader of that number."""
    plain = {
        "recipient": f"r{number}", "reader": Mailbox(f"Reader {number}", f"r{number}", "example.org"), "language": "en",
        "subject": "Your pack",
        "text": "Please find your pack.\n.\nIt has a lone dot.\n", "pack": f"build/packs/r{number}.zip",
        "sha256": f"{number:064x}",
    }  # fmt: skip
    return Mail(**plain | others)


class Deaf:
    """A listener that hears nothing."""

    def begin(self, total):
        """Hear how many there are."""

    def step(self, step):
        """Hear of one."""


class Noting(Deaf):
    """A listener that keeps what it hears."""

    def __init__(self):
        self.total, self.steps = 0, []

    def begin(self, total):
        """Hear how many there are."""
        self.total = total

    def step(self, step):
        """Hear of one."""
        self.steps.append((step.target, step.outcome))


def world(chosen, **others):
    """A world in which no time passes."""
    plain = {
        "open": lambda: open_session(chosen, "", None), "read": lambda _: PACK, "now": lambda: MOMENT,
        "seconds": lambda: 0.0, "pause": lambda _: None,
    }  # fmt: skip
    return World(**plain | others)


def send(path, chosen, mails, order=None, *, listener=None, **others):
    """Do what one run does with a ledger at `path`: recover, plan, send."""
    order = order or Order()
    with open_ledger(path) as ledger:
        ledger.recover(MOMENT)
        ledger.plan([new_entry(m, chosen, MOMENT) for m in mails], MOMENT)
        return Run(ledger, chosen, world(chosen, **others), order).send(tuple(mails), listener or Deaf())


def states(path):
    """Recipient -> the word of its state."""
    with open_ledger(path) as ledger:
        return {e.recipient: e.state.value for e in ledger.entries()}
