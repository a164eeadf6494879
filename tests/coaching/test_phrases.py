"""Facts as people type them stand in sentences that somebody would write: a case for each fault once read aloud."""

from __future__ import annotations

import pytest

from candidates.coaching.languages import VOICES

ENGLISH = [
    # The company's own voice, and who "they" are
    ("topic", "We need to get the build under ten minutes.", "you need to get the build under ten minutes."),
    ("topic", "they’re moving to Kubernetes", "As we discussed, you are moving to Kubernetes."),
    ("challenge", "a competitor is likely to undercut them", "a competitor is likely to undercut you."),
    ("challenge", "competitors who undercut them", "competitors who undercut you."),
    ("strength", "their teams own what they build", "your teams own what they build."),
    ("strength", "doctors who listen to their staff", "your doctors who listen to their staff."),
    ("strength", "family-owned and here to stay", "you are family-owned and here to stay."),
    ("strength", "The neighbourhood trusts them", "the neighbourhood trusts you."),
    # Goals are what one helps with
    ("goal", "They want to open twenty depots", "That is how I would help you open twenty depots."),
    ("goal", "to open twenty depots", "That is how I would help you open twenty depots."),
    ("goal", "a model other towns copy", "for your goal: a model other towns copy."),
    ("goal_alone", "trust", "I would like to contribute to your goal: trust."),
    # Capitals that are there because a line begins, and those that are not
    ("help", "Thank-you evenings", "thank-you evenings."),
    ("help", "Business case & supplier selection", ": business case & supplier selection."),
    ("topic", "Forklift safety", "We spoke about forklift safety."),
    ("qualification", "Excel training", "I also bring Excel training."),
    ("help", "HubSpot for 35 reps", ": HubSpot for 35 reps."),
    ("enthusiasm", "i like old code", "I like old code."),
    # What one did, is, or knows, without an "I"
    ("help", "separated people and trucks", "I separated people and trucks, and would"),
    ("expertise", "never discounted more than 5%", "I never discounted more than 5%."),
    ("expertise", "set up SOX controls in eight months", "I set up SOX controls in eight months."),
    ("help", "fixed rotas", "fixed rotas."),
    ("help", "know two suppliers well", "I know two suppliers well."),
    ("qualification", "Registered nurse", "that I am a registered nurse."),
    ("qualification", "AWS Solutions Architect", "that I am an AWS Solutions Architect."),
    ("qualification", "driving licence class C", "for this position: driving licence class C."),
    ("enthusiasm", "keen on keeping what we've won", "I am keen on keeping what we have won."),
    # Sentences that begin as phrases do, and phrases that look like sentences
    ("enthusiasm", "saving money is fun", "Saving money is fun."),
    ("enthusiasm", "controls that people like are my idea of fun", "Controls that people like are my idea of fun."),
    ("expertise", "my phonics groups gained fourteen months", "My phonics groups gained fourteen months."),
    ("topic", "three near misses with forklifts", "We spoke about three near misses with forklifts."),
    ("mine", "sense of humour", "To that I would add a sense of humour."),
    ("strength", "a product customers love", "impressed by a product customers love."),
    ("help", "layout, racking: I've done both", "Layout, racking: I have done both."),
]
GERMAN = [
    # Wer "wir" und "sie" sind
    ("topic", "Wir brauchen eine dritte Schicht.", ": Sie brauchen eine dritte Schicht."),
    (
        "strength",
        "dass sie ihre Werkzeuge selbst bauen",
        "Bei Vodal gefällt mir, dass Sie Ihre Werkzeuge selbst bauen.",
    ),
    ("strength", "wie offen sie für Neues sind", "wie offen Sie für Neues sind."),
    ("strength", "die Teams verantworten, was sie bauen", ": Die Teams verantworten, was sie bauen."),
    ("strength", "der Ernst, mit dem sie arbeiten", "der Ernst, mit dem Sie arbeiten."),
    # Aufgaben mit ihrem "zu"
    ("topic", "SAP einführen", "Wir haben darüber gesprochen, SAP einzuführen."),
    ("topic", "auf Kunststoff verzichten", "Wir haben darüber gesprochen, auf Kunststoff zu verzichten."),
    ("goal", "sie wollen 2027 ein Werk eröffnen", "So kann ich Ihnen helfen, 2027 ein Werk zu eröffnen."),
    # Fälle und Artikel
    ("topic", "der Umzug ins neue Lager", "Wir haben über den Umzug ins neue Lager gesprochen."),
    ("topic", "Umstieg auf die digitale Akte", "Wir haben über den Umstieg auf die digitale Akte gesprochen."),
    ("topic", "Einarbeitung neuer Kräfte", "Wir haben über die Einarbeitung neuer Kräfte gesprochen."),
    ("strength", "ein eigener Werkzeugbau", "schätze ich besonders einen eigenen Werkzeugbau."),
    ("strength", "Qualität", "schätze ich besonders die Qualität."),
    ("strength", "Flache Hierarchien", "schätze ich besonders flache Hierarchien."),
    ("strength", "Beratung, für die Kunden weit fahren", ": Beratung, für die Kunden weit fahren."),
    ("help", "Schulung der Kolleginnen", "Hier kann ich Erfahrung in der Schulung der Kolleginnen einbringen."),
    ("expertise", "Ausbildung im Gesundheitswesen", "kann ich eine Ausbildung im Gesundheitswesen einbringen."),
    # Was jemand getan hat, ist oder kann, ohne "ich"
    ("help", "um vierzig Prozent gesenkt", "Mir ist eine Senkung um vierzig Prozent gelungen."),
    ("expertise", "um die Hälfte verringert", "Mir ist eine Verringerung um die Hälfte gelungen."),
    ("help", "durch Umstellung auf Pappe", "Dabei kann ich helfen, und zwar durch Umstellung auf Pappe."),
    ("help", "das Konzept habe ich schon geschrieben", "Das Konzept habe ich schon geschrieben."),
    ("expertise", "acht Jahre Ausbilder", "Ich war acht Jahre Ausbilder."),
    (
        "expertise",
        "ein Sortiment aufgebaut, das es sonst nicht gibt",
        "Ich habe ein Sortiment aufgebaut, das es sonst nicht",
    ),
    ("qualification", "examinierte Pflegefachkraft", "Ich bin examinierte Pflegefachkraft."),
    ("qualification", "PRINCE2 zertifiziert", "Ich bin PRINCE2 zertifiziert."),
    ("qualification", "fließend in Polnisch", "Ich spreche fließend Polnisch."),
    ("mine", "Gewohnt, Fehler zuzugeben", "Ich bin es gewohnt, Fehler zuzugeben."),
    # Sätze
    ("challenge", "die Lieferanten liefern zu spät", ": Die Lieferanten liefern zu spät."),
    ("enthusiasm", "leere Regale machen mich glücklich", "Leere Regale machen mich glücklich."),
    ("help", "8D-Berichte schreibe ich im Schlaf", "8D-Berichte schreibe ich im Schlaf."),
]


@pytest.mark.parametrize(("slot", "typed", "said"), ENGLISH)
def test_a_fact_stands_in_an_english_sentence(slot: str, typed: str, said: str) -> None:
    assert said in put("en", slot, typed)


@pytest.mark.parametrize(("slot", "typed", "said"), GERMAN)
def test_a_fact_stands_in_a_german_sentence(slot: str, typed: str, said: str) -> None:
    assert said in put("de", slot, typed)


@pytest.mark.parametrize(
    ("company", "said"),
    [
        ("Vodal", "bei Vodal"),
        ("Nordlicht Möbelhaus", "beim Nordlicht Möbelhaus"),
        ("Klinikum Sankt Georg", "beim Klinikum Sankt Georg"),
        ("Bäckerei Großmann", "bei der Bäckerei Großmann"),
        ("Stadtwerke Überlingen", "bei den Stadtwerken Überlingen"),
    ],
)
def test_a_german_company_has_the_article_that_it_asks_for(company: str, said: str) -> None:
    assert VOICES["de"].company(company) == said


def put(language: str, slot: str, typed: str) -> str:
    voice = VOICES[language]
    return voice.put(slot, typed, 0, company=voice.company("Vodal"))
