"""What a site may show: finished files that the ledger knows as good, and that its readers may have."""

from __future__ import annotations

import datetime
import io
import os
import zipfile
import zlib

import pytest

from rtop_docs.make.lock import locked
from rtop_docs.make.project import open_workspace
from rtop_docs.records.model import Audience
from tests.distribute.site.conftest import SiteProject

CANARY = "Zinnoberkanarie"


def test_a_stale_document_stops_the_site_and_names_the_command(project: SiteProject):
    """After an edit of the record nothing is written until the documents are built again."""
    project.replace("source/2014/passages.yaml", "A warning that", "Words that")
    made = project.site()

    assert made.value is None
    assert {d.code for d in made.diagnostics} == {"N08"}
    assert "run `rtop-docs build briefing`" in {hint for d in made.diagnostics for hint in d.hints}
    assert not project.folder.exists()


def test_an_edited_document_stops_the_site(project: SiteProject):
    """A file that somebody changed by hand never leaves the house."""
    place = project.root / "build/2014/sheets/BDI.pdf"
    place.write_bytes(place.read_bytes() + b"mine")
    made = project.site()

    assert made.value is None
    assert [d.code for d in made.diagnostics] == ["N08"]
    assert made.diagnostics[0].message == "'build/2014/sheets/BDI.pdf' was edited by hand"


def test_an_edit_that_keeps_size_and_date_is_found(project: SiteProject):
    """Bytes are compared with the ledger as they are copied, whatever the file's date says."""
    place = project.root / "build/2014/sheets/BDI.pdf"
    project.site()
    project.build()  # the ledger knows the files' dates here
    look, data = place.stat(), bytearray(place.read_bytes())
    data[-20] ^= 1
    with place.open("r+b") as file:
        file.write(data)
    os.utime(place, ns=(look.st_atime_ns, look.st_mtime_ns))
    made = project.site()

    assert made.value is None
    assert [d.code for d in made.diagnostics] == ["N08"]


def test_a_missing_document_stops_the_site(project: SiteProject):
    """A file that is gone is named with the target that makes it."""
    (project.root / "build/2014/matrix.docx").unlink()
    made = project.site()

    assert [(d.code, d.hints) for d in made.diagnostics] == [("N08", ("run `rtop-docs build matrix`",))]


def test_a_broken_record_stops_the_site(project: SiteProject):
    """Errors of the record are shown as `check` shows them, and nothing is written."""
    project.replace("source/2014/passages.yaml", "named: [Ecuador", "named: [Equador")
    made = project.site()

    assert made.value is None
    assert "R07" in {d.code for d in made.diagnostics}
    assert not project.folder.exists()


def test_a_running_build_stops_the_site(project: SiteProject):
    """A site is never made of files that a build is changing."""
    with locked(open_workspace(project.root)):
        made = project.site()

    assert [d.code for d in made.diagnostics] == ["M10"]


def test_an_unknown_dialogue_is_named(project: SiteProject):
    """The dialogues that there are stand in the hint."""
    made = project.site(dialogue="ga-1914")

    assert [(d.code, d.hints) for d in made.diagnostics] == [("N70", ("dialogues are ga-2014",))]


def test_a_language_without_templates_is_an_error(project: SiteProject):
    """A site in French needs French templates, and says so."""
    made = project.site(language="fr")

    assert made.value is None
    assert {d.code for d in made.diagnostics} <= {"T02", "N71"}


def test_a_project_s_own_template_is_used(project: SiteProject):
    """Who wants another frame lays it into the project."""
    project.write(
        "templates/en/site/page.html",
        '{% extends "frame.html" %}{% block text %}{{ top }}<p>House words.</p>{{ text }}{% endblock %}',
    )
    assert project.build().ok
    project.site()

    assert "House words." in project.pages()["method.html"].text_content()


@pytest.mark.parametrize(
    "text",
    ["{{ nobody }}", "{% if %}", "{{ site_title.__class__.__mro__ }}", "{{ 1 // 0 }}", '{% include "gone.html" %}'],
)
def test_a_wrong_template_is_reported(project: SiteProject, text: str):
    """Wrong names, wrong syntax, a way out of the sandbox: N71, and nothing is written."""
    project.write("templates/en/site/page.html", text)
    assert project.build().ok
    made = project.site()

    assert made.value is None
    assert [d.code for d in made.diagnostics] == ["N71"]
    assert not project.folder.exists()


# -- audiences and embargoes ----------------------------------------------------------------------


