"""Every screen at four widths, on paper and in contrast themes, of two checkouts; and where their pixels differ.

    python bench/screens.py take FOLDER --data FOLDER   of the checkout that PYTHONPATH names (this one, if none)
    python bench/screens.py compare BEFORE AFTER

The data are made by whoever takes first, and used again: both checkouts show the same day of the same people.
"""

import argparse
import base64
import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from sqlmodel import Session, select

from app.demo.seeding import STAGES, seed
from app.frameworks import DEFAULT, framework
from app.models import Account, Role, Round, SignIn, Workshop
from app.models.people.seat import seat_of, take_place, take_seat
from app.schema import upgrade
from app.store.writer import Store

PORT = 8977  # the same for both, for it stands in codes and links
SIZES = {"320": (320, 640), "390": (390, 844), "1366": (1366, 768), "1920": (1920, 1080)}
MODES = {
    "print": {"media": "print"},
    "dark": {"forced_colors": "active", "color_scheme": "dark"},
    "contrast": {"contrast": "more"},
}
ABOVE = ("/workshops", "/workshops/new", "/account", "/accounts", "/frameworks", "/frameworks/{edition}",
         "/frameworks/{edition}/corrections", "/second-facilitators/{id}")  # fmt: skip
OUTSIDE = ("/", "/rejoin", "/sign-in", "/join/{code}", "/nowhere")
RUNS = ("{w}", "{w}/console", "{w}/console/standards/6", "{w}/people", "{w}/evidence", "{w}/evidence?standard=6",
        "{w}/words?from=console&q=care", "{w}/framework", "{w}/framework/corrections", "{w}/stage",
        "{w}/pre-read")  # fmt: skip
LIVE = ("{w}/console", "{w}/console/standards/6", "{w}/people", "{w}/stage")
TAKES_PART = ("{w}/phone", "{w}/phone/rounds/{round}", "{w}/phone/evidence?standard=6", "{w}/phone/evidence",
              "{w}/choice", "{w}/notice", "{w}/words")  # fmt: skip
STANDS = """() => document.readyState === "complete" && !document.querySelector("meta[http-equiv=refresh]")
    && (!document.querySelector("[data-live]") || window.criticalFriend.line.isOpen())"""
DIFFERENT = """async ([before, after]) => {
    const pixels = async (data) => {
        const image = new Image();
        image.src = `data:image/png;base64,${data}`;
        await image.decode();
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [image.width, image.height];
        const paper = canvas.getContext("2d");
        paper.drawImage(image, 0, 0);
        return [image.width, image.height, paper.getImageData(0, 0, image.width, image.height).data];
    };
    const [wide, high, a] = await pixels(before), [wide2, high2, b] = await pixels(after);
    if (wide !== wide2 || high !== high2) return `${wide} x ${high} became ${wide2} x ${high2}`;
    let count = 0, top = high, bottom = 0;
    for (let n = 0; n < a.length; n += 4) {
        if (a[n] === b[n] && a[n + 1] === b[n + 1] && a[n + 2] === b[n + 2]) continue;
        count++;
        const row = Math.floor(n / 4 / wide);
        [top, bottom] = [Math.min(top, row), Math.max(bottom, row)];
    }
    return count ? `${count} pixels, from row ${top} to ${bottom}` : "";
}"""


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    acts = asked.add_subparsers(dest="act", required=True)
    taking = acts.add_parser("take")
    taking.add_argument("folder", type=Path)
    taking.add_argument("--data", type=Path, required=True)
    taking.add_argument("--stages", nargs="*", default=STAGES)
    comparing = acts.add_parser("compare")
    comparing.add_argument("before", type=Path)
    comparing.add_argument("after", type=Path)
    told = asked.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM"))
        if told.act == "take":
            for stage in told.stages:
                take(browser, told.folder, told.data / stage)
        else:
            compare(browser, told.before, told.after)
        browser.close()


def take(browser: Browser, folder: Path, data: Path) -> None:
    if not data.with_suffix(".json").exists():
        data.parent.mkdir(parents=True, exist_ok=True)
        make(data)
    day = json.loads(data.with_suffix(".json").read_text())
    folder.mkdir(parents=True, exist_ok=True)
    with serving(data.with_suffix(".sqlite3")) as base:
        for who, paths in screens(day["stage"]):
            context = browser.new_context(reduced_motion="reduce")
            for name, value in day["cookies"][who].items():
                context.add_cookies([{"name": name, "value": value, "url": base}])
            for path in paths:
                shoot(context, base, path.format(**day["places"]), folder / f"{day['stage']}-{who}")
            context.close()
    print(f"{data.name}: taken", flush=True)


