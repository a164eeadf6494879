"""What the German voice says on the telephone, and at the end of an interview. Pure."""

from __future__ import annotations

CALL_SAYINGS: dict[str, tuple[str, ...]] = {
    "this_is": (", hier spricht {candidate}",),
    "call_opening": ("Guten Tag {name}{this}. Noch einmal vielen Dank für das Gespräch{on}.",),
    "call_interest": ("Ich rufe an, weil mich die Stelle{of}{at} sehr interessiert.",),
    "call_of": (" als {job}",),
    "call_question": ("Ist schon eine Entscheidung gefallen?",),
    "call_yes": ("Danke, dass Sie es mir sagen. Wie haben Sie entschieden, und was ist der nächste Schritt?",),
    "call_timeframe_assertive": ("An welchem Tag werden Sie entscheiden?",),
    "call_timeframe_measured": ("Wann wissen Sie voraussichtlich mehr?",),
    "call_may_i_assertive": ("Ich möchte Sie an diesem Tag gern anrufen. Darf ich?",),
    "call_may_i_measured": ("Wäre es Ihnen recht, wenn ich dann noch einmal anrufe?",),
    "voicemail": (
        "Guten Tag {name}{this}. Vielen Dank für das Gespräch{about}{at}. Mein Interesse ist groß. Ist schon eine "
        "Entscheidung gefallen?{number}",
    ),
    "voicemail_number": (" Sie erreichen mich unter {phone}.",),
    "gatekeeper_call": ("Guten Tag{this}. Ist {name}{title} zu sprechen? Wir haben{on} miteinander gesprochen.",),
    "gatekeeper_agreed": ("Guten Tag{this}. Ist {name}{title} zu sprechen? Wir haben einen Anruf vereinbart.",),
    "title": (" ({title})",),
    "do_not_call": (
        "Selbstverständlich, ich rufe nicht mehr an. Darf ich Ihnen stattdessen schreiben, und wann wäre es recht?",
    ),
    "closing_review": ("Darf ich zum Schluss zusammenfassen, was ich mitbringe?",),
    "closing_review_bare": ("Darf ich zum Schluss fragen: Möchten Sie über meine Erfahrung noch etwas wissen?",),
    "closing_when_assertive": ("An welchem Tag werden Sie entscheiden?",),
    "closing_when_measured": ("Darf ich fragen, wann Sie voraussichtlich entscheiden?",),
    "closing_call_assertive": ("Darf ich Sie an diesem Tag anrufen?",),
    "closing_call_measured": ("Wäre es Ihnen recht, wenn ich Sie dann anrufe?",),
}
