"""What the demonstration's candidate noted and wrote: debriefs in their own hand, and letters in every state."""

from __future__ import annotations

from datetime import datetime, timedelta

from candidates.demo.debriefs import Entry
from candidates.interviews.debriefing import write_debrief
from candidates.interviews.debriefs import Said, Signature, new_id
from candidates.letters import services
from candidates.letters.sending import note_sent, send
from candidates.letters.services import Words
from candidates.models import Actor, Letter, Plan
from candidates.models.letters import THANK_YOU
from candidates.outbox import claims
from candidates.outbox.smtp import ACCEPTED
from candidates.plans.services import Author
from candidates.plans.timeline import for_reading
from recruiting.models import Contact

State = Letter.State
MINUTE = timedelta(minutes=1)
CHOSEN = 2  # qualifications that matter most to them
IN_THEIR_OWN_WORDS = "Thank you, too, for showing me round: I had not expected so much daylight, nor so much laughter."
FROM_THE_RECRUITER = "This is you, and it is concrete. I would send it just so."
WHILE_WRITING = "Good start. You told me a lovely story about their buyers on the phone: there is room for it here."
ASKING = "Is the part about what they are good at too much? I meant every word of it."


def note(plan: Plan, talk: dict[str, list[Entry]], *, at: datetime) -> None:
    """Let the candidate write down what was talked about, and what in them matters most to these people."""
    candidate = plan.interview.application.candidate
    assert candidate.user
    write_debrief(
        interview=plan.interview,
        said={name: [Said(new_id(), entry) for entry in entries] for name, entries in talk.items()},
        signature=Signature(Actor.CANDIDATE, at, candidate.user.pk),
        qualification_order=list(candidate.qualifications.values_list("pk", flat=True)[:CHOSEN]),
    )


def thank(plan: Plan, *, at: datetime) -> None:
    """Let the lead's letter be written, approved and sent, so that the mail server accepts it at that moment."""
    letter = write(plan, plan.interview.lead, State.APPROVED, at=at)
    _say(letter, plan, Actor.RECRUITER, FROM_THE_RECRUITER, at - MINUTE)
    read = _read(plan)
    author = Author(Actor.CANDIDATE, read.interview.application.candidate.user)
    send(letter=letter, plan=read, author=author, seen=_last(letter), despite=False, at=at)
    taken = claims.claim(most=1, at=at)
    for mail_id in taken.ids:
        mail = claims.begin(mail_id, taken.token, at=at)
        if mail is not None:
            claims.mark(mail, taken.token, ACCEPTED, at=at)
    note_sent()


def write(plan: Plan, contact: Contact, state: Letter.State, *, at: datetime) -> Letter:
    """Let the candidate make the coach's draft to somebody their own, and bring it into this state, until `at`."""
    read = _read(plan)
    author = Author(Actor.CANDIDATE, read.interview.application.candidate.user)
    letter = services.begin(plan=read, contact=contact, step_key=THANK_YOU, at=at - 25 * MINUTE)
    draft = services.latest_version(letter)
    assert draft
    words = Words(draft.subject, _made_own(draft.body, letter.language))
    services.write(letter=letter, words=words, author=author, seen=draft.number, at=at - 12 * MINUTE)
    if state == State.WRITING:
        _say(letter, plan, Actor.RECRUITER, WHILE_WRITING, at)
        return letter
    services.ask_for_approval(letter=letter)
    if state == State.ASKED:
        _say(letter, plan, Actor.CANDIDATE, ASKING, at)
        return letter
    return services.approve(letter=letter, seen=_last(letter))


def _made_own(body: str, language: str) -> str:
    """Put something that only who was there can say behind the thanks."""
    greeting, thanks, *rest = body.split("\n\n")
    return "\n\n".join([greeting, thanks, *([IN_THEIR_OWN_WORDS] if language == "en" else []), *rest])


def _say(letter: Letter, plan: Plan, actor: Actor, text: str, at: datetime) -> None:
    application = plan.interview.application
    user = application.candidate.user if actor == Actor.CANDIDATE else application.recruiter.user
    services.comment(letter=letter, text=text, author=Author(actor, user), at=at)


def _last(letter: Letter) -> int:
    version = services.latest_version(letter)
    return version.number if version else 0


def _read(plan: Plan) -> Plan:
    """Return the plan as it stands now, as a page reads it."""
    return for_reading(Plan.objects.filter(pk=plan.pk)).get()
