"""The English voice: the sentences that take a fact, by its form, and those that are said anyway. Pure."""

from __future__ import annotations

from candidates.coaching.english_calls import CALL_SAYINGS
from candidates.coaching.english_forms import read
from candidates.coaching.phrases import Form
from candidates.coaching.voice import Frames, Voice

ABOUT = ("We spoke about {0}.", "Part of our conversation was about {0}.", "You and I talked about {0}.")
ALSO_ABOUT = ("We also spoke about {0}.", "You and I also talked about {0}.", "Then our conversation turned to {0}.")
THAT = ("As we discussed, {0}.", "From our conversation I understand that {0}.", "You told me that {0}.")
ALSO_THAT = ("You and I also discussed that {0}.", "I also understand that {0}.", "You also mentioned that {0}.")
CAN = ("I can {0}.", "Here I can {0}.")
DID = ("I {0}.", "In my own work, I {0}.")
SAID_ABOUT = ("That bears on what we said about {0}.",)
HELP_YOU = ("That is how I would help you {object}.", "In this way I would help you {object}.")
GLADLY = ("I would like to help you {object}.",)
AM = ("I am {0}.", "For my part, I am {0}.")

FRAMES: Frames = {
    "lead": {
        Form.ANY: (
            "One point of our conversation has stayed with me in particular: {0}.",
            "I keep coming back to one point of our conversation: {0}.",
            "What has stayed with me most from our conversation is this: {0}.",
        ),
        Form.QUESTION: (
            "One question from our conversation has stayed with me in particular: {0}.",
            "I keep coming back to one question from our conversation: {0}.",
        ),
        Form.BASE: (
            "One question from our conversation has stayed with me in particular: how to {0}.",
            "I keep coming back to one question from our conversation: how to {0}.",
        ),
        Form.INFINITIVE: (
            "One point of our conversation has stayed with me in particular: your plan {0}.",
            "I keep coming back to your plan {0}.",
        ),
    },
    "topic": {
        Form.ANY: ("One of the points we discussed was this: {0}.", "You and I discussed one point early on: {0}."),
        Form.NOUN: ABOUT,
        Form.GERUND: ABOUT,
        Form.QUESTION: ABOUT,
        Form.INFINITIVE: ("We spoke about your plan {0}.", "Part of our conversation was about your plan {0}."),
        Form.BASE: ("We spoke about how to {0}.", "Part of our conversation was about how to {0}."),
        Form.SENTENCE: THAT,
        Form.WISH: THAT,
    },
    "topic_more": {
        Form.ANY: (
            "Another point we discussed was this: {0}.",
            "There was a further point in our conversation: {0}.",
            "Then our conversation turned to this: {0}.",
        ),
        Form.NOUN: ALSO_ABOUT,
        Form.GERUND: ALSO_ABOUT,
        Form.QUESTION: (
            "We also spoke about {0}.",
            "You and I also talked about {0}.",
            "You and I also discussed {0}.",
        ),
        Form.INFINITIVE: (
            "We also spoke about your plan {0}.",
            "You and I also talked about your plan {0}.",
            "Then our conversation turned to your plan {0}.",
        ),
        Form.BASE: (
            "We also spoke about how to {0}.",
            "You and I also talked about how to {0}.",
            "Then our conversation turned to how to {0}.",
        ),
        Form.SENTENCE: ALSO_THAT,
        Form.WISH: ALSO_THAT,
    },
    "help": {
        Form.ANY: ("Here is what I can contribute: {0}.", "This is what I can offer: {0}."),
        Form.NOUN: ("What I can offer here is {0}.", "Here I can offer {0}.", "I can contribute {0}."),
        Form.GERUND: ("I can help by {0}.", "My part could be {0}."),
        Form.BY: ("I can help {0}.", "I could help here {0}."),
        Form.BASE: CAN,
        Form.PAST: ("I {0}, and would gladly do the same for you.", "I {0}.", "In my own work, I {0}."),
        Form.STATE: ("I {0}.", "It should help that I {0}."),
        Form.ROLE: ("I am {0}, which should help here.", "It should help that I am {0}."),
        Form.ADJECTIVE: ("I am {0}, which should help here.", "It should help that I am {0}."),
        Form.INFINITIVE: ("I would be glad {0}.", "I offer {0}."),
        Form.QUESTION: ("I know {0}.", "Here I can help, for I know {0}."),
        Form.BECAUSE: ("I can help {0}.",),
        Form.SENTENCE: ("{0}.", "Here I can help: {0}.", "{0}."),
    },
    "challenge": {
        Form.ANY: (
            "Of the challenges before you, this one has been on my mind: {0}.",
            "One of your challenges has stayed with me: {0}.",
            "I have thought further about a challenge that you described: {0}.",
        ),
        Form.QUESTION: (
            "You have a hard question to answer: {0}.",
            "One of your questions has stayed with me: {0}.",
        ),
        Form.INFINITIVE: ("You have a hard task before you: {0}.", "One of your tasks has stayed with me: {0}."),
        Form.BASE: ("You have a hard task before you: to {0}.", "One of your tasks has stayed with me: to {0}."),
    },
    "enthusiasm": {
        Form.ANY: ("Here is what draws me to it: {0}.", "What appeals to me here is this: {0}."),
        Form.GERUND: ("I enjoy {0}.", "I like {0}, and always have."),
        Form.NOUN: ("What draws me to it is {0}.", "What appeals to me here is {0}."),
        Form.BECAUSE: ("It appeals to me {0}.", "I am drawn to it {0}."),
        Form.INFINITIVE: ("I would love {0}.", "It would please me {0}."),
        Form.BASE: ("I love to {0}.", "I like to {0}."),
        Form.STATE: ("I {0}.",),
        Form.ROLE: ("I am {0}.",),
        Form.ADJECTIVE: ("I am {0}.",),
        Form.PAST: ("I {0}.",),
        Form.SENTENCE: ("{0}.",),
    },
    "expertise": {
        Form.ANY: ("Here is what I bring to it: {0}.", "What I bring to it is this: {0}."),
        Form.NOUN: ("I bring {0}.", "To this I bring {0}."),
        Form.GERUND: ("I have experience in {0}.", "I bring experience in {0}."),
        Form.BASE: CAN,
        Form.PAST: DID,
        Form.STATE: ("I {0}.",),
        Form.BY: ("I know how to go about it: {0}.",),
        Form.ROLE: ("I am {0}.", "I am {0}, which bears on this directly."),
        Form.ADJECTIVE: ("I am {0}, which bears on this directly.", "I am {0}."),
        Form.QUESTION: ("I know {0}.", "From my own work I know {0}."),
        Form.SENTENCE: ("{0}.",),
    },
    "strength": {
        Form.ANY: (
            "What I value about {company} is this: {object}.",
            "One strength of {company} stands out for me: {object}.",
        ),
        Form.NOUN: (
            "At {company} I was impressed by {object}.",
            "One strength of {company} stands out for me: {object}.",
        ),
        Form.QUESTION: ("What I value about {company} is {0}.", "At {company} I was impressed by {0}."),
        Form.GERUND: (
            "What I value about {company} is this: {0}.",
            "One strength of {company} stands out for me: {0}.",
        ),
        Form.SENTENCE: ("What I value about {company} is that {0}.", "What impressed me about {company} is that {0}."),
    },
    "mine": {
        Form.ANY: ("Here is what I would add to that: {0}.", "My own strength goes well with it: {0}."),
        Form.NOUN: ("To that I would add {0}.", "What I would add is {0}."),
        Form.GERUND: ("My own strength is {0}.", "What I am good at is {0}."),
        Form.BASE: CAN,
        Form.PAST: ("I {0}.",),
        Form.STATE: ("I {0}.", "For my part, I {0}."),
        Form.ROLE: AM,
        Form.ADJECTIVE: AM,
        Form.QUESTION: ("I know {0}.",),
        Form.BECAUSE: ("That suits me {0}.",),
        Form.SENTENCE: ("{0}.", "For my part, {0}."),
    },
    "goal": {
        Form.ANY: ("I would put that to work for your goal: {0}.", "That would serve your goal: {0}."),
        Form.GERUND: ("I would put that to work for your goal of {0}.", "That would serve your goal of {0}."),
        Form.INFINITIVE: HELP_YOU,
        Form.BASE: HELP_YOU,
        Form.SENTENCE: ("I know that {0}, and would like to help you get there.",),
        Form.WISH: HELP_YOU,
    },
    "goal_alone": {
        Form.ANY: ("I would like to contribute to your goal: {0}.",),
        Form.GERUND: ("I would like to contribute to your goal of {0}.",),
        Form.INFINITIVE: GLADLY,
        Form.BASE: GLADLY,
        Form.WISH: GLADLY,
        Form.SENTENCE: ("I know that {0}, and would like to help you get there.",),
    },
    "qualification": {
        Form.ANY: ("Also worth knowing for this position: {0}.",),
        Form.PAST: ("I {0}, which bears on this position as well.", "It may also help in this position that I {0}."),
        Form.STATE: ("It may also help in this position that I {0}.",),
        Form.NOUN: ("For this position I also bring {0}.",),
        Form.GERUND: ("For this position I also bring experience in {0}.",),
        Form.BASE: ("It may also help in this position that I can {0}.",),
        Form.ROLE: ("It may also help in this position that I am {0}.",),
        Form.ADJECTIVE: ("It may also help in this position that I am {0}.",),
        Form.SENTENCE: ("It may also help in this position that {0}.",),
    },
    # One begins otherwise than the one before it: each has its two ways in the same order
    "qualification_more": {
        Form.ANY: ("I would add: {0}.", "One more thing: {0}."),
        Form.PAST: ("I also {0}.", "In addition, I {0}."),
        Form.STATE: ("I also {0}.", "In addition, I {0}."),
        Form.NOUN: ("I can also offer {0}.", "In addition, I bring {0}."),
        Form.GERUND: ("I also have experience in {0}.", "In addition, I have experience in {0}."),
        Form.BASE: ("I can also {0}.", "In addition, I can {0}."),
        Form.ROLE: ("I am also {0}.", "In addition, I am {0}."),
        Form.ADJECTIVE: ("I am also {0}.", "In addition, I am {0}."),
        Form.SENTENCE: ("It may also help that {0}.", "In addition, {0}."),
    },
    "tied": {
        Form.ANY: ("That bears on a point of our conversation: {0}.",),
        Form.NOUN: SAID_ABOUT,
        Form.GERUND: SAID_ABOUT,
        Form.QUESTION: SAID_ABOUT,
        Form.INFINITIVE: ("That bears on your plan {0}.",),
    },
    "reminder": {
        Form.ANY: ("Let me remind you of one thing: {0}.", "I would also bring this: {0}."),
        Form.PAST: ("Let me remind you that I {0}.", "You may remember that I {0}."),
        Form.STATE: ("Let me remind you that I {0}.", "You may remember that I {0}."),
        Form.NOUN: ("Let me remind you of what I would bring: {0}.", "I would also bring {0}."),
        Form.GERUND: ("Let me remind you of my experience in {0}.", "I would also bring experience in {0}."),
        Form.BASE: ("Let me remind you that I can {0}.", "You may remember that I can {0}."),
        Form.ROLE: ("Let me remind you that I am {0}.", "You may remember that I am {0}."),
        Form.ADJECTIVE: ("Let me remind you that I am {0}.", "You may remember that I am {0}."),
        Form.SENTENCE: ("Let me remind you that {0}.", "You may remember that {0}."),
    },
}

