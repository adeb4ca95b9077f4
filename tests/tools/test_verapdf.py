"""Every PDF that we make complies with PDF/UA-1 and PDF/A-2a by the real veraPDF, which does find faults."""

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from rtop_docs.writers import write
from tests.tools.verapdf import verdicts
from tests.writers.pdf.torture import torture

pytestmark = pytest.mark.tool
PROFILES = ("ua1", "2a")


def elements(pdf, role):
    """All structure elements of one role."""
    found = [thing for thing in pdf.objects if isinstance(thing, Dictionary) and thing.get("/S") == role]
    assert found
    return found


def unmarked(pdf):
    """Nothing says that the file is tagged."""
    del pdf.Root.MarkInfo


def without_language(pdf):
    """The file has no language, nor has any part of it."""
    del pdf.Root.Lang
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and "/S" in thing and "/Lang" in thing:
            del thing.Lang


def without_words_for_a_picture(pdf):
    """A figure has no alternative text."""
    del elements(pdf, Name.Figure)[0].Alt


def without_scope(pdf):
    """No cell of a head says what it heads."""
    for head in elements(pdf, Name.TH):
        for attributes in head.A if isinstance(head.A, Array) else [head.A]:
            if "/Scope" in attributes:
                del attributes.Scope


def skipped_heading(pdf):
    """A heading of level 4 follows one of level 2."""
    for heading in elements(pdf, Name.H3):
        heading.S = Name.H4


def without_colours(pdf):
    """The file does not say which red, green and blue its colours mean."""
    del pdf.Root.OutputIntents


def active(pdf):
    """The file runs a script when it is opened."""
    pdf.Root.OpenAction = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS="app.alert(1)"))


def without_a_font(pdf):
    """A font's program is not in the file."""
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and "/FontFile2" in thing:
            del thing.FontFile2
            return


def strange_role(pdf):
    """An element has a role that the standard does not know, and no map to one that it does."""
    elements(pdf, Name.BlockQuote)[0].S = Name.Aside


# What is planted -> the profile that must find it, and by which rule.
FAULTS = {
    unmarked: ("ua1", "6.2-1"),
    without_language: ("ua1", "7.2-34"),
    without_words_for_a_picture: ("ua1", "7.3-1"),
    without_scope: ("ua1", "7.5-1"),
    skipped_heading: ("ua1", "7.4.2-1"),
    strange_role: ("ua1", "7.1-5"),
    without_colours: ("2a", "6.2.4.3-2"),
    active: ("2a", "6.5.1-1"),
    without_a_font: ("2a", "6.2.11.4.1-1"),
}


@pytest.fixture(scope="module")
def places(made, tmp_path_factory):
    """Name -> file: every PDF of the shipped record, the torture document, and that with each fault planted."""
    folder = tmp_path_factory.mktemp("verapdf")
    whole = folder / "torture.pdf"
    whole.write_bytes(write(torture(), "pdf").value)
    found = {file.name: file.path for file in made if file.path.suffix == ".pdf"} | {"torture": whole}
    for plant in FAULTS:
        with pikepdf.open(whole) as pdf:
            plant(pdf)
            pdf.save(folder / f"{plant.__name__}.pdf")
        found[plant.__name__] = folder / f"{plant.__name__}.pdf"
    return found


@pytest.fixture(scope="module")
def judged(places):
    """Profile and name -> verdict."""
    found = verdicts(places.values(), PROFILES)
    return {(profile, name): found[profile, path] for name, path in places.items() for profile in PROFILES}


@pytest.mark.parametrize("profile", PROFILES)
def test_every_file_complies(judged, profile):
    """All that the project ships, and the torture document, break no rule."""
    ours = {name: v for (p, name), v in judged.items() if p == profile and name not in {f.__name__ for f in FAULTS}}

    assert len(ours) > 50
    assert min(verdict.checks for verdict in ours.values()) > 1000
    assert {name: verdict.broken for name, verdict in ours.items() if verdict.broken} == {}


@pytest.mark.parametrize("plant", FAULTS, ids=lambda plant: plant.__name__)
def test_a_planted_fault_is_found(judged, plant):
    """By the rule that it breaks: a validator that is never heard to complain proves nothing."""
    profile, rule = FAULTS[plant]

    assert rule in judged[profile, plant.__name__].broken, judged[profile, plant.__name__].broken
