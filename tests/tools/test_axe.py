"""axe-core, the accessibility rules that browsers are tested with, finds nothing on any page (WCAG 2.2 AA)."""

from __future__ import annotations

from importlib.resources import files

import pytest
from attrs import evolve

from rtop_docs.document.walk import transform
from rtop_docs.writers import write
from tests.tools.conftest import Made
from tests.writers.samples import whole

pytestmark = pytest.mark.tool

SCHEMES = ("light", "dark")
WIDTHS = (360, 900, 1440)
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
LEFT_TO_PEOPLE = {"th-has-data-cells"}
"""What axe cannot judge and we have: the head of a group of rows, whose cells stand below it in other rows."""

RUN = """tags => axe.run(document, {runOnly: tags, preload: false}).then(answer => ({
  found: answer.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html}`)),
  unsure: answer.incomplete.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html}`)),
}))"""


@pytest.fixture(scope="module")
def axe(browser):
    """Run axe on a page in a colour scheme and width; return what it finds, and what it is unsure of."""
    package = pytest.importorskip("axe_playwright_python")
    script = (files(package) / "axe.min.js").read_text(encoding="utf-8")
    open_now = {}

    def look(path, scheme: str = "light", width: int = 900) -> list[str]:
        if open_now.get("path") != path:
            if open_now:
                open_now["page"].close()
            page = browser.new_page()
            page.goto(path.as_uri())
            page.evaluate(script)
            open_now.update(path=path, page=page)
        page = open_now["page"]
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        answer = page.evaluate(RUN, RULES)
        unsure = [line for line in answer["unsure"] if line.split(":")[0] not in LEFT_TO_PEOPLE]
        return answer["found"] + unsure

    yield look
    if open_now:
        open_now["page"].close()


@pytest.fixture(scope="module")
def samples(tmp_path_factory) -> tuple[Made, ...]:
    """Documents that hold every block and inline, from left to right and from right to left."""
    folder = tmp_path_factory.mktemp("samples")
    turned = transform(whole().blocks, block=lambda block: (evolve(block, language="ar", direction="rtl"),))
    arabic = evolve(whole(), language="ar", direction="rtl", blocks=turned)
    made = []
    for document in (whole(), arabic):
        path = folder / f"{document.language}.html"
        path.write_bytes(write(document, "html").value)
        made.append(Made(document.language, document, path))
    return tuple(made)


def test_axe_finds_nothing_on_a_page_of_each_kind(axe, kinds_of_page, samples):
    """In both colour schemes and at three widths."""
    found = {
        (page.name, scheme, width): lines
        for page in (*kinds_of_page, *samples)
        for scheme in SCHEMES
        for width in WIDTHS
        if (lines := axe(page.path, scheme, width))
    }

    assert len(kinds_of_page) > 8
    assert found == {}


def test_axe_finds_nothing_on_any_page(axe, web_pages):
    """Every document of the record, the many sheets that are alike too."""
    found = {page.name: lines for page in web_pages if (lines := axe(page.path))}

    assert len(web_pages) > 80
    assert found == {}


FAULTS = {
    "image-alt": lambda page: page.replace("</main>", '<img src="data:,"></main>'),
    "color-contrast": lambda page: page.replace("</main>", '<p><font color="#bbbbbb">pale</font></p></main>'),
    "heading-order": lambda page: page.replace("</main>", "<h6>deep</h6></main>"),
    "link-name": lambda page: page.replace(' aria-label="Link to this section: Sources"', ""),
    "role-img-alt": lambda page: page.replace("</main>", '<div role="img"></div></main>'),
    "list": lambda page: page.replace("</main>", "<ul><p>x</p></ul></main>"),
    "scope-attr-valid": lambda page: page.replace('scope="row"', 'scope="line"'),
    "html-has-lang": lambda page: page.replace('<html lang="en"', "<html"),
    "document-title": lambda page: page.replace("<title>Who is named on what</title>", ""),
    "region": lambda page: page.replace("</main>", "</main><p>outside</p>"),
    "scrollable-region-focusable": lambda page: page.replace(' tabindex="0"', ""),
    "svg-img-alt": lambda page: page.replace("<title>not named", "<desc>not named"),
    "link-in-text-block": lambda page: page.replace("text-underline-offset:.15em", "text-decoration:none"),
}


@pytest.mark.parametrize("rule", FAULTS)
def test_a_planted_fault_is_found(axe, web_pages, tmp_path, rule):
    """The same look at a page with one fault names its rule: a clean page is clean because it is."""
    matrix = next(page for page in web_pages if page.name == "matrix").path.read_text(encoding="utf-8")
    broken = FAULTS[rule](matrix)
    if rule == "link-in-text-block":  # the policy shows a style sheet only as it was written
        broken = broken.replace('http-equiv="Content-Security-Policy"', 'name="policy"')
    (tmp_path / "broken.html").write_text(broken, encoding="utf-8")

    assert broken != matrix
    assert {line.split(":")[0] for line in axe(tmp_path / "broken.html")} == {rule}
