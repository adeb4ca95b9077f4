"""The font table: families, who is asked after whom, what a missing package means."""

import pytest
from attrs import evolve

from rtop_docs.writers.pdf import fonts
from rtop_docs.writers.pdf.fonts import FALLBACKS, FAMILIES, Family, FontFile, chain, font_bytes, packages_lacking
from rtop_docs.writers.style import PDF_FAMILIES


def missing():
    """Fail as the import of a package does that is not installed."""
    raise ModuleNotFoundError("no such package")


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_is_asked_first_and_every_fallback_once(family):
    """The chain begins with the family of the style and names no family twice."""
    names = [found.name for found in chain(family)]

    assert names[0] == family
    assert sorted(names) == sorted({family, *FALLBACKS})


def test_a_family_that_the_table_lacks_is_a_wrong_call():
    """The error names the family and those that there are."""
    with pytest.raises(ValueError, match=r"'Comic Sans' is not one of \['FiraGO'"):
        chain("Comic Sans")


def test_every_family_of_the_style_is_in_the_table():
    """What a style file may name can be embedded."""
    assert set(PDF_FAMILIES) <= set(FAMILIES)


def test_weights_and_slopes_have_files_of_their_own():
    """Bold and italic are asked for by name; the four are told apart."""
    family = FAMILIES["FiraGO"]
    names = [family.file(bold=b, italic=i).name.split("-")[1] for i in (False, True) for b in (False, True)]

    assert names == ["Regular", "Bold", "Italic", "BoldItalic"]


def test_files_of_one_name_are_one_file():
    """Two fonts of one name would be taken for one by a reader of the file."""
    files = {file for family in FAMILIES.values() for file in family.files}

    assert len({file.name for file in files}) == len(files)


def test_a_package_that_is_not_installed_brings_no_bytes_and_is_named(monkeypatch):
    """A missing package is no error: the finding about its characters says what to install."""
    absent = FontFile("Absent-Regular", missing)
    family = Family("Absent", "absent-fonts", (absent, absent, absent, absent))
    monkeypatch.setitem(fonts.FAMILIES, "Absent", family)

    assert font_bytes(absent) is None
    assert "absent-fonts" in packages_lacking("Absent")
    assert "pymupdf-fonts" not in packages_lacking("Absent")


def test_a_file_is_read_once():
    """The bytes of a file are read once a process."""
    calls = []
    file = evolve(FAMILIES["FiraGO"].files[0], name="Counted", load=lambda: calls.append(1) or b"bytes")

    assert [font_bytes(file), font_bytes(file)] == [b"bytes", b"bytes"]
    assert calls == [1]
