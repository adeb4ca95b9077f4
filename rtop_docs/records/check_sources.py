"""Rules about sources: later accounts, addresses, United Nations symbols, hashes.

Knows the forms of these alone; nothing is fetched and no file is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from rtop_docs.diagnostics import Diagnostic, SourceSpan, error
from rtop_docs.records.model import Library, SourceId
from rtop_docs.records.select import first_day, last_day

_ORGAN = re.compile(r"[A-Z]{1,6}")
_SERIES = re.compile(r"[A-Z]{1,6}(\.\d+)?|[A-Z][a-z]{2,8}\.\d+|\d{1,5}(\([IVXLC]+\))?")
_JOINT = re.compile(r"-(?=[A-Z]{1,6}/)")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_HOST = re.compile(r"[^\W_]+([.-]+[^\W_]+)*\.?")

Texts = Mapping[SourceId, str]


def later_accounts(library: Library, _texts: Texts) -> Iterator[Diagnostic]:
    """Find a later account of another publisher, or one that is dated before what it follows (R28)."""
    sources = {str(s.id): s for s in library.sources}
    for source in library.sources:
        earlier = sources.get(source.later_account_of)
        if earlier is None:
            continue
        if earlier.publisher != source.publisher:
            message = f"'{source.id}' of '{source.publisher}' is a later account of one of '{earlier.publisher}'"
            yield error("R28", message, source.span, "two publishers' accounts are two sources")
        if earlier.date and source.date and last_day(source.date) < first_day(earlier.date):
            message = f"'{source.id}' of {source.date} is a later account of one of {earlier.date}"
            yield error("R28", message, source.span, f"'{earlier.id}' may be the later one")


def addresses(library: Library, _texts: Texts) -> Iterator[Diagnostic]:
    """Find an address that is no plain http or https address (R31)."""
    for source in library.sources:
        if source.address and (fault := _address_fault(source.address)):
            yield error("R31", f"address '{source.address}' {fault}", source.span, "write it as the browser shows it")


def _address_fault(address: str) -> str:
    """Say what is wrong with an address, or return an empty text."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return "cannot be read"
    if parts.scheme not in ("http", "https"):
        return "does not begin with http:// or https://"
    if re.search(r"[\s<>\"\\^`{|}]", address):
        return "holds a blank or a character that no address has"
    if "@" in parts.netloc:
        return "holds a user's name"
    return "" if _HOST.fullmatch(host) else "has no host"


def symbols(library: Library, _texts: Texts) -> Iterator[Diagnostic]:
    """Find a symbol that is not of the form of United Nations symbols (R30)."""
    for symbol, span in _symbols(library):
        if not _is_symbol(symbol):
            dash = "–" in symbol and _is_symbol(symbol.replace("–", "-"))
            hint = "join two symbols with '-'" if dash else "symbols look like A/68/947 or A/69/981-S/2015/500"
            yield error("R30", f"'{symbol}' is no United Nations symbol", span, hint)


def _is_symbol(symbol: str) -> bool:
    """Tell whether a text is one symbol or several joined by '-': an organ, then series, sessions and numbers."""
    parts = [part.split("/") for part in _JOINT.split(symbol)]
    return all(
        len(part) > 1
        and _ORGAN.fullmatch(part[0])
        and all(_SERIES.fullmatch(p) for p in part[1:])
        and part[-1][-1] in "0123456789)"
        for part in parts
    )


def _symbols(library: Library) -> Iterator[tuple[str, SourceSpan | None]]:
    """Yield each symbol that the record gives, with its record's place."""
    yield from ((s.symbol, s.span) for s in library.sources if s.symbol)
    yield from ((i.symbol, i.span) for i in library.instruments if i.symbol)
    for dialogue in library.dialogues:
        for symbol in dialogue.report.symbols if dialogue.report else ():
            yield symbol.symbol, dialogue.span


def hashes(library: Library, _texts: Texts) -> Iterator[Diagnostic]:
    """Find a hash that is none (R39); a missing one is the quotation lock's matter."""
    for source in library.sources:
        if source.sha256 and not _SHA256.fullmatch(source.sha256):
            hint = "`rtop-docs lock` writes it: 64 digits 0-9 and a-f"
            yield error("R39", f"'{source.sha256[:80]}' is no SHA-256", source.span, hint)
