"""What is withheld leaves the house in no byte: canary words in every restricted field, looked for in every stream."""

import datetime

import attrs
import pytest

import rtop_docs.make.opened
from rtop_docs.diagnostics import Checked, format_diagnostic
from rtop_docs.distribute.release import Order, make_release
from rtop_docs.make.project import CheckedRecord, load_record, open_workspace
from rtop_docs.records.contents import records_of
from rtop_docs.records.model import Audience, Release
from tests.distribute.conftest import House
from tests.distribute.planted import CANARY, ELSEWHERE, KEPT, decoded, found_in, plant
from tests.test_hostile_records import hostile

EMBARGO = datetime.datetime(2014, 9, 8, 15, tzinfo=datetime.timezone(datetime.timedelta(hours=-4)))
SECOND = datetime.timedelta(seconds=1)

TARGET = """
  {name}:
    template: {template}.md
    dialogue: ga-2014
    formats: [pdf, docx, html, txt]
    output: {name}{code}
    audience: {audience}
    as_of: {moment}
    parameters: {{key_figures: spoke}}
"""
TEMPLATES = ("briefing", "summary", "matrix", "statements", "speakers", "quotations")
RECIPIENTS = """
recipients:
  reader:
    name: A reader
    address: reader@example.org
    formats: [pdf, docx, html, txt]
  insider:
    name: Somebody zqyyyxv inside
    address: zqyyyxv@example.org
    formats: [pdf, docx, html, txt]
    audience: internal
"""


def targets(moment, audience="public", prefix=""):
    """Every kind of document in every format."""
    made = [
        TARGET.format(name=f"{prefix}{t}", template=t, code="", audience=audience, moment=moment.isoformat())
        for t in TEMPLATES
    ]
    for name, template, each in (("sheets", "sheet", "states"), ("groups", "actor", "groups")):
        text = TARGET.format(
            name=f"{prefix}{name}", template=template, code="/{code}", audience=audience, moment=moment.isoformat()
        )
        made.append(text.rstrip() + f"\n    for_each: {each}\n")
    return "".join(made)


