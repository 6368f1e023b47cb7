"""What do people complain of? Openings and details that fit each other, by topic."""

from __future__ import annotations

from collections.abc import Mapping

from cxboard.demo.phrases_praise import Fragments

TROUBLE: Mapping[str, Fragments] = {
    "Waiting for help": (
        (
            "When I pressed the call button,",
            "After I had asked for help to the bathroom,",
            "At the change of shift",
            "In the evening",
        ),
        (
            "nobody came for a very long time",
            "I waited until I could wait no longer",
            "I was told that somebody would come, and nobody did",
            "my daughter had to go and look for a nurse",
            "it was plain that there were too few people on the ward",
            "the light over my door stayed on and nobody looked in",
        ),
    ),
    "Noise at night": (
        ("At night", "Every night", "Hour after hour"),
        (
            "there was loud talk in the corridor",
            "an alarm kept ringing and nobody turned it off",
            "trolleys rattled past my door",
            "the light was switched on for things that could have waited",
            "I hardly slept because of the noise at the nurses’ station",
        ),
    ),
    "Cleanliness": (
        ("The bathroom", "The floor beside my bed", "My room"),
        (
            "was not cleaned for a whole day",
            "was still dirty after I had mentioned it",
            "smelled bad when I arrived",
            "was wiped in passing and no more",
            "was left with used towels from the person before me",
        ),
    ),
    "Food": (
        ("The meals", "Lunch and dinner", "My meals"),
        (
            "came cold more often than not",
            "did not fit the diet that the doctor had ordered",
            "were forgotten on the day of my tests",
            "could not be chosen, and I ate very little",
        ),
    ),
    "Information about medicines": (
        ("With the new tablets", "About my medicines,", "When I was given new tablets,"),
        (
            "nobody told me what they were for",
            "the side effects were never mentioned",
            "the explanation was hurried, and I understood half of it",
            "two people told me two different things",
            "I had to look everything up myself at home",
        ),
    ),
    "Going home": (
        ("Going home", "The day of discharge", "Leaving the hospital"),
        (
            "was rushed, and I left with open questions",
            "was put off for hours without a word why",
            "came without any plan for the stairs at home",
            "came with papers that I could not make sense of",
            "was decided before my family could be asked",
        ),
    ),
    "Nurses": (
        ("One of the nurses", "The nurse in the morning", "A nurse on the night shift"),
        (
            "spoke over my head as if I were not there",
            "was short with me when I asked again",
            "did not listen when I said that it hurt",
            "had so much to do that there was no time to explain",
        ),
    ),
    "Doctors": (
        ("The doctor", "The specialist", "The team on the round"),
        (
            "was gone before I could ask anything",
            "used words that nobody in the room understood",
            "said something else than the day before",
            "never told me the result of the test",
        ),
    ),
    "Billing": (
        ("The billing office", "The billing desk", "The new billing system"),
        (
            "charged me for something that my insurance has paid",
            "sent a statement that nobody could explain to me",
            "has been wrong three times in a row",
            "sent me to collections while my question was still open",
            "kept me on hold and then hung up",
            "cannot find a payment that I made weeks ago",
        ),
    ),
    "Appointments": (
        ("Getting an appointment", "Calling for an appointment", "Calling for a follow-up visit"),
        (
            "took four calls and three different people",
            "meant waiting for weeks",
            "went wrong and nobody told me",
            "ended in a voice menu that led nowhere",
        ),
    ),
    "Digital services": (
        ("The portal", "The app", "The patient website"),
        (
            "locked me out, and the help desk could not help",
            "asked for the same details again and again",
            "showed a message that I could not open",
            "is no help for people who do not see well",
            "did not show my appointment, so I called in the end",
        ),
    ),
    "Family and visitors": (
        ("My wife", "My son", "My family"),
        (
            "was sent out without an explanation",
            "was not told what to watch for at home",
            "had to find out everything alone",
            "was given three different visiting times",
        ),
    ),
}

TROUBLE_CLOSINGS = (
    "Please look into it.",
    "I expect an answer.",
    "I would not want this for anybody else.",
    "I was left worried.",
    "It could have been avoided.",
    "Otherwise the care was good.",
    "I hope that somebody reads this.",
)

UNTRANSLATED_TOPICS = ("Information about medicines", "Going home", "Doctors")
UNTRANSLATED = (
    "It was all in English, and nobody fetched an interpreter.",
    "The papers were in English only.",
    "My daughter had to translate.",
    "I asked for it in Spanish and did not get it.",
)
"""What Spanish speakers add, in the translation of the hospital’s language service."""
