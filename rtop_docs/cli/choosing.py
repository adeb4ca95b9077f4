"""The options by which commands are told which documents are meant, and in which form to answer.

`--format` serves both, since people say it of both: pdf, docx, html and txt choose documents, text and json say
how to print.  Knows click; nothing of what documents are.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rtop_docs.make.wanted import Wanted

DOCUMENTS = ("pdf", "docx", "html", "txt")
PRINTED = ("text", "json")
Command = Callable[..., Any]


def choosing(command: Command) -> Command:
    """Give a command TARGET..., --state, --format and --language; it gets `wanted` and `output` ("text", "json")."""

    @click.argument("targets", nargs=-1, metavar="[TARGET]...")
    @click.option("--state", "states", multiple=True, metavar="NAME", help="Only of this state: letters or a name.")
    @click.option(
        "--format",
        "formats",
        multiple=True,
        type=click.Choice((*PRINTED, *DOCUMENTS)),
        help="pdf, docx, html, txt: only these documents.  json: print for machines; text: for people.",
    )
    @click.option("--language", "languages", multiple=True, metavar="TAG", help="Only in this language: en, fr, ...")
    @wraps(command)
    def chosen(
        *args: object,
        targets: tuple[str, ...],
        states: tuple[str, ...],
        formats: tuple[str, ...],
        languages: tuple[str, ...],
        **others: object,
    ) -> object:
        from rtop_docs.make.wanted import Wanted

        documents = tuple(f for f in formats if f in DOCUMENTS)
        printed = [f for f in formats if f in PRINTED]
        wanted: Wanted = Wanted(targets, states, documents, languages)
        return command(*args, wanted=wanted, output=printed[-1] if printed else "text", **others)

    return chosen
