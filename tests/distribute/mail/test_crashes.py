"""Mail is sent once, whatever happens to the process, the server, the connection and the disk."""

import os

import pytest

from rtop_docs.distribute.mail.ledger import open_ledger
from tests.distribute.mail.crashes import FAULTS, MAY_BE_UNKNOWN, Trial
from tests.distribute.mail.sending import MOMENT, mail, states

THOROUGH = bool(os.environ.get("RTOP_THOROUGH"))
BATCHES = 25 if THOROUGH else 4
SEEDS = 42 if THOROUGH else 10


@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_mail_is_sent_twice_or_lost_in_seeded_runs(batch, server, tmp_path):
    """Killed, refused, cut and full at every point, in any order: the server's own list is the judge."""
    wrong = {}
    for seed in range(batch * SEEDS, (batch + 1) * SEEDS):
        if found := Trial(seed, server, tmp_path).run():
            wrong[seed] = found

    assert wrong == {}


class OneFault(Trial):
    """Three readers, and one fault at the second of them."""

    def __init__(self, fault, server, folder):
        super().__init__(0, server, folder)
        self.mails = [mail(1), mail(2), mail(3)]
        self.chance = self
        self.fault = fault

    def choice(self, _):
        """The second reader is struck."""
        return self.mails[1]

    def randint(self, low, high):
        """The second call is struck."""
        return 2


@pytest.mark.parametrize("fault", FAULTS)
def test_each_point_of_the_exchange_by_itself(fault, server, tmp_path):
    """Every fault is met once for certain; only the undecidable ones leave a mail unknown."""
    trial = OneFault(fault, server, tmp_path)
    trial.once(fault)
    trial.judge()
    trial.once("")
    trial.judge(whole=True)
    unknown = [name for name, state in states(trial.path).items() if state == "unknown"]
    trial.second_run_sends_nothing()
    trial.person_chooses()

    assert trial.wrong == []
    assert unknown in ([], ["r2"]) if fault in MAY_BE_UNKNOWN else unknown == []
    assert trial.met["killed"] == ("kill" in fault)


@pytest.mark.parametrize("fault", ["end kill", "took, killed", "took, cut", "took, garbled", "kill before settle"])
def test_what_nobody_can_decide_is_left_to_a_person(fault, server, tmp_path):
    """After the end of the data and without an answer on record the mail is unknown, and stays so."""
    trial = OneFault(fault, server, tmp_path)
    trial.once(fault)
    trial.once("")
    trial.once("")

    assert states(trial.path) == {"r1": "sent", "r2": "unknown", "r3": "sent"}


@pytest.mark.parametrize("fault", ["within kill", "within cut"])
def test_within_the_data_there_is_nothing_to_decide(fault, server, tmp_path):
    """A mail that is larger than all buffers in between is struck while it is being written: it can be tried again."""
    trial = OneFault(fault, server, tmp_path)
    large = bytes(24_000_000)
    trial.once(fault, read=lambda one: large if one is trial.mails[1] else b"small")
    trial.judge()
    with open_ledger(trial.path) as ledger:
        ledger.recover(MOMENT)

    assert trial.wrong == []
    assert states(trial.path)["r2"] == "deferred"


def test_the_judge_hears_a_mail_that_is_sent_twice(server, tmp_path):
    """The trials can fail: a ledger that forgets its intents is found out."""
    trial = OneFault("took, killed", server, tmp_path)
    trial.once("took, killed")
    trial.path.unlink()
    trial.once("")
    trial.judge()

    assert "r2 got it 2 times" in trial.wrong
