"""Names: exact after normalization, never guessed, and those of the day."""

import datetime
import os
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rtop_docs.reference import aliases, did_you_mean, name_of, normalize, resolve_state, state, states
from rtop_docs.reference.model import LANGUAGES, GroupPeriod, NamePeriod, State
from rtop_docs.reference.names import SUGGESTIONS, build_aliases

THOROUGH = bool(os.environ.get("RTOP_THOROUGH"))
EXAMPLES = settings(max_examples=5000 if THOROUGH else 100)
DIALOGUE_2014 = datetime.date(2014, 9, 8)
printed = st.sampled_from(
    sorted({name for s in states() for p in s.names for name in (*dict(p.short).values(), p.formal)})
)

# every state of ICRtoP's page on the dialogue of 2014, as that page prints it
PAGE_2014 = {
    "Argentina": "ARG", "Armenia": "ARM", "Bolivia": "BOL", "Brazil": "BRA", "Burundi": "BDI", "Canada": "CAN",
    "Central African Republic": "CAF", "Chile": "CHL", "China": "CHN", "Costa Rica": "CRI", "Cote d’Ivoire": "CIV",
    "Cuba": "CUB", "Czech Republic": "CZE", "Democratic People’s Republic of Korea": "PRK", "Denmark": "DNK",
    "Ecuador": "ECU", "Egypt": "EGY", "Estonia": "EST", "Finland": "FIN", "France": "FRA", "Georgia": "GEO",
    "Germany": "DEU", "Hungary": "HUN", "Indonesia": "IDN", "Italy": "ITA", "Kenya": "KEN", "Latvia": "LVA",
    "Lithuania": "LTU", "Luxembourg": "LUX", "Malaysia": "MYS", "Mexico": "MEX", "Montenegro": "MNE",
    "Namibia": "NAM", "New Zealand": "NZL", "Nigeria": "NGA", "Norway": "NOR", "Pakistan": "PAK",
    "Republic of Korea": "KOR", "Russia": "RUS", "Rwanda": "RWA", "Sierra Leone": "SLE", "Slovenia": "SVN",
    "South Sudan": "SSD", "Spain": "ESP", "Switzerland": "CHE", "Syria": "SYR", "Thailand": "THA", "UK": "GBR",
    "Uruguay": "URY",
}  # fmt: skip

OTHER_FORMS = {
    "Côte D’Ivoire": "CIV", "Cote d'Ivoire": "CIV", "COTE DʼIVOIRE": "CIV", "Co\u0302te d`Ivoire": "CIV",
    "Ivory Coast": "CIV", "the United Kingdom": "GBR", "U.K.": "GBR", "Russian Federation": "RUS",
    "Syrian Arab Republic": "SYR", "ROK": "KOR", "South Korea": "KOR", "the Republic of Korea": "KOR",
    "Korea, Republic of": "KOR", "Korea (Republic of)": "KOR", "DPRK": "PRK", "the DPRK": "PRK",
    "North Korea": "PRK", "Korea (Democratic People’s Republic of)": "PRK",
    "Korea, Democratic People's Republic of": "PRK", "DRC": "COD", "the DRC": "COD", "DR Congo": "COD",
    "Congo, Democratic Republic of the": "COD", "Democratic Republic of Congo": "COD", "Congo": "COG",
    "Republic of the Congo": "COG", "Congo (Republic of the)": "COG", "Lichtenstein": "LIE", "Viet Nam": "VNM",
    "Vietnam": "VNM", "Laos": "LAO", "Lao PDR": "LAO", "Iran": "IRN", "Islamic Republic of Iran": "IRN",
    "Venezuela": "VEN", "Bolivarian Republic of Venezuela": "VEN", "Venezuela, Bolivarian Republic of": "VEN",
    "Tanzania": "TZA", "Moldova": "MDA", "Micronesia": "FSM", "Federated States of Micronesia": "FSM",
    "CAR": "CAF", "the CAR": "CAF", "Timor Leste": "TLS", "Timor\u2011Leste": "TLS", "East Timor": "TLS",
    "eSwatini": "SWZ", "Swaziland": "SWZ", "USA": "USA", "US": "USA", "U.S.A.": "USA", "the United States": "USA",
    "the Netherlands": "NLD", "Kingdom of the Netherlands": "NLD", "Holland": "NLD", "Cape Verde": "CPV",
    "Cabo Verde": "CPV", "Burma": "MMR", "Libyan Arab Jamahiriya": "LBY", "Turkey": "TUR", "TÜRKİYE": "TUR",
    "Czechia": "CZE", "Macedonia": "MKD", "The former Yugoslav Republic of Macedonia": "MKD", "FYROM": "MKD",
    "St. Lucia": "LCA", "St Vincent and the Grenadines": "VCT", "Saint Vincent & the Grenadines": "VCT",
    "St.\u00a0Kitts and Nevis": "KNA", "Brunei": "BRN", "the Gambia": "GMB", "Gambia (The)": "GMB",
    "Plurinational State of Bolivia": "BOL", "Bolivia, Plurinational State of": "BOL", "Bosnia-Herzegovina": "BIH",
    "São Tomé and Príncipe": "STP", "Palestine": "PSE", "Holy See": "VAT", "Vatican": "VAT", "Nauru": "NRU",
    "Naoero": "NRU", "République islamique d'Iran": "IRN", "Royaume-Uni": "GBR", "Liban": "LBN", "Libia": "LBY",
    "République dominicaine": "DOM", "Alemania": "DEU", "مصر": "EGY", "مملكة هولندا": "NLD",
    "دولة بوليفيا المتعددة القوميات": "BOL", "多民族玻利维亚国": "BOL", "КНДР": "PRK", "ЧАД": "TCD",
}  # fmt: skip

