"""Which English words tell the form of a phrase, which are names, and which are not although they begin one. Pure."""

from __future__ import annotations

import re

SUBJECTS = set(
    "i i'm i've i'd i'll it it's there you you're you'll you've you'd we we're we've this that's she he".split()
)
WHOEVER = set("nothing everything nobody everybody everyone someone somebody".split())
DETERMINERS = set(
    """a an the this these those my our your their its more less fewer many several some any no every each all both half
    enough too most one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen twenty
    thirty forty fifty sixty eighty ninety hundred another such zero""".split()
)
QUESTIONS = set("how whether why what when where which who".split())
PREPOSITIONS = set("with in at from for through on after without as of above below since under over about into".split())
RELATIVE = set("who that which whose where when because if whom while".split())
PEOPLE = set("people staff children".split())
COPULAS = set("is are was were has makes brings suits takes gives".split())
FINITE = set(
    """is are was were has have had can could will would does do did must should isn't aren't wasn't don't doesn't
    didn't can't cannot won't hasn't haven't lacks loses takes wants comes goes grows becomes makes gets keeps depends
    arrives disappears sits stands knows sees feels seems costs brings pleases excites fascinates annoys interests
    drives helps means works runs rises falls rose fell grew misses involves excels brought makes fills suits matters
    doubles struggles thrives trusts came went took""".split()
)
PLURAL_VERBS = set(
    """drift leave lose lack need want take miss wait fall rise grow fail churn come go get keep make arrive disappear
    vary break slip struggle depend cost sit stand know run pile deliver pay listen own stay turn do worry fear answer
    trust talk ship hang admit buy sell move stop start love hate work live see help""".split()
)
BASE = set(
    """improve reduce open become double halve build cut grow win keep make bring reach find hire train launch expand
    simplify speed shorten raise lower enter replace modernise modernize automate introduce create develop explain write
    teach lead run manage plan solve calm turn listen organise organize negotiate sell move share mentor set help take
    coach design connect free protect serve save stop avoid meet hold stay be get give prepare remain settle
    translate treat tidy learn buy offer go forecast answer""".split()
)
# As the first word these may be nouns or adjectives too: verbs only before what begins a noun phrase
OFTEN_NOUNS = set(
    """open double cut plan lead run train design free share speed lower move help set stay hold turn offer answer
    forecast buy go""".split()
)
STATE = set("know speak hold have love like enjoy want believe understand own prefer thrive care".split())
PAST = set(
    """built led ran wrote taught brought grew won sold took made kept found held spent founded reduced moved closed
    opened planned ran drove began chose wrote handled headed passed got knew carved cut set put dealt became saw went
    did gave helped rose bought""".split()
)
ADVERBS = set("never always already also once recently successfully personally just twice regularly often".split())
# They end like a past form, but describe: "unpaid invoices", "experienced buyer"
DESCRIBING = set(
    """experienced skilled advanced limited detailed shared missed mixed unpaid increased reduced related needed tired
    committed dedicated motivated certified qualified licensed chartered registered based used accustomed interested
    excited fascinated intrigued family-owned well-run aged aging need speed feed seed bed red hundred embed speed
    proceed exceed breed combined integrated distributed renewed automated scattered united involved
    fixed""".split()
)
ADJECTIVES = set(
    """fluent good certified trained experienced skilled qualified versed comfortable able used familiar patient keen
    passionate curious excited fascinated drawn happy calm confident quick careful strong known accustomed intrigued
    native proficient loyal tidy practical pragmatic reliable punctual creative flexible organised organized thorough
    precise honest persistent resilient independent ambitious diplomatic analytical cautious eager licensed interested
    hungry ready willing glad proud""".split()
)
ALONE = set(
    """loyal tidy practical pragmatic reliable punctual creative flexible organised organized thorough precise honest
    persistent resilient independent ambitious diplomatic analytical cautious calm curious patient""".split()
)
AFTER_ADJECTIVE = set("in at with to as for about by on under and of".split())
# They end like gerunds, but are nouns, or adjectives before one
NOT_GERUNDS = set(
    """training pricing housing staffing funding banking engineering marketing shipping onboarding manufacturing nursing
    recruiting accounting rising growing missing ageing aging changing falling increasing existing outstanding leading
    competing conflicting recurring nothing something everything anything during morning evening spring string
    billing building buildings declining shrinking driving waiting fundraising listening cold-calling""".split()
)
# They are gerunds after all before "without debt", "a team"
DOING = set("growing shipping leading changing increasing competing falling".split())
MANY = set("two three four five six seven eight nine ten many several few these those all both".split())
# Nouns that need no article
MASS = set(
    """experience knowledge expertise patience humour humor persistence statistics skills leadership management planning
    training thinking understanding energy honesty curiosity work selling forecasting writing mentoring marketing
    practice routine selection storytelling consolidation listening testing design scale safety research spending
    growth money integrity ownership engineering automation delivery compliance software equipment capacity access
    feedback""".split()
)
ROLES = re.compile(
    r"(?:nurse|accountant|engineer|manager|mechanic|coach|teacher|interpreter|practitioner|auditor|architect|lawyer|"
    r"electrician|developer|contributor|designer|doctor|midwife|trainer|mediator|belt|speaker|analyst|scientist|"
    r"technician|economist|pharmacist|therapist|user|mentor|planner|buyer|instructor|driver|surveyor)$"
)
COMMON = set(
    """shorter faster better longer higher lower larger smaller cheaper safer new old small large long short clear
    honest strong quiet slow late early high low poor great customers doctors teams stock people staff patients clients
    suppliers engineers drivers machines orders paper business local professional safety peak volume sickness budget
    budgets team teams project projects sales customer training trust research quality cash returns complaints renewals
    volunteers families children callers controls competition scarcity patience night home simple plain first polite
    straight group site freight framework department family mother hands-on end-to-end value rated power-user under
    cloud stock market product integrity ownership order mentoring volunteers donors major public continuous careful
    good detective polite self-rostering load versioning independence statistics technical home telephone call credit
    grant supplier lean automatic manual weekly daily monthly annual internal external big huge constant different
    difficult hard easy social digital human personal financial medical legal fewer turnover interest trustees shop
    managers staff unpaid warehouse discharge agency layout fixed near next-day carbon data month-end admin contacts
    user key years year people-skills clean between above below next fast friendly loyal
    cold lost brave price prices growth sense rotas engines super forklift surgery costs cost energy design code tests
    test software hardware security service services support office offices shops shop stores store school schools
    students teachers pupils parents nurses partners members users deliveries contracts contract invoices audits audit
    reports report meetings meeting deadlines deadline documentation experience knowledge expertise hiring recruitment
    retention absence overtime shifts shift food hygiene waste water carers residents guests visitors tenants travel
    events event marketing brand website social email mail science policy policies governance risk compliance legacy
    technical team-building customer-facing""".split()
)
NAMES = set(
    """english german french spanish italian polish swedish danish norwegian dutch russian ukrainian turkish arabic
    hindi     urdu chinese mandarin japanese korean portuguese greek czech hungarian romanian british american european
    january february march april may june july august september october november december christmas easter
    monday tuesday wednesday thursday friday saturday sunday excel word outlook python java kubernetes jenkins docker
    kafka linux windows salesforce hubspot photoshop figma jira epic oracle azure google microsoft amazon apple
    europe asia africa america germany france spain italy poland sweden norway denmark england scotland wales ireland
    london paris berlin munich leeds boeing beijing siemens rogers unity brussels prince2""".split()
)
PAIRS = {"six sigma", "big four", "far east"}
COMMON_SHAPE = re.compile(
    r"(?:.ing|.ed|tion|sion|ment|ness|ity|ship|ance|ence|ism|able|ible|ful|less|ous|ive|ical|ally|.ly|ies|ers|ors|ists)$"
)
EXPANDED = {
    "i'm": "I am", "i've": "I have", "you're": "you are", "you've": "you have", "they're": "they are",
    "we're": "we are",
    "they've": "they have", "we've": "we have",
}  # fmt: skip
YOURS = {
    "they": "you", "their": "your", "them": "you", "themselves": "yourselves", "theirs": "yours", "they'll": "you will",
    "they'd": "you'd", "we": "you", "our": "your", "us": "you", "ourselves": "yourselves", "ours": "yours",
    "we'll": "you will", "we'd": "you'd",
}  # fmt: skip
