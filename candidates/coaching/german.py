"""The German voice: the sentences that take a fact, by its form, and those that are said anyway. Pure."""

from __future__ import annotations

from candidates.coaching.german_calls import CALL_SAYINGS
from candidates.coaching.german_forms import read
from candidates.coaching.phrases import Form
from candidates.coaching.voice import Frames, Voice

CAN = ("Ich kann {0}.", "Hier kann ich {0}.")
HAVE = ("Ich habe {0}.", "In meiner bisherigen Arbeit habe ich {0}.")

FRAMES: Frames = {
    "lead": {
        Form.ANY: (
            "Ein Punkt ist mir besonders im Gedächtnis geblieben: {0}.",
            "Was mir aus unserem Gespräch vor allem nachgeht: {0}.",
            "An einen Punkt unseres Gesprächs denke ich immer wieder: {0}.",
        ),
        Form.QUESTION: (
            "Eine Frage ist mir besonders im Gedächtnis geblieben: {0}.",
            "Mir geht vor allem die Frage nach, {0}.",
        ),
        Form.INFINITIVE: ("Ihr Vorhaben, {0}, ist mir besonders im Gedächtnis geblieben.",),
    },
    "topic": {
        Form.ANY: ("Eines unserer Themen: {0}.", "Ein Thema unseres Gesprächs: {0}."),
        Form.NOUN: ("Wir haben über {0} gesprochen.", "In unserem Gespräch ging es um {0}."),
        Form.QUESTION: ("Wir haben darüber gesprochen, {0}.", "Es ging in unserem Gespräch darum, {0}."),
        Form.INFINITIVE: ("Wir haben über Ihr Vorhaben gesprochen, {0}.", "Es ging um Ihr Vorhaben, {0}."),
        Form.SENTENCE: ("Über einen Punkt haben wir ausführlicher gesprochen: {0}.", "Ich habe mir gemerkt: {0}."),
        Form.THAT: ("Wir haben darüber gesprochen, {0}.",),
    },
    "topic_more": {
        Form.ANY: ("Ein weiteres Thema: {0}.", "Auch dieser Punkt kam zur Sprache: {0}."),
        Form.NOUN: ("Außerdem ging es um {0}.", "Auch über {0} haben wir gesprochen."),
        Form.QUESTION: ("Wir haben auch darüber gesprochen, {0}.", "Offen war außerdem, {0}."),
        Form.INFINITIVE: ("Außerdem ging es um Ihr Vorhaben, {0}.", "Wir haben auch über Ihren Plan gesprochen, {0}."),
        Form.SENTENCE: ("Auch das kam zur Sprache: {0}.", "Ich habe mir noch etwas gemerkt: {0}."),
        Form.THAT: ("Wir haben auch darüber gesprochen, {0}.",),
    },
    "help": {
        Form.ANY: ("Was ich dazu beitragen kann: {0}.", "Mein Beitrag dazu: {0}.", "Was ich Ihnen dafür biete: {0}."),
        Form.NOUN: ("Dafür bringe ich {0} mit.", "Hier kann ich {0} einbringen."),
        Form.BY: ("Dabei kann ich helfen, {0}.", "Ich kann Sie unterstützen, {0}."),
        Form.BASE: CAN,
        Form.PAST: HAVE,
        Form.ADJECTIVE: ("Ich bin {0}, und das hilft hier.", "Dafür bin ich {0}."),
        Form.INFINITIVE: ("Ich biete Ihnen an, {0}.", "Gern helfe ich Ihnen dabei, {0}."),
        Form.QUESTION: ("Ich weiß, {0}.", "Dabei kann ich helfen, denn ich weiß, {0}."),
        Form.BECAUSE: ("Dabei kann ich helfen, {0}.",),
        Form.SENTENCE: ("{0}.", "Dabei kann ich helfen: {0}.", "{0}."),
    },
    "challenge": {
        Form.ANY: (
            "Eine Ihrer Herausforderungen beschäftigt mich seither: {0}.",
            "Eine Herausforderung ist mir im Kopf geblieben: {0}.",
            "Leicht ist nicht, was vor Ihnen liegt: {0}.",
        ),
        Form.QUESTION: ("Sie stehen vor der Frage, {0}.", "Eine Frage ist mir im Kopf geblieben: {0}."),
        Form.INFINITIVE: ("Sie stehen vor der Aufgabe, {0}.", "Keine leichte Aufgabe ist es, {0}."),
        Form.BASE: ("Vor Ihnen liegt eine schwierige Aufgabe: {0}.",),
    },
    "enthusiasm": {
        Form.ANY: ("Was mich daran reizt: {0}.", "Das ist es, was mich daran begeistert: {0}."),
        Form.BECAUSE: ("Mich reizt das, {0}.", "Das begeistert mich, {0}."),
        Form.THAT: ("Mir liegt am Herzen, {0}.", "Ich freue mich, {0}."),
        Form.INFINITIVE: ("Mir macht es Freude, {0}.", "Es reizt mich, {0}."),
        Form.BASE: ("Ich möchte von Herzen gern {0}.",),
        Form.ADJECTIVE: ("Ich bin {0}.",),
        Form.SENTENCE: ("{0}.",),
    },
    "expertise": {
        Form.ANY: ("Was ich dafür mitbringe: {0}.", "Meine Erfahrung damit: {0}."),
        Form.NOUN: ("Dafür bringe ich {0} mit.", "Mitbringen kann ich {0}."),
        Form.BASE: CAN,
        Form.PAST: HAVE,
        Form.BY: ("Ich würde das angehen, {0}.",),
        Form.ADJECTIVE: ("Ich bin {0}.", "Dafür bin ich {0}."),
        Form.QUESTION: ("Ich weiß, {0}.", "Aus eigener Arbeit weiß ich, {0}."),
        Form.BECAUSE: ("Das kann ich, {0}.",),
        Form.SENTENCE: ("{0}.",),
    },
    "strength": {
        Form.ANY: ("Eine Stärke von {company} fällt mir besonders auf: {0}.", "Was ich an {company} schätze: {0}."),
        Form.NOUN: ("Bei {company} gibt es {0}.", "Was ich an {company} schätze: {0}."),
        Form.QUESTION: ("Ich schätze an {company}, {0}.", "Was ich an {company} schätze: {0}."),
        Form.THAT: ("Ich schätze an {company}, {0}.",),
    },
    "mine": {
        Form.ANY: ("Dazu passt, was ich mitbringe: {0}.", "Was ich hinzufügen kann: {0}."),
        Form.NOUN: ("Ich selbst bringe {0} mit.", "Dazu passt, was ich mitbringe: {0}."),
        Form.INFINITIVE: ("Meine Stärke ist es, {0}.",),
        Form.BASE: ("Ich kann {0}.",),
        Form.PAST: HAVE,
        Form.ADJECTIVE: ("Ich bin {0}.", "Ich selbst bin {0}."),
        Form.QUESTION: ("Ich weiß, {0}.",),
        Form.BECAUSE: ("Das passt zu mir, {0}.",),
        Form.SENTENCE: ("{0}.", "Das passt zu mir: {0}."),
    },
    "goal": {
        Form.ANY: ("Damit möchte ich zu Ihrem Ziel beitragen: {0}.", "Das kann Ihrem Ziel dienen: {0}."),
        Form.INFINITIVE: ("So kann ich Ihnen helfen, {0}.", "Damit möchte ich dazu beitragen, {0}."),
        Form.THAT: ("Damit möchte ich dazu beitragen, {0}.",),
    },
    "qualification": {
        Form.ANY: ("Für diese Stelle bringe ich außerdem mit: {0}.",),
        Form.PAST: ("Für diese Stelle zählt vielleicht auch: Ich habe {0}.",),
        Form.NOUN: ("Für diese Stelle bringe ich außerdem {0} mit.",),
        Form.BASE: ("Für diese Stelle zählt vielleicht auch: Ich kann {0}.",),
        Form.ADJECTIVE: ("Für diese Stelle zählt vielleicht auch: Ich bin {0}.",),
        Form.SENTENCE: ("Für diese Stelle zählt vielleicht auch: {0}.",),
    },
    "qualification_more": {
        Form.ANY: ("Und noch etwas: {0}.",),
        Form.PAST: ("Außerdem habe ich {0}.",),
        Form.NOUN: ("Dazu kommt: {0}.",),
        Form.BASE: ("Außerdem kann ich {0}.",),
        Form.ADJECTIVE: ("Außerdem bin ich {0}.",),
    },
    "reminder": {
        Form.ANY: ("Was ich mitbringe: {0}.", "Zur Erinnerung: {0}."),
        Form.PAST: ("Vielleicht erinnern Sie sich: Ich habe {0}.", "Zur Erinnerung: Ich habe {0}."),
        Form.BASE: ("Zur Erinnerung: Ich kann {0}.",),
        Form.ADJECTIVE: ("Zur Erinnerung: Ich bin {0}.",),
        Form.SENTENCE: ("Vielleicht erinnern Sie sich: {0}.", "Zur Erinnerung: {0}."),
    },
}

