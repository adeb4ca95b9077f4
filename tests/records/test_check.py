"""The rules: for each, one change of the invented record and the line that it gives."""

import pytest

from rtop_docs.diagnostics import CODES
from rtop_docs.records.check import CHECKS
from tests.records.invented import FILES, changed, findings

D, P, C = "source/one/dialogue.yaml", "source/one/passages.yaml", "source/common.yaml"

CASES = [
    (
        "    title: The veto\n",
        "    title: The veto\n    parent: veto\n",
        f"{C}:45:3: error[R20]: 'veto' leads back to itself through 'parent'",
    ),
    (
        "      wording: two states\n",
        "      wording: two states\n      same_as: p1/who\n",
        f"{P}:6:7: error[R20]: 'p1/who' leads back to itself through 'same_as'",
    ),
    (
        "      number: 2\n",
        "      extent: open\n",
        f"{P}:6:7: error[R21]: 'p1/who': open, without the marker that leaves it open",
    ),
    (
        "      number: 2\n",
        "      number: 2\n      extent: open\n      marker: such as\n",
        f"{P}:6:7: error[R21]: 'p1/who': open, and all 2 are named",
    ),
    (
        "      number: 2\n",
        "      number: 2\n      marker: such as\n",
        f"{P}:6:7: error[R21]: 'p1/who': marker 'such as' on a list that is complete",
    ),
    (
        "      wording: two states\n      number: 2\n",
        "      number: 3\n      extent: complete\n",
        f"{P}:6:7: error[R21]: 'p1/who': complete, with 2 names for a number of 3",
    ),
    (
        "      wording: two states\n      number: 2\n",
        "      extent: complete\n",
        f"{P}:6:7: error[R21]: 'p1/who': complete, without a number, a wording or a note that says so",
    ),
    (
        "      wording: two states\n      number: 2\n",
        "      number: 1\n      extent: unmarked\n",
        f"{P}:6:7: error[R21]: 'p1/who': 2 names for a number of 1",
    ),
    (
        "      number: 2\n",
        "      number: 2\n      extent: unnamed\n",
        f"{P}:6:7: error[R21]: 'p1/who': unnamed, with 2 names",
    ),
    (
        "{same_as: p1/who, wording: these states}",
        "{extent: unmarked, wording: these states}",
        f"{P}:18:14: error[R21]: 'p1/report/who': unmarked, without a name",
    ),
    (
        "{same_as: p1/who, wording: these states}",
        "{same_as: p1/who, number: 3}",
        f"{P}:18:14: error[R22]: 'p1/report/who' of 3 is the same as 'p1/who' of 2",
    ),
    (
        "{same_as: p1/who, wording: these states}",
        "{same_as: p1/who, part_of: p1/who}",
        f"{P}:18:14: error[R22]: 'p1/report/who' is both part of a set and the same as one",
    ),
    (
        "{same_as: p1/who, wording: these states}",
        "{part_of: p1/who, number: 3}",
        f"{P}:18:14: error[R22]: 'p1/report/who' of 3 is part of 'p1/who' of 2",
    ),
    (
        "{same_as: p1/who, wording: these states}",
        "{part_of: p1/who, named: [Mali]}",
        f"{P}:18:14: error[R22]: 'p1/report/who' is part of 'p1/who', which does not have 'Mali'",
    ),
    (
        "{same_as: p1/who, wording: these states}",
        "{same_as: p1/who, named: [Mali]}",
        f"{P}:18:14: error[R22]: 'p1/report/who' is the same as 'p1/who', but only one of them has 'Mali'",
    ),
    (
        "    proposition: The veto should not be used.\n",
        "",
        f"{P}:10:9: error[R23]: 'p1/veto' is against 'veto', which has no proposition",
    ),
    (
        "kind: reports a fact\n",
        "kind: reports a fact\n        direction: for\n        inferred: a guess\n",
        f"{P}:15:9: error[R23]: 'p1/report' reports a fact, and is for",
    ),
    (
        "        direction: against\n",
        "        direction: reserved\n",
        f"{P}:10:9: error[R24]: 'opposes' does not say that 'p1/veto' is reserved",
    ),
    ("        verb: opposed\n", '        verb: ""\n', f"{P}:10:9: error[R25]: 'p1/veto' has no verb"),
    (
        "    delegate: Rwanda\n",
        "    delegate: Rwanda\n    jointly_with: [friends]\n",
        f"{D}:18:5: error[R27]: 'st-rwanda': made jointly with its own speaker",
    ),
    ("    on_behalf_of: [Group of Friends]\n", "    whole: no\n", f"{D}:18:5: error[R27]: 'st-rwanda': part of nobody"),
    (
        "    on_behalf_of: [Group of Friends]\n",
        "    on_behalf_of: [friends, friends]\n",
        f"{D}:18:5: error[R27]: 'st-rwanda': somebody is given twice in 'on_behalf_of'",
    ),
    (
        "    delegate: Rwanda\n",
        "    delegate: lee\n    read_for: lee\n",
        f"{D}:18:5: error[R27]: 'st-rwanda': read out for whoever reads it",
    ),
    (
        "    delegate: Rwanda\n",
        "    aligned_with: [{statement: st-rwanda, whole: yes}]\n",
        f"{D}:18:5: error[R27]: 'st-rwanda': aligned with itself",
    ),
    (
        "    text_languages: [en]\n",
        "    text_languages: [English]\n",
        f"{D}:18:5: error[R27]: 'st-rwanda': 'English' is no language tag",
    ),
    (
        "  later:\n    publisher: watch\n",
        "  later:\n    publisher: eu\n",
        f"{C}:9:3: error[R28]: 'later' of 'eu' is a later account of one of 'watch'",
    ),
    (
        "    date: 2014-10\n",
        "    date: 2014-08\n",
        f"{C}:9:3: error[R28]: 'later' of 2014-08 is a later account of one of 2014-09",
    ),
    (
        "sittings: [2014-09-08]",
        "sittings: [2014-09-09, 2014-09-08]",
        f"{D}:2:3: error[R29]: the sittings of 'talk' are not in order",
    ),
    ("sittings: [2014-09-08]", "sittings: []", f"{D}:2:3: error[R29]: dialogue 'talk' has no sitting"),
    (
        "sittings: [2014-09-08]",
        "sittings: [1914-09-08]",
        f"{D}:2:3: error[R29]: a sitting on 1914-09-08, before the United Nations",
    ),
    (
        "    attested: 2014-09-08\n",
        "    attested: 2014-09-08\n    since: 2015\n",
        f"{C}:38:3: error[R29]: 'since' 2015 is after 'attested' 2014-09-08",
    ),
    (
        "    attested: 2014-09-08\n",
        "    attested: 1914\n",
        f"{C}:38:3: error[R29]: attested in 1914, before the United Nations",
    ),
    (
        "        since: 2010\n",
        "        since: 2016-01\n",
        f"{C}:30:3: error[R29]: 'since' 2016-01 is after 'until' 2015",
    ),
    (
        "    symbol: A/68/947\n",
        "    symbol: A-68-947\n",
        f"{C}:51:3: error[R30]: 'A-68-947' is no United Nations symbol",
    ),
    (
        "symbol: S/2014/449",
        "symbol: A/69/981–S/2015/500",
        f"{D}:2:3: error[R30]: 'A/69/981–S/2015/500' is no United Nations symbol",
    ),
    (
        "    address: https://example.org/page\n",
        "    address: javascript:alert(1)\n",
        f"{C}:2:3: error[R31]: address 'javascript:alert(1)' does not begin with http:// or https://",
    ),
    (
        "    address: https://example.org/page\n",
        "    address: https://a b\n",
        f"{C}:2:3: error[R31]: address 'https://a b' holds a blank or a character that no address has",
    ),
    (
        "    address: https://example.org/page\n",
        "    address: https://un.org@example.org/\n",
        f"{C}:2:3: error[R31]: address 'https://un.org@example.org/' holds a user's name",
    ),
    (
        "    address: https://example.org/page\n",
        "    address: https:///page\n",
        f"{C}:2:3: error[R31]: address 'https:///page' has no host",
    ),
    (
        "    address: https://example.org/page\n",
        '    address: "http://[x"\n',
        f"{C}:2:3: error[R31]: address 'http://[x' cannot be read",
    ),
    (
        "        value: 67\n",
        "        value: 76\n",
        f"{P}:29:9: error[R32]: 'p1/speakers' is 76, and its wording 'sixty-seven'",
    ),
    (
        "      wording: two states\n",
        "      wording: three states\n",
        f"{P}:6:7: error[R32]: 'p1/who' is 2, and its wording 'three states'",
    ),
    (
        "      named: [Chile, Togo]\n",
        "      named: [Chile, Republic of Chile]\n",
        f"{P}:6:7: error[R33]: 'CHL' is given twice in 'p1/who'",
    ),
    (
        "members: [Rwanda, Chile]",
        "members: [Chile, Chile]",
        f"{C}:38:3: error[R33]: 'CHL' is given twice in roster 'friends-2014'",
    ),
    ("        speakers: [Chile]\n", "", f"{P}:21:9: error[R34]: 'q1': nobody's words"),
    (
        "        speakers: [Chile]\n",
        "        speakers: [Chile]\n        document: report-2014\n",
        f"{P}:21:9: error[R34]: 'q1': words of a speaker and of a document",
    ),
    (
        "        speakers: [Chile]\n",
        "        speakers: [Chile, Mali]\n",
        f"{P}:21:9: error[R34]: 'q1': attributed to one, with 2 speakers",
    ),
    (
        "        attribution: sole\n",
        "        attribution: each\n",
        f"{P}:21:9: error[R34]: 'q1': attributed to 'each', with fewer than two speakers",
    ),
    (
        "        language: en\n        speakers",
        "        language: English\n        speakers",
        f"{P}:21:9: error[R34]: 'q1': 'English' is no language tag",
    ),
    (
        "        speakers: [Chile]\n",
        "        speakers: [Chile]\n        read_by: Chile\n",
        f"{P}:21:9: error[R34]: 'q1': read out by its own speaker",
    ),
    (
        "members: [Rwanda, Chile]",
        "members: [Rwanda, friends]",
        f"{C}:38:3: error[R35]: 'friends' is among its own members",
    ),
    (
        "kind: panel, moderator: lee}",
        "kind: opening, moderator: lee}",
        f"{D}:13:5: error[R36]: 'seg-panel' is no panel",
    ),
    ("kind: panel, moderator: lee}", "kind: interventions}", f"{D}:14:5: error[R36]: a second segment 'interventions'"),
    (
        "    segment: interventions\n    speaker",
        "    segment: opening\n    speaker",
        f"{D}:18:5: error[R36]: 'st-rwanda' belongs to 'opening', which 'talk' does not have",
    ),
    (
        "coverage:\n  - {id: cov-page, source: page, speakers: partial, whole: yes}\n",
        "coverage: []\n",
        f"{D}:2:3: error[R37]: 'talk' uses 'page', whose coverage 'talk' does not give",
    ),
    (
        "speakers: partial, whole: yes}",
        "speakers: partial, themes: [veto]}",
        f"{P}:15:9: error[R37]: 'p1/report' is read in 'page', but 'cov-page' lacks 'report'",
    ),
    (
        "whole: yes}\n",
        "whole: yes}\n  - {id: cov-2, source: page, speakers: partial, whole: yes}\n",
        f"{D}:17:5: error[R37]: the coverage of 'page' is given twice",
    ),
    (
        "        ours: Against restraint.\n",
        "        ours: Ten are against.\n",
        f"{P}:10:9: error[R38]: loose 'Ten' in 'ours' of 'p1/veto'",
    ),
    (
        "        ours: Against restraint.\n",
        "        ours: As Rwanda said.\n",
        f"{P}:10:9: error[R38]: loose 'Rwanda' in 'ours' of 'p1/veto'",
    ),
    (
        "    proposition: The veto should not be used.\n",
        "    proposition: See A/68/947.\n",
        f"{C}:45:3: error[R38]: loose 'A/68/947' in 'proposition' of 'veto'",
    ),
    ("    title: The page\n", "    title: The page\n    sha256: abc\n", f"{C}:2:3: error[R39]: 'abc' is no SHA-256"),
]


