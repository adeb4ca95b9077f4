"""The style sheet of a page, made from a Style: light, dark, narrow, wide and printed.

Knows which classes the other modules of this package give; knows no document.
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache

import attrs
from attrs import frozen

from rtop_docs.writers.colours import dark_scheme, light_scheme
from rtop_docs.writers.style import Style, TypeSize

_BASE = """
*,*::before,*::after{box-sizing:border-box}
html{font-family:var(--font);line-height:1.45;color:var(--text);background:var(--page);color-scheme:light dark;
-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;overflow-wrap:break-word}
.skip{position:absolute;inset-inline-start:-100vw;top:0;padding:.6rem 1rem;background:var(--page);z-index:9}
.skip:focus{inset-inline-start:0}
header,main,footer{max-width:46.5rem;margin-inline:auto;padding-inline:1.25rem}
.wide header,.wide main,.wide footer{max-width:84rem}
header{padding-top:2.5rem}
footer{display:flex;flex-wrap:wrap;gap:.25rem 2rem;justify-content:space-between;margin-top:3rem;padding-bottom:2rem;
color:var(--muted);font-size:var(--size-foot)}
footer p{margin:0}
p,figcaption{max-width:37em;text-wrap:pretty}
p,ul,ol,blockquote,figure,table,nav{margin:0 0 .7rem}
.kicker{font-size:var(--size-kicker);font-weight:700;letter-spacing:.04em;text-transform:uppercase;color:var(--accent);
margin:0;max-width:none}
.kicker:lang(ar){letter-spacing:normal}
em:lang(ar),em:lang(zh){font-style:normal;font-weight:600}
h1,.title{font-size:clamp(1.6rem,1.1rem + 3vw,var(--size-title));line-height:1.2;font-weight:700;margin:.1rem 0 .4rem;
text-wrap:balance}
.subtitle{font-size:var(--size-subtitle);color:var(--muted);margin-bottom:1.1rem;max-width:40em}
.lead{font-size:var(--size-lead);line-height:1.45;margin-bottom:1.2rem}
h2,h3,h4,h5{text-wrap:balance;min-width:0}
h2{font-size:var(--size-section);line-height:1.25;color:var(--accent);margin:1rem 0 .6rem}
h3,h4,h5{font-size:var(--size-subsection);line-height:1.3;margin:.6rem 0 .35rem}
h4,h5{color:var(--muted)}
.headed{display:flex;align-items:baseline;gap:.15rem}
.anchor{flex:none;min-width:1.6rem;text-align:center;text-decoration:none;opacity:0;font-size:var(--size-text)}
.anchor::before{content:"§";content:"§" / ""}
.headed:hover .anchor,.anchor:focus{opacity:1}
.remark,.legend,.attribution,figcaption,caption{font-size:var(--size-small);color:var(--muted)}
.muted{color:var(--muted)}
.disagreement{color:var(--warm-text)}
.mark{display:inline-block;border:1px solid var(--warm-rule);color:var(--warm-text);background:var(--warm-ground);
font-size:var(--size-small);font-weight:700;padding:.15rem .6rem;margin:0 .5rem 1rem 0}
a{color:var(--accent);text-decoration-thickness:1px;text-underline-offset:.15em}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
:target{background:var(--warm-ground)}
sup{font-size:.75em;line-height:0}
sup a{text-decoration:none;padding:.3em .12em}
ul,ol{padding-inline-start:1.5rem}
li{margin-bottom:.35rem}
li>p{margin-bottom:.35rem}
.labelled{list-style:none;padding-inline-start:0}
.labelled>li{display:grid;grid-template-columns:minmax(1.5rem,auto) 1fr;gap:0 .5rem}
.labelled>li>.item{min-width:0}
.sources{font-size:var(--size-small)}
.sources>li p{margin-bottom:.1rem}
.quote{border-inline-start:3px solid var(--accent);padding-inline-start:1rem;margin:.4rem 0 1rem}
.quote blockquote{margin:0}
.quote blockquote p{font-size:var(--size-lead);margin-bottom:.2rem}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));list-style:none;padding:0;overflow:hidden;
border-top:3px solid var(--accent);background:var(--ground);margin-bottom:1.5rem}
.figures li{padding:.8rem 1rem;margin:0;min-width:0;box-shadow:0 0 0 .5px var(--rule)}
.figures p{margin:0;font-size:var(--size-small);line-height:1.35;color:var(--muted)}
.figures .value{font-size:var(--size-figure);line-height:1.25;font-weight:700;color:var(--text)}
.figures .value.worded{font-size:var(--size-figure-words)}
.figures .disagreement{color:var(--warm-text);margin-top:.25rem}
.panel{border-inline-start:3px solid var(--accent);background:var(--ground);padding:.9rem 1.1rem;margin:1.5rem 0}
.panel.unknown{border-color:var(--warm-rule);background:var(--warm-ground)}
.panel>:first-child,.panel>.headed:first-child>*{margin-top:0}
.panel>:last-child{margin-bottom:0}
.unknown h2,.unknown h3{color:var(--warm-text)}
.keep{white-space:nowrap}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
"""

_TABLES = """
table{border-collapse:collapse;width:100%;font-size:var(--size-table);line-height:1.35;margin-bottom:1rem}
caption{position:relative;text-align:start;padding-bottom:.3rem;font-weight:700;color:var(--text)}
th,td{text-align:start;vertical-align:top;padding:.45rem .9rem .45rem 0;border-bottom:1px solid var(--rule)}
th:last-child,td:last-child{padding-inline-end:0}
[dir=rtl] th,[dir=rtl] td{padding:.45rem 0 .45rem .9rem}
thead th{font-size:var(--size-small);color:var(--muted);vertical-align:bottom;border-bottom:1.5px solid var(--text)}
th p,td p,th ul,td ul{margin:0}
.long{overflow-wrap:anywhere;hyphens:auto;min-width:5.5rem}
.group th,.group td{background:var(--ground);color:var(--accent);font-weight:700;padding-inline:.4rem}
.center{text-align:center}
.end{text-align:end}
.scroll{overflow-x:auto;margin-bottom:1rem}
.scroll caption>:first-child{display:block;position:sticky;inset-inline-start:0;width:fit-content;
max-width:calc(100vw - 2.5rem)}
.scroll table{margin-bottom:0}
.matrix{max-height:max(88vh,20rem);overflow:auto;border-bottom:1px solid var(--rule)}
.matrix table{border-collapse:separate;border-spacing:0;width:auto;min-width:100%}
.matrix th,.matrix td{padding:.3rem .45rem}
.matrix tbody tr:last-child>*{border-bottom-color:transparent}
.matrix thead th{position:sticky;top:0;z-index:2;background:var(--page);border-bottom:1.5px solid var(--text)}
.matrix tbody th:first-child{position:sticky;inset-inline-start:0;z-index:1;background:var(--page);font-weight:400;
min-width:12rem;width:14rem}
.matrix .group th:first-child{width:auto}
.matrix .group th:first-child{background:var(--ground);font-weight:700}
.matrix thead th:first-child{inset-inline-start:0;z-index:3}
.matrix thead .upright{max-width:9rem;hyphens:auto}
.matrix tbody tr:hover>*{background:var(--ground)}
.stay{position:sticky;inset-inline-start:.45rem;width:fit-content;max-width:80vw}
.sign{width:.85em;height:.85em;vertical-align:-.06em;fill:currentColor;overflow:visible}
.sign .line{fill:none;stroke:currentColor;stroke-linecap:round;stroke-linejoin:round}
.matrix .sign{width:1em;height:1em}
"""

_CHARTS = """
.chart{font-size:var(--size-table);margin-bottom:.5rem}
.bar{display:grid;grid-template-columns:minmax(8rem,14rem) minmax(0,1fr);gap:0 1rem;margin-bottom:.35rem;
align-items:center}
.bar>div{min-width:0}
.length{display:flex;align-items:center;gap:0 .6rem}
.length svg{height:.95rem;max-width:62%;flex:none;overflow:visible}
.length span{color:var(--muted);font-size:var(--size-small);line-height:1.25;min-width:0}
.open>svg{margin-inline-end:18px}
[dir=rtl] .length>svg{transform:scaleX(-1)}
.chart rect{fill:var(--accent)}
.chart rect.hollow{fill:none;stroke:var(--accent);stroke-width:1.5}
.dots{display:flex;flex-wrap:wrap;gap:.2rem .25rem;align-items:center}
.dots svg{width:.8rem;height:.8rem;overflow:visible}
.dots circle{fill:none;stroke:var(--outline);stroke-width:1.2}
.dots .named{fill:var(--others);stroke:var(--others)}
.dots .own{stroke:var(--own);stroke-width:2}
.dots .own.named{fill:var(--own)}
summary{cursor:pointer;color:var(--accent);font-size:var(--size-small);padding:.3rem 0;width:fit-content}
@media (forced-colors:active){
.chart rect,.dots .named,.dots .own.named{fill:CanvasText}
.chart rect.hollow{fill:none}
.chart rect.hollow,.dots circle{stroke:CanvasText}
}
"""

_PLACES = """
.contents ul{list-style:none;padding:0;margin:0}
.contents li{margin-bottom:.2rem}
.contents .level-2{padding-inline-start:1.25rem}
.contents .level-3{padding-inline-start:2.5rem}
.contents .level-4{padding-inline-start:3.75rem}
.contents-title{font-weight:700;margin-bottom:.4rem}
.notes{border-top:1.5px solid var(--text);margin-top:2.5rem;font-size:var(--size-small)}
.notes ol{max-width:40em}
.notes h2{font-size:var(--size-subsection);margin:.7rem 0 .5rem}
.notes li p{margin:0}
.notes li p:has(+.backs){display:inline}
.backs a{display:inline-block;min-width:24px;min-height:24px;text-align:center}
"""

# Read from below; in the other direction letters of Chinese would stand on their heads.
_TURNED = """{writing-mode:vertical-rl;text-orientation:sideways;transform:rotate(180deg);max-height:10rem;
margin-inline:auto}"""

_NARROW = """
@media screen and (max-width:38rem){
header{padding-top:1.5rem}
.bar{grid-template-columns:minmax(0,1fr)}
.length{flex-wrap:wrap}
.matrix th,.matrix td{padding:.3rem}
.matrix tbody th:first-child{min-width:7.5rem;max-width:9rem;width:auto;hyphens:auto}
.matrix .group th:first-child{max-width:none}
.stack,.stack caption:not(.hidden),.stack tbody,.stack tr,.stack th,.stack td{display:block;width:auto;min-width:0;
border:0;padding:0;text-align:start}
.stack caption:not(.hidden){padding-bottom:.3rem}
.stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.stack tr{border-top:1px solid var(--rule);padding:.55rem 0}
.stack{border-bottom:1px solid var(--rule)}
.stack tr.on{border-top:0;padding-top:0}
.stack .group{background:var(--ground);padding:.35rem .5rem}
.stack td{padding-top:.15rem}
.stack [data-label]::before{content:attr(data-label);color:var(--muted);font-size:var(--size-small);font-weight:400;
margin-inline-end:.6em;unicode-bidi:isolate}
}
"""

_BROAD = """
@media screen and (min-width:84rem){
body:not(.wide) main{position:relative}
body:not(.wide) main>.contents{position:sticky;top:1.5rem;float:inline-start;width:15rem;margin-inline-start:-17.5rem;
max-height:calc(100vh - 3rem);overflow-y:auto;font-size:var(--size-small)}
}
"""

_PRINTED = """
@media print{
html{font-size:var(--print);background:none}
header,main,footer,p,figcaption,.subtitle,.notes ol{max-width:none}
footer{margin-top:1rem;padding-bottom:0;break-before:avoid}
header,main,footer{padding-inline:0}
header{padding-top:0}
.skip,summary,.backs,.anchor{display:none}
details::details-content{content-visibility:visible;display:block;height:auto}
.scroll,.matrix{overflow:visible;max-height:none}
.matrix thead th,.matrix tbody th:first-child,.stay{position:static}
.matrix tbody th:first-child{min-width:8.5rem}
.page-break{break-before:page}
h1,h2,h3,h4,h5,.headed,caption,thead,.group,.legend,.contents-title,.chart{break-after:avoid}
tr,li,thead,blockquote,.figures,.bar,.chart{break-inside:avoid}
p{orphans:2;widows:2}
thead{display:table-header-group}
thead+tbody,thead+tbody>tr:first-child{break-before:avoid}
.figures,.panel,.group th,.group td,.mark{print-color-adjust:exact;-webkit-print-color-adjust:exact}
a{color:inherit;text-decoration:none}
a[href^=http]{color:var(--accent)}
a[href^=http]::after{content:" (" attr(href) ")";font-size:.85em;color:var(--muted);overflow-wrap:anywhere}
}
"""

_SHARES = "".join(f".w{share}{{width:{share}%}}" for share in range(5, 100, 5)) + "\n"


@frozen
class Sheet:
    """A style sheet.  policy: what a page with it may do: show it, and nothing else."""

    text: str
    policy: str


@lru_cache(maxsize=8)
def style_sheet(style: Style, landscape: bool) -> Sheet:
    """Return the style sheet for `style`; landscape: how the page is printed."""
    light, dark = light_scheme(style), dark_scheme(style)
    sizes = {"font": style.fonts.html, "print": f"{style.sizes.text.size:g}pt"} | _sizes(style)
    signs = "".join(f".is-{shape}{{color:var(--is-{shape})}}" for shape in attrs.asdict(style.stances))
    text = (
        f":root{{{_variables(sizes | light)}}}\n@media (prefers-color-scheme:dark){{:root{{{_variables(dark)}}}}}\n"
        f"@media print{{:root{{{_variables(light)}}}}}\n{_paper(style, landscape)}{_BASE}{_TABLES}{_SHARES}{_CHARTS}"
        f"{_PLACES}{signs}{_NARROW}{_turned()}{_BROAD}{_PRINTED}"
    )
    return Sheet(text, f"default-src 'none'; style-src {hash_source(text)}; base-uri 'none'; form-action 'none'")


def hash_source(text: str) -> str:
    """Return what lets an inline style or script, and no other, pass a content security policy (CSP 3, 2.3.1)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _turned() -> str:
    """Return when a matrix's heads are turned: on a telephone; many of them on all but wide screens."""
    narrow, middle = "@media screen and (max-width:38rem)", "@media screen and (max-width:74rem)"
    return f"{narrow}{{.turned{_TURNED}}}\n{middle}{{.many .turned{_TURNED}}}\n"


def _paper(style: Style, landscape: bool) -> str:
    page = style.page
    margins = (page.margin_top_mm, page.margin_right_mm, page.margin_bottom_mm, page.margin_left_mm)
    size = page.size.value + (" landscape" if landscape else "")
    count = f'@bottom-right{{content:counter(page) " / " counter(pages);font:{style.sizes.foot.size:g}pt sans-serif}}'
    return f"@page{{size:{size};margin:{' '.join(f'{m:g}mm' for m in margins)};{count}}}"


def _variables(values: dict[str, str]) -> str:
    return ";".join(f"--{name.replace('_', '-')}:{value}" for name, value in values.items())


def _sizes(style: Style) -> dict[str, str]:
    sizes = attrs.asdict(style.sizes, recurse=False)
    base = style.sizes.text.size
    found = {name: size for name, size in sizes.items() if isinstance(size, TypeSize)}
    return {f"size_{name}": f"{size.size / base:.3g}rem" for name, size in found.items()}
