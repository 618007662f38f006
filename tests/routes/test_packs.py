"""Packs from the console: asked for, waited for, fetched; whatever goes wrong is said on their page."""

import re
import time
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from sqlmodel import Session, select

from app.exports import FORMATS
from app.exports.page import style_hash
from app.models import Pack, Release, WorkshopState
from app.models.ending import pack as packs
from app.models.ending.pack import INTERRUPTED
from tests.markup import read
from tests.northvale import DEADLINE, Hall, Town

NAME = "northvale-council-2026-11-23-workshop-1-public"


@pytest.fixture
def hall(town: Town) -> Hall:
    return town.hall_in(WorkshopState.LIVE)


def kept(hall: Hall, *then: Callable[[Session, Pack], None], release: Release = Release.PUBLIC) -> int:
    """A pack as the server would have left it."""
    with Session(hall.store.writing) as session, session.begin():
        pack = packs.ask(session, hall.id, release, has_numbers=False, files=len(FORMATS), by="facilitator")
        pack.begin(session)
        for act in then:
            act(session, pack)
        return pack.id


def all_files(session: Session, pack: Pack) -> None:
    for form in FORMATS.values():
        name = f"{NAME}-{form.name}.{form.ending}"
        pack.keep(session, form.key, name, form.media_type, f"content of {form.key}".encode() * 100)
    pack.finish(session)


def first_file(session: Session, pack: Pack) -> None:
    pack.keep(session, "docx", f"{NAME}-forms.docx", "text/plain", b"half")


def fails(session: Session, pack: Pack) -> None:
    pack.fail(session, INTERRUPTED)


def test_the_page_offers_the_public_pack_first_without_numbers_and_the_working_one_apart(hall: Hall) -> None:
    page = read(hall.see("/pack").text)
    public, working = page.all("form")[-2:]
    assert [form.all("button")[0].text for form in (public, working)] == [
        "Make the public pack", "Make the working pack",
    ]  # fmt: skip
    assert [form.all("button")[0].get("class") for form in (public, working)] == ["go", "quiet"]
    assert not [tick for tick in page.all("input") if "checked" in tick.attributes]
    assert "Working files: NOT FOR PUBLICATION" in page.text
    assert re.search(
        r"Fingerprint of the record now: (\w{4}-){4}\w{4} \(after entry \d+\)\.", " ".join(page.text.split())
    )


@pytest.mark.long
def test_a_working_pack_that_is_asked_for_is_made_and_fetched(hall: Hall) -> None:
    answer = hall.act("/pack", release="working", numbers="yes")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{hall.path}/pack#packs")
    end = time.monotonic() + 10 * DEADLINE  # it stands back behind whatever else this machine does
    while "Made at" not in hall.see("/pack").text:
        assert time.monotonic() < end
        time.sleep(0.5)
    links = [link.get("href") for link in read(hall.see("/pack").text).all("a") if "/files/" in link.get("href")]
    assert [link.rpartition("/")[2] for link in links] == list(FORMATS)
    record = hall.see(next(link for link in links if link.endswith("json")).removeprefix(hall.path))
    assert "NOT-FOR-PUBLICATION-record.json" in record.headers["content-disposition"]
    assert (record.json()["workshop"]["id"], record.json()["has_numbers"]) == (hall.id, True)


