"""What each kind of screen shows, in its page and in what it is sent: a word explained to everybody, for one.

The word reaches stage, phones and console at once, and nobody learns who asked.
"""

import re
from collections.abc import Callable

import pytest
from sqlmodel import Session, select

from app.live.fragments import Screen, desk_for, fragments, templates_of
from app.live.reading import read_scene
from app.live.scene import Kind
from app.models import Event, Role
from app.models.rounds.revealing import reveal
from app.rendering.static_files import APP
from tests.conftest import Lobby
from tests.live.conftest import Dial, Line, elements
from tests.markup import read
from tests.northvale import Hall, Town

SCREENS = (("stage", "stage"), ("Ruth", "stage"), ("Fay", "console"), ("Sam", "console"), ("Pat", "phone"))
WHERE = re.compile(r'<(?:details|section|div) id="word".*?</(?:details|section|div)>', re.DOTALL)


@pytest.fixture
def hall(town: Town) -> Hall:
    hall = town.hall()
    hall.open("6")
    return hall


def card(frame: str) -> str:
    """The element of the word, if the frame brings it."""
    found = WHERE.search(frame)
    return found[0] if found else ""


def lines(hall: Hall, dial: Dial) -> list[Line]:
    dialled = [dial(hall, *screen) for screen in SCREENS]
    for line in dialled:
        assert "hidden" in card(line.hear_until(card))
    return dialled


def test_a_participants_word_is_on_every_screen_until_it_is_put_away(hall: Hall, dial: Dial) -> None:
    screens = lines(hall, dial)
    hall.act("/words/show", by="Hari", term="Market shaping")
    for line in screens:
        shown = card(line.hear_until(card))
        assert "Market shaping" in shown and " hidden" not in shown.split(">")[0]
        assert "Work by a council" in shown or line.screen == "console"
    hall.act("/words/show", by="Sam", term="Carer")
    for line in screens:
        shown = card(line.hear_until(card))
        assert "Carer" in shown and "Market shaping" not in shown
    hall.act("/words/put-away")
    for line in screens:
        gone = card(line.hear_until(card))
        assert " hidden" in gone.split(">")[0] and "Carer" not in gone


def test_phones_have_the_whole_entry_as_text_and_say_it_to_a_screen_reader(hall: Hall, dial: Dial) -> None:
    phone, stage = dial(hall, "Pat"), dial(hall, "stage", "stage")
    hall.act("/words/show", by="Hari", term="Commissioning")
    shown = card(phone.hear_until(lambda frame: "Commissioning" in card(frame)))
    assert shown.count("which is often called contracting or procurement.") == 2  # the text, and data-announce
    told = card(stage.hear_until(lambda frame: "Commissioning" in card(frame)))
    assert "The whole entry is on the phones." in told


def test_somebody_who_comes_later_sees_the_word_in_the_page_and_by_socket(hall: Hall, dial: Dial) -> None:
    hall.act("/words/show", by="Hari", term="Carer")
    assert "Someone who is not paid" in card(dial(hall, "Pat").hear_until(card))
    rating = f"/phone/rounds/{hall.rounds['6']}"
    for path, name in (("/phone", "Pat"), (rating, "Pat"), ("/choice", "Hari"), ("/words", "Pat"), ("/stage", "stage")):
        assert "Someone who is not paid" in card(hall.see(path, by=name).text), path
    assert '<strong dir="auto">Carer</strong>' in card(hall.see("/console").text)
    assert "Someone who is not paid" in card(hall.see("/live?screen=phone", by="Pat").text)


def test_no_screen_can_tell_who_asked(town: Town, dial: Dial) -> None:
    """The same bytes, whether one person of a group or another, or the scribe, asked for it."""
    heard = []
    for name in ("Hari", "Olu", "Carol", "Sam"):
        hall = town.hall()
        screens = [dial(hall, *screen) for screen in SCREENS]
        hall.act("/words/show", by=name, term="Carer")
        told = [card(line.hear_until(lambda frame: "Carer" in card(frame))) for line in screens]
        heard.append([text.replace(hall.path, "").replace(hall.path.replace("/", "-"), "") for text in told])
    assert heard.count(heard[0]) == len(heard)


