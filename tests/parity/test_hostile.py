"""Damaged and hostile files of every format give a finding in words, never a traceback, and never take for ever."""

from __future__ import annotations

import io
import os
import random
import zipfile
import zlib

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rtop_docs.parity.model import Unread
from rtop_docs.parity.read_text import read_text
from rtop_docs.parity.readers import READERS, read
from tests.parity import plant_docx
from tests.parity.material import found_in, made

EXAMPLES = 500 if os.environ.get("RTOP_THOROUGH") else 60
SEEDS = st.integers(0, 2**32)


def spoilt(data: bytes, seed: int) -> bytes:
    """Return `data` with a few bytes changed, taken out, doubled or put in from elsewhere, or its end cut off."""
    rng = random.Random(seed)
    bytes_ = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 8))):
        at = rng.randrange(len(bytes_))
        end = min(len(bytes_), at + rng.choice((1, 2, 16, 300)))
        match rng.randrange(6):
            case 0:
                bytes_[at] = rng.randrange(256)
            case 1:
                bytes_[at:end] = rng.randbytes(end - at)
            case 2:
                bytes_[at:at] = bytes_[at:end]
            case 3:
                other = rng.randrange(len(bytes_))
                bytes_[at:at] = bytes_[other : other + end - at]
            case 4 if len(bytes_) - (end - at) > 16:
                del bytes_[at:end]
            case 5 if rng.random() < 0.2 and at > 16:
                del bytes_[at:]
            case _:
                pass
    return bytes(bytes_)


def outcome(data: bytes, format: str) -> str:
    """What reading gives: words, or a finding of one line."""
    try:
        found_in(data, format)
    except Unread as fault:
        message = str(fault)
        assert message
        assert "\n" not in message
        return message
    return "read"


def unpacked() -> bytes:
    """The sample PDF with its objects and contents readable, so that a changed byte changes their sense."""
    with pikepdf.open(io.BytesIO(made("pdf"))) as pdf:
        made_ = io.BytesIO()
        level = pikepdf.StreamDecodeLevel.generalized
        plain = pikepdf.ObjectStreamMode.disable
        pdf.save(made_, compress_streams=False, object_stream_mode=plain, stream_decode_level=level)
        return made_.getvalue()


@pytest.mark.parametrize("format", [*READERS, "txt"])
@settings(max_examples=EXAMPLES)
@given(seed=SEEDS)
def test_changed_bytes_give_words_or_a_finding(format, seed):
    """Whatever becomes of a file's bytes."""
    outcome(spoilt(made(format), seed), format)


@settings(max_examples=EXAMPLES)
@given(seed=SEEDS)
def test_changed_objects_of_a_pdf_give_words_or_a_finding(seed):
    """Names, numbers, references and operators that are not what they should be."""
    outcome(spoilt(unpacked(), seed), "pdf")


@settings(max_examples=EXAMPLES)
@given(seed=SEEDS)
def test_changed_parts_of_a_word_file_give_words_or_a_finding(seed):
    """Elements and attributes that are not what they should be."""
    files = plant_docx.parts(made("docx"))
    name = random.Random(seed).choice(sorted(files))
    files[name] = spoilt(files[name], seed)
    outcome(plant_docx.packed(files), "docx")


@settings(max_examples=EXAMPLES)
@given(data=st.binary(max_size=200), format=st.sampled_from([*READERS, "txt"]))
def test_what_is_no_file_gives_a_finding(data, format):
    """Not one of the four formats."""
    outcome(data, format)


# -- pdf -------------------------------------------------------------------------------------------


def changed_pdf(change) -> bytes:
    """The sample PDF after `change` has had its way with it."""
    with pikepdf.open(io.BytesIO(made("pdf"))) as pdf:
        change(pdf)
        made_ = io.BytesIO()
        pdf.save(made_)
        return made_.getvalue()


def test_a_pdf_without_a_structure_tree_is_refused():
    """It does not say in which order it is read."""

    def change(pdf):
        del pdf.Root["/StructTreeRoot"]

    assert "no structure tree" in outcome(changed_pdf(change), "pdf")


def test_a_structure_tree_that_holds_itself_is_refused():
    """An element that is its own grandchild has no end."""

    def change(pdf):
        whole = pdf.Root.StructTreeRoot.K
        whole.K.append(whole)

    assert outcome(changed_pdf(change), "pdf") != "read"


