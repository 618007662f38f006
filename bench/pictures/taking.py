"""A server over one phase's database, and pictures of its pages."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from pictures.days import day_of
from pictures.views import Size, screens, sizes

NAME, PORT = "northvale.example", 8977  # the same for every checkout, for they stand in codes and links
BASE = f"http://{NAME}:{PORT}"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", f"--host-resolver-rules=MAP {NAME} 127.0.0.1"]
MODES: dict[str, dict[str, Any]] = {
    "print": {"media": "print"},
    "dark": {"forced_colors": "active", "color_scheme": "dark"},
    "contrast": {"contrast": "more"},
}
AS_EVER: dict[str, Any] = {"media": "null", "forced_colors": "null", "color_scheme": "null", "contrast": "null"}
STANDS = """() => document.readyState === "complete" && !document.querySelector("meta[http-equiv=refresh]")
    && (!document.querySelector("[data-live]") || window.criticalFriend.line.isOpen())"""
UNFOLD = "document.querySelectorAll('details').forEach((part) => { part.open = true; })"
WIDER = "document.documentElement.scrollWidth - innerWidth"


@dataclass(frozen=True)
class Taking:
    folder: Path
    data: Path
    only: Collection[Size]  # all, if empty
    whole: bool

    def wanted(self, who: str, path: str) -> list[Size]:
        return [size for size in sizes(who, path) if not self.only or size in self.only]


def take(browser: Browser, taking: Taking, phase: str) -> None:
    """Each screen as it opens, at its sizes; `whole`: also unfolded to its end, on paper and in contrast themes."""
    day, database = day_of(phase, taking.data)
    taking.folder.mkdir(parents=True, exist_ok=True)
    with _serving(database):
        for who, paths in screens(phase).items():
            context = browser.new_context(reduced_motion="reduce")
            for name, value in day["cookies"][who].items():
                context.add_cookies([{"name": name, "value": value, "url": BASE}])
            for path in paths:
                if wanted := taking.wanted(who, path):
                    address = BASE + path.format(**day["places"])
                    _shoot(context, address, named(taking.folder, phase, who, path), wanted, taking.whole)
            context.close()
    print(f"{phase}: taken", flush=True)


def named(folder: Path, phase: str, who: str, path: str) -> Path:
    """Without its size; the workshop is the same one for all pictures of a phase."""
    about = path.replace("{w}", "").strip("/").translate(str.maketrans("/?&={}", "------"))
    return folder / f"{phase}-{who}-{about or 'start'}"


def at_size(file: Path, size: Size) -> Path:
    return file.with_name(f"{file.name}-{size[0]}x{size[1]}.png")


def _shoot(context: BrowserContext, address: str, file: Path, wanted: list[Size], whole: bool) -> None:
    if at_size(file, wanted[-1]).exists() and (not whole or _of_mode(file, list(MODES)[-1]).exists()):
        return  # taken before something stopped it
    page = context.new_page()
    page.goto(address)
    page.wait_for_function(STANDS)
    for size in wanted:
        page.set_viewport_size({"width": size[0], "height": size[1]})
        _picture(page, at_size(file, size))
        if wider := page.evaluate(WIDER):
            print(f"{at_size(file, size).name}: {wider} px wider than the screen", flush=True)
    if whole:
        page.evaluate(UNFOLD)  # what is hidden has a look, too
        for size in wanted:
            page.set_viewport_size({"width": size[0], "height": size[1]})
            _picture(page, file.with_name(f"{file.name}-{size[0]}-whole.png"), full_page=True)
        for mode, media in MODES.items():
            page.emulate_media(**media)
            _picture(page, _of_mode(file, mode), full_page=True)
            page.emulate_media(**AS_EVER)
    page.close()


def _of_mode(file: Path, mode: str) -> Path:
    return file.with_name(f"{file.name}-{mode}.png")


def _picture(page: Page, file: Path, full_page: bool = False) -> None:
    page.screenshot(path=file, full_page=full_page, animations="disabled", caret="hide")


@contextmanager
def _serving(database: Path) -> Iterator[None]:
    if _answers():
        sys.exit(f"Somebody serves at port {PORT} already, and would be drawn instead. End that first.")
    with TemporaryDirectory() as folder:
        file = shutil.copy(database, folder)
        serve = f"serve --host 127.0.0.1 --port {PORT}".split()
        with subprocess.Popen(
            [sys.executable, "-P", "-c", "from app.cli import main; main()", *serve],
            env={**os.environ, "DATABASE_URL": f"sqlite:///{file}", "PUBLIC_URL": BASE},
            stdout=subprocess.DEVNULL,
        ) as server:
            while not _answers():
                server.poll() is None or sys.exit("The server did not start.")
            try:
                yield
            finally:
                server.terminate()


def _answers() -> bool:
    with socket.socket() as asking:
        asking.settimeout(1)
        return asking.connect_ex(("127.0.0.1", PORT)) == 0
