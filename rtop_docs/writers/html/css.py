"""The style sheet of a page, made from a Style: light, dark, narrow, wide and printed.

Knows which classes the other modules of this package give; knows no document.
"""

from __future__ import annotations

from functools import lru_cache

import attrs

from rtop_docs.writers.colours import DARK_PAGE, LIGHT_PAGE, mixed, readable
from rtop_docs.writers.style import Style, TypeSize

RULES = """
*,*::before,*::after{box-sizing:border-box}
html{font-family:var(--font);line-height:1.45;color:var(--text);background:var(--page);color-scheme:light dark;
-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;overflow-wrap:break-word}
.skip{position:absolute;inset-inline-start:-100vw;top:0;padding:.6rem 1rem;background:var(--page);z-index:9}
.skip:focus{inset-inline-start:0}
header,main,footer{max-width:46rem;margin-inline:auto;padding-inline:1.25rem}
.wide header,.wide main,.wide footer{max-width:82rem}
header{padding-top:2.5rem}
footer{display:flex;flex-wrap:wrap;gap:.25rem 2rem;justify-content:space-between;margin-top:3rem;padding-bottom:2rem;
color:var(--muted);font-size:var(--size-foot)}
footer p{margin:0}
p,ul,ol,blockquote,figure,table,nav{margin:0 0 .7rem}
.kicker{font-size:var(--size-kicker);font-weight:700;letter-spacing:.04em;text-transform:uppercase;color:var(--accent);margin:0}
h1,.title{font-size:var(--size-title);line-height:1.2;font-weight:700;margin:.1rem 0 .3rem;text-wrap:balance}
.subtitle{font-size:var(--size-subtitle);color:var(--muted);margin-bottom:1.1rem}
.lead{font-size:var(--size-lead);line-height:1.45;margin-bottom:1.2rem}
h2{font-size:var(--size-section);line-height:1.25;color:var(--accent);margin:2rem 0 .7rem}
h3,h4,h5{font-size:var(--size-subsection);line-height:1.3;margin:1.3rem 0 .35rem}
h4,h5{color:var(--muted)}
.remark,.legend,.attribution,figcaption,caption{font-size:var(--size-small);color:var(--muted)}
.muted{color:var(--muted)}
.disagreement{color:var(--warm-text)}
.mark{display:inline-block;border:1px solid var(--warm-rule);color:var(--warm-text);background:var(--warm-ground);
font-size:var(--size-small);font-weight:700;padding:.15rem .6rem;margin:0 .5rem 1rem 0}
a{color:var(--accent);text-decoration-thickness:1px;text-underline-offset:.15em}
a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
:target{background:var(--warm-ground)}
sup{font-size:.75em;line-height:0}
sup a{text-decoration:none;padding:0 .1em}
ul,ol{padding-inline-start:1.5rem}
li{margin-bottom:.35rem}
li>p{margin-bottom:.35rem}
.labelled{list-style:none;padding-inline-start:0}
.labelled>li{display:grid;grid-template-columns:minmax(1.5rem,auto) 1fr;gap:0 .5rem}
.labelled>li>.item{min-width:0}
.sources{font-size:var(--size-small)}
.sources>li p{margin-bottom:.1rem}
.quote{border-inline-start:3px solid var(--accent);padding-inline-start:1rem;margin:1rem 0}
.quote blockquote{margin:0}
.quote blockquote p{font-size:var(--size-lead);margin-bottom:.2rem}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));list-style:none;padding:0;
border-top:3px solid var(--accent);background:var(--ground)}
.figures{overflow:hidden;margin-bottom:1.5rem}
.figures li{padding:.8rem 1rem;margin:0;box-shadow:1px 0 var(--rule),-1px 0 var(--rule)}
.figures p{margin:0;font-size:var(--size-small);line-height:1.35;color:var(--muted)}
.figures .value{font-size:var(--size-figure);line-height:1.25;font-weight:700;color:var(--text)}
.figures .value.worded{font-size:var(--size-figure-words)}
.figures .disagreement{color:var(--warm-text);margin-top:.25rem}
.panel{border-inline-start:3px solid var(--accent);background:var(--ground);padding:.9rem 1.1rem;margin:1.5rem 0}
.panel.unknown{border-color:var(--warm-rule);background:var(--warm-ground)}
.panel>:first-child{margin-top:0}
.panel>:last-child{margin-bottom:0}
.unknown h2,.unknown h3{color:var(--warm-text)}
.scroll{overflow-x:auto;margin-bottom:1rem}
.scroll table{margin-bottom:0}
table{border-collapse:collapse;width:100%;font-size:var(--size-table);line-height:1.35;overflow-wrap:normal}
caption{text-align:start;padding-bottom:.3rem}
th,td{text-align:start;vertical-align:top;padding:.45rem .9rem .45rem 0;border-bottom:1px solid var(--rule)}
[dir=rtl] th,[dir=rtl] td{padding:.45rem 0 .45rem .9rem}
thead th{font-size:var(--size-small);color:var(--muted);vertical-align:bottom;border-bottom:1.5px solid var(--text)}
th p,td p,th ul,td ul{margin:0}
.group th,.group td{background:var(--ground);color:var(--accent);font-weight:700;padding-inline:.4rem}
.center{text-align:center}
.end{text-align:end}
.matrix{max-height:88vh;overflow:auto}
.matrix table{border-collapse:separate;border-spacing:0;width:auto;min-width:100%}
.matrix th,.matrix td{padding:.3rem .45rem}
.matrix thead th{position:sticky;top:0;z-index:2;background:var(--page)}
.matrix tbody th:first-child{position:sticky;inset-inline-start:0;z-index:1;background:var(--page);font-weight:400;
min-width:12rem}
.matrix .group th:first-child{background:var(--ground);font-weight:700}
.matrix thead th:first-child{inset-inline-start:0;z-index:3}
.matrix thead .upright{max-width:9rem;hyphens:auto}
.sign{width:.85em;height:.85em;vertical-align:-.06em;fill:currentColor;overflow:visible}
.sign .line{fill:none;stroke:currentColor;stroke-linecap:round;stroke-linejoin:round}
.matrix .sign{width:1em;height:1em}
.chart{font-size:var(--size-table);margin-bottom:.5rem}
.bar{display:grid;grid-template-columns:minmax(8rem,15rem) 1fr;gap:0 1rem;margin-bottom:.35rem;align-items:center}
.length{display:flex;align-items:center;gap:.6rem}
.length svg{height:.95rem;max-width:62%;flex:none;overflow:visible}
.length .open{padding-inline-start:1.1rem}
.length span{color:var(--muted);font-size:var(--size-small);line-height:1.25}
.chart rect{fill:var(--accent)}
.chart rect.hollow{fill:none;stroke:var(--accent);stroke-width:1.5}
.dots{display:flex;flex-wrap:wrap;gap:.2rem .25rem;align-items:center}
.dots svg{width:.8rem;height:.8rem;overflow:visible}
.dots circle{fill:none;stroke:var(--outline);stroke-width:1.2}
.dots .named{fill:var(--others);stroke:var(--others)}
.dots .own{stroke:var(--own);stroke-width:2}
.dots .own.named{fill:var(--own)}
summary{cursor:pointer;color:var(--accent);font-size:var(--size-small);padding:.3rem 0;width:fit-content}
.contents{list-style:none;padding:0}
.contents li{margin-bottom:.2rem}
.contents .level-2{padding-inline-start:1.25rem}
.contents .level-3{padding-inline-start:2.5rem}
.contents .level-4{padding-inline-start:3.75rem}
.contents-title{font-weight:700;margin-bottom:.4rem}
.notes{border-top:1.5px solid var(--text);margin-top:2.5rem;font-size:var(--size-small)}
.notes h2{font-size:var(--size-subsection);margin:.7rem 0 .5rem}
.notes li p{margin:0}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (max-width:38rem){
header{padding-top:1.5rem}
.bar{grid-template-columns:1fr}
.matrix tbody th:first-child{min-width:7.5rem}
.positions thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.positions table,.positions caption,.positions tbody,.positions tr,.positions th,.positions td{
display:block;border:0;padding:0}
.positions tr{border-bottom:1px solid var(--rule);padding:.6rem 0}
.positions td{padding-top:.15rem}
}
@media print{
html{font-size:10pt;background:none}
header,main,footer{max-width:none;padding-inline:0}
header{padding-top:0}
.skip,summary,.back{display:none}
.scroll,.matrix{overflow:visible;max-height:none}
.matrix thead th,.matrix tbody th:first-child{position:static}
.page-break{break-before:page}
h1,h2,h3,h4,h5,caption,.group{break-after:avoid}
tr,li,.figures,.panel,.bar{break-inside:avoid}
thead{display:table-header-group}
a{color:inherit}
}
"""