def test_a_made_pack_is_listed_with_sizes_and_fetched_file_by_file_or_as_one(hall: Hall) -> None:
    pack = kept(hall, all_files)
    page = hall.see("/pack").text
    assert "Public pack, in words" in page and "docx, 2 KB" in page and "have changed since" not in page
    one = hall.see(f"/pack/{pack}/files/docx")
    assert one.content == b"content of docx" * 100
    assert one.headers["content-disposition"] == f'attachment; filename="{NAME}-forms.docx"'
    assert one.headers["cache-control"] == "no-store"
    whole = hall.see(f"/pack/{pack}/all.zip")
    assert whole.headers["content-disposition"] == f'attachment; filename="{NAME}-pack.zip"'
    with zipfile.ZipFile(BytesIO(whole.content)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [f"{NAME}-{form.name}.{form.ending}" for form in FORMATS.values()]
    assert hall.see(f"/pack/{pack}/all.zip").content == whole.content


def test_a_pack_older_than_the_record_says_so(hall: Hall) -> None:
    kept(hall, all_files)
    hall.act("/evidence", standard="6", title="A survey", strength="some", key="x" * 22)
    assert "may have changed since" in hall.see("/pack").text


def test_the_web_page_of_a_record_opens_in_the_browser_where_nothing_is_let_in_but_its_own_style(hall: Hall) -> None:
    pack = kept(hall, all_files)
    page = hall.see(f"/pack/{pack}/record")
    assert page.content == b"content of html" * 100 and page.headers["content-type"].startswith("text/html")
    policy = page.headers["content-security-policy"]
    assert (
        f"style-src 'self' {style_hash()}" in policy
        and "unsafe" not in policy
        and "content-disposition" not in page.headers
    )


def test_while_it_is_made_the_page_says_how_far_it_is_and_looks_again_with_and_without_scripts(hall: Hall) -> None:
    pack = kept(hall, first_file)
    page = hall.see("/pack").text
    assert f"2 of {len(FORMATS)}: {list(FORMATS.values())[1].title}" in page
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page
    assert 'hx-trigger="every 2s"' in page and "Look again" in page
    for path in ("files/docx", "all.zip"):
        refused = hall.see(f"/pack/{pack}/{path}")
        assert refused.status_code == 404 and "not made yet" in refused.text
    with Session(hall.store.writing) as session, session.begin():
        fails(session, session.get_one(Pack, pack))
    page = hall.see("/pack").text
    assert INTERRUPTED in page and "http-equiv" not in page and "hx-trigger" not in page


def test_one_behind_another_says_that_it_waits(hall: Hall) -> None:
    kept(hall, first_file)
    with Session(hall.store.writing) as session, session.begin():
        packs.ask(session, hall.id, Release.WORKING, has_numbers=False, files=len(FORMATS), by="facilitator")
    page = hall.see("/pack").text
    assert "Waits until another pack is made" in page and "Working pack, in words" in page


def test_another_room_s_pack_is_not_there(hall: Hall, town: Town) -> None:
    pack, other = kept(hall, all_files), town.hall_in(WorkshopState.LIVE)
    for path in ("files/docx", "all.zip"):
        assert other.see(f"/pack/{pack}/{path}").status_code == 404
    assert hall.see(f"/pack/{pack}/files/exe").status_code == 404


@pytest.mark.parametrize("fields", [{"release": "everything"}, {"release": "public", "numbers": "perhaps"}])
def test_what_no_page_of_ours_sends_makes_nothing(hall: Hall, fields: dict[str, str]) -> None:
    assert hall.act("/pack", **fields).status_code == 404
    with hall.store.read() as session:
        assert session.exec(select(Pack).where(Pack.workshop_id == hall.id)).all() == []


def test_what_is_removed_from_the_record_leaves_the_packs(hall: Hall) -> None:
    hall.act("/actions", subject="standard-6", what="Ask carers", key="k" * 22)
    action = next(it for it in read(hall.see("/actions").text).all("a") if "/actions/" in it.get("href")).get("href")
    pack = kept(hall, all_files)
    hall.act(f"{action.removeprefix(hall.path)}/remove")
    assert hall.see(f"/pack/{pack}/files/docx").status_code == 404


def test_the_console_and_the_page_before_the_close_lead_there(hall: Hall) -> None:
    """While people rate, the console has one thing on it; the page before the close is on its agenda then too."""
    assert f'href="{hall.path}/console/closing"' in hall.see("/console").text
    assert f'href="{hall.path}/pack"' in hall.see("/console/closing").text
    hall.reveal()
    for path in ("/console", "/console/closing"):
        assert f'href="{hall.path}/pack"' in hall.see(path).text
