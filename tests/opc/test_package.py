"""Opening Word files from elsewhere: what is sound opens, and nothing else does more than say why not."""

from __future__ import annotations

import io
import os
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rtop_docs.opc import package as opc
from rtop_docs.opc.package import Package, Refused
from rtop_docs.writers import write
from tests.opc.zips import W, relationships, text, word_parts, zipped
from tests.writers.samples import whole

EXAMPLES = 3000 if os.environ.get("RTOP_THOROUGH") else 150
DOCTYPE = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'


def why(data: bytes, part: str = "word/document.xml") -> str:
    """Return the code with which a file, or a part of it, is refused; nothing when it is read."""
    try:
        Package(data, "x.docx").tree(part)
    except Refused as refused:
        return refused.diagnostic.code if str(refused.diagnostic.span) == "x.docx" else "elsewhere"
    return ""


def test_a_file_of_ours_opens():
    """Its parts, its text and what that is related to are found."""
    package = Package(write(whole(), "docx").value, "x.docx")

    assert package.main() == "word/document.xml"
    assert package.related("word/document.xml", "footnotes") == "word/footnotes.xml"
    assert package.related("word/document.xml", "customXml") == "customXml/item1.xml"
    assert package.related("word/document.xml", "comments") == ""
    assert package.tree(package.main()).tag == f"{{{W}}}document"


def test_a_link_out_is_no_part():
    """A relationship keeps its address when it leads outside."""
    rels = relationships(("a", "hyperlink", "https://example.org/../x", "External"))
    package = Package(zipped(word_parts() | {"word/_rels/document.xml.rels": rels}), "x.docx")

    assert [(r.kind, r.target, r.external) for r in package.relationships("word/document.xml")] == [
        ("hyperlink", "https://example.org/../x", True)
    ]


def test_a_relationship_that_climbs_stays_in_the_package():
    """A target that leads above the root is looked for at the root."""
    rels = relationships(("a", "officeDocument", "../../../word/document.xml"))
    package = Package(zipped(word_parts() | {"_rels/.rels": rels}), "x.docx")

    assert package.main() == "word/document.xml"


def locked() -> bytes:
    """Return a zip whose parts say that they are encrypted."""
    data = bytearray(zipped(word_parts()))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(sign)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(sign, at + 4)
    return bytes(data)


def twice() -> bytes:
    """Return a zip that holds a part twice, in two ways of writing its name."""
    return zipped(word_parts() | {"WORD/Document.xml": text()})


def cut() -> bytes:
    """Return a zip that ends too early."""
    data = zipped(word_parts())
    return data[: len(data) // 2]


def damaged() -> bytes:
    """Return a zip with a wrong byte in a part."""
    data = zipped(word_parts(), zipfile.ZIP_STORED)
    return data.replace(b"<w:t>words", b"<w:t>sword")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "B01"),
        (b"PK\x05\x06" + b"\0" * 18, "B05"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "B01"),
        (locked(), "B01"),
        (cut(), "B01"),
        (damaged(), "B01"),
        (zipped(word_parts(), zipfile.ZIP_BZIP2), "B01"),
        (zipped(word_parts(), zipfile.ZIP_LZMA), "B01"),
        (zipped(word_parts() | {"word/media/a.bin": b"\0" * 3_000_000}), "B02"),
        (zipped(word_parts() | {f"word/{n}.xml": "" for n in range(opc.MAX_PARTS)}), "B02"),
        (zipped(word_parts() | {"../evil.xml": "<a/>"}), "B03"),
        (zipped(word_parts() | {"/evil.xml": "<a/>"}), "B03"),
        (zipped(word_parts() | {"word\\evil.xml": "<a/>"}), "B03"),
        (zipped(word_parts() | {"word//evil.xml": "<a/>"}), "B03"),
        (zipped(word_parts() | {"word/\u202eevil.xml": "<a/>"}), "B03"),
        (twice(), "B03"),
        (zipped(word_parts(word__document_xml=DOCTYPE)), "B04"),
        (zipped(word_parts(word__document_xml=DOCTYPE.encode("utf-16"))), "B04"),
        (zipped(word_parts(word__document_xml="<w:document")), "B04"),
        (zipped(word_parts(word__document_xml="")), "B04"),
        (zipped(word_parts(word__document_xml="<a>" * 1000)), "B04"),
        (zipped({"a.txt": "not a package"}), "B05"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_damaged_or_made_to_harm_is_refused(data: bytes, code: str):
    """With the reason, at the file's name."""
    assert why(data) == code


def test_a_file_that_is_too_large_is_not_even_opened(monkeypatch: pytest.MonkeyPatch):
    """Size comes first."""
    monkeypatch.setattr(opc, "MAX_FILE_BYTES", 10)

    assert why(zipped(word_parts())) == "B02"


def test_a_part_of_xml_has_a_limit_of_its_own(monkeypatch: pytest.MonkeyPatch):
    """A tree takes many times the memory of its text."""
    monkeypatch.setattr(opc, "MAX_XML_BYTES", 10)

    assert why(zipped(word_parts())) == "B02"


def test_a_package_without_a_text_is_no_word_file():
    """A package of something else is told apart."""
    package = Package(zipped(word_parts() | {"_rels/.rels": relationships()}), "x.docx")

    with pytest.raises(Refused) as refused:
        package.main()

    assert refused.value.diagnostic.code == "B05"


def test_the_strict_form_is_told_apart():
    """With what to do about it."""
    strict = text(namespace="http://purl.oclc.org/ooxml/wordprocessingml/main")
    package = Package(zipped(word_parts(word__document_xml=strict)), "x.docx")

    with pytest.raises(Refused) as refused:
        package.check_namespace(package.tree("word/document.xml"), W)

    assert refused.value.diagnostic.hints == ("open it in Word and save it as 'Word Document (*.docx)'",)


def test_a_bomb_that_lies_about_its_size_is_not_unpacked():
    """What unpacks to more than the file says is damaged."""
    data = bytearray(zipped(word_parts() | {"word/a.xml": b"\0" * 900_000}))
    for sign, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.rfind(sign)
        data[at + offset : at + offset + 4] = (1000).to_bytes(4, "little")
    package = Package(bytes(data), "x.docx")

    with pytest.raises(Refused) as refused:
        package.read("word/a.xml")

    assert refused.value.diagnostic.code == "B01"


@settings(max_examples=EXAMPLES)
@given(st.binary(max_size=400))
def test_no_bytes_at_all_raise_anything_but_a_refusal(data: bytes):
    """Alone, and behind the first letters of a zip."""
    for tried in (data, b"PK\x03\x04" + data, b"PK\x05\x06" + data):
        assert why(tried)


SOUND = zipped(word_parts() | {"word/_rels/document.xml.rels": relationships(("a", "styles", "styles.xml"))})


@settings(max_examples=EXAMPLES)
@given(st.lists(st.tuples(st.integers(0, len(SOUND) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_file_with_wrong_bytes_is_read_or_refused(changes: list[tuple[int, int]]):
    """Every part of it too."""
    data = bytearray(SOUND)
    for place, value in changes:
        data[place] = value
    with suppress(Refused):  # and nothing else
        package = Package(bytes(data), "x.docx")
        for name in package.names:
            package.tree(name)
            package.relationships(name)
        package.main()


def test_folders_in_the_zip_are_no_parts():
    """Some programs write them."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.mkdir("word")
        for name, data in word_parts().items():
            made.writestr(name, data)

    assert why(file.getvalue()) == ""