def test_a_structure_tree_that_doubles_at_each_step_is_refused():
    """Thirty elements that stand twice in each other make a thousand million."""

    def change(pdf):
        inner = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.P, K=pikepdf.Array()))
        for _ in range(30):
            inner = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Sect, K=pikepdf.Array([inner, inner])))
        pdf.Root.StructTreeRoot.K.K.append(inner)

    assert "two places" in outcome(changed_pdf(change), "pdf")


def test_a_structure_tree_too_deep_to_follow_is_refused():
    """A thousand elements in each other."""

    def change(pdf):
        inner = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.P, K=pikepdf.Array()))
        for _ in range(1000):
            inner = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Sect, K=inner))
        pdf.Root.StructTreeRoot.K.K.append(inner)

    assert outcome(changed_pdf(change), "pdf") != "read"


def test_a_page_that_unpacks_to_gigabytes_is_refused():
    """A content of a few kilobytes is not unpacked beyond the limit."""
    bomb = zlib.compress(b"q Q " * 20_000_000, 9)

    def change(pdf):
        pdf.pages[0].Contents = pikepdf.Stream(pdf, b"")
        pdf.pages[0].Contents.write(bomb, filter=pikepdf.Name.FlateDecode)

    assert "holds more than" in outcome(changed_pdf(change), "pdf")


def test_a_locked_pdf_is_refused():
    """Nobody can read it without the password."""
    with pikepdf.open(io.BytesIO(made("pdf"))) as pdf:
        locked = io.BytesIO()
        pdf.save(locked, encryption=pikepdf.Encryption(user="secret", owner="secret"))

    assert "password" in outcome(locked.getvalue(), "pdf")


def test_forms_within_forms_have_an_end():
    """A drawing that holds itself is refused."""

    def change(pdf):
        form = pdf.make_stream(b"/Again Do")
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Again=form))
        page = pdf.pages[0]
        page.Resources = pikepdf.Dictionary(Font=page.Resources.Font, XObject=pikepdf.Dictionary(Again=form))
        page.contents_add(b"/Again Do")

    assert "nested too deep" in outcome(changed_pdf(change), "pdf")


# -- Word ------------------------------------------------------------------------------------------


def changed_part(name, old: bytes, new: bytes) -> bytes:
    """The sample Word file with bytes of one part replaced."""
    files = plant_docx.parts(made("docx"))
    assert old in files[name]
    files[name] = files[name].replace(old, new, 1)
    return plant_docx.packed(files)


def test_a_part_with_a_document_type_is_refused():
    """Entities could read files or grow without end."""
    declared = b'<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]><w:document'

    assert "document type" in outcome(changed_part("word/document.xml", b"<w:document", declared), "docx")


def test_a_word_file_that_unpacks_to_gigabytes_is_refused():
    """What the directory of the zip promises is enough to refuse it."""
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in plant_docx.parts(made("docx")).items():
            package.writestr(name, data)
        package.writestr("word/media/image1.xml", b" " * 80_000_000)

    assert "more than any of ours" in outcome(bomb.getvalue(), "docx")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused():
    """Programs differ in which of them they show."""
    twice = io.BytesIO()
    with zipfile.ZipFile(twice, "w") as package:
        for name, data in plant_docx.parts(made("docx")).items():
            package.writestr(name, data)
        package.writestr("word/document.xml", b"<other/>")

    assert "two parts" in outcome(twice.getvalue(), "docx")


def test_word_text_nested_without_end_is_refused():
    """Ten thousand tables in each other."""
    deep = b"<w:sdt><w:sdtContent>" * 300 + b"</w:sdtContent></w:sdt>" * 300

    assert outcome(changed_part("word/document.xml", b"<w:body>", b"<w:body>" + deep), "docx") != "read"


# -- HTML ------------------------------------------------------------------------------------------


def test_a_page_nested_without_end_is_refused():
    """A thousand elements in each other."""
    deep = b"<main>" + b"<div>" * 1000 + b"x" + b"</div>" * 1000

    assert outcome(made("html").replace(b"<main", deep + b"<main", 1), "html") != "read"


def test_a_page_in_another_encoding_is_refused():
    """The byte is named."""
    assert "is not UTF-8" in outcome(made("html") + b"\xff", "html")
    with pytest.raises(Unread, match="is not UTF-8"):
        read_text(b"caf\xe9")


def test_an_unknown_format_is_a_wrong_call():
    """It is no finding about a file."""
    with pytest.raises(ValueError, match="no reader of 'odt'"):
        read(b"", "odt")