SAYINGS = {
    "subject": ("{role}: vielen Dank für das Gespräch", "Vielen Dank für das Gespräch: {role}"),
    "subject_bare": ("Vielen Dank für das Gespräch",),
    "role": ("{job} bei {company}",),
    "greeting": ("Guten Tag {name},",),
    "thanks": (
        "vielen Dank für das Gespräch{on}{about}{at}.",
        "für das Gespräch{on}{about}{at} danke ich Ihnen herzlich.",
        "herzlichen Dank für Ihre Zeit und das Gespräch{on}{about}{at}.",
    ),
    "on": (" am {day},",),
    "about": (" über die Stelle als {job}",),
    "at": (" bei {company}",),
    "at_alone": (" über die Arbeit bei {company}",),
    "time": (" um {time} Uhr",),
    "bridge": (
        "Auf einige Punkte komme ich gern zurück, um Ihnen zu sagen, was ich dazu beitragen kann.",
        "Einiges davon möchte ich aufgreifen und sagen, wo ich Ihnen nützlich sein kann.",
        "Hier lesen Sie, wo ich Ihnen aus meiner Sicht am meisten nützen kann.",
    ),
    "your_company": ("Ihrem Unternehmen",),
    "agreed": ("Wie vereinbart rufe ich Sie am {day},{time} an.", "Ich rufe Sie, wie vereinbart, am {day},{time} an."),
    "agreed_assertive": (
        "Ich hoffe, dann Ihre Entscheidung zu hören oder mit Ihnen den nächsten Termin festzulegen.",
    ),
    "agreed_measured": ("Sollte Ihnen ein anderer Zeitpunkt besser passen, genügt eine kurze Nachricht.",),
    "named_assertive": ("Sie wollten bis zum {day}, entscheiden. Bitte teilen Sie mir Ihre Entscheidung dann mit.",),
    "named_ask": ("Darf ich Sie an diesem Tag anrufen?",),
    "named_measured": (
        "Sie wollten bis zum {day}, entscheiden. Ich freue mich, dann von Ihnen zu hören; wenn Sie vorher noch etwas "
        "von mir brauchen, genügt eine kurze Nachricht.",
    ),
    "open_assertive": ("Zwei Fragen habe ich noch: Wann werden Sie entscheiden, und darf ich Sie dann anrufen?",),
    "open_no_call": ("Eine Frage habe ich noch: Wann werden Sie entscheiden?",),
    "open_measured": (
        "Wenn Sie schon absehen können, wann Sie entscheiden, bin ich für einen Hinweis dankbar. Von meiner Seite eilt "
        "es nicht.",
    ),
    "close_assertive": (
        "Ich will diese Arbeit{at} machen und bin bereit für den nächsten Schritt.",
        "Für den nächsten Schritt bin ich bereit: Ich will diese Arbeit{at} machen.",
    ),
    "close_measured": (
        "Ich würde sehr gern mit Ihnen{at} arbeiten.",
        "Über eine Zusammenarbeit{at} würde ich mich sehr freuen.",
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
        "Falls noch alles offen ist, bin ich für einen Hinweis dankbar, wann Sie voraussichtlich entscheiden.",
        "Wenn nicht, hilft mir ein Wort zu Ihrem Zeitplan; es eilt nicht.",
    ),
    **CALL_SAYINGS,
}  # fmt: skip

GERMAN = Voice(read, FRAMES, SAYINGS, capital_after_colon=True)
