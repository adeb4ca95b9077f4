"""Tell whether two language tags name the same language.

Knows the form of tags only.  Source: BCP 47 (RFC 5646), 2.1 and 4.1.
"""

from __future__ import annotations


def agree(expected: str, found: str) -> bool:
    """Tell whether `found` names the language of `expected`, perhaps with a script or a region that it leaves open.

    Word knows a language by its region alone: ``zh-CN`` is what it has for ``zh-Hans``.
    """
    mine, other = (tag.replace("_", "-").lower().split("-") for tag in (expected, found))
    if mine[0] != other[0]:
        return False
    return all(mine_part == other_part for mine_part, other_part in zip(_parts(mine), _parts(other), strict=True)
               if mine_part and other_part)  # fmt: skip


def _parts(subtags: list[str]) -> tuple[str, str]:
    """Return script and region of a tag, "" for each that it leaves open."""
    script = next((part for part in subtags[1:] if len(part) == 4 and part.isalpha()), "")
    region = next((part for part in subtags[1:] if len(part) == 2 or (len(part) == 3 and part.isdigit())), "")
    return script, region