def screens(stage: str) -> list[tuple[str, tuple[str, ...]]]:
    """Those above the workshops once; nobody has a place in a draft but those who prepare it."""
    if stage == "draft":
        return [("Fay", RUNS[:1]), ("Sam", RUNS[:1])]
    inside = [("Fay", RUNS[1:]), ("Sam", RUNS[2:3]), ("Pia", TAKES_PART), ("Lee", ("{w}/waiting",))]
    return [("Fay", ABOVE), ("nobody", OUTSIDE), *inside] if stage == "revealed" else [("Fay", LIVE), *inside[2:3]]


def shoot(context: BrowserContext, base: str, path: str, file: Path) -> None:
    name = path.strip("/").translate(str.maketrans("/?&=", "----")) or "start"
    if all(file.with_name(f"{file.name}-{name}-{look}.png").exists() for look in (*SIZES, *MODES)):
        return  # taken before something stopped it
    page = context.new_page()
    page.goto(base + path)
    page.wait_for_function(STANDS)
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        picture(page, file.with_name(f"{file.name}-{name}-{size}.png"))
    for mode, media in MODES.items():
        page.emulate_media(**media)  # type: ignore[arg-type]
        picture(page, file.with_name(f"{file.name}-{name}-{mode}.png"))
        page.emulate_media(media="null", forced_colors="null", color_scheme="null", contrast="null")
    page.close()


def picture(page: Page, file: Path) -> None:
    """With everything that folds unfolded: what is hidden has a look, too."""
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    page.screenshot(path=file, full_page=True, animations="disabled", caret="hide")


def compare(browser: Browser, before: Path, after: Path) -> None:
    page, names = browser.new_page(), sorted({file.name for folder in (before, after) for file in folder.glob("*.png")})
    for name in names:
        pair = [folder / name for folder in (before, after)]
        if not all(file.exists() for file in pair):
            print(f"{name}: only in one")
        elif pair[0].read_bytes() != pair[1].read_bytes():
            told = page.evaluate(DIFFERENT, [base64.b64encode(file.read_bytes()).decode() for file in pair])
            if told:
                print(f"{name}: {told}")
    print(f"{len(names)} pictures compared")


# -- The day that both show


def make(data: Path) -> None:
    upgrade(data.with_suffix(".sqlite3"))
    store = Store(data.with_suffix(".sqlite3"))
    with Session(store.writing) as session, session.begin():
        day = {"stage": data.name, **made(session, data.name)}
    store.close()
    data.with_suffix(".json").write_text(json.dumps(day))


def made(session: Session, stage: str) -> dict[str, Any]:
    seeded = seed(session, "no password fits this", stage, framework(DEFAULT), admits_everybody=True)
    workshop, account = session.get_one(Workshop, seeded.workshop_id), session.exec(select(Account)).one()
    seat = f"seat-{workshop.id}"
    cookies = {"Fay": {"account": SignIn.start(session, account.id)}, "nobody": {}}
    cookies["Sam"] = {seat: take_place(session, workshop.id, Role.SCRIBE)}
    for name, waits in (("Pia", False), ("Lee", True)) if stage != "draft" else ():
        workshop.admits_everybody = not waits
        token = take_seat(session, workshop, workshop.groups[-1].id, "")
        session.flush()
        if (taken := seat_of(session, workshop.id, token)) is not None:
            taken.read_notice(may_show_group=None)
        cookies[name] = {seat: token}
    rounds = {round_.standard.number: round_.id for round_ in session.exec(select(Round))}
    places = {"id": workshop.id, "w": f"/workshops/{workshop.id}", "code": workshop.join_code or "",
              "edition": workshop.edition_id, "round": rounds.get("6", 1)}  # fmt: skip
    return {"cookies": cookies, "places": places}


@contextmanager
def serving(database: Path) -> Iterator[str]:
    if answers():
        sys.exit(f"Somebody serves at port {PORT} already, and would be drawn instead. End that first.")
    with TemporaryDirectory() as folder:
        file = shutil.copy(database, folder)
        command = [
            sys.executable,
            "-P",
            "-c",
            "from app.cli import main; main()",
            "serve",
            "--host",
            "127.0.0.1",
            "--port",
            str(PORT),
        ]
        with subprocess.Popen(
            command, env={**os.environ, "DATABASE_URL": f"sqlite:///{file}"}, stdout=subprocess.DEVNULL
        ) as server:
            while not answers():
                server.poll() is None or sys.exit("The server did not start.")
            try:
                yield f"http://127.0.0.1:{PORT}"
            finally:
                server.terminate()


def answers() -> bool:
    with socket.socket() as asking:
        asking.settimeout(1)
        return asking.connect_ex(("127.0.0.1", PORT)) == 0


if __name__ == "__main__":
    main()