@lru_cache(maxsize=8)
def style_sheet(style: Style, landscape: bool) -> str:
    """Return the style sheet for `style`; landscape: how the page is printed."""
    page = style.page
    side = " landscape" if landscape else ""
    margins = (page.margin_top_mm, page.margin_right_mm, page.margin_bottom_mm, page.margin_left_mm)
    printed = f"@page{{size:{page.size.value}{side};margin:{' '.join(f'{m:g}mm' for m in margins)}}}"
    light, dark = _light(style), _dark(style)
    fonts = {"font": style.fonts.html} | _sizes(style)
    return (
        f":root{{{_variables(fonts | light)}}}\n@media (prefers-color-scheme:dark){{:root{{{_variables(dark)}}}}}\n"
        f"@media print{{:root{{{_variables(light)}}}}}\n{printed}{RULES}{_stances(style)}"
    )


def _variables(values: dict[str, str]) -> str:
    return ";".join(f"--{name}:{value}" for name, value in values.items())


def _sizes(style: Style) -> dict[str, str]:
    sizes = attrs.asdict(style.sizes, recurse=False)
    base = style.sizes.text.size
    found = {name: size for name, size in sizes.items() if isinstance(size, TypeSize)}
    return {"size-" + name.replace("_", "-"): f"{size.size / base:.3g}rem" for name, size in found.items()}


