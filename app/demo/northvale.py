"""Northvale, a council that does not exist: its groups, how they rate, why, and the evidence that they bring."""

from app.models.evidence.offer import Offer
from app.models.workshop.draft import GroupDraft

CANT = None
Rated = dict[str, tuple[int | None, ...]]  # group -> what each of its people says

GROUPS = (
    GroupDraft("Council", 7, is_assessing=True),
    GroupDraft("CCG (now ICB)", 3),
    GroupDraft("Providers", 5),
    GroupDraft("Healthwatch", 1),
    GroupDraft("People who use services", 4, asks_for_label=False),
    GroupDraft("Carers", 2, asks_for_label=False),
)

RATINGS: dict[str, Rated] = {
    "6": {
        "Council": (8, 8, 9, 7, 8, 7, 8),
        "CCG (now ICB)": (7, 6, 7),
        "Providers": (3, 3, 3, 2, 4),
        "Healthwatch": (5,),
        "People who use services": (4, 4, 3, CANT),
        "Carers": (5, 4),
    },
    "7": {
        "Council": (7, 7, 6, 7, 8, 7, 7),
        "CCG (now ICB)": (7, 7, 8),
        "Providers": (2, 3, 8, 9, 5),
        "Healthwatch": (CANT,),
        "People who use services": (6, 7, CANT, CANT),
        "Carers": (6, 7),
    },
    "8": {
        "Council": (7, 7, 8, 7, 7, 7, 8),
        "CCG (now ICB)": (7, 7, 7),
        "Providers": (7, 6, 7, 7, 8),
        "Healthwatch": (7,),
        "People who use services": (7, 7, 6, 7),
        "Carers": (7, 8),
    },
    "9": {
        "Council": (6, 7, 6, 7, 6, 6, 7),
        "CCG (now ICB)": (6, 6, 5),
        "Providers": (4, 4, 5, 4, 3),
        "Healthwatch": (5,),
        "People who use services": (CANT, CANT, CANT, 5),
        "Carers": (CANT, 5),
    },
}
REASONS = {
    ("6", "Providers"): "Two homes closed this year and nobody asked us what a fair fee would be.",
    ("6", "Council"): "The market position statement was refreshed and vacancies are low.",
    ("6", "People who use services"): "There is one agency where I live. That is not a choice.",
    ("7", "Providers"): "Monitoring visits ask for the same figures three times.",
}
# What the first three of a group say that their rating is about.
CRITERIA = {
    ("6", "Council"): ("6.1",),
    ("6", "Providers"): ("6.5", "6.1"),
    ("6", "People who use services"): ("6.1",),
    ("7", "Council"): ("7.2",),
    ("7", "Providers"): ("7.4",),
}

# (group that offers it, what it offers)
EVIDENCE = (
    ("Council", Offer("6", "Northvale market position statement 2026", "strong", "https://northvale.example/market",
     criterion="6.1", answers="M1.11")),
    ("Providers", Offer("6", "What 31 providers say about fees", "some",
     note="A survey by the providers’ forum; 31 of 58 replied.", criterion="6.5", answers="M2.5")),
    ("Healthwatch", Offer("6", "Visits to five home care agencies", "some",
     "https://northvale.example/home-care-visits", answers="M2.4")),
    ("People who use services", Offer("6", "One agency where I live", "early",
     note="Said by four people at the spring forum.")),
    ("CCG (now ICB)", Offer("7", "Joint monitoring of outcomes, year 1", "some",
     note="Paper for the joint commissioning board.", answers="M3.7")),
)  # fmt: skip
ASKED = ("6", "How many people waited more than four weeks for home care")
