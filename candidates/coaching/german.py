"""The German voice: the sentences that take a fact, by its form, and those that are said anyway. Pure."""

from __future__ import annotations

from candidates.coaching.german_calls import CALL_SAYINGS
from candidates.coaching.german_companies import at_company
from candidates.coaching.german_forms import read
from candidates.coaching.phrases import Form
from candidates.coaching.voice import Frames, Voice

CAN = ("Ich kann {0}.", "Hier kann ich {0}.")
HAVE = ("Ich habe {0}.", "In meiner bisherigen Arbeit habe ich {0}.")
AM = ("Ich bin {0}.", "Ich selbst bin {0}.")
STATE = ("Ich {0}.",)
SAID = ("Über einen Punkt haben wir ausführlicher gesprochen: {0}.", "Ich habe mir gemerkt: {0}.")
ALSO_SAID = (
    "Ich habe mir noch etwas gemerkt: {0}.",
    "Auch das kam zur Sprache: {0}.",
    "Angesprochen haben wir auch dies: {0}.",
)
GLADLY = ("Ich möchte Ihnen gern helfen, {object}.",)

FRAMES: Frames = {
    "lead": {
        Form.ANY: (
            "Ein Punkt unseres Gesprächs ist mir besonders im Gedächtnis geblieben: {0}.",
            "Seit unserem Gespräch beschäftigt mich vor allem eines: {0}.",
            "An einen Punkt unseres Gesprächs denke ich immer wieder: {0}.",
        ),
        Form.QUESTION: (
            "Eine Frage aus unserem Gespräch ist mir besonders im Gedächtnis geblieben: {0}.",
            "Seit unserem Gespräch beschäftigt mich vor allem die Frage, {0}.",
        ),
        Form.INFINITIVE: (
            "Ihr Vorhaben, {0}, ist mir besonders im Gedächtnis geblieben.",
            "Seit unserem Gespräch denke ich über Ihr Vorhaben nach, {0}.",
        ),
        Form.THAT: ("Mir ist besonders im Gedächtnis geblieben, {0}.",),
    },
    "topic": {
        Form.ANY: ("Unter anderem ging es um diesen Punkt: {0}.", "Ein Thema unseres Gesprächs war dieses: {0}."),
        Form.NOUN: ("Wir haben über {object} gesprochen.", "In unserem Gespräch ging es um {object}."),
        Form.QUESTION: ("Wir haben darüber gesprochen, {0}.", "In unserem Gespräch ging es um die Frage, {0}."),
        Form.INFINITIVE: ("Wir haben darüber gesprochen, {0}.", "In unserem Gespräch ging es darum, {0}."),
        Form.SENTENCE: SAID,
        Form.WISH: SAID,
        Form.THAT: ("Wir haben darüber gesprochen, {0}.",),
    },
    "topic_more": {
        Form.ANY: (
            "Ein weiteres Thema war dieses: {0}.",
            "Auch dieser Punkt kam zur Sprache: {0}.",
            "Angesprochen haben wir auch dies: {0}.",
        ),
        Form.NOUN: (
            "Außerdem ging es um {object}.",
            "Auch über {object} haben wir gesprochen.",
            "Angesprochen haben wir auch {object}.",
        ),
        Form.QUESTION: (
            "Außerdem ging es um die Frage, {0}.",
            "Wir haben auch darüber gesprochen, {0}.",
            "Angesprochen haben wir auch die Frage, {0}.",
        ),
        Form.INFINITIVE: (
            "Außerdem ging es darum, {0}.",
            "Wir haben auch darüber gesprochen, {0}.",
            "Angesprochen haben wir auch Ihr Vorhaben, {0}.",
        ),
        Form.SENTENCE: ALSO_SAID,
        Form.WISH: ALSO_SAID,
        Form.THAT: ("Wir haben auch darüber gesprochen, {0}.",),
    },
    "help": {
        Form.ANY: ("Dazu kann ich Folgendes beitragen: {0}.", "Das kann ich Ihnen dafür bieten: {0}."),
        Form.NOUN: ("Hier kann ich {object} einbringen.", "Dafür biete ich Ihnen {object}."),
        Form.BY: ("Dabei kann ich helfen, {0}.", "Ich kann Sie unterstützen, {0}."),
        Form.BASE: CAN,
        Form.PAST: HAVE,
        Form.STATE: STATE,
        Form.ROLE: ("Ich bin {0}, und das hilft hier.", "Hier hilft, dass ich {0} bin."),
        Form.ADJECTIVE: ("Ich bin {0}, und das hilft hier.", "Dafür bin ich {0}."),
        Form.INFINITIVE: ("Ich biete Ihnen an, {0}.", "Gern helfe ich Ihnen dabei, {0}."),
        Form.QUESTION: ("Ich weiß, {0}.", "Dabei kann ich helfen, denn ich weiß, {0}."),
        Form.BECAUSE: ("Dabei kann ich helfen, {0}.",),
        Form.SENTENCE: ("{0}.", "Dabei kann ich helfen: {0}.", "{0}."),
    },
    "challenge": {
        Form.ANY: (
            "Eine Ihrer Herausforderungen beschäftigt mich seither: {0}.",
            "Von Ihren Herausforderungen ist mir eine im Kopf geblieben: {0}.",
            "Sie haben von einer Schwierigkeit gesprochen, die mich nicht loslässt: {0}.",
        ),
        Form.QUESTION: ("Sie stehen vor der Frage, {0}.", "Eine Ihrer Fragen ist mir im Kopf geblieben: {0}."),
        Form.INFINITIVE: ("Sie stehen vor der Aufgabe, {0}.", "Für Sie ist es keine leichte Aufgabe, {0}."),
    },
    "enthusiasm": {
        Form.ANY: ("Eines reizt mich daran besonders: {0}.", "Mich begeistert daran vor allem eines: {0}."),
        Form.BECAUSE: ("Mich reizt das, {0}.", "Das begeistert mich, {0}."),
        Form.THAT: ("Mir liegt am Herzen, {0}.", "Mich reizt daran, {0}."),
        Form.INFINITIVE: ("Mir macht es Freude, {0}.", "Es reizt mich, {0}."),
        Form.BASE: ("Das macht mir Freude: {0}.", "Eines tue ich besonders gern: {0}."),
        Form.STATE: STATE,
        Form.ROLE: AM,
        Form.ADJECTIVE: ("Ich bin {0}.",),
        Form.SENTENCE: ("{0}.",),
    },
    "expertise": {
        Form.ANY: ("Dafür bringe ich dies mit: {0}.", "Das ist meine Erfahrung damit: {0}."),
        Form.NOUN: ("Hier kann ich {object} einbringen.", "Dafür kann ich {object} vorweisen."),
        Form.BASE: CAN,
        Form.PAST: HAVE,
        Form.STATE: STATE,
        Form.BY: ("Ich würde das angehen, {0}.",),
        Form.ROLE: AM,
        Form.ADJECTIVE: ("Ich bin {0}.", "Dafür bin ich {0}."),
        Form.QUESTION: ("Ich weiß, {0}.", "Aus eigener Arbeit weiß ich, {0}."),
        Form.BECAUSE: ("Das kann ich, {0}.",),
        Form.SENTENCE: ("{0}.",),
    },
    "strength": {
        Form.ANY: ("{company} fällt mir eine Stärke besonders auf: {0}.", "{company} gefällt mir besonders: {0}."),
        Form.NOUN: ("{company} schätze ich besonders {object}.", "{company} beeindruckt mich eines besonders: {0}."),
        Form.QUESTION: ("{company} gefällt mir, {0}.", "{company} hat mich beeindruckt, {0}."),
        Form.THAT: ("{company} gefällt mir, {0}.", "{company} hat mich beeindruckt, {0}."),
        Form.SENTENCE: (
            "{company} ist mir eines aufgefallen: {0}.",
            "{company} beeindruckt mich eines besonders: {0}.",
        ),
    },
    "mine": {
        Form.ANY: ("Dazu passt, was ich mitbringe: {0}.", "Von mir kann ich hinzufügen: {0}."),
        Form.NOUN: ("Dazu kann ich {object} beisteuern.", "Dazu passt, was ich mitbringe: {0}."),
        Form.INFINITIVE: ("Meine Stärke ist es, {0}.",),
        Form.BASE: ("Ich kann {0}.",),
        Form.PAST: HAVE,
        Form.STATE: STATE,
        Form.ROLE: AM,
        Form.ADJECTIVE: AM,
        Form.QUESTION: ("Ich weiß, {0}.",),
        Form.BECAUSE: ("Das passt zu mir, {0}.",),
        Form.SENTENCE: ("{0}.", "Das passt zu mir: {0}."),
    },
    "goal": {
        Form.ANY: (
            "Damit möchte ich zu Ihrem Ziel beitragen: {0}.",
            "Damit kann ich Sie auf dem Weg zu Ihrem Ziel unterstützen: {0}.",
        ),
        Form.INFINITIVE: ("So kann ich Ihnen helfen, {0}.", "Damit möchte ich dazu beitragen, {0}."),
        Form.WISH: ("So kann ich Ihnen helfen, {object}.", "Damit möchte ich dazu beitragen, {object}."),
        Form.THAT: ("Damit möchte ich dazu beitragen, {0}.",),
    },
    "goal_alone": {
        Form.ANY: ("Zu Ihrem Ziel möchte ich gern beitragen: {0}.",),
        Form.INFINITIVE: GLADLY,
        Form.WISH: GLADLY,
    },
    "qualification": {
        Form.ANY: ("Für diese Stelle bringe ich auch mit: {0}.",),
        Form.PAST: ("Für diese Stelle ist vielleicht auch wichtig: Ich habe {0}.",),
        Form.STATE: ("Für diese Stelle ist vielleicht auch wichtig: Ich {0}.",),
        Form.BASE: ("Für diese Stelle ist vielleicht auch wichtig: Ich kann {0}.",),
        Form.ROLE: ("Für diese Stelle ist vielleicht auch wichtig: Ich bin {0}.",),
        Form.ADJECTIVE: ("Für diese Stelle ist vielleicht auch wichtig: Ich bin {0}.",),
        Form.SENTENCE: ("Für diese Stelle ist vielleicht auch wichtig: {0}.",),
    },
    # One begins otherwise than the one before it: each has its two ways in the same order
    "qualification_more": {
        Form.ANY: ("Und noch etwas: {0}.", "Dazu kommt: {0}."),
        Form.PAST: ("Zudem habe ich {0}.", "Außerdem habe ich {0}."),
        Form.STATE: ("Zudem {object}.", "Außerdem {object}."),
        Form.NOUN: ("Und noch etwas: {0}.", "Dazu kommt: {0}."),
        Form.BASE: ("Zudem kann ich {0}.", "Außerdem kann ich {0}."),
        Form.ROLE: ("Zudem bin ich {0}.", "Außerdem bin ich {0}."),
        Form.ADJECTIVE: ("Zudem bin ich {0}.", "Außerdem bin ich {0}."),
    },
    "tied": {
        Form.ANY: ("Das passt zu einem Punkt unseres Gesprächs: {0}.",),
        Form.QUESTION: ("Das passt zu der Frage, {0}.",),
        Form.INFINITIVE: ("Das hilft bei Ihrem Vorhaben, {0}.",),
    },
    "reminder": {
        Form.ANY: ("Das würde ich mitbringen: {0}.", "Außerdem bringe ich mit: {0}."),
        Form.PAST: ("Vielleicht erinnern Sie sich: Ich habe {0}.", "Zur Erinnerung: Ich habe {0}."),
        Form.STATE: ("Vielleicht erinnern Sie sich: Ich {0}.", "Zur Erinnerung: Ich {0}."),
        Form.BASE: ("Vielleicht erinnern Sie sich: Ich kann {0}.", "Zur Erinnerung: Ich kann {0}."),
        Form.ROLE: ("Vielleicht erinnern Sie sich: Ich bin {0}.", "Zur Erinnerung: Ich bin {0}."),
        Form.ADJECTIVE: ("Vielleicht erinnern Sie sich: Ich bin {0}.", "Zur Erinnerung: Ich bin {0}."),
        Form.SENTENCE: ("Vielleicht erinnern Sie sich: {0}.", "Zur Erinnerung: {0}."),
    },
}