def test_the_event_has_a_role_and_a_word_and_nothing_more(hall: Hall) -> None:
    hall.act("/words/show", by="Hari", term="Carer")
    hall.act("/words/put-away", by="Sam")
    with Session(hall.store.writing) as session:
        events = session.exec(select(Event).where(Event.workshop_id == hall.id).order_by(Event.id)).all()  # type: ignore[arg-type]
    told = [(event.by, event.act, event.about) for event in events[-2:]]
    assert told == [
        ("participant", "explained a word", {"term": "Carer"}), ("scribe 1", "put a word away", {"term": "Carer"}),
    ]  # fmt: skip


def test_a_word_stays_while_a_sitting_opens_and_is_revealed(hall: Hall, dial: Dial) -> None:
    hall.act("/words/show", by="Hari", term="Carer")
    hall.rate("Olu", "6", "5")
    hall.act(f"/sittings/{hall.sitting}/close-and-reveal")
    assert "Carer" in card(dial(hall, "stage", "stage").hear_until(card))


# -- Of each kind


OPEN: dict[str, tuple[str, Screen, str]] = {  # whose, what, and how its socket asks for it
    "/console": ("Fay", Screen(Kind.CONSOLE, Role.FACILITATOR), ""),
    "/console/standards/6": ("Fay", Screen(Kind.CONSOLE, Role.FACILITATOR, "6"), "&standard=6"),
    "/console/domains/3": ("Fay", Screen(Kind.CONSOLE, Role.FACILITATOR, domain="3"), "&domain=3"),
    "/console/overall": ("Fay", Screen(Kind.CONSOLE, Role.FACILITATOR, "overall"), "&standard=overall"),
    "/console/closing": ("Fay", Screen(Kind.CONSOLE, Role.FACILITATOR, page="closing"), "&page=closing"),
    "/overview": ("Fay", Screen(Kind.CONSOLE, Role.FACILITATOR, page="overview"), "&page=overview"),
    "/console/stage": ("Fay", Screen(Kind.CONSOLE, Role.FACILITATOR, page="stage"), "&page=stage"),
    "/actions": ("Fay", Screen(Kind.CONSOLE, Role.FACILITATOR, page="actions"), "&page=actions"),
    "/stage": ("stage", Screen(Kind.STAGE, Role.STAGE), ""),
    "/phone": ("Pat", Screen(Kind.PHONE, Role.PARTICIPANT), ""),
}


@pytest.mark.parametrize("path", OPEN)
def test_a_page_holds_the_place_of_every_fragment_that_its_screen_is_sent(hall: Hall, path: str) -> None:
    """A push for a place that is not on the page would be lost, and nobody would know."""
    name, screen, _ = OPEN[path]
    page = read(hall.see(path, by=name).text)
    assert [element for element in templates_of(screen) if page.by_id(element) is None] == []


def test_whatever_is_pushed_to_the_room_s_page_of_a_console_it_has_one_heading(town: Town, dial: Dial) -> None:
    """Before its script has loaded it again for what may be done now."""
    hall = town.hall()
    section = re.compile(r'<section id="sitting".*?data-sitting="(\d*)".*?</section>', re.DOTALL)
    assert "<h1" not in section.sub("", hall.see("/console").text)
    fay = dial(hall, "Fay", "console")
    acts: list[Callable[[str], object]] = [
        lambda _: None,
        lambda _: opens(hall),
        lambda sitting: hall.act(f"/sittings/{sitting}/call-off"),
    ]
    told, sitting = list[str](), ""
    for act in acts:
        act(sitting)
        found = section.search(fay.hear_until(section.search))
        assert found is not None and found[0].count("<h1") == 1
        told.append(found[0])
        sitting = found[1]
    assert ["Rating is open" in each for each in told] == [False, True, False]