NO_STATES = (
    "", " ", "the", "()", "European Union", "EU", "African Union", "League of Arab States", "Kosovo", "Cook Islands",
    "Niue", "Taiwan", "Serbia and Montenegro", "Yugoslavia", "Czechoslovakia", "USSR", "Soviet Union", "Korea",
    "us", "car", "drc", "Latvia and Lithuania", "Latvia, Lithuania", "Estonia (on behalf of Latvia and Lithuania)",
    "Northern Ireland", "Ireland, Northern", "American Samoa", "Rwand", "RWA", "Group of Friends", "states",
)  # fmt: skip


@pytest.mark.parametrize(("name", "state_id"), [*PAGE_2014.items(), *OTHER_FORMS.items()])
def test_printed_forms_resolve(name, state_id):
    """A form that real texts print means the state it means."""
    assert resolve_state(name) == state_id


@pytest.mark.parametrize("name", NO_STATES)
def test_what_is_no_state_resolves_to_none(name):
    """Organizations, dissolved and unlisted states, lists, words and misspellings are never turned into a state."""
    assert resolve_state(name) == ""


def test_every_name_of_the_table_resolves_to_its_state():
    """Each name, of each language and time, in small and capital letters, leads back to its state."""
    for one in states():
        for period in one.names:
            for name in (*dict(period.short).values(), period.formal):
                assert resolve_state(name) == one.id, name
                assert resolve_state(name.upper()) == one.id, name
        for name in (*one.also, *one.abbreviations):
            assert resolve_state(name) == one.id, name


@pytest.mark.parametrize(
    "alike",
    [
        ("KOR", "PRK"), ("NER", "NGA"), ("GIN", "GNQ", "GNB", "PNG"), ("COG", "COD"), ("DMA", "DOM"), ("SDN", "SSD"),
        ("AUS", "AUT"), ("SVK", "SVN"), ("IRL", "GBR"), ("LBN", "LBY", "LBR"), ("MLI", "MWI", "MDV"),
        ("CHE", "SWZ", "SWE"),        ("MRT", "MUS"), ("ZMB", "GMB"), ("IRN", "IRQ"), ("PRY", "URY"),
    ],
)  # fmt: skip
def test_states_with_like_names_share_no_alias(alike):
    """No alias of one is an alias of the other, and each has aliases of its own."""
    held = [{key for key, state_id in aliases().items() if state_id == one} for one in alike]

    assert all(held)
    assert sum(map(len, held)) == len(set().union(*held))


def _state(state_id, name):
    period = NamePeriod(None, tuple((language, name) for language in LANGUAGES), f"the {name}")
    return State(state_id, "XX", "000", True, "", "", (period,), (GroupPeriod(None, ""),))


def test_an_alias_of_two_states_is_an_error_that_names_them_all():
    """Building the alias table fails on a name with two meanings, and on one that is nothing after folding."""
    with pytest.raises(ValueError, match=r"'RURITANIA' means AAA and BBB.*'–' of CCC is no name"):
        build_aliases((_state("AAA", "Ruritania"), _state("BBB", "RURITANIA"), _state("CCC", "–")))


def test_the_alias_table_is_not_ambiguous():
    """The table of the package builds, holds every state, and cannot be changed by a caller."""
    assert set(aliases().values()) == {s.id for s in states()}
    with pytest.raises(TypeError):
        aliases()["atlantis"] = "GRC"


def test_no_alias_is_so_short_that_prose_would_hold_it():
    """A Latin alias in small letters has at least four of them; shorter ones hold in capitals only."""
    short = [key for key in aliases() if key.isascii() and len(key) < 4]

    assert all(key.isupper() for key in short)


@given(st.text())
@EXAMPLES
def test_normalizing_twice_changes_nothing(text):
    """normalize(normalize(x)) == normalize(x), whatever is typed."""
    assert normalize(normalize(text)) == normalize(text)


@given(printed, st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]), st.data())
@EXAMPLES
def test_spelling_does_not_change_what_a_name_means(name, form, data):
    """Unicode form, kind of apostrophe, dash and space, and capitals leave a name's normal form alone."""
    spelled = unicodedata.normalize(form, name)
    for plain, variants in [("’", "'’ʼ‘`"), ("-", "-‐‑–—"), (" ", " \u00a0\u2009\u202f")]:
        spelled = spelled.replace(plain, data.draw(st.sampled_from(variants)))
    spelled = data.draw(st.sampled_from([spelled, spelled.upper(), spelled.lower(), f" {spelled} "]))

    assert resolve_state(spelled) == resolve_state(name) != ""