SAYINGS = {
    "subject": ("{role}: vielen Dank für das Gespräch", "Vielen Dank für das Gespräch: {role}"),
    "subject_bare": ("Vielen Dank für das Gespräch",),
    "role": ("{job} {company}",),
    "greeting": ("Guten Tag {name},",),
    "thanks": (
        "vielen Dank für das Gespräch{on}{about}{at}.",
        "für das Gespräch{on}{about}{at} danke ich Ihnen herzlich.",
        "herzlichen Dank für Ihre Zeit und das Gespräch{on}{about}{at}.",
    ),
    "on": (" am {day},",),
    "about": (" über die Stelle als {job}",),
    "at": (" {company}",),
    "at_alone": (" über die Arbeit {company}",),
    "time": (" um {time} Uhr",),
    "bridge": (
        "Auf einige Punkte komme ich gern zurück, um Ihnen zu sagen, was ich dazu beitragen kann.",
        "Einiges davon möchte ich aufgreifen und sagen, wo ich Ihnen nützlich sein kann.",
        "In diesen Punkten kann ich Ihnen aus meiner Sicht am meisten nützen.",
    ),
    "your_company": ("bei Ihnen",),
    "agreed": ("Wie vereinbart rufe ich Sie am {day},{time} an.", "Ich rufe Sie, wie vereinbart, am {day},{time} an."),
    "agreed_assertive": (
        "Ich hoffe, dann Ihre Entscheidung zu hören oder mit Ihnen den nächsten Termin festzulegen.",
    ),
    "agreed_measured": ("Sollte Ihnen ein anderer Tag besser passen, lassen Sie es mich bitte wissen.",),
    "named_assertive": ("Sie wollten bis zum {day}, entscheiden. Bitte teilen Sie mir Ihre Entscheidung dann mit.",),
    "named_ask": ("Darf ich Sie an diesem Tag anrufen?",),
    "named_measured": (
        "Sie wollten bis zum {day}, entscheiden. Ich freue mich, dann von Ihnen zu hören; wenn Sie vorher noch etwas "
        "von mir brauchen, genügt eine kurze Nachricht.",
    ),
    "open_assertive": ("Zwei Fragen habe ich noch: Wann werden Sie entscheiden, und darf ich Sie dann anrufen?",),
    "open_no_call": ("Eine Frage habe ich noch: Wann werden Sie entscheiden?",),
    "open_measured": (
        "Wenn Sie schon absehen können, wann Sie entscheiden, freue ich mich über einen Hinweis. Von meiner Seite "
        "eilt es nicht.",
    ),
    "close_assertive": (
        "Ich möchte diese Stelle{at} übernehmen und bin bereit für den nächsten Schritt.",
        "Für den nächsten Schritt bin ich bereit: Ich möchte diese Stelle{at} übernehmen.",
    ),
    "close_measured": (
        "Ich würde sehr gern{at} mit Ihnen zusammenarbeiten.",
        "Über eine Zusammenarbeit mit Ihnen würde ich mich sehr freuen.",
    ),
    "signature": ("Mit freundlichen Grüßen",),
    "check_in_subject": ("{role}: Stand der Dinge",),
    "check_in_subject_bare": ("Unser Gespräch: Stand der Dinge",),
    "check_in_thanks": ("noch einmal vielen Dank für das Gespräch{on}{about}{at}.",),
    "check_in_interest": ("Mein Interesse ist unverändert groß.", "Die Aufgabe interessiert mich nach wie vor sehr."),
    "check_in_question": ("Ist inzwischen eine Entscheidung gefallen?", "Haben Sie sich schon entschieden?"),
    "check_in_assertive": (
        "Wenn nicht: An welchem Tag werden Sie entscheiden, und darf ich Sie dann anrufen?",
        "Falls noch alles offen ist: Bis wann entscheiden Sie, und darf ich Sie dann anrufen?",
    ),
    "check_in_no_call": ("Wenn nicht: An welchem Tag werden Sie entscheiden?",),
    "check_in_measured": (
        "Falls noch alles offen ist, freue ich mich über einen Hinweis, wann Sie voraussichtlich entscheiden.",
        "Wenn nicht, hilft mir ein Wort zu Ihrem Zeitplan; es eilt nicht.",
    ),
    **CALL_SAYINGS,
}  # fmt: skip

GERMAN = Voice(read, FRAMES, SAYINGS, capital_after_colon=True, company=at_company)