@pytest.mark.parametrize("kind", Kind)
def test_f24_what_people_wrote_is_read_for_a_console_that_has_the_standard_open_and_for_no_other_screen(
    room: Lobby, kind: Kind
) -> None:
    room.open("6")
    for name in ("Priya", "Pat", "Petra", "Olu", "Oona", "Omar"):
        room.rate(name, room.round_of("6"), 5, reason="Calls wait." if name == "Priya" else "")
    sitting = room.round_of("6").sitting
    console = Screen(kind, Role.FACILITATOR, "6")
    before = desk_for(room.session, console, read_scene(room.session, room.workshop.id)).reasons
    sitting.close(room.session, by="facilitator")
    reveal(room.session, sitting, by="facilitator")
    room.session.flush()
    scene = read_scene(room.session, room.workshop.id)
    screens = {standard: Screen(kind, Role.FACILITATOR, standard) for standard in ("6", "9", None)}
    told = {
        standard: [reason.text for reason in desk_for(room.session, screen, scene).reasons]
        for standard, screen in screens.items()
    }
    assert list(before) == []
    assert told == {"6": ["Calls wait."] if kind is Kind.CONSOLE else [], "9": [], None: []}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({}, ""), ({"from_experience": True}, "seen or lived through"), ({"from_document": True}, "from a document"),
        ({"criteria": ("6.1",)}, "· about 6.1"), ({"may_quote": True}, "· may be quoted"),
    ],
)  # fmt: skip
def test_beside_a_reason_stands_what_its_writer_ticked_and_nothing_else(
    room: Lobby, said: dict[str, object], told: str
) -> None:
    sitting = room.open("6")
    for name in ("Olu", "Oona", "Omar"):
        room.rate(name, room.round_of("6"), 6, reason="Calls wait." if name == "Olu" else "", **said)
    sitting.close(room.session, by="facilitator")
    reveal(room.session, sitting, by="facilitator")
    room.session.flush()
    screen, scene = Screen(Kind.CONSOLE, Role.FACILITATOR, "6"), read_scene(room.session, room.workshop.id)
    findings = fragments(screen, scene, desk_for(room.session, screen, scene))["findings"]
    beside = re.search(r'Calls wait\.</span>\s*<span class="soft">(.*?)</span>', findings, re.DOTALL)
    assert beside and " ".join(beside[1].split()) == told


# None is left behind by a push


ONLY_TAKEN_AWAY = {"join"}  # it comes with the page
WORDS = {"state": "agreed", "wording": "Choice is thin.", "after_version": "0"}


def opens(hall: Hall) -> None:
    hall.act("/sittings", standards="6")


def explains(hall: Hall) -> None:
    hall.act("/words/show", term="Carer")


def reads_back(hall: Hall) -> None:
    for slug in ("standard-9", "domain-3", "overall"):
        assert hall.act(f"/positions/{slug}/read-back", **WORDS).status_code == 200


def settles(hall: Hall) -> None:
    assert hall.act("/positions/standard-9", **WORDS).status_code == 303


def shows_and_settles(hall: Hall) -> None:
    hall.act("/standards/9/show")
    settles(hall)


def types(hall: Hall) -> None:
    for slug in ("domain-3", "overall"):
        sent = {"field": "wording", "text": "Half a sentence", "page": "a-page-of-sam"}
        assert hall.act(f"/positions/{slug}/typed", by="Sam", **sent).status_code == 200


def closes(hall: Hall) -> None:
    hall.act("/close")


def blanks(hall: Hall) -> None:
    hall.act("/stage/blank")


def locks(hall: Hall) -> None:
    hall.act("/door", locked="true")


def knocks(hall: Hall) -> None:
    hall.comes_late("Nia", "Council")


def shows(hall: Hall) -> None:
    hall.act("/standards/9/show")


