"""Notices to single phones about their place: that their group is asked again, or that their seat was moved."""

from app.rendering import fragment


def asked(workshop_id: int, because: str = "") -> dict[str, str]:
    """The question about a small group, for a phone that is in the middle of something else."""
    return {"notice": fragment("live/_asked.html", workshop_id=workshop_id, because=because, is_pushed=True)}


def moved(group: str, *, at_once: bool) -> dict[str, str]:
    when = "now" if at_once else "from the next time that standards are opened"
    return {"notice": fragment("live/_notice.html", sentence=f"Your seat was moved: you speak for {group} {when}.")}
