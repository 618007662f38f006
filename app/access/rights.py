"""Who may do what, and in which state of the workshop: the permission tables of the product, as data.

Every route under a workshop names one act, and so does every screen and every frame. Here stands whether an act is
*yours, in this state of the workshop*; whether it is *possible now* is the domain's answer. So the columns of the
table of standards that name a standard's own state (rate while open, write from the reveal, reopen once settled)
stand in the verbs, which look at the row they change inside the writer and refuse in words (409). What is refused
here is 403, and says when it is yours, if it ever is. What no table names follows the states of its own verb.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from app.clock import when
from app.errors import NotYours
from app.errors.places import NotNow
from app.models import AttributionRule, Grant, Role, WorkshopState

States = frozenset[WorkshopState]
F, C, P, O, STAGE = Role.FACILITATOR, Role.SCRIBE, Role.PARTICIPANT, Role.OBSERVER, Role.STAGE  # noqa: E741
READER = Role.READER
DRAFT = frozenset({WorkshopState.DRAFT})
LOBBY = frozenset({WorkshopState.LOBBY})
LIVE = frozenset({WorkshopState.LIVE})
IN_THE_WINDOW = frozenset({WorkshopState.CLOSED})  # closed, and not confirmed
CLOSED = IN_THE_WINDOW | {WorkshopState.CONFIRMED}
EVER = DRAFT | LOBBY | LIVE | CLOSED

RIGHTS: dict[str, dict[Role, States]] = {
    # The workshop. Opening and closing are asked twice by a double tap, which must not be refused.
    "come in": {F: EVER, C: DRAFT | LOBBY | LIVE},
    "edit standards and groups": {F: DRAFT, C: DRAFT},
    "edit occasion, rule and promises": {F: DRAFT},
    "open the lobby": {F: DRAFT | LOBBY},
    "rehearse": {F: DRAFT | LOBBY},
    "run the rehearsal": {F: LOBBY | LIVE | CLOSED},
    "copy the workshop": {F: EVER},
    "read the pre-read": {F: EVER, C: DRAFT | LOBBY | LIVE},
    "send the pre-read": {F: DRAFT | LOBBY | LIVE},
    "close the workshop": {F: LOBBY | LIVE | IN_THE_WINDOW},
    "undo the close": {F: LOBBY | LIVE | IN_THE_WINDOW},
    "grant to the scribe": {F: CLOSED},
    "read comments": {F: CLOSED},
    "give links": {F: DRAFT | LOBBY | LIVE},
    "confirm the workshop": {F: CLOSED},
    "answer complaints": {F: LOBBY | LIVE | CLOSED},
    "export": {F: LIVE | CLOSED},
    "hold erasure": {F: LOBBY | LIVE | CLOSED},
    "erase before the date": {F: CLOSED},
    # Seats.
    "see the people": {F: EVER, C: LOBBY | LIVE},
    "lock the door": {F: LOBBY | LIVE},
    "let people in": {F: LOBBY | LIVE},
    "move a seat": {F: LOBBY | LIVE},
    "correct the plan": {F: LOBBY},
    "remove a seat": {F: LOBBY | LIVE},
    "help somebody rejoin": {F: LOBBY | LIVE | CLOSED, C: LOBBY | LIVE},
    # Screens, which are also the rights to hear their pushes.
    "see the console": {F: EVER, C: LOBBY | LIVE},
    "see the stage": {F: EVER, C: LOBBY | LIVE, O: LOBBY | LIVE, STAGE: LOBBY | LIVE | CLOSED},
    "see the join code": {F: LOBBY | LIVE, C: LOBBY | LIVE, O: LOBBY | LIVE, STAGE: LOBBY | LIVE},
    "see the phone": {P: LOBBY | LIVE | CLOSED},
    # Standards. Parked and pinned are marks at any time for who runs the room; the scribe's agenda is the live one.
    "open a sitting": {F: LOBBY | LIVE},
    "close a sitting": {F: LIVE},
    "reveal a sitting": {F: LIVE},
    "show a standard": {F: LIVE},
    "run the stage": {F: LOBBY | LIVE},  # freeze, blank, timer
    "park a standard": {F: LOBBY | LIVE, C: LIVE},
    # Positions: of a standard, a domain, the whole. The stage is the facilitator's, and so is asking the room.
    "write": {F: LIVE, C: LIVE},
    "settle": {F: LIVE, C: LIVE},
    "finish what is folded": {F: LIVE | IN_THE_WINDOW, C: LIVE},
    "reopen": {F: LIVE},
    "read words back": {F: LIVE},
    "hold back words": {F: LIVE | CLOSED},
    "see the actions": {F: LIVE | CLOSED, C: LIVE},
    "write an action": {F: LIVE, C: LIVE},
    # A participant's own. The first three are all that a waiting seat may do.
    "read the notice": {P: LOBBY | LIVE | CLOSED},
    "practise": {P: LOBBY | LIVE},
    "wait at the door": {P: LOBBY | LIVE},
    "answer": {P: LIVE},
    "choose how my group is shown": {P: LOBBY | LIVE},
    "keep a first view": {P: LIVE},
    "see own ratings": {P: LIVE | CLOSED},
    "erase my answers": {P: LOBBY | LIVE},
    "assent": {P: LIVE | IN_THE_WINDOW},
    # These two are all that a reader may do, who came by a participant's return link. For how long one may comment
    # says the verb.
    "see my page": {P: LIVE | CLOSED, READER: LIVE | CLOSED},
    "comment": {P: CLOSED, READER: CLOSED},
    "keep a return link": {P: LIVE | CLOSED},
    # Evidence.
    "see the evidence": {F: EVER, C: LOBBY | LIVE},
    "write down evidence": {F: LOBBY | LIVE, C: LIVE},
    "ask for evidence": {F: LOBBY | LIVE, C: LIVE},
    "remove evidence": {F: LOBBY | LIVE, C: LIVE},
    "read the evidence": {P: LOBBY | LIVE | CLOSED},
    "offer evidence": {P: LOBBY | LIVE},
    # What was published: read by who prepares it, and by everybody who sits before it.
    "read the framework": {
        F: EVER,
        C: DRAFT | LOBBY | LIVE,
        P: LOBBY | LIVE | CLOSED,
        O: LOBBY | LIVE,
        STAGE: LOBBY | LIVE,
    },
    "read the words": {F: EVER, C: DRAFT | LOBBY | LIVE, P: LOBBY | LIVE | CLOSED},
    "explain a word": {F: LOBBY | LIVE, C: LOBBY | LIVE, P: LOBBY | LIVE},
    "put a word away": {F: LOBBY | LIVE, C: LOBBY | LIVE},
}

# All that a participant may do before the facilitator's nod.
OF_A_WAITING_SEAT = frozenset({"read the notice", "practise", "wait at the door"})

# Under *not attributable* these end with the close: what is left of a participant's part is thanks and endings.
CUT_AT_THE_CLOSE = frozenset({"see own ratings", "read the evidence", "assent", "see my page", "keep a return link"})

# Of a workshop that has ended the scribe has what the facilitator granted, and what leads there.
OF_A_GRANT: dict[Grant, dict[str, States]] = {
    Grant.EXPORT: {"export": CLOSED, "come in": CLOSED, "see the console": CLOSED},
    Grant.FINISH: dict.fromkeys(("finish what is folded", "come in", "see the console"), IN_THE_WINDOW),
}

# A rehearsal is thrown away: whatever takes words out of it, or keeps them for longer, is for real workshops.
NEVER_OF_A_REHEARSAL = frozenset(
    {"rehearse", "export", "confirm the workshop", "hold erasure", "erase before the date"}
)
REHEARSED = "This is a rehearsal: it is thrown away, and nothing of it is kept. Do this in the workshop itself."
THROWN_AWAY = "This rehearsal was thrown away, and nothing of it is left. Your workshops are in your list."

STANDS = {
    WorkshopState.DRAFT: "The workshop is still being prepared.",
    WorkshopState.LOBBY: "The workshop is in its lobby.",
    WorkshopState.LIVE: "The workshop is under way.",
    WorkshopState.CLOSED: "The workshop is closed.",
    WorkshopState.CONFIRMED: "The workshop is closed and confirmed.",
    WorkshopState.ERASED: "The workshop was erased, on the day that its notice named or by its facilitator.",
}
UNLESS = " The facilitator may still let the scribe export, or fill in what was left."
BEGINS = {
    WorkshopState.LOBBY: "This begins when its lobby opens.",
    WorkshopState.LIVE: "This begins when the first standard is opened for rating.",
    WorkshopState.CLOSED: "This begins when it is closed.",
    WorkshopState.CONFIRMED: "This begins when it is confirmed.",
    WorkshopState.ERASED: "This begins when it is erased.",
}
ENDED = {
    WorkshopState.DRAFT: "This was possible until its lobby opened.",
    WorkshopState.LOBBY: "This was possible until the first standard was opened for rating.",
    WorkshopState.LIVE: "This was possible until it was closed.",
    WorkshopState.CLOSED: "This was possible until it was confirmed.",
    WorkshopState.CONFIRMED: "This was possible until it was erased.",
}


def allows(
    act: str,
    role: Role,
    state: WorkshopState,
    rule: AttributionRule,
    grants: Collection[Grant] = frozenset(),
    *,
    is_rehearsal: bool = False,
) -> bool:
    """`grants`: the workshop's to its scribe. Who leaves them out forgets to grant, and never to refuse."""
    if is_rehearsal and act in NEVER_OF_A_REHEARSAL:
        return False
    if role is C and any(state in OF_A_GRANT[grant].get(act, frozenset()) for grant in grants):
        return True
    is_cut = act in CUT_AT_THE_CLOSE or role is READER  # whose link would lead from a device to what was said
    if is_cut and state in CLOSED and rule is AttributionRule.NOT_ATTRIBUTABLE:
        return False
    return state in RIGHTS[act].get(role, frozenset())


