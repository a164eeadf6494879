"""What the English voice says on the telephone, and at the end of an interview. Pure."""

from __future__ import annotations

CALL_SAYINGS: dict[str, tuple[str, ...]] = {
    "this_is": (", this is {candidate}",),
    "call_opening": ("Hello {name}{this}. Thank you again for the interview{on}.",),
    "call_interest": ("I am calling because I am very interested in the position{of}{at}.",),
    "call_of": (" of {job}",),
    "call_question": ("Has a decision been made?",),
    "call_yes": ("Thank you for telling me. May I ask what you decided, and what the next step is?",),
    "call_timeframe_assertive": ("On what date will you decide?",),
    "call_timeframe_measured": ("When do you expect to know more?",),
    "call_may_i_assertive": ("I would like to call you on that day. May I?",),
    "call_may_i_measured": ("Would you mind if I called again then?",),
    "voicemail": (
        "Hello {name}{this}. Thank you for the interview{about}{at}. I remain very interested. Has a decision been "
        "made?{number}",
    ),
    "voicemail_number": (" My number is {phone}.",),
    "gatekeeper_call": ("Good day{this}. Could you put me through to {name}{title}, please? We spoke{on}{about}.",),
    "gatekeeper_agreed": (
        "Good day{this}. Could you put me through to {name}{title}, please? We agreed that I would call.",
    ),
    "title": (", {title}",),
    "do_not_call": ("Of course, I will not call again. May I ask by email instead, and when would be a good time?",),
    "closing_review": ("Before we finish, may I sum up what I would bring?",),
    "closing_review_bare": (
        "Before we finish: is there anything about my experience that you would like to hear more of?",
    ),
    "closing_when_assertive": ("On what date will you make your decision?",),
    "closing_when_measured": ("May I ask when you expect to make a decision?",),
    "closing_call_assertive": ("May I call you on that day?",),
    "closing_call_measured": ("Would it be all right if I called you then?",),
}
