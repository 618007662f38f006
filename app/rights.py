"""Who may do what: the permission tables of the product, as data. Every route under a workshop names one.

Whether an act is possible *now* is the domain's answer (a closed round refuses); whether it is *yours* is here.
"""

from app.models import Role

F, C, P = Role.FACILITATOR, Role.SCRIBE, Role.PARTICIPANT
WATCHING = frozenset({Role.OBSERVER, Role.STAGE})

RIGHTS: dict[str, frozenset[Role]] = {
    "edit the draft": frozenset({F}),
    "open the lobby": frozenset({F}),
    "lock the door": frozenset({F}),
    "let people in": frozenset({F}),
    "move a seat": frozenset({F}),
    "correct the plan": frozenset({F}),
    "close the workshop": frozenset({F}),
    "see the console": frozenset({F, C}),
    "see the people": frozenset({F, C}),
    "help somebody rejoin": frozenset({F, C}),
    "remove a seat": frozenset({F}),
    "give links": frozenset({F}),
    "open a sitting": frozenset({F}),
    "close a sitting": frozenset({F}),
    "reveal a sitting": frozenset({F}),
    "show a standard": frozenset({F}),
    "park a standard": frozenset({F, C}),
    "settle a standard": frozenset({F, C}),
    "reopen a standard": frozenset({F}),
    "see the evidence": frozenset({F, C}),
    "write down evidence": frozenset({F, C}),
    "ask for evidence": frozenset({F, C}),
    "remove evidence": frozenset({F, C}),
    "export": frozenset({F}),
    "explain a word": frozenset({P, F, C}),
    "put a word away": frozenset({F, C}),
    "read the framework": frozenset({P, F, C}) | WATCHING,
    "see the stage": frozenset({F, C}) | WATCHING,
    "read the notice": frozenset({P}),
    "wait at the door": frozenset({P}),
    "see the phone": frozenset({P}),
    "answer": frozenset({P}),
    "keep a first view": frozenset({P}),
    "offer evidence": frozenset({P}),
}

# All that a participant may do before the facilitator's nod.
OF_A_WAITING_SEAT = frozenset({"read the notice", "wait at the door"})
