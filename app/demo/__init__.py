"""A seeded workshop of fictional Northvale Council, at any point of its day, in a folder of its own."""

import json
import secrets
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from app.access.network import own_address
from app.access.reach import reach_of
from app.demo.seeding import EMAIL, STAGES, Seeded, seed
from app.frameworks import DEFAULT, Framework, framework
from app.models.people.password import hash_password
from app.running import Running
from app.schema import upgrade
from app.serving import listen, serve
from app.settings import Settings

__all__ = ["DOORS", "STAGES", "seed", "serve_demo"]


DOORS = ("planned", "open")
REHEARSAL = "The door stands open: whoever joins is let in at once, also above the planned numbers. For rehearsal only."


def serve_demo(
    settings: Settings, at: str, as_json: bool, used: Framework | None = None, *, admits_everybody: bool = False
) -> None:
    with TemporaryDirectory(prefix="critical-friend-demo-") as folder:
        database = Path(folder) / "northvale.sqlite3"
        upgrade(database)
        ours = settings.model_copy(update={"database_url": f"sqlite:///{database}"})
        password = secrets.token_urlsafe(9)

        async def greet(server: Running, port: int) -> None:
            password_hash = hash_password(password)
            rated = used or framework(DEFAULT)
            seeded = await server.writer.do(
                None, lambda session: seed(session, password_hash, at, rated, admits_everybody=admits_everybody)
            )
            reached = reach_of(ours, port)
            # A program that reads the line runs here; people may open the links elsewhere.
            _tell(own_address(ours.host, port) if as_json else reached.origin, seeded, password, as_json)
            if reached.why_not and not as_json:
                print(reached.why_not, flush=True)
            if admits_everybody:
                print(REHEARSAL, file=sys.stderr, flush=True)

        serve(ours, listen(ours), greet)


def _tell(base: str, seeded: Seeded, password: str, as_json: bool) -> None:
    # The part behind # never reaches a server: only a browser opened on purpose takes the place by itself.
    stage = f"{base}/links/{seeded.stage_token}#open" if seeded.stage_token else None
    if as_json:
        summary = {
            "base": base,
            "workshop": seeded.workshop_id,
            "join_code": seeded.join_code,
            "facilitator": {"email": EMAIL, "password": password},
            "stage": stage,
        }
        print(json.dumps(summary), flush=True)
        return
    print(f"Northvale is ready: {base}/workshops/{seeded.workshop_id}")
    print(f"  Facilitator:  {EMAIL}, password {password} (sign in at {base}/sign-in)")
    if seeded.join_code:
        print(f"  Join code:    {seeded.join_code}\n  Stage:        {stage}  (works once)")
    print("Everything here is gone when you stop it with Ctrl+C.", flush=True)
