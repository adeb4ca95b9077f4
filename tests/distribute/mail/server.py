"""A real SMTP server on the loopback address, in a process of its own, that does what each mail's script says.

It kills its client, refuses, cuts or garbles at the point that is asked for, and keeps the list of what it took:
that list, and not what the client believes, is what the tests are judged by.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
import ssl
import warnings
from email import message_from_bytes, policy

from aiosmtpd.smtp import SMTP

KEPT_POINTS = ("took, killed", "took, cut", "took, garbled", "took, answered, killed")
REFUSALS = {
    "mail 451": "451 4.3.0 not now", "mail 550": "550 5.7.1 not that sender", "mail 552": "552 5.3.4 too large",
    "rcpt 451": "451 4.2.1 mailbox busy", "rcpt 550": "550 5.1.1 no such user", "rcpt 421": "421 4.3.2 closing",
    "data 451": "451 4.3.0 not now", "data 554": "554 5.5.1 no",
    "end 451": "451 4.3.0 disk trouble", "end 550": "550 5.7.1 looks like spam", "end 552": "552 5.2.2 over quota",
}  # fmt: skip
"""Script -> answer; the first word is where: to MAIL, RCPT, DATA or the end of the data."""


class _Cut(Exception):
    """The connection is to be closed now."""


class Server:
    """What the server knows: the scripts, by reader's address, who its client is, and what it took."""

    def __init__(self):
        self.scripts, self.client, self.taken, self.seen = {}, 0, [], []

    def script(self, address):
        """What is to be done to the mail for `address`."""
        return self.scripts.get(address, "")

    def kill(self):
        """Kill the client where it stands."""
        os.kill(self.client, signal.SIGKILL)

    def take(self, envelope):
        """Take a mail on ourselves: from here on it counts as sent."""
        read = message_from_bytes(envelope.original_content, policy=policy.default)
        self.taken.append([envelope.rcpt_tos[0], read["Message-ID"], envelope.original_content.decode("latin-1")])


class Reader:
    """Stands before the stream that data are read from, and strikes at its nth line."""

    def __init__(self, reader, at, strike):
        self._reader, self._left, self._strike = reader, at, strike

    async def readuntil(self, separator=b"\n"):
        """Give the next line."""
        self._left -= 1
        if self._left == 0:
            self._strike()
        return await self._reader.readuntil(separator)

    def __getattr__(self, name):
        return getattr(self._reader, name)


class Scripted(SMTP):
    """One connection."""

    def __init__(self, server, **settings):
        super().__init__(self, hostname="test.example.org", **settings)
        self.known, self.address = server, ""

    async def smtp_MAIL(self, arg):
        """Answer MAIL.  Which script holds is known from the mail's size: it carries the reader's number."""
        await self.at("mail", arg, super().smtp_MAIL)

    async def smtp_RCPT(self, arg):
        """Answer RCPT."""
        self.address = arg.partition("<")[2].partition(">")[0]
        await self.at("rcpt", arg, super().smtp_RCPT)

    async def smtp_DATA(self, arg):
        """Answer DATA, and read the data."""
        script, reader = self.known.script(self.address), self._reader
        place, _, what = script.partition(" ")
        if place == "within":
            strike = self.known.kill if what == "kill" else self.cut
            self._reader = Reader(reader, 4, strike)
        try:
            await self.at("data", arg, super().smtp_DATA)
        finally:
            self._reader = reader

    async def handle_DATA(self, server, session, envelope):
        """Answer the end of the data."""
        script = self.known.script(self.address)
        if script in REFUSALS:
            return REFUSALS[script]
        if script.startswith("took"):
            self.known.take(envelope)
        if script in {"end kill", "took, killed"}:
            self.known.kill()
            raise _Cut
        if script in {"end cut", "took, cut"}:
            self.cut()
        if script == "took, garbled":
            return "hello there"
        if script == "took, answered, killed":
            await self.push("250 taken")
            self.known.kill()
            raise _Cut
        self.known.take(envelope)
        return "250 taken"

    async def at(self, place, arg, go_on):
        """Do what the script wants at one place of the conversation, or go on."""
        self.known.seen.append([place, arg])
        script = self.known.script("*" if place == "mail" else self.address)
        if script == f"{place} kill":
            self.known.kill()
        elif script == f"{place} cut":
            self.cut()
        elif script.startswith(f"{place} ") and script in REFUSALS:
            await self.push(REFUSALS[script])
        else:
            await go_on(arg)

    def cut(self):
        """Hang up without a word."""
        self.transport.abort()
        raise asyncio.CancelledError

    async def handle_exception(self, error):
        """Say nothing of what the scripts do."""
        self.transport.abort()
        return "451 cut"


def fork():
    """Fork.  A worker of pytest-xdist has a thread that only listens: what is forked here has no use for it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of Python 3.12 and later, in a process with threads
        return os.fork()


class Control:
    """The test's end of the server: scripts go in, what was taken comes out."""

    def __init__(self, **settings):
        """Start a server.  tls: a context that is used from the first byte.  others: as aiosmtpd has them."""
        listening = socket.create_server(("127.0.0.1", 0))
        self.port = listening.getsockname()[1]
        ours, theirs = socket.socketpair()
        self.process = fork()
        if not self.process:
            ours.close()
            try:
                asyncio.run(_serve(listening, theirs, settings))
            finally:
                os._exit(0)
        theirs.close()
        listening.close()
        self._socket, self._lines = ours, ours.makefile("rw")

    def ask(self, **order):
        """Give an order; return the answer."""
        self._lines.write(json.dumps(order) + "\n")
        self._lines.flush()
        return json.loads(self._lines.readline())

    def expect(self, scripts, client=0):
        """Let the next mails be treated so: address -> script; "*" is for MAIL."""
        self.ask(scripts=scripts, client=client)

    def taken(self):
        """(address, Message-ID, bytes as text) of every mail taken since the last `forget`."""
        return [tuple(one) for one in self.ask(tell="taken")]

    def seen(self):
        """(place, argument) of every command since the last `forget`."""
        return [tuple(one) for one in self.ask(tell="seen")]

    def forget(self):
        """Forget what was taken."""
        self.ask(forget=True)

    def stop(self):
        """End the server."""
        self._lines.close()
        self._socket.close()
        os.kill(self.process, signal.SIGKILL)  # another server's process may hold the other end of the line
        os.waitpid(self.process, 0)


async def _serve(listening, control, settings):
    warnings.simplefilter("ignore")  # aiosmtpd warns of what these tests do on purpose
    server, loop = Server(), asyncio.get_running_loop()
    loop.set_exception_handler(lambda *_: None)
    tls: ssl.SSLContext | None = settings.pop("tls", None)
    made = await loop.create_server(lambda: Scripted(server, loop=loop, **settings), sock=listening, ssl=tls)
    lines, out = await asyncio.open_connection(sock=control)
    with contextlib.suppress(ConnectionError):
        while line := await lines.readline():
            order = json.loads(line)
            if "scripts" in order:
                server.scripts, server.client = order["scripts"], order["client"]
            if "forget" in order:
                server.taken, server.seen = [], []
            answer = getattr(server, order["tell"]) if "tell" in order else None
            out.write((json.dumps(answer) + "\n").encode())
            await out.drain()
    made.close()
