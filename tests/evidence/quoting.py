"""Small records with quotations, and an archived text of our own invention, for the tests of this room."""

import datetime
import hashlib

from attrs import evolve

from rtop_docs.diagnostics import SourceSpan
from rtop_docs.evidence.lock import Lock, make_lock
from rtop_docs.records.model import (
    ActorId,
    Attribution,
    Dialogue,
    Library,
    Locator,
    Prose,
    Quotation,
    QuotationLocator,
    RecordId,
    Source,
    SourceId,
    SourceKind,
    Testimony,
    Wording,
)

PAGE = """\
Harbour Council, third evening

The warden said that the old sea wall had been “severely tested” by two storms, and that the ferry was not
unsafe. “Turning back the tide is a job for many hands,” she went on; “we do not sell the harbour.” A fisher
from l’Île asked for co-
operation and a non-
stop watch, and said that the women’s crew can’t wait. It costs 67,000 crowns. The bell rang. The bell rang
again.
"""


def quotation(exact, name="q1", source="page", exact_there="", **locator):
    """Make a quotation of one place; exact_there: the words as that place has them."""
    place = QuotationLocator(
        source=SourceId(source),
        testimony=Testimony.REPORTED,
        exact=exact_there,
        span=SourceSpan("source/h/p.yaml", 7, 9),
        **locator,
    )
    return Quotation(
        id=RecordId(name),
        exact=exact,
        language="en",
        speakers=(ActorId("warden"),),
        attribution=Attribution.SOLE,
        wording=Wording.ORIGINAL,
        locators=(place,),
        span=SourceSpan("source/h/p.yaml", 5, 5),
    )


def also_in(quoted, name):
    """Return the quotation with a second place, in another source."""
    place = QuotationLocator(source=SourceId(name), testimony=Testimony.PRIMARY)
    return evolve(quoted, locators=(*quoted.locators, place))


def source(text=PAGE, name="page", **fields):
    """Make the source whose archived text is `text`; without an archive when `text` is None."""
    if text is not None:
        fields = {"archive": f"source/h/archive/{name}.txt", "sha256": sha(text)} | fields
    return Source(
        id=RecordId(name),
        publisher=ActorId("council"),
        kind=SourceKind.ACCOUNT,
        title=Prose((("en", "Evening"),)),
        language="en",
        span=SourceSpan("source/h/sources.yaml", 2, 3),
        **fields,
    )


def library(*quotations, sources=None):
    """Make a library of one dialogue with these quotations."""
    evening = Dialogue(
        id=RecordId("evening"),
        title=Prose(),
        body=ActorId("council"),
        kind=Prose(),
        sittings=(datetime.date(2031, 5, 4),),
        at=Locator(SourceId("page")),
        quotations=quotations,
    )
    return Library(sources=(source(),) if sources is None else sources, dialogues=(evening,))


def locked(*quotations, text=PAGE):
    """Lock quotations in `text`."""
    return make_lock(library(*quotations, sources=(source(text),)), {SourceId("page"): text}, Lock())


def sha(text):
    """SHA-256 of a text's bytes."""
    return hashlib.sha256(text.encode()).hexdigest()


def said(diagnostics):
    """Return findings as code and message, to be compared."""
    return [f"{d.code} {d.message}" for d in diagnostics]


def codes(diagnostics):
    """Return the codes of findings, in their order."""
    return [d.code for d in diagnostics]
