"""How Northvale's day ends, as whoever opens the demo finds it."""

from sqlmodel import Session, col, select

from app.demo.seeding import seed
from app.frameworks import DEFAULT, framework
from app.live.reading import read_scene
from app.models import Action
from app.models.record.action import actions_of


def test_the_settled_day_has_words_read_back_a_dissent_actions_and_a_marker(session: Session) -> None:
    seeded = seed(session, "no password fits", "settled", framework(DEFAULT))
    session.flush()
    scene = read_scene(session, seeded.workshop_id)
    ends = {position.slug: position.state for position in scene.positions if position.is_settled}
    assert ends == {
        "standard-6": "agreed with reservations", "standard-7": "not agreed", "standard-8": "agreed",
        "domain-3": "agreed with reservations", "overall": "agreed with reservations",
    }  # fmt: skip
    whole = scene.position("overall")
    assert whole and whole.number == 6 and scene.arrow and scene.arrow.revealed
    words = [dissent for asking in scene.askings for dissent in asking.dissents]
    assert [(one.key.slug, one.unit, one.behind, one.of_people) for one in words] == [
        ("standard-6", "Providers", 3, 5), ("overall", "Providers", 4, 5),
    ]  # fmt: skip
    asked = {asking.slug: asking for asking in scene.askings}
    assert any(not unit.is_of_one_mind for unit in asked["standard-6"].units)
    providers = {unit.name: unit.sentence for unit in asked["overall"].units}["Providers"]
    assert "4 do not agree" in providers


def test_of_six_actions_one_has_no_owner(session: Session) -> None:
    seeded = seed(session, "no password fits", "settled", framework(DEFAULT))
    actions = actions_of(session, seeded.workshop_id)
    assert len(actions) == 6 and [action.what for action in actions if not action.who] == [
        "Share monitoring figures once"
    ]
    assert session.exec(select(Action).where(col(Action.due_on).is_(None))).one().due == "Before the spring forum"
