"""Reading a scene: its outline, which only acts change, and the counts, which every join and every answer change.

So a rating costs two or three counting statements instead of a whole read.
"""

from dataclasses import replace

from sqlalchemy import Connection
from sqlmodel import Session

from app.live.outline import outline_of
from app.live.progress import SittingScene
from app.live.scene import Scene
from app.live.turnout import Seated, Turnout
from app.live.words import with_answers


def read_scene(session: Session, workshop_id: int) -> Scene:
    outline = outline_of(session, workshop_id)
    sitting, connection = outline.sitting, session.connection()
    seated = Seated.read(connection, workshop_id, sitting.id if sitting and sitting.is_open else 0)
    return replace(
        outline,
        groups=seated.counted(outline.groups),
        newest_waiting=seated.newest_waiting,
        askings=with_answers(session, workshop_id, outline.askings),
        practised=seated.practised,
        sitting=_counted(connection, sitting, seated) if sitting else None,
    )


def _counted(connection: Connection, sitting: SittingScene, seated: Seated) -> SittingScene:
    is_again = any(each.is_again for each in sitting.progress)
    turnout = Turnout.read(connection, seated, sitting.id, is_again=is_again)
    overall = turnout.overall(sitting.progress) if len(sitting.progress) > 1 and not is_again else ()
    progress = tuple(turnout.of(each) for each in sitting.progress)
    return replace(sitting, progress=progress, overall=overall, more_time=seated.more_time)
