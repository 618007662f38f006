"""The record of the settled demo workshop, made once, and what may be done to it: words swapped, numbers taken out."""

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlmodel import Session, create_engine

from app.demo.seeding import seed
from app.exports import Report, report, without_numbers
from app.frameworks import DEFAULT, framework
from app.schema import upgrade

TYPED = {
    "council", "wording", "words", "good_practice", "divergent_views", "narrative", "next_step", "how_known",
    "what", "who", "due", "note", "link", "criterion", "offered_by", "missing", "held_back_why", "sentence",
}  # fmt: skip
HOSTILE = (
    '=1+1|cmd "x"', "+1", "-1", "@SUM(1)", "\t=1", "<b>&amp;]]>", "x\x00\x0b\ud800y", "\u202eevil", "_x0041_ &D &P",
    "نحن لا نعرف من نسأل (خاصة)", "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁷󠁬󠁳󠁿", "a  b\tc",
)  # fmt: skip


@cache
def demo() -> Report:
    with TemporaryDirectory() as folder:
        database = Path(folder) / "northvale.sqlite3"
        upgrade(database)
        engine = create_engine(f"sqlite:///{database}")
        with Session(engine) as session:
            seeded = seed(session, "hash", "settled", framework(DEFAULT))
            session.flush()
            session.expire_all()
            made = report(session, seeded.workshop_id)
        engine.dispose()
    return made


@cache
def quiet() -> Report:
    return without_numbers(demo())


@cache
def nothing() -> Report:
    """Of a workshop that nobody has rated in."""
    made = demo()
    empty: dict[str, Any] = {"positions": (), "is_settled": False, "askings": (), "dissents": (), "actions": ()}
    domains = [
        domain.model_copy(
            update={
                **empty,
                "standards": tuple(
                    each.model_copy(update={**empty, "rounds": (), "evidence": ()}) for each in domain.standards
                ),
            }
        )
        for domain in made.domains
    ]
    overall = made.overall.model_copy(update={**empty, "rounds": ()})
    return made.model_copy(update={"domains": tuple(domains), "overall": overall, "evidence_missing": ()})


@cache
def saying(words: str) -> Report:
    """The same record with these words in every field that somebody typed."""

    def swapped(part: Any, key: str = "") -> Any:
        if isinstance(part, dict):
            return {name: swapped(value, name) for name, value in part.items()}
        if isinstance(part, list):
            return [swapped(value, key) for value in part]
        return words if isinstance(part, str) and key in TYPED else part

    return Report.model_validate(swapped(json.loads(demo().model_dump_json())))