def rights_of(
    role: Role,
    state: WorkshopState,
    rule: AttributionRule,
    grants: Collection[Grant] = frozenset(),
    *,
    is_rehearsal: bool = False,
) -> Callable[[str], bool]:
    """`may("export")`, for templates: what is not theirs now is not offered."""
    return lambda act: allows(act, role, state, rule, grants, is_rehearsal=is_rehearsal)


def refusal(act: str, roles: Iterable[Role], state: WorkshopState, since: datetime | None = None) -> NotYours:
    """Why an act is not theirs, in words; who has it in another state is told when. `since`: of that state."""
    why = _why(act, roles, state)
    if since and isinstance(why, NotNow):
        return NotNow(f"{why} It was {state} at {when(since)}.")
    return why


def _why(act: str, roles: Iterable[Role], state: WorkshopState) -> NotYours:
    role = next((role for role in roles if RIGHTS[act].get(role)), None)
    if role is None:
        return NotYours("That is for someone with another part in this workshop.")
    if state in RIGHTS[act][role]:
        return NotNow(f"{STANDS[state]} Under its rule, “not attributable”, this ended with it.")
    order = list(WorkshopState)
    later = [other for other in order[order.index(state) + 1 :] if other in RIGHTS[act][role]]
    if later:
        return NotNow(f"{STANDS[state]} {BEGINS[later[0]]}")
    if state in CLOSED and not _has_a_part_in(state, role):
        return NotNow(f"{STANDS[state]} The {role}’s part ended with it.{UNLESS if _can_be_granted(act, role) else ''}")
    last = max(RIGHTS[act][role], key=order.index)
    return NotNow(f"{STANDS[state]} {ENDED[last]}")


def _can_be_granted(act: str, role: Role) -> bool:
    return role is C and any(act in acts for acts in OF_A_GRANT.values())


def _has_a_part_in(state: WorkshopState, role: Role) -> bool:
    return any(state in rights.get(role, frozenset()) for rights in RIGHTS.values())