def _light(style: Style) -> dict[str, str]:
    colours = style.colours
    grounds = (LIGHT_PAGE, colours.ground, colours.warm_ground)
    return {"page": LIGHT_PAGE} | _colours(style, grounds, colours.rule, colours.ground, colours.warm_ground)


def _dark(style: Style) -> dict[str, str]:
    colours = style.colours
    ground, warm = mixed(DARK_PAGE, colours.accent, 0.22), mixed(DARK_PAGE, colours.warm_rule, 0.16)
    rule = mixed(DARK_PAGE, colours.rule, 0.28)
    found = _colours(style, (DARK_PAGE, ground, warm), rule, ground, warm)
    return {"page": DARK_PAGE} | found | {"text": "#E8ECF1"}


def _colours(style: Style, grounds: tuple[str, ...], rule: str, ground: str, warm: str) -> dict[str, str]:
    colours = style.colours
    texts = {"text": colours.text, "muted": colours.muted, "accent": colours.accent, "warm-text": colours.warm_text}
    marks = {"warm-rule": colours.warm_rule, "own": colours.own, "others": colours.others, "outline": colours.outline}
    return (
        {name: readable(colour, *grounds) for name, colour in texts.items()}
        | {name: colour if grounds[0] == LIGHT_PAGE else readable(colour, *grounds) for name, colour in marks.items()}
        | {"rule": rule, "ground": ground, "warm-ground": warm}
    )


def _stances(style: Style) -> str:
    """Return the colours of the signs; on a dark page each is lightened until it is seen."""
    shapes = attrs.asdict(style.stances)
    light = "".join(f".is-{name}{{color:{colour}}}\n" for name, colour in shapes.items())
    dark = "".join(f".is-{name}{{color:{readable(colour, DARK_PAGE)}}}" for name, colour in shapes.items())
    return f"{light}@media screen and (prefers-color-scheme:dark){{{dark}}}\n"