@given(printed, st.sampled_from(["\u00ad", "\u200b", "\u200f", "\u2066", "\ufeff"]), st.integers(0, 60))
@EXAMPLES
def test_invisible_characters_do_not_change_what_a_name_means(name, invisible, place):
    """Soft hyphens, zero-width and bidi characters inside a name are passed over."""
    assert resolve_state(name[:place] + invisible + name[place:]) == resolve_state(name)


@given(st.one_of(st.text(), printed.map(lambda name: name[:-1])))
@EXAMPLES
def test_suggesting_never_resolves(text):
    """What resolves to no state stays so, however near the suggestions are, which name real states only."""
    known = {name_of(s.id, "en", datetime.date.max) for s in states()}
    suggestions = did_you_mean(text)

    assert len(suggestions) <= SUGGESTIONS
    assert set(suggestions) <= known
    assert resolve_state(text) == aliases().get(normalize(text), "")


def test_a_misspelling_is_suggested_but_not_taken():
    """The message can offer the right name; the record must still write it."""
    assert resolve_state("Rwnda") == ""
    assert did_you_mean("Rwnda") == ("Rwanda",)


def test_both_koreas_are_suggested_for_korea():
    """A part of two names suggests both and means neither."""
    assert set(did_you_mean("Korea")) == {"Republic of Korea", "Democratic People’s Republic of Korea"}


def test_names_from_outside_the_table_are_suggested_as_written():
    """Groups and organizations of a record take part in the suggestions."""
    assert did_you_mean("Groupe of Friends", ["Group of Friends", "ASEAN"]) == ("Group of Friends",)


@pytest.mark.parametrize(
    ("state_id", "on", "name"),
    [
        ("CZE", "2014-09-08", "Czech Republic"),
        ("CZE", "2016-05-16", "Czech Republic"),
        ("CZE", "2016-05-17", "Czechia"),
        ("SWZ", "2014-09-08", "Swaziland"),
        ("SWZ", "2018-04-19", "Eswatini"),
        ("MKD", "2014-09-08", "The former Yugoslav Republic of Macedonia"),
        ("MKD", "2019-02-14", "North Macedonia"),
        ("TUR", "2014-09-08", "Turkey"),
        ("TUR", "2022-06-01", "Türkiye"),
        ("CPV", "2012-09-05", "Cape Verde"),
        ("CPV", "2014-09-08", "Cabo Verde"),
        ("LBY", "2009-07-23", "Libyan Arab Jamahiriya"),
        ("LBY", "2012-09-05", "Libya"),
        ("NLD", "2014-09-08", "Netherlands"),
        ("NLD", "2024-07-01", "Netherlands (Kingdom of the)"),
        ("NRU", "2014-09-08", "Nauru"),
        ("NRU", "2025-06-25", "Nauru"),
        ("NRU", "2026-06-26", "Naoero"),
        ("BOL", "2014-09-08", "Bolivia (Plurinational State of)"),
        ("PSE", "2014-09-08", "State of Palestine"),
        ("CIV", "2014-09-08", "Côte d’Ivoire"),
        ("RWA", "1945-10-24", "Rwanda"),
    ],
)
def test_a_document_prints_the_name_of_its_day(state_id, on, name):
    """The English short name is the one that held on that day; the day of change has the new name."""
    assert name_of(state_id, "en", datetime.date.fromisoformat(on)) == name


def test_former_names_hold_in_every_language():
    """A document of 2014 in French, Spanish or Chinese prints the name of 2014 as well."""
    names = [name_of("CZE", language, DIALOGUE_2014) for language in ("fr", "es", "zh")]

    assert names == ["République tchèque", "República Checa", "捷克共和国"]


def test_the_formal_name_is_english_only():
    """A formal name in a language that the table lacks is an error, never another language's name."""
    assert name_of("SWZ", "en", DIALOGUE_2014, form="formal") == "the Kingdom of Swaziland"
    with pytest.raises(KeyError):
        name_of("SWZ", "fr", DIALOGUE_2014, form="formal")


def test_wrong_calls_raise():
    """An unknown state, language or form is the caller's mistake."""
    with pytest.raises(KeyError):
        name_of("EUU", "en", DIALOGUE_2014)
    with pytest.raises(KeyError):
        name_of("RWA", "de", DIALOGUE_2014)
    with pytest.raises(ValueError, match="'long'"):
        name_of("RWA", "en", DIALOGUE_2014, form="long")


def test_every_state_is_named_on_every_day():
    """No day falls between two periods, in any language."""
    days = {datetime.date(1945, 10, 24), datetime.date.max, DIALOGUE_2014}
    days |= {p.before for s in states() for p in s.names if p.before}

    assert all(name_of(s.id, language, day) for s in states() for day in days for language in LANGUAGES)
    assert state("LBY").names[1].formal == name_of("LBY", "en", DIALOGUE_2014, "formal") == "Libya"