def released(project: SiteProject, words: str) -> None:
    """Let a second passage, with a canary in every text of it, be released as `words` say."""
    project.write(
        "source/2014/withheld.yaml",
        f"""
passages:
  - id: withheld-passage
    {words}
    passage: {{source: icrtop-2014, from: "{CANARY} begins", to: "{CANARY} ends"}}
    segment: interventions
    who:
      named: [Fiji]
      extent: unmarked
    says:
      - theme: women
        verb: "{CANARY}ed"
        kind: supports
        direction: for
        ours: "{CANARY} in our words."
    quotes:
      - id: withheld-quote
        exact: "{CANARY} as printed"
        language: en
        speakers: [Fiji]
        attribution: sole
        wording: original
        testimony: reported
""",
    )


def streams(data: bytes) -> bytes:
    """A file with its compressed streams opened beside it, as far as they are deflate."""
    found = [data]
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            found += [package.read(name) for name in package.namelist()]
    for piece in data.split(b"stream\n")[1:] + data.split(b"stream\r\n")[1:]:
        try:
            found.append(zlib.decompressobj().decompress(piece))
        except zlib.error:
            continue
    return b"\n".join(found)


def holders(project: SiteProject) -> list[str]:
    """The files of the site that hold the canary."""
    return [path for path, data in project.contents().items() if CANARY.encode() in streams(data)]


def test_what_is_for_partners_is_nowhere_in_the_public_site(project: SiteProject):
    """No file of the public site holds a byte of it, its streams opened; the partners' site shows it and says whose."""
    released(project, "audience: partners")
    assert project.build().ok
    project.site()
    assert holders(project) == []

    project.site(audience=Audience.PARTNERS)
    pages = project.pages()

    assert {"themes.html", "quotations.html", "states/FJI.html", "matrix.html"} <= set(holders(project))
    assert all(page.xpath("//p[@class='mark']")[0].text.startswith("For partners") for page in pages.values())


def test_a_target_for_partners_is_not_copied_to_the_public_site(project: SiteProject):
    """A file made for partners stays at home until the site is for partners."""
    released(project, "audience: partners")
    text = (project.root / "source/targets.yaml").read_text(encoding="utf-8")
    line = "    output: 2014/briefing\n"
    project.write("source/targets.yaml", text.replace(line, f"{line}    audience: partners\n"))
    assert project.build().ok
    assert (
        CANARY.encode()
        in streams((project.root / "build/2014/briefing.pdf").read_bytes())
        + (project.root / "build/2014/briefing.html").read_bytes()
    )
    project.site()
    public = project.contents()
    leaked = holders(project)
    project.site(audience=Audience.PARTNERS)

    assert leaked == []
    assert not [path for path in public if "briefing" in path]
    assert "files/2014/briefing.html" in project.contents()


@pytest.mark.parametrize("seconds", [-1, 0, 1])
def test_an_embargo_ends_at_its_moment_and_not_a_second_before(project: SiteProject, seconds: int):
    """The moment is the one that is given; nothing asks a clock."""
    ends = datetime.datetime(2014, 9, 10, 12, tzinfo=datetime.timezone(datetime.timedelta(hours=2)))
    released(project, f"embargo: {ends.isoformat()}")
    assert project.build().ok
    project.site(moment=ends + datetime.timedelta(seconds=seconds))

    assert bool(holders(project)) is (seconds >= 0)


def test_without_a_moment_every_embargo_holds(project: SiteProject):
    """An embargo that ended long ago still holds in a site for which nobody named a moment."""
    released(project, "embargo: 2001-01-01T00:00:00Z")
    assert project.build().ok
    project.site()

    assert holders(project) == []


def test_a_document_of_a_later_moment_is_not_copied(project: SiteProject):
    """A file that was made as of a later moment may hold what is still embargoed."""
    text = (project.root / "source/targets.yaml").read_text(encoding="utf-8")
    line = "    output: 2014/briefing\n"
    project.write("source/targets.yaml", text.replace(line, f"{line}    as_of: 2014-09-10T00:00:00Z\n"))
    assert project.build().ok
    moment = datetime.datetime(2014, 9, 10, tzinfo=datetime.UTC)
    project.site(moment=moment - datetime.timedelta(seconds=1))
    before = set(project.contents())
    project.site(moment=moment)

    assert "files/2014/briefing.pdf" not in before
    assert "files/2014/briefing.pdf" in project.contents()
