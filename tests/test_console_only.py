"""Findings that may point at somebody stay on the console until a facilitator puts them on stage."""

import re
from collections.abc import Callable
from html import unescape

import pytest

from app.divergence import Finding
from app.errors import Refusal
from app.exports import as_json, as_word, report
from app.live.fragments import Screen, fragments
from app.live.reading import read_scene
from app.live.scene import Kind
from app.live.standard_scene import StandardScene
from app.models import Role, Standard
from app.revealed.brief import beside_picture
from app.revealed.first_wording import divergent_views
from tests.conftest import CAST, Lobby

ROOMS: dict[str, dict[str, int]] = {
    "lone_voice": dict.fromkeys(CAST, 8) | {"Carol": 4},
    "self_higher": dict.fromkeys(CAST, 6) | dict.fromkeys(("Olu", "Oona", "Omar", "Ola"), 8),
    "self_lower": dict.fromkeys(CAST, 8) | dict.fromkeys(("Olu", "Oona", "Omar", "Ola"), 6),
}
STAGE, PHONE = Screen(Kind.STAGE, Role.STAGE), Screen(Kind.PHONE, Role.PARTICIPANT)
CONSOLES = Screen(Kind.CONSOLE, Role.FACILITATOR, "6"), Screen(Kind.CONSOLE, Role.SCRIBE, "6")


def shown(room: Lobby, code: str) -> Finding:
    room.revealed(ROOMS[code])
    standard(room).show(room.session, by="facilitator")
    room.session.flush()
    return finding(room, code)


def standard(room: Lobby) -> Standard:
    return next(standard for standard in room.workshop.standards if standard.number == "6")


def scene(room: Lobby) -> StandardScene:
    room.session.flush()
    found = read_scene(room.session, room.workshop.id).standard("6")
    assert found is not None
    return found


def finding(room: Lobby, code: str) -> Finding:
    revealed = scene(room).revealed
    assert revealed is not None
    return next(finding for finding in revealed.findings if finding.code == code)


def on(room: Lobby, screen: Screen) -> str:
    room.session.flush()
    return unescape("".join(fragments(screen, read_scene(room.session, room.workshop.id)).values()))


def told(room: Lobby, *screens: Screen) -> str:
    """Their words, as they are read."""
    text = re.sub(r"<[^>]+>", "", "".join(on(room, screen) for screen in screens))
    return " ".join(text.split())


def beside(room: Lobby, sentence: str) -> str:
    """As it stands beside its picture, and would stand there by mistake."""
    revealed = scene(room).revealed
    assert revealed is not None
    return beside_picture(sentence, [band.name for band in revealed.scale.bands])


def exported(room: Lobby) -> str:
    made = report(room.session, room.workshop.id)
    return as_json(made).decode() + str(as_word(made))


@pytest.mark.parametrize("code", ROOMS)
def test_it_stands_on_the_console_and_nowhere_else(room: Lobby, code: str) -> None:
    sentence = shown(room, code).sentence
    for console in CONSOLES:
        assert sentence in on(room, console)
    assert beside(room, sentence) not in told(room, STAGE, PHONE)
    assert code not in {finding.code for finding in scene(room).told}


@pytest.mark.parametrize("code", ROOMS)
def test_put_on_stage_it_stands_on_stage_and_phones_too_and_comes_first(room: Lobby, code: str) -> None:
    sentence = shown(room, code).sentence
    standard(room).stage_finding(room.session, code, staged=True, by="facilitator")
    assert scene(room).told[0].code == code
    assert len(scene(room).told) <= 2
    for screen in (STAGE, PHONE):
        assert beside(room, sentence) in told(room, screen)


@pytest.mark.parametrize("code", ROOMS)
def test_taken_off_again_it_is_gone_from_stage_and_phones(room: Lobby, code: str) -> None:
    sentence = shown(room, code).sentence
    before = on(room, STAGE), on(room, PHONE)
    assert "<svg" in before[0] and "<svg" in before[1]
    for staged in (True, True, False):
        standard(room).stage_finding(room.session, code, staged=staged, by="facilitator")
    assert (on(room, STAGE), on(room, PHONE)) == before
    assert beside(room, sentence) not in told(room, STAGE, PHONE)


@pytest.mark.parametrize("code", ROOMS)
def test_it_is_in_no_export_before_it_was_put_on_stage_nor_after_it_was_taken_off(room: Lobby, code: str) -> None:
    sentence = shown(room, code).sentence
    for staged in (None, True, False):
        if staged is not None:
            standard(room).stage_finding(room.session, code, staged=staged, by="facilitator")
            room.session.flush()
        if not staged:
            assert sentence not in exported(room) and f'"{code}"' not in exported(room)


@pytest.mark.parametrize("code", ROOMS)
def test_while_it_is_the_consoles_alone_neither_a_question_nor_a_draft_tells_it(room: Lobby, code: str) -> None:
    found = shown(room, code)
    others = [finding for finding in scene(room).told if finding.code != code]
    assert scene(room).question in {None, *[finding.question for finding in others]}
    assert found.sentence not in divergent_views(scene(room).told, []).figures


def test_hiding_the_standard_takes_its_findings_off_too(room: Lobby) -> None:
    sentence = shown(room, "self_higher").sentence
    standard(room).stage_finding(room.session, "self_higher", staged=True, by="facilitator")
    standard(room).hide(room.session, by="facilitator")
    assert beside(room, sentence) not in told(room, STAGE, PHONE)


@pytest.mark.parametrize("code", ["between_groups", "nothing", ""])
def test_only_these_three_are_put_on_stage_one_by_one(room: Lobby, code: str) -> None:
    shown(room, "self_higher")
    with pytest.raises(Refusal, match="no such finding"):
        standard(room).stage_finding(room.session, code, staged=True, by="facilitator")


@pytest.mark.parametrize("code", ROOMS)
def test_what_was_put_on_stage_for_one_round_is_not_on_stage_for_the_next(room: Lobby, code: str) -> None:
    """Another round's finding may point at somebody else: nobody has decided yet that it shall be seen."""
    shown(room, code)
    standard(room).stage_finding(room.session, code, staged=True, by="facilitator")
    second = {name: score - 1 for name, score in ROOMS[code].items()}
    room.revealed(second)
    room.session.expire_all()
    standard(room).show(room.session, by="facilitator")
    sentence = finding(room, code).sentence
    assert sentence in on(room, CONSOLES[0])
    assert beside(room, sentence) not in told(room, STAGE, PHONE)


@pytest.mark.parametrize("rule", ["by_group", "not_attributable"])
def test_a_lone_voice_of_a_pooled_person_names_no_group_of_theirs(make_room: Callable[..., Lobby], rule: str) -> None:
    room = make_room(attribution_rule=rule)
    sentence = shown(room, "lone_voice").sentence
    assert "Carers" not in sentence and "Healthwatch" not in sentence
    if rule == "not_attributable":
        assert "4" not in sentence  # neither its score
