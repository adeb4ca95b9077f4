"""Seeded runs of sending that are killed, refused, cut and starved of disk, judged by what the server took.

A run is a forked child of one process that has everything loaded, so that a thousand of them take a minute or two.
The server kills it at the points that it can see; at the others a method of the ledger does, in the child alone.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
from collections import Counter

from rtop_docs.distribute.mail.ledger import Ledger
from rtop_docs.distribute.mail.plan import Order
from tests.distribute.mail.sending import mail, send, settings, states
from tests.distribute.mail.server import fork

BY_SERVER = (
    "mail kill", "rcpt kill", "data kill", "within kill", "end kill", "took, killed", "took, answered, killed",
    "mail cut", "rcpt cut", "data cut", "within cut", "end cut", "took, cut", "took, garbled",
    "mail 451", "rcpt 451", "rcpt 421", "rcpt 550", "data 451", "data 554", "end 451", "end 550", "end 552",
)  # fmt: skip
BY_CLIENT = tuple(
    f"{what} {when} {step}"
    for step in ("plan", "begin", "end_is_near", "settle")
    for what, when in (("kill", "before"), ("kill", "after"), ("full", "at"))
)
FAULTS = (*BY_SERVER, *BY_CLIENT)
REFUSING = {"rcpt 550", "data 554", "end 550", "end 552"}
MAY_BE_UNKNOWN = {
    "within kill", "within cut",  # the client may be ahead of the server: its end of the data may have left already
    "end kill", "end cut", "took, killed", "took, cut", "took, garbled", "took, answered, killed",
    "kill after end_is_near", "kill before settle", "full at settle",
}  # fmt: skip
"""Only these faults can leave a mail of which nobody can say whether it was sent."""


class Full(sqlite3.OperationalError):
    """What SQLite raises on a full disk."""


def strike(fault, at):
    """In a child: let the ledger's method that `fault` names do that at its call number `at`."""
    what, when, step = fault.split()
    method, calls = getattr(Ledger, step), iter(range(1, 1_000_000))

    def struck(self, *given, **named):
        mine = next(calls) == at
        if mine and what == "full":
            raise Full("database or disk is full")
        if mine and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        method(self, *given, **named)
        if mine and when == "after":
            os.kill(os.getpid(), signal.SIGKILL)

    setattr(Ledger, step, struck)


def in_child(work, ready):
    """Do `work` in a forked child once `ready` was called with its number; return how it ended."""
    gate, opens = os.pipe()
    child = fork()
    if not child:
        try:
            os.close(opens)
            os.read(gate, 1)
            work()
            os._exit(0)
        finally:
            os._exit(9)
    os.close(gate)
    ready(child)
    os.write(opens, b"x")
    os.close(opens)
    return os.waitpid(child, 0)[1]


class Trial:
    """One seed: some readers, some runs each with its fault, then runs until nothing changes."""

    def __init__(self, seed, server, folder):
        self.chance = random.Random(seed)
        self.server, self.path = server, folder / f"{seed}.sqlite"
        self.mails = [mail(n) for n in range(self.chance.randint(1, 4))]
        self.settings = settings(server.port)
        self.wrong, self.met = [], Counter()
        self.possible, self.refused = set(), set()

    def run(self):
        """Return what went wrong; nothing, if all is well."""
        self.server.forget()
        for _ in range(self.chance.randint(1, 3)):
            self.once(self.chance.choice(FAULTS))
            self.judge()
        self.once("")
        self.once("")
        self.judge(whole=True)
        self.second_run_sends_nothing()
        self.person_chooses()
        return self.wrong

    def once(self, fault, **others):
        """One run with one fault, at one mail.  others: as `send` has them."""
        struck = self.chance.choice(self.mails)
        self.met[fault] += 1
        where = "*" if fault.startswith("mail") else struck.reader.address
        scripts = {where: fault} if fault in BY_SERVER else {}
        if fault in REFUSING:
            self.refused.add(struck.recipient)
        self.possible |= (
            ({struck.recipient} if scripts else {m.recipient for m in self.mails}) if fault in MAY_BE_UNKNOWN else set()
        )
        at = 1 if fault.endswith("plan") else self.chance.randint(1, len(self.mails))

        def work():
            if fault in BY_CLIENT:
                strike(fault, at)
            send(self.path, self.settings, self.mails, **others)

        status = in_child(work, lambda child: self.server.expect(scripts, child))
        if os.WIFSIGNALED(status):
            self.met["killed"] += 1
        elif os.WEXITSTATUS(status) and fault != "full at plan":
            self.wrong.append(f"a run with '{fault}' ended with {os.WEXITSTATUS(status)}")

    def judge(self, *, whole=False):
        """Hold the ledger against what the server took.  whole: the last runs met no fault."""
        taken = Counter(address.partition("@")[0] for address, _, _ in self.server.taken())
        if not self.path.exists():
            if taken:
                self.wrong.append("a mail left before there was a ledger")
            return
        self.wrong += [f"{name} got it {n} times" for name, n in taken.items() if n > 1]
        for name, state in states(self.path).items():
            if state == "sent" and not taken[name]:
                self.wrong.append(f"{name} is sent and was not taken: lost")
            if state in {"planned", "deferred", "refused"} and taken[name]:
                self.wrong.append(f"{name} is {state} and was taken: it would be sent again")
            if state == "unknown" and name not in self.possible:
                self.wrong.append(f"{name} is unknown, and that could have been decided")
            if state == "refused" and name not in self.refused:
                self.wrong.append(f"{name} is refused, and the server did not refuse it")
            if whole and state not in {"sent", "refused", "unknown"}:
                self.wrong.append(f"{name} is still {state}")

    def second_run_sends_nothing(self):
        """What is sent, refused or unknown stays so, and every unknown mail is listed."""
        before, states_before = self.server.taken(), states(self.path)
        found = send(self.path, self.settings, self.mails).diagnostics
        told = sorted(d.message.split("'")[1] for d in found if d.code == "N49")
        if self.server.taken() != before or states(self.path) != states_before:
            self.wrong.append("a second run sent something")
        if told != sorted(name for name, state in states_before.items() if state == "unknown"):
            self.wrong.append(f"unknown, and not all listed: {told}")

    def person_chooses(self):
        """After both choices everybody has it; twice only who was unknown and had it already."""
        unknown = {name for name, state in states(self.path).items() if state == "unknown"}
        self.met["unknown"] += len(unknown)
        self.server.expect({})
        send(self.path, self.settings, self.mails, Order(resend_unknown=True, retry_refused=True))
        taken = Counter(address.partition("@")[0] for address, _, _ in self.server.taken())
        ids = {address: set() for address, _, _ in self.server.taken()}
        for address, message_id, text in self.server.taken():
            ids[address].add((message_id, text))
        if set(states(self.path).values()) != {"sent"} or set(taken) != {m.recipient for m in self.mails}:
            self.wrong.append("somebody still has nothing")
        self.wrong += [f"{name} got it {n} times" for name, n in taken.items() if n > 1 + (name in unknown)]
        self.wrong += [f"{a} got two different mails" for a, same in ids.items() if len(same) != 1]
