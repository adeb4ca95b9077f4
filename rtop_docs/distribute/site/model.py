"""What a site is made for, and what it is made of.

Plain values; knows neither records nor templates nor disks.
"""

from __future__ import annotations

import datetime

from attrs import field, frozen

from rtop_docs.make.targets import BUILD, NO_MOMENT
from rtop_docs.records.model import Audience

FOLDER = f"{BUILD}/site"
FILES = "files"
"""Where copies of finished files lie in a site, each at its path below build/."""


@frozen(kw_only=True)
class Wish:
    """Which site is asked for.

    dialogue: its id; "" for that of the first target.  audience, moment: for whom and when (the moment decides
    embargoes and has a zone).  language: BCP 47.  folder: where the site goes, below the project.
    """

    dialogue: str = ""
    audience: Audience = Audience.PUBLIC
    moment: datetime.datetime = NO_MOMENT
    language: str = "en"
    folder: str = FOLDER


@frozen
class Page:
    """A file of the site.  path: below the site's folder."""

    path: str
    data: bytes = field(repr=False)


@frozen(kw_only=True)
class Made:
    """What became of a site: paths below its folder, sorted."""

    folder: str
    written: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