SAYINGS = {
    "subject": ("{role}: thank you", "Thank you: {role}"),
    "subject_bare": ("Thank you for our conversation",),
    "role": ("{job} at {company}",),
    "greeting": ("Dear {name},",),
    "thanks": (
        "Thank you for our conversation{on}{about}{at}.",
        "Thank you for the conversation{on}{about}{at}, and for your time.",
        "Thank you for speaking with me{on}{about}{at}.",
    ),
    "on": (" on {day}",),
    "about": (" about the position of {job}",),
    "at": (" at {company}",),
    "at_alone": (" about working at {company}",),
    "time": (" at {time}",),
    "bridge": (
        "I would like to take up a few points and say what I can do for you there.",
        "Let me come back to some of what we discussed and say where I can be of use.",
        "Here is where I believe I can be of most use to you.",
    ),
    "your_company": ("your company",),
    "agreed": ("As agreed, I will call you on {day}{time}.", "I will call you on {day}{time}, as agreed."),
    "agreed_assertive": ("I hope to hear your decision then, or else to agree on the next date with you.",),
    "agreed_measured": ("If another day suits you better, please let me know.",),
    "named_assertive": ("You expected to decide by {day}. Please let me have your decision then.",),
    "named_ask": ("May I call you that day?",),
    "named_measured": (
        "You expected to decide by {day}. I look forward to hearing from you; if you need anything more from me before "
        "then, please let me know.",
    ),
    "open_assertive": ("Two questions remain for me: when will you decide, and may I call you then?",),
    "open_no_call": ("One question remains for me: when will you decide?",),
    "open_measured": (
        "If you can already say when you expect to decide, I would be grateful to know. There is no hurry on my side.",
    ),
    "close_assertive": (
        "I want this position{at}, and I am ready for the next step.",
        "I am ready for the next step: I want this position{at}.",
    ),
    "close_measured": (
        "It would be a pleasure to work with you{at}.",
        "I would be very glad to work with you{at}.",
    ),
    "signature": ("Kind regards,",),
    "check_in_subject": ("{role}: where things stand",),
    "check_in_subject_bare": ("Our conversation: where things stand",),
    "check_in_thanks": ("Thank you again for our conversation{on}{about}{at}.",),
    "check_in_interest": ("I remain very interested.", "My interest in the work is as strong as it was then."),
    "check_in_question": ("Has a decision been made?", "May I ask whether a decision has been made?"),
    "check_in_assertive": (
        "If not, please tell me by what date you will decide, and whether I may call you then.",
        "If it is still open, on what date will you decide, and may I call you then?",
    ),
    "check_in_no_call": ("If not, please tell me by what date you will decide.",),
    "check_in_measured": (
        "If it is still open, I would be grateful for a word on when you expect to decide, whenever it suits you.",
        "If not, a line about your timing would help me; there is no hurry.",
    ),
    **CALL_SAYINGS,
}  # fmt: skip

ENGLISH = Voice(read, FRAMES, SAYINGS)
