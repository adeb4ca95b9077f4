"""The five regional groups of the United Nations: their titles, and who belongs to them on a day.

Knows regional groups only; the groups that speak in a dialogue are records.  Vouched for from 2009 on.
"""

from __future__ import annotations

import datetime
from functools import cache

from rtop_docs.reference.table import state, states

REGIONAL_GROUPS: dict[str, dict[str, str]] = {
    "african": {
        "ar": "الدول الأفريقية",
        "zh": "非洲国家",
        "en": "African States",
        "fr": "États d’Afrique",
        "ru": "Государства Африки",
        "es": "Estados de África",
    },
    "asia-pacific": {
        "ar": "دول آسيا والمحيط الهادئ",
        "zh": "亚太国家",
        "en": "Asia-Pacific States",
        "fr": "États d’Asie et du Pacifique",
        "ru": "Государства Азиатско-Тихоокеанского региона",
        "es": "Estados de Asia y el Pacífico",
    },
    "eastern-european": {
        "ar": "دول أوروبا الشرقية",
        "zh": "东欧国家",
        "en": "Eastern European States",
        "fr": "États d’Europe orientale",
        "ru": "Государства Восточной Европы",
        "es": "Estados de Europa Oriental",
    },
    "grulac": {
        "ar": "دول أمريكا اللاتينية ومنطقة البحر الكاريبي",
        "zh": "拉丁美洲和加勒比国家",
        "en": "Latin American and Caribbean States",
        "fr": "États d’Amérique latine et des Caraïbes",
        "ru": "Государства Латинской Америки и Карибского бассейна",
        "es": "Estados de América Latina y el Caribe",
    },
    "weog": {
        "ar": "دول أوروبا الغربية ودول أخرى",
        "zh": "西欧和其他国家",
        "en": "Western European and other States",
        "fr": "États d’Europe occidentale et autres États",
        "ru": "Государства Западной Европы и другие государства",
        "es": "Estados de Europa Occidental y otros Estados",
    },
}
"""Group id -> language -> title, in the English alphabetical order of the titles' first words."""


def group_title(group_id: str, language: str) -> str:
    """Return the title of a regional group.  Raises KeyError for an unknown group or language."""
    return REGIONAL_GROUPS[group_id][language]


@cache
def group_of(state_id: str, on: datetime.date) -> str:
    """Return the regional group in which the state counted on the day `on`, or "" for none.

    A state in two groups (Türkiye) counts where it stands for election.  Raises KeyError for an unknown state.
    """
    return next(p.group for p in state(state_id).groups if p.before is None or on < p.before)


def group_members(group_id: str, on: datetime.date) -> tuple[str, ...]:
    """Return the ids of the states that counted in a regional group on the day `on`, sorted.

    Raises KeyError for an unknown group.
    """
    if group_id not in REGIONAL_GROUPS:
        raise KeyError(group_id)
    return tuple(s.id for s in states() if group_of(s.id, on) == group_id)
