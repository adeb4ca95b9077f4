"""Sign check sums with a key of SSH, and say how a reader verifies them without us.

Runs ssh-keygen; knows nothing of releases.  Source: ssh-keygen(1), -Y; PROTOCOL.sshsig of OpenSSH.
"""

from __future__ import annotations

import shutil
import subprocess

from rtop_docs.diagnostics import Checked, error

NAMESPACE = "rtop-docs"
"""What the signature is for: one made for a mail or for git does not pass as one of ours."""

SIGNATURE = "SHA256SUMS.sig"
_SECONDS = 120


def sign(data: bytes, key: str) -> Checked[bytes | None]:
    """Return the signature of `data` with the key in the file `key`, as ``ssh-keygen -Y sign`` writes it.

    key: a private key, or the public one of a key that an agent holds.  A passphrase is asked for on the terminal, by
    ssh-keygen itself.  None, with error N24, when there is no ssh-keygen, no such key, or signing fails.
    """
    program = shutil.which("ssh-keygen")
    if program is None:
        hint = "install OpenSSH, or release with --unsigned"
        return Checked(None, (error("N24", "there is no ssh-keygen on this system", None, hint),))
    command = [program, "-Y", "sign", "-q", "-f", key, "-n", NAMESPACE]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603  no shell, and the words are ours but for a file's name
    except (OSError, subprocess.TimeoutExpired) as fault:
        return Checked(None, (error("N24", f"ssh-keygen does not run: {type(fault).__name__}", None),))
    if done.returncode or not done.stdout:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        why = said[-1] if said else f"it ends with {done.returncode}"
        hint = "name a private key: --key ~/.ssh/id_ed25519; `ssh-keygen -t ed25519 -f FILE` makes one"
        return Checked(None, (error("N24", f"ssh-keygen does not sign with '{key}': {why}", None, hint),))
    return Checked(done.stdout)


def verifying(signed: bool) -> bytes:
    """Return the text that says how to verify a release, signed or not."""
    return (f"{_SUMS}\n{_SIGNED if signed else _UNSIGNED}").encode()


_SUMS = """How to check this release

1. Nothing was changed or lost.  In this folder, run

       sha256sum -c SHA256SUMS

   Each line should end in "OK".  On a Mac: shasum -a 256 -c SHA256SUMS
"""
_SIGNED = f"""2. It comes from us.  Get our public key by another way than this folder (from our web page, or from a
   person), put it into a file allowed_signers as one line

       release {{the line of our public key, from "ssh-" on}}

   and run

       ssh-keygen -Y verify -f allowed_signers -I release -n {NAMESPACE} -s {SIGNATURE} < SHA256SUMS

   It should answer: Good "{NAMESPACE}" signature for release.  Which key signed is also shown, without
   saying whose it is, by

       ssh-keygen -Y check-novalidate -n {NAMESPACE} -s {SIGNATURE} < SHA256SUMS
"""
_UNSIGNED = """2. This release is not signed: the check sums say that it is whole, not from whom it comes.
"""
