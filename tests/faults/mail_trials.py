"""Let a sending of mail meet a fault at each file operation of its ledger, and see what became of the mails.

Runs as a program of its own, behind the shim (`faults.c`): ``python -m tests.faults.mail_trials FAULT FOLDER`` prints
one JSON object with how many operations were struck and what went wrong.  Each trial is a forked child.
"""

import ctypes
import json
import os
import shutil
import sqlite3
import sys
from collections import Counter
from pathlib import Path

from rtop_docs.distribute.mail.ledger import LedgerRefused
from tests.distribute.mail.sending import mail, send, settings, states
from tests.distribute.mail.server import Control
from tests.faults.trials import FAULTS, SHIM, in_child

MAILS = [mail(1), mail(2)]


class Trials:
    """One fault at every operation in turn."""

    def __init__(self, fault, folder):
        self.fault, self.root = fault, folder / "project"
        self.server = Control()
        self.settings = settings(self.server.port)

    def run(self):
        """Strike each operation until none is left; return how many were struck and what went wrong."""
        wrong = []
        for nth in range(1, 10_000):
            shutil.rmtree(self.root, ignore_errors=True)
            self.root.mkdir()
            self.server.forget()
            answer = in_child(lambda nth=nth: self.strike(nth))
            if isinstance(answer, list) and answer[2] < nth:
                return nth - 1, wrong
            wrong += [f"{nth} {answer}: {why}" for why in (*self.fell_over(answer), *self.judge(), *self.again())]
        raise AssertionError("there is no end to it")

    def strike(self, nth):
        """In a child: send with the nth operation struck."""
        SHIM.arm(str(self.root).encode(), ctypes.c_long(nth), FAULTS[self.fault])
        ended = self.send()
        SHIM.disarm()
        return [0, ended, SHIM.seen(), SHIM.last()]

    def send(self):
        """Send; return in a word how that ended."""
        try:
            send(self.path, self.settings, MAILS)
        except (sqlite3.Error, LedgerRefused, OSError) as fault:
            return f"refused: {fault}"
        return "done"

    def fell_over(self, answer):
        """Say that a run ended in a way that it may not."""
        if isinstance(answer, list) and "Traceback" in answer[1]:
            yield "the run fell over"

    @property
    def path(self):
        """Where the ledger is."""
        return self.root / "sent" / "ledger.sqlite"

    def taken(self):
        """How often each reader has the mail."""
        return Counter(address.partition("@")[0] for address, _, _ in self.server.taken())

    def judge(self):
        """Hold the ledger, as it is on disk, against what the server took."""
        taken = self.taken()
        if not self.path.exists():
            if taken:
                yield "a mail left before there was a ledger"
            return
        found = in_child(lambda: [0, states(self.path), 0, ""])[1]
        for name, state in found.items() if isinstance(found, dict) else [("", found)]:
            if state == "sent" and not taken[name]:
                yield f"{name} is lost"
            if state not in {"sent", "unknown", "sending"} and taken[name]:
                yield f"{name} is '{state}' and was taken"

    def again(self):
        """Run once more without a fault: what can be decided is sent, nothing twice."""
        ended = in_child(lambda: [0, self.send(), 0, ""])[1]
        taken, found = self.taken(), in_child(lambda: [0, states(self.path), 0, ""])[1]
        if ended != "done" or not isinstance(found, dict):
            yield f"the next run: {ended}, {found}"
        elif set(found.values()) - {"sent", "unknown"} or len(found) != len(MAILS):
            yield f"after the next run: {found}"
        if max(taken.values(), default=0) > 1 or any(s == "sent" and not taken[n] for n, s in found.items()):
            yield f"taken {dict(taken)}, in the ledger {found}"


if __name__ == "__main__":
    struck, wrong = Trials(sys.argv[1], Path(sys.argv[2]).resolve()).run()
    sys.stdout.write(json.dumps({"struck": struck, "wrong": wrong}))
    sys.stdout.flush()
    os._exit(0)
