"""A record in which everything that may be withheld holds canary words, and where such words are looked for.

What is planted follows from the record types themselves: a field that is added to one is planted too, unless it is
named here with its reason.
"""

import enum
import io
import itertools
import json
import re
import zipfile

import attrs
import pikepdf
from attrs import evolve

from rtop_docs.records.contents import records_of
from rtop_docs.records.model import (
    AsWritten,
    Locator,
    Prose,
    QuotationLocator,
    Record,
    Release,
    Role,
    Symbol,
)
from tests import shown
from tests.writers.pdf.reading import names_and_strings

CANARY = re.compile(r"zq[a-z]{3}xv")
STATES = {"TCD": "VUT", "GHA": "TUV"}
"""Who is named in the open -> who is named in what is withheld alone."""
ELSEWHERE = re.compile(r"\b(VUT|TUV|Vanuatu|Tuvalu)\b")

KEPT = {
    # the id of a record, or nothing
    "parent", "later_account_of", "author", "moderator", "statement", "who", "theme", "document", "read_by", "read_for",
    "delegate", "part_of", "same_as", "concurs_with", "stated_by", "state", "source", "of",
    # a word of a closed list, or a language
    "kind", "computed_by", "speakers", "language", "text_languages", "spoken_languages", "changes", "honorific",
    # paths and the like of files that no document names
    "notes",
}  # fmt: skip
"""Fields of texts that hold no words."""


class Planter:
    """Gives canary words, each once."""

    def __init__(self, salt=""):
        self._codes = ("".join(c) for c in itertools.product("abcdefghijklmnop", repeat=3))
        self._salt = salt
        self.planted = {}

    def word(self, place):
        """A new canary word for a place; salt turns it into another word of the same length."""
        code = next(self._codes)
        if self._salt:
            code = code.translate(str.maketrans("abcdefghijklmnop", "klmnopqrstuvwxyz"))
        word = f"zq{code}xv"
        self.planted[word] = place
        return word

    def twin(self, record, ids):
        """A record like another, with another id and canary words in each of its texts.

        ids: old id -> new id, for the records that it leads to.
        """
        return self._value(record, ids, type(record).__name__, "")

    def _value(self, value, ids, place, name):
        match value:
            case Prose():
                return Prose((("en", self.word(place)),))
            case Release() | bool() | int() | None:
                return value
            case enum.Enum():
                return value
            case str():
                if value in ids:
                    return ids[value]
                if name in KEPT or value in STATES or value in ids.values():
                    return value
                return f"https://{self.word(place)}.example.org/" if name == "address" else self.word(place)
            case tuple():
                return tuple(self._value(item, ids, place, name) for item in value)
        if not attrs.has(type(value)) or not any(True for _ in attrs.fields(type(value))):
            return value
        if type(value).__name__ in {"PartialDate", "SourceSpan"}:
            return value
        given = {}
        for f in attrs.fields(type(value)):
            held = getattr(value, f.name)
            inner = f"{place}.{f.name}"
            empty = held == () and f.name == "as_written"
            given[f.name] = (AsWritten(self.word(inner), self.word(inner)),) if empty else self._value(
                held, ids, inner, f.name
            )  # fmt: skip
        return evolve(value, **{name: given[name] for name in given})


def plant(library, release, salt=""):
    """Return a library with twins of all its records so released, and the planter that knows what was planted."""
    planter = Planter(salt)
    library = _with_hidden_pieces(library, release, planter)
    same = {str(r.id): str(r.id) for r in records_of(library)}
    parts = {str(r.id) for d in library.dialogues for f in _tables(d) for r in getattr(d, f.name)}
    tops = {i: planter.word("id") for i in same if i not in parts}
    added = {}
    for f in attrs.fields(type(library)):
        table = getattr(library, f.name)
        if isinstance(table, tuple) and table and isinstance(table[0], Record) and f.name != "dialogues":
            twins = tuple(_released(planter.twin(r, {**same, **tops, **STATES}), release) for r in table)
            near = tuple(_released(planter.twin(r, {**same, str(r.id): planter.word("id")}), release) for r in table)
            added[f.name] = (*table, *twins, *near)
    open_ones = tuple(_grown(d, same, tops, release, planter) for d in library.dialogues)
    hidden = tuple(_released(_renamed(d, {**same, **tops, **STATES}, planter), release) for d in library.dialogues)
    return evolve(library, **added, dialogues=(*open_ones, *hidden)), planter