Change = Callable[[Hall], None]
CHANGES: dict[Change, tuple[str, ...]] = {
    opens: ("now", "next-step", "to-rate", "how-many", "stage", "phase", "waiting-for", "agenda", "sitting", "progress",
            "findings"),
    explains: ("word",),
    closes: ("join", "ended"),
    blanks: ("stage-acts",),
    locks: ("presence",),
    knocks: ("door",),
    reads_back: ("can-stand", "asking"),
    settles: ("asking-all", "closing", "open-points", "undo", "standards-say"),
    shows: ("by-group",),
    types: ("typed",),
    shows_and_settles: ("foot",),
}  # fmt: skip
CHANGED_BY = {element: change for change, changed in CHANGES.items() for element in changed}
NEVER = {  # what a change cannot reach there: no act of these pages is in the foot, and the sixth is asked of nobody
    ("/overview", "foot"), ("/console", "foot"), ("/actions", "foot"), ("/console/standards/6", "foot"),
    ("/console/standards/6", "asking"), ("/console/stage", "foot"),
    ("/console/overall", "foot"), ("/console/domains/3", "foot"), ("/console/overall", "findings"),
    ("/console/standards/6", "typed"),
}  # fmt: skip


@pytest.fixture
def talked(town: Town) -> Hall:
    """Standard 9 is revealed; the sixth is still to be opened."""
    hall = town.hall()
    hall.open("9")
    hall.rated(dict.fromkeys(("Olu", "Oona", "Omar", "Priya", "Pat", "Petra"), "5"), "9")
    hall.reveal()
    return hall


def changed() -> dict[tuple[str, Change], set[str]]:
    """By page and change, the elements that are told anew there."""
    found: dict[tuple[str, Change], set[str]] = {}
    for path, (_, screen, _) in OPEN.items():
        for element in templates_of(screen):
            if (path, element) not in NEVER:
                found.setdefault((path, CHANGED_BY[element]), set()).add(element)
    return found


@pytest.mark.parametrize(
    ("path", "change", "awaited"),
    [pytest.param(*key, awaited, id=f"{key[0]} {key[1].__name__}") for key, awaited in changed().items()],
)
def test_every_fragment_is_told_anew_when_what_it_shows_changes(
    talked: Hall, dial: Dial, path: str, change: Change, awaited: set[str]
) -> None:
    name, screen, more = OPEN[path]
    line = dial(talked, name, screen.kind.value, more)
    line.hear_until(lambda frame: set(templates_of(screen)) - ONLY_TAKEN_AWAY <= elements(frame))
    before = len(line.frames)
    change(talked)
    assert line.hear_until(lambda _: awaited <= elements("".join(line.frames[before:])))


TEMPLATES = APP / "templates"
FILLED_IN = re.compile(r"<(?:textarea|select)\b|<input\b(?![^>]*type=\"hidden\")|govuk[A-Z]\w+\(", re.DOTALL)
NAMED = re.compile(r'{% (?:include|import|from|extends) "([^"]+)"')


def with_all_it_brings(template: str) -> set[str]:
    """A template, what it includes, and the macros that it takes from elsewhere."""
    text = (TEMPLATES / template).read_text("utf-8")
    return {template}.union(*(with_all_it_brings(name) for name in NAMED.findall(text)))


def test_f10_no_fragment_that_is_pushed_has_anything_in_it_that_somebody_fills_in() -> None:
    """So no push can take a caret, a text or a choice. Buttons with hidden fields are pressed, and hold nothing."""
    pushed = {f"live/{file.name}" for file in (TEMPLATES / "live").glob("*.html")}
    brought = set().union(*(with_all_it_brings(name) for name in pushed))
    assert len(pushed) > 40 and len(brought) > len(pushed)
    assert [name for name in sorted(brought) if FILLED_IN.search((TEMPLATES / name).read_text("utf-8"))] == []


def test_the_search_finds_what_a_form_of_ours_is_filled_in_with() -> None:
    for name in ("phone/_scale.html", "phone/_reason.html", "macros/fields.html"):
        assert FILLED_IN.search((TEMPLATES / name).read_text("utf-8")), name


def test_what_is_packed_is_what_everybody_in_the_room_is_told() -> None:
    """A console shows what people wrote: how well that packs would tell whoever counts bytes and may write, too."""
    public = {kind for kind in Kind for role in Role if Screen(kind, role).is_public}
    assert public == {Kind.PHONE, Kind.STAGE}
