"""Findings about what was not said: can't tell, no answer, too few answers."""

from app.divergence import phrases as say
from app.divergence.finding import Finding
from app.divergence.group import CANT_TELL, Group
from app.divergence.room import RatedRoom


def dont_know_high(room: RatedRoom) -> Finding | None:
    mean = room.cant_tell
    if mean is None or mean < room.limits.cant_tell_room:
        return None
    unsure, answers = sum(group.cant_tell for group in room.invited), sum(group.answers for group in room.invited)
    return Finding(
        code="dont_know_high",
        tier=2,
        units=(),
        figures={"share": mean, "cant_tell": unsure, "answers": answers},
        sentence=f'{unsure} of {answers} answers were "{CANT_TELL}".',
        why=f'Counting every group once, {say.shares_reached(mean)} of the answers were "{CANT_TELL}" '
        f"(high from {say.share(room.limits.cant_tell_room)}).",
        question="Who would know, and what would they need to see?",
        words="Many could not tell from what they know.",
    )


def group_cannot_say(room: RatedRoom) -> Finding | None:
    unsure = unable(room)
    if not unsure:
        return None
    names = tuple(group.name for group in unsure)
    return Finding(
        code="group_cannot_say",
        tier=3,
        units=names,
        figures={"groups": names},
        sentence=f'"{CANT_TELL.capitalize()}" was the answer of {say.listing(_counted(group) for group in unsure)}.',
        why=f"In {say.listing(names)}, {say.share(room.limits.cant_tell_group)} or more of the answers "
        f'were "{CANT_TELL}".',
        question="What would help people to tell?",
    )


def unable(room: RatedRoom) -> list[Group]:
    limit = room.limits.cant_tell_group
    return sorted((g for g in room.answered if g.cant_tell_share >= limit), key=lambda group: group.name)


def _counted(group: Group) -> str:
    if group.answers == 1:
        return f"the one person from {group.name} who answered"
    return f"{group.cant_tell} of {group.answers} from {group.name}"


def missing_group(room: RatedRoom) -> Finding | None:
    names = missing(room)
    if not names:
        return None
    return Finding(
        code="missing_group",
        tier=3,
        units=names,
        figures={"groups": names},
        sentence=f"No answer from {say.listing(names)}.",
        why=f"Invited, and nobody answered: {say.listing(names)}.",
        question="How could the missing experience be heard?",
    )


def missing(room: RatedRoom) -> tuple[str, ...]:
    return tuple(sorted(group.name for group in room.invited if not group.answers))


def not_enough(room: RatedRoom) -> Finding | None:
    if room.enough:
        return None
    limits = room.limits
    groups = len(room.scored)
    had = f"{say.ratings(room.n)} from {groups} {'group' if groups == 1 else 'groups'}: too" if room.n else "Too"
    tail = "" if room.n else " ratings"
    return Finding(
        code="not_enough",
        tier=2 if room.pairs else 3,
        units=(),
        figures={"ratings": room.n, "groups": groups},
        sentence=f"{had} few{tail} to say whether the room agrees.",
        why=f"Agreement is only looked for from {say.ratings(limits.enough_scores)} and {limits.enough_groups} groups.",
        question=None,
    )
