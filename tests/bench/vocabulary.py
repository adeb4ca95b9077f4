"""Several thousand English-like words: common ones with their forms, and names made of syllables.

Knows nothing of sentences.  Everything is spelt out by rule, so that every machine has the same words.
"""

from __future__ import annotations

from collections.abc import Iterable

_NOUNS = """
account action address adviser agency agenda agreement ally answer appeal approach archive area argument arrangement
article assembly assessment assistance attack attempt audience authority balance barrier basis border branch breach
bridge budget burden bureau campaign capacity case cause census centre century chamber chapter charter choice circle
citizen city claim clause coast code colleague college commission commitment committee community company concern
condition conference conflict consent consequence contract contribution control convention cooperation corner council
country course court craft crisis culture custom danger debate decade decision declaration defence delegate delegation
demand department deputy desert detail dialogue difference dignity direction discussion dispute district division
doctrine document doubt draft duty economy editor education effect effort election element embassy emergency employer
enquiry envoy error essay estimate evidence example exception exercise expert export factor factory failure family
farmer feature field figure focus force forest form forum foundation framework freedom frontier function fund future
gap garden gathering generation glance government grain grant ground group guarantee guard guide habit harbour harvest
hearing heritage history holiday hospital hour household idea image impact incident income index industry influence
initiative inquiry inspector instance institution instrument interest intervention island issue item journal journey
judge judgement justice keeper kitchen knowledge labour lake language law lawyer leader lesson letter level library
limit line list location machine magazine mandate manner market matter meaning measure mechanism mediator meeting
member memory message method minister ministry minute mission mistake model moment month monument morning motion
mountain movement museum music mystery nation need network newspaper night norm note notice number object objection
observer obstacle occasion ocean offer office officer official opinion option order organ origin outcome owner page
panel paper paragraph parliament part partner passage path pattern pause people period person phase phrase picture
pillar place plan platform pleasure pledge poem point police policy population port position power practice precedent
preparation presence president press pressure principle priority prison problem procedure process product profession
programme progress project promise proof proposal prospect protection province provision purpose quality quarter
question railway range rate reader reason record reform refugee regard region register rejection relation relief
remark report representative request research reserve resolution resource response rest restraint result review right
risk river road role room root route rule sanction scale scheme scholar school science season seat secretary section
sector security sense sentence series service session settlement shelter signal situation society soldier solution
source speaker speech spirit stage standard state statement station step stone store story strategy street stress
structure student subject success summary summit supply support survey symbol system table target task teacher team
term territory testimony text theme theory threat title topic trade tradition training translation transport treaty
trend trial tribunal trust truth union unit university value version victim view village violation violence visit
voice volume vote voyage warning water weapon week welfare winter witness word worker workshop world worry writer year
youth zone
"""
_VERBS = """
accept account acknowledge act adapt add address admire adopt advance advise affirm agree aim allow amend announce
answer appeal appear appoint appreciate approach approve argue arrange arrive ask assemble assert assess assist assume
assure attach attack attempt attend attract avoid await balance belong blame borrow call care carry cause caution
challenge change charge check cite claim clarify collect combine comment commend compare complain complete conclude
condemn conduct confirm connect consider consist consult contain continue contribute convene convince correct count
cover create cross debate decide declare decline defend define delay deliver demand deny depend deplore describe
deserve design destroy detect determine develop differ direct disappear discover discuss display distribute divide
doubt earn echo educate elaborate emerge emphasise employ enable encourage endorse enforce engage enjoy ensure enter
establish estimate examine exclude exercise exist expand expect explain explore express extend face fail favour fear
fill finish focus follow form found gather govern grant greet guarantee guard guide happen highlight honour hope
identify ignore illustrate imagine implement improve include increase indicate influence inform insist inspect intend
introduce invest invite involve join judge justify lack launch learn limit link listen locate maintain manage mark
measure mediate mention monitor move name narrow need note notice obey object observe obtain offer open oppose order
organise overlook own pardon participate pass persuade place plead point postpone practise praise predict prepare
present preserve press prevent proceed proclaim produce promise promote propose protect protest prove provide publish
pursue question raise reach react realise recall receive recognise recommend record recover reduce reflect refuse
regard reject relate release remain remark remember remind remove renew repair repeat replace reply report represent
request require rescue resemble resist resolve respect respond restore restrain retain return reveal reverse review
rule satisfy search secure seem select serve settle share shelter solve start state stay strengthen stress struggle
study succeed suffer suggest supply support suppose surround suspect sustain talk thank threaten touch trace train
transform translate treat trust turn underline underscore unite urge use value visit vote wait walk want warn watch
weaken welcome widen wish witness wonder work worry
"""
_ADJECTIVES = """
able abrupt absent abstract academic active actual acute adequate African ample ancient annual apparent Arab arbitrary
Asian available aware balanced bare basic bold brave brief bright broad calm candid careful casual cautious central
certain cheap chief civil clear close coastal cold collective colonial common compact complete complex concrete
constant convenient correct costly critical crowded crucial cultural curious daily dangerous decent deep definite
deliberate democratic direct distant distinct diverse domestic double dry dual due eager early eastern economic
effective elaborate elder elected electoral empty endless enormous entire equal essential European evident exact
excellent external fair faithful familiar famous federal final financial firm fixed foreign formal former fragile
frank free frequent fresh friendly full general gentle genuine global gradual grand grave great hard harsh heavy
helpful hidden high historic hollow honest humane humble ideal immediate implicit important independent indirect
individual industrial informal initial inner innocent intense internal irregular joint keen key large lasting late
lawful legal legitimate likely limited linked literal little lively local long loose loyal main major marginal mature
maximum mental middle mild military minimum minor mixed modern modest moral mutual narrow national natural necessary
neutral noble normal northern novel obvious odd official open opposite ordinary original outer overall painful partial
particular past patient peaceful permanent personal plain political popular positive possible potential practical
precise present previous primary principal private probable prompt proper public pure quick quiet rapid rare ready
real recent regional regular relevant reliable remote responsible rich rigid robust rough rural sacred safe scarce
secondary secret selective senior sensitive separate serious severe shared sharp short silent similar simple sincere
single slight slow small social solemn solid southern special specific stable steady strategic strict strong subtle
sudden sufficient suitable tense thorough tight timely tiny total tough traditional tragic transparent true typical
unique universal upper urban urgent useful usual vague valid various vast verbal violent visible vital voluntary weak
wealthy western whole wide willing wise wooden written young
"""
_OPENINGS = "B Br Ch D Dr F G Gl H J K Kr L M N P Pr R S Sh St T Tr V Z"
_MIDDLES = "a ai e ei i ia o oa u ue"
_JOINS = "ban cor den dro gal lin lom mar nad nor par ran ras ril sen tam tor van vel zin"
_ENDINGS = "a ada an ania ar eb en esh i ia ik im in ir o on ov u un ur"
_PREFIXES = "counter inter mid non over post pre re sub under"