@pytest.mark.parametrize(("old", "new", "expected"), CASES, ids=[c[2].split(": ", 1)[1][:60] for c in CASES])
def test_a_rule_finds_what_breaks_it(old, new, expected, tmp_path):
    """The line stands at the record that breaks the rule."""
    assert findings(tmp_path, changed(old, new)) == [expected]


def test_a_set_of_another_dialogue_is_not_used(tmp_path):
    """What is said of these countries in one dialogue is recorded in it."""
    other = (
        FILES[D]
        .replace("id: talk", "id: other")
        .replace("seg-", "seg2-")
        .replace("cov-", "cov2-")
        .replace("st-", "st2-")
    )
    passage = (
        FILES[P]
        .replace("id: p1", "id: p2")
        .replace("id: q1", "id: q2")
        .replace("same_as: p1/who", "same_as: p1/report/who")
    )
    files = {**FILES, "source/two/d.yaml": other, "source/two/p.yaml": passage}

    assert findings(tmp_path, files) == [
        "source/two/p.yaml:18:14: error[R26]: 'same_as' of 'p2/report/who' leads to 'p1/report/who' of dialogue 'talk'"
    ]


def test_words_with_a_reason_are_let_through(tmp_path):
    """`as_written` on a passage holds for what it contains, and for those words alone."""
    reason = "    as_written:\n      - {words: ten years, reason: so the anniversary is called}\n"
    files = changed("        ours: Against restraint.\n", "        ours: After ten years, against ten.\n")
    files[P] = files[P].replace("    says:\n", f"{reason}    says:\n")

    assert findings(tmp_path, files) == [f"{P}:12:9: error[R38]: loose 'ten' in 'ours' of 'p1/veto'"]


def test_the_reason_of_one_finding_is_not_reported_twice(tmp_path):
    """A set with an unknown name is not also said to have too few."""
    assert [line.split("[")[1][:3] for line in findings(tmp_path, changed("[Chile, Togo]", "[Chile, Toggo]"))] == [
        "R07"
    ]


@pytest.mark.parametrize(
    "symbol",
    [
        "A/68/947",
        "S/2014/449",
        "A/69/981-S/2015/500",
        "A/RES/60/1",
        "A/520/Rev.17",
        "S/PV.7000",
        "A/RES/2625(XXV)",
        "A/CONF.177/20/Add.1",
    ],
)
def test_symbols_that_the_united_nations_print_are_taken(symbol, tmp_path):
    """Sessions, series, revisions, meetings, Roman sessions and joint symbols."""
    assert findings(tmp_path, changed("symbol: A/68/947", f"symbol: {symbol}")) == []


def test_every_code_of_the_rules_has_a_case():
    """A rule without a case would be one that nobody has seen fail."""
    shown = {line.split("error[")[1][:3] for _, _, line in CASES} | {"R26"}

    assert shown == {code for code in CODES if code.startswith("R") and code >= "R20"}
    assert len({c.__name__ for c in CHECKS}) == len(CHECKS)
