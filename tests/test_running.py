"""What a running server holds: whoever ends somebody’s right has every open screen asked anew whether it may stay."""

import asyncio
from pathlib import Path

from app.main import create_app
from app.models import Workshop
from app.settings import Settings
from app.store.bus import Announcement
from app.store.sqlite import Store
from tests.conftest import Lobby


def test_every_named_workshop_is_announced_although_nothing_was_written(
    room: Lobby, store: Store, database: Path
) -> None:
    id_, before = room.workshop.id, room.workshop.rev
    room.session.commit()
    room.session.close()
    app = create_app(Settings(database_url=f"sqlite:///{database}"), store)
    heard: list[Announcement] = []

    async def look() -> None:
        async with app.router.lifespan_context(app):
            here = app.state.running
            here.bus.subscribe(heard.append)
            await here.look_again([id_])

    asyncio.run(look())
    assert heard == [Announcement(id_, before + 1)]
    with store.read() as session:
        assert session.get_one(Workshop, id_).rev == before + 1
