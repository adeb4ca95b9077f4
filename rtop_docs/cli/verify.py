"""The commands that prove something of what was made.

Knows click and `parity`; nothing of documents or formats.
"""

from __future__ import annotations

import sys

import click

from rtop_docs.cli.printing import FOUND, Context, json_option, pass_context, report, strict_option


@click.group(epilog="Example:  rtop-docs verify parity")
def verify() -> None:
    """Prove what the finished files say."""


@verify.command(
    epilog="""\b
Examples:
  rtop-docs verify parity                   every file that is made
  rtop-docs verify parity briefing          one target, in all its formats
  rtop-docs verify parity 'sheets/*.pdf'    by pattern, in one format
"""
)
@click.argument("targets", nargs=-1)
@json_option
@strict_option
@pass_context
def parity(context: Context, targets: tuple[str, ...], output: str, strict: bool) -> None:
    """Read the finished files back and compare them with their documents: all formats must say the same.

    PDF is read by its structure tree, Word by its parts, HTML by its tree.  Nothing is built.
    """
    from rtop_docs.parity.report import findings, summary, values
    from rtop_docs.parity.verify import verify as verify_parity

    proof = verify_parity(context.workspace, targets)
    found = findings(proof)
    status = report(found, output, context.colour, values(proof))
    if output == "text" and proof.files:
        click.echo(summary(proof))
    sys.exit(FOUND if strict and found else status)