def plural(word: str) -> str:
    """Return the regular plural of a noun, and the -s form of a verb."""
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def past(verb: str) -> str:
    """Return the -ed form of a regular verb."""
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + ("d" if verb.endswith("e") else "ed")


def going(verb: str) -> str:
    """Return the -ing form of a verb."""
    return (verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb) + "ing"


def manner(adjective: str) -> str:
    """Return the adverb of an adjective."""
    if adjective.endswith("y"):
        return adjective[:-1] + "ily"
    if adjective.endswith("ic"):
        return adjective + "ally"
    return (adjective[:-1] if adjective.endswith("le") else adjective) + ("y" if adjective.endswith("le") else "ly")


def _spread(words: Iterable[str]) -> tuple[str, ...]:
    """Return `words`, each once, in an order that has nothing to do with the alphabet: the first are met most often."""
    return tuple(sorted(dict.fromkeys(words), key=lambda word: (sum(map(ord, word)) * 7919 % 1009, word)))


NOUNS = _spread(_NOUNS.split())
VERBS = _spread(_VERBS.split())
ADJECTIVES = _spread(_ADJECTIVES.split())
COMPOUNDS = _spread(prefix + noun for prefix in _PREFIXES.split() for noun in _NOUNS.split()[::5])
NAMES = _spread(
    opening + middle + join + ending
    for i, opening in enumerate(_OPENINGS.split())
    for j, middle in enumerate(_MIDDLES.split())
    for k, join in enumerate(_JOINS.split())
    for ending in (_ENDINGS.split()[(i + 3 * j + 7 * k) % 20],)
)


def size() -> int:
    """Return how many distinct words there are, with their forms."""
    nouns = {form for noun in NOUNS for form in (noun, plural(noun))}
    verbs = {form for verb in VERBS for form in (verb, plural(verb), past(verb), going(verb))}
    manners = {form for adjective in ADJECTIVES for form in (adjective, manner(adjective))}
    return len(nouns | verbs | manners | set(COMPOUNDS) | set(NAMES))