def _tables(dialogue):
    """The fields of a dialogue that hold records."""
    held = ((f, getattr(dialogue, f.name)) for f in attrs.fields(type(dialogue)))
    return [f for f, value in held if isinstance(value, tuple) and any(isinstance(r, Record) for r in value)]


def _released(record, release):
    return evolve(record, release=release)


def _grown(dialogue, same, tops, release, planter):
    """The visible dialogue with restricted twins of its parts: of hidden things, and of things that all may see."""
    parts = [str(r.id) for f in _tables(dialogue) for r in getattr(dialogue, f.name)]
    far = {**same, **tops, **STATES, **{i: planter.word("id") for i in parts}}
    near = {**same, **{i: planter.word("id") for i in parts}}
    tables = {}
    for f in _tables(dialogue):
        table = getattr(dialogue, f.name)
        twins = (_released(planter.twin(r, ids), release) for ids in (far, near) for r in table)
        tables[f.name] = (*table, *twins)
    return evolve(dialogue, **tables)


def _renamed(dialogue, ids, planter):
    """A restricted dialogue whose parts have ids of their own: ids are unique over all."""
    parts = {str(r.id): planter.word("id") for f in _tables(dialogue) for r in getattr(dialogue, f.name)}
    return planter.twin(dialogue, {**ids, **parts})


def _with_hidden_pieces(library, release, planter):
    """Give open records the pieces that only a withheld source shows: they are withheld piece by piece."""
    source = library.sources[0]
    hidden = evolve(
        planter.twin(source, {source.publisher: source.publisher}), id=planter.word("Source.id"), release=release
    )
    at = Locator(hidden.id, planter.word("Locator.start"), planter.word("Locator.end"))
    persons = tuple(
        evolve(p, roles=(*p.roles, Role(description=_prose(planter, "Role.description"), at=at)))
        for p in library.persons
    )
    dialogues = tuple(_with_pieces(d, at, planter) for d in library.dialogues)
    sources = (evolve(source, later_account_of=hidden.id), *library.sources[1:], hidden)
    return evolve(library, persons=persons, dialogues=dialogues, sources=sources)


def _prose(planter, place):
    return Prose((("en", planter.word(place)),))


def _with_pieces(dialogue, at, planter):
    quote = QuotationLocator(
        source=at.source,
        testimony=dialogue.quotations[0].locators[0].testimony,
        exact=planter.word("QuotationLocator.exact"),
    )
    symbol = Symbol(symbol=planter.word("Symbol.symbol"), at=at)
    return evolve(
        dialogue,
        report=evolve(dialogue.report, symbols=(*dialogue.report.symbols, symbol)),
        quotations=tuple(evolve(q, locators=(*q.locators, quote)) for q in dialogue.quotations),
        situations=tuple(evolve(s, also_at=(*s.also_at, at)) for s in dialogue.situations),
    )


# -- looking for them ---------------------------------------------------------------------------------------


def found_in(name, data):
    """The canary words that stand in a file, in its name, or in any stream of it once decoded."""
    text = " ".join(decoded(name, data)).lower()
    squeezed = re.sub(r"[\s\u00ad\u2060\u200b-]", "", text)
    return {*CANARY.findall(text), *CANARY.findall(squeezed)}


def decoded(name, data):
    """Every text of a file: its bytes as they are and as each encoding has them, and all that is packed inside."""
    yield name
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        yield data.decode(encoding, "replace")
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            yield package.comment.decode("latin-1")
            for entry in package.infolist():
                yield f"{entry.comment!r} {entry.extra!r}"
                yield from decoded(entry.filename, package.read(entry))
    if data.startswith(b"%PDF"):
        yield from names_and_strings(data)
        yield shown.pdf(data)
        yield shown.pdf(data, between="")
        with pikepdf.open(io.BytesIO(data)) as file:
            yield from (o.read_bytes().decode("latin-1") for o in file.objects if isinstance(o, pikepdf.Stream))
    if name.endswith(".html"):
        yield shown.of("html", data)
    if name.endswith(".json"):
        yield json.dumps(json.loads(data), ensure_ascii=False)
