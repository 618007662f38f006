"""The operator's log: what a line may hold."""

import json
import logging
import shutil
from pathlib import Path

import pytest
from sqlmodel import Session

from app.log import speak_for_everybody, told
from app.models import Account, Workshop
from app.models.people.password import hash_password
from tests.northvale import KEEPS, Hall, Town, town_on, until


def test_a_line_says_what_happened_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    told("refused", workshop=3, role="scribe", status=403)
    line = json.loads(capsys.readouterr().err)
    assert line.pop("timestamp").endswith("Z")
    assert line == {"event": "refused", "level": "info", "workshop": 3, "role": "scribe", "status": 403}


@pytest.mark.parametrize("word", ["code", "token", "score", "email", "path", "label"])
def test_a_line_cannot_say_what_nobody_listed(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match=word):
        told("refused", **{word: "7"})
    assert capsys.readouterr().err == ""


# -- A whole day, and what is left of it on stderr

PASSWORD = "canary-password-of-Fay-1"
CANARIES = {
    "label": "Canary Label", "reason": "canary-reason-of-Priya", "evidence": "canary-title-of-a-letter",
    "title": "canary-day",
    "wrong code": "CANARY", "wrong token": "canary-token", "wrong address": "canary@northvale.example",
    "wrong password": "canary-password-of-nobody", "password": PASSWORD, "wording": "canary-wording-of-Sam",
}  # fmt: skip


def account(town: Town, hall: Hall) -> str:
    with Session(town.store.writing) as session, session.begin():
        fay = session.get_one(Account, session.get_one(Workshop, hall.id).owner_id)
        fay.password_hash = hash_password(PASSWORD)
        return fay.email


def whole_day(town: Town, hall: Hall, email: str) -> list[str]:
    """Everything that a day brings, wrong turns included. Returns the tokens that were given on the way."""
    given: list[str] = []
    with hall.browser(None) as stranger:
        stranger.post("/sign-in", data={"email": CANARIES["wrong address"], "password": CANARIES["wrong password"]})
        stranger.post("/sign-in", data={"email": email, "password": PASSWORD})
        given += [token for name, token in stranger.cookies.items() if name not in KEEPS]
    with hall.browser(None) as newcomer:
        newcomer.get(f"/join/{CANARIES['wrong code']}")
        newcomer.get(f"/links/{CANARIES['wrong token']}")
        newcomer.post(f"/links/{CANARIES['wrong token']}")
        newcomer.get(f"{hall.path}/console?then={CANARIES['wrong token']}")
        group = str(hall.groups["Council"])
        newcomer.post(f"/join/{hall.code}", data={"group": group, "label": CANARIES["label"], "key": "a-key-for-this"})
        given += [token for name, token in newcomer.cookies.items() if name not in KEEPS]
    hall.open("6", "9")
    for name in ("Priya", "Pat", "Petra", "Olu", "Oona", "Omar"):
        hall.rate(name, "6", "4", reason=CANARIES["reason"])
    hall.rate("Priya", "6", CANARIES["reason"], reason=CANARIES["reason"])
    hall.act("/phone/evidence", by="Priya", standard="6", title=CANARIES["evidence"], strength="some")
    hall.act(f"/sittings/{hall.sitting}/close", by="Priya", reason=CANARIES["reason"])
    hall.act(f"/sittings/{hall.sitting}/close-and-reveal")
    until(lambda: "What differs" in hall.see("/console/standards/6").text)
    hall.act("/positions/standard-6", by="Sam", state="agreed", wording=CANARIES["wording"], after_version="0")
    given.append(hall.act("/links", role="scribe").text.split("/links/")[1].split("<")[0].split('"')[0])
    assert hall.see("/export/record.json").status_code == 200
    for name, path in (("Ruth", "/console"), ("Fay", f"/console/standards/{CANARIES['wrong code']}")):
        hall.see(path, by=name)
    hall.act("/rounds/1/rating", by="Fay", reason=CANARIES["reason"] * 9000)
    hall.act("/close")
    return given


def slip(town: Town) -> None:
    """A failure nobody foresaw: its error repeats the statement and all that was to be stored."""
    with Session(town.store.writing) as session, session.begin():
        session.connection().exec_driver_sql("ALTER TABLE evidence_item RENAME TO gone")


def test_f24_of_a_whole_day_nothing_that_was_said_and_no_key_is_in_the_log(migrated: Path, tmp_path: Path) -> None:
    file, log = Path(shutil.copy(migrated, tmp_path / "town.sqlite3")), tmp_path / "stderr"
    with town_on(file, log, CANCEL_SECONDS="0") as town:
        hall, other = town.hall(title=CANARIES["title"]), town.hall()
        email = account(town, hall)
        given = whole_day(town, hall, email)
        slip(town)
        offered = other.act("/phone/evidence", by="Priya", standard="6", title=CANARIES["evidence"], strength="some")
        assert offered.status_code == 500 and "log says when and where" in offered.text
    said = log.read_text()
    lines = [json.loads(line) for line in said.splitlines()]
    secret = {**CANARIES, "email": email, "code": hall.code}
    secret |= {f"cookie {place}": token for place, token in enumerate([*hall.tokens.values(), *given])}
    assert given and all(len(token) > 5 for token in secret.values())
    assert [what for what, canary in secret.items() if canary.casefold() in said.casefold()] == []
    assert "Traceback" not in said
    told = {(line["event"], line.get("route"), line.get("status"), line.get("workshop")) for line in lines}
    console, closing = "/workshops/{workshop_id}/console", "/workshops/{workshop_id}/sittings/{sitting_id}/close"
    assert {("refused", console, 404, hall.id), ("refused", console, 403, hall.id)} <= told
    assert {("refused", closing, 403, hall.id), ("refused", "/join/{code}", 404, None)} <= told
    assert ("exported", None, None, hall.id) in told
    assert any(line["event"] == "failed" and "OperationalError at" in line["reason"] for line in lines)


def test_what_a_library_logs_is_told_by_its_template_alone(capsys: pytest.CaptureFixture[str]) -> None:
    before = logging.root.handlers[:], logging.root.level
    speak_for_everybody()
    try:
        try:
            int("canary-of-Priya")
        except ValueError:
            logging.getLogger("a.library").exception("%s would not fit\ninto %s", "canary-of-Pat", "canary-of-Petra")
    finally:
        logging.root.handlers[:], logging.root.level = before
    line = json.loads(capsys.readouterr().err)
    assert line["reason"].startswith("a.library: %s would not fit (ValueError at ")
    assert "canary" not in json.dumps(line)