class Planted(House):
    """A house whose record holds planted twins of everything."""

    def __init__(self, root, monkeypatch, release, salt=""):
        super().__init__(hostile(root, "open").root)
        record = load_record(open_workspace(self.root)).value
        library, self.planter = plant(record.library, release, salt)
        held = Checked(CheckedRecord(library, record.lock))
        monkeypatch.setattr(rtop_docs.make.opened, "load_record", lambda _workspace: held)
        self.library = library

    def leave(self, moment, *names, audience=Audience.PUBLIC):
        """Build, pack and release; return every file that leaves for `names`, by name."""
        built = self.build(keep_going=True)
        assert built.failed == (), [format_diagnostic(d) for d in built.diagnostics]
        packed = self.pack(*names, moment=moment)
        assert packed.ok, [format_diagnostic(d) for d in packed.diagnostics]
        files = {f"{name}.zip": self.packs()[f"{name}.zip"] for name in names}
        order = Order(name=f"r{moment:%H%M%S}", moment=moment, unsigned=True, audience=audience)
        released = make_release(open_workspace(self.root), order)
        assert released.ok, [format_diagnostic(d) for d in released.diagnostics]
        folder = self.root / "releases" / order.name
        return files | {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def leaks(files):
    """Canary words in files that leave: by file."""
    return {name: found for name, data in files.items() if (found := found_in(name, data))}


def states_elsewhere(files):
    """Files that name a state which is named in what is withheld alone."""
    return [name for name, data in files.items() if any(ELSEWHERE.search(text) for text in decoded(name, data))]


def test_every_text_of_every_record_type_is_planted(tmp_path, monkeypatch):
    """Each field of each record type that can hold words holds a canary in some restricted record."""
    planted = Planted(tmp_path / "p", monkeypatch, Release(audience=Audience.INTERNAL))
    places = set(planted.planter.planted.values())
    kinds = {type(record) for record in records_of(planted.library)}
    missing = [
        f"{kind.__name__}.{f.name}"
        for kind in kinds
        for f in attrs.fields(kind)
        if f.type in {"str", "Prose", str} or "Prose" in str(f.type)
        if f.name not in KEPT
        if not any(place.startswith(f"{kind.__name__}.{f.name}") for place in places)
    ]

    assert missing == []
    assert len(kinds) >= 15


def test_kept_fields_are_fields():
    """The list of fields that hold no words names no field that is gone."""
    from rtop_docs.records import actors, model

    classes = [c for m in (actors, model) for c in vars(m).values() if isinstance(c, type) and attrs.has(c)]
    names = {f.name for c in classes for f in attrs.fields(c)}

    assert KEPT - names == set()


def test_no_word_of_what_is_internal_leaves_for_the_public(tmp_path, monkeypatch):
    """Packs and releases for the public hold no canary: no text, metadata, bookmark, name, manifest or answer."""
    house = Planted(tmp_path / "p", monkeypatch, Release(audience=Audience.INTERNAL))
    moment = EMBARGO
    house.write(
        "source/targets.yaml", "targets:" + targets(moment) + targets(moment, audience="internal", prefix="zqzzzxv-")
    )
    house.write("source/recipients.yaml", RECIPIENTS)
    files = house.leave(moment, "reader")

    assert len(files) > 40
    assert leaks(files) == {}
    assert states_elsewhere(files) == []


def test_the_search_for_canaries_bites(tmp_path, monkeypatch):
    """For a reader inside most of the planted words are found, in every format: the search looks where words are."""
    house = Planted(tmp_path / "p", monkeypatch, Release(audience=Audience.INTERNAL))
    house.write("source/targets.yaml", "targets:" + targets(EMBARGO, audience="internal"))
    house.write("source/recipients.yaml", RECIPIENTS)
    files = house.leave(EMBARGO, "insider", audience=Audience.INTERNAL)
    found = leaks(files)

    assert all(any(name.endswith(f".{f}") for name in found) for f in ("pdf", "docx", "html", "txt", "zip", "json"))
    assert len(set().union(*found.values())) > 60
    assert states_elsewhere(files) != []


def test_an_embargo_of_records_ends_at_its_second(tmp_path, monkeypatch):
    """One second before, no word that is under embargo leaves; at the embargo's moment they do."""
    house = Planted(tmp_path / "p", monkeypatch, Release(embargo=EMBARGO))
    house.write("source/recipients.yaml", RECIPIENTS)
    house.write("source/targets.yaml", "targets:" + targets(EMBARGO - SECOND))
    before = house.leave(EMBARGO - SECOND, "reader")
    house.write("source/targets.yaml", "targets:" + targets(EMBARGO))
    after = house.leave(EMBARGO, "reader")

    assert leaks(before) == {}
    assert states_elsewhere(before) == []
    assert leaks(after) != {}


@pytest.mark.parametrize("release", [Release(audience=Audience.INTERNAL), Release(embargo=EMBARGO)])
def test_no_byte_depends_on_what_withheld_words_say(tmp_path, monkeypatch, release):
    """Other words in everything that is withheld change no byte of what leaves: no digest tells of them."""
    left = []
    for salt in ("", "other"):
        house = Planted(tmp_path / f"p{salt}", monkeypatch, release, salt)
        house.write("source/targets.yaml", "targets:" + targets(EMBARGO - SECOND))
        house.write("source/recipients.yaml", RECIPIENTS)
        left.append(house.leave(EMBARGO - SECOND, "reader"))

    assert left[0] == left[1]


def test_a_word_is_found_wherever_it_stands():
    """Names, comments and packed parts of files are looked into."""
    import io
    import zipfile

    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a.xml", "<w>Zqaaaxv</w><w>zq</w><w>aabxv</w>")
        package.writestr("zqaacxv.txt", "")
        package.comment = b"zqaadxv"

    assert found_in("x.zip", data.getvalue()) == {"zqaaaxv", "zqaacxv", "zqaadxv"}
    assert CANARY.fullmatch("zqabcxv")
