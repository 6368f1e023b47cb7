"""What do people praise? Openings and details that fit each other, by topic; people are roles."""

from __future__ import annotations

from collections.abc import Mapping

Fragments = tuple[tuple[str, ...], tuple[str, ...]]

PRAISE: Mapping[str, Fragments] = {
    "Waiting for help": (
        ("Whenever I pressed the call button,", "Even in the small hours,", "On a busy ward,"),
        (
            "somebody was there within moments",
            "help came before I had to ask twice",
            "the nursing assistant came at once and stayed until I was settled",
            "I never had to wait to get to the bathroom",
            "the team answered quickly and without fuss",
        ),
    ),
    "Noise at night": (
        ("At night", "After lights-out", "For the first time in a hospital"),
        (
            "it was quiet enough to sleep through",
            "the staff spoke softly and closed the doors",
            "the lights were dimmed and the trolleys stayed away",
            "I could rest, and that did me good",
            "nobody woke me without a reason",
        ),
    ),
    "Cleanliness": (
        ("The room", "The bathroom", "The whole ward"),
        (
            "was spotless every single day",
            "was cleaned twice a day, and thoroughly",
            "smelled fresh and looked cared for",
            "was cleaner than I had expected",
            "was kept tidy by a cheerful cleaner",
        ),
    ),
    "Food": (
        ("The meals", "The kitchen’s dishes", "Breakfast and lunch"),
        (
            "were warm and came on time",
            "were better than I had feared",
            "took my diet into account without my asking",
            "gave me something to look forward to",
        ),
    ),
    "Information about medicines": (
        ("Before every new tablet", "When my medicines changed,", "At the bedside"),
        (
            "the nurse told me what it was for and what to watch",
            "the pharmacist explained the side effects in plain words",
            "somebody took the time to answer all my questions",
            "they made sure that I had understood",
        ),
    ),
    "Going home": (
        ("Before I left,", "On the day I went home,", "When it was time to leave,"),
        (
            "everything at home had been thought of",
            "I got a clear sheet with signs to look out for",
            "the case manager had arranged help for the first days",
            "my family knew whom to call",
            "nothing was rushed and every question was answered",
        ),
    ),
    "Nurses": (
        ("The nurses", "The night nurses", "The charge nurse and the whole team"),
        (
            "listened and never made me feel like a bother",
            "were kind on my worst day",
            "explained each step before it happened",
            "treated me as a person, not as a bed",
            "worked together like a family",
        ),
    ),
    "Doctors": (
        ("The surgeon", "The doctor on the ward", "My cardiologist"),
        (
            "sat down and explained it all without hurry",
            "asked what mattered to me before deciding anything",
            "came back in the evening to see how I was",
            "drew me a picture, and then I understood",
        ),
    ),
    "Billing": (
        ("The billing office", "The financial counsellor", "The clerk at the billing desk"),
        (
            "put a wrong charge right in one call",
            "found a plan that we can afford",
            "explained every line of the statement",
            "was patient with me and kept the promise to call back",
        ),
    ),
    "Appointments": (
        ("Getting an appointment", "Moving my appointment", "The scheduling call"),
        (
            "took two minutes and was done",
            "was easier than anywhere else",
            "went smoothly and in a friendly way",
            "gave me a time that suited my work",
        ),
    ),
    "Digital services": (
        ("The portal", "The app", "The patient website"),
        (
            "works well now and saves me the telephone",
            "showed my results before I had begun to worry",
            "was simple even for somebody of my age",
            "let me ask a question, and the answer came the same day",
        ),
    ),
    "Family and visitors": (
        ("My husband", "My daughter", "My family"),
        (
            "was welcome at any hour and given a chair and a blanket",
            "was told everything that I wanted shared",
            "was asked how things would go at home",
            "felt included in every decision",
        ),
    ),
}

PRAISE_CLOSINGS = (
    "Thank you.",
    "I would come back here.",
    "Please tell the team.",
    "That made all the difference.",
    "I felt safe.",
    "They deserve to hear it.",
    "I have told my friends about it.",
)
