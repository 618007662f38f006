"""Lighthouse's performance and accessibility, of a mid-range phone on a slow line, on what a participant opens: the
page to join, All of today and a rating page. It has to be installed somewhere (`npm install lighthouse`, then
`PATH=$PWD/node_modules/.bin:$PATH`); nothing of ours needs it.
"""

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

import httpx2
from machine import RUNS, Demo, lobby, report
from playwright.sync_api import BrowserContext, sync_playwright
from slot import CHROMIUM, FLAGS, takes_a_seat

KINDS = ("performance", "accessibility")
PAGES = ("join", "all of today", "rating")
UNITS = {f"{page}, {kind}": "of 100" for page in PAGES for kind in KINDS}


def measure(demo: Demo, lighthouse: str) -> dict[str, float]:
    with (
        httpx2.Client(base_url=demo.base, headers={"Origin": demo.base}, timeout=20) as http,
        a_phone() as (phone, port),
    ):
        http.get("/sign-in")
        http.post("/sign-in", data={"email": demo.email, "password": demo.password})
        http.post(f"/workshops/{demo.workshop}/sittings", data={"standards": ("6", "7", "8", "9")})
        page = phone.new_page()
        join = f"{demo.base}/join/{demo.code}"
        found = _judged(lighthouse, phone, port, join, PAGES[0])
        page.goto(join)
        takes_a_seat(page)
        today = f"{demo.base}/workshops/{demo.workshop}/phone"
        page.locator("form.rating").wait_for()
        rating = page.url
        page.goto("about:blank")
        found |= _judged(lighthouse, phone, port, rating, PAGES[2])
        return found | _judged(lighthouse, phone, port, today, PAGES[1])


@contextmanager
def a_phone() -> Iterator[tuple[BrowserContext, int]]:
    """A browser that Lighthouse can open a page in as well: the seat's cookie is really there, and the line too."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        flags = [*FLAGS, f"--remote-debugging-port={port}"]
        phone = playwright.chromium.launch_persistent_context(folder, executable_path=CHROMIUM, args=flags)
        try:
            yield phone, port
        finally:
            phone.close()


def _judged(lighthouse: str, phone: BrowserContext, port: int, address: str, name: str) -> dict[str, float]:
    """With nothing kept from the pages before, as on a first visit."""
    session = phone.new_cdp_session(phone.pages[0])
    session.send("Network.clearBrowserCache")
    with TemporaryDirectory() as folder:
        told = Path(folder) / "told.json"
        asked = ["--output=json", f"--output-path={told}", f"--only-categories={','.join(KINDS)}", "--quiet"]
        subprocess.run([lighthouse, address, f"--port={port}", "--disable-storage-reset", *asked], check=True)
        categories = json.loads(told.read_text())["categories"]
    return {f"{name}, {kind}": 100 * categories[kind]["score"] for kind in KINDS}


def main() -> None:
    lighthouse = shutil.which("lighthouse")
    if not lighthouse:
        sys.exit("There is no `lighthouse` on the path. It is installed with: npm install lighthouse")
    with lobby() as demo:
        if hasattr(os, "sched_setaffinity"):  # a browser and Lighthouse want every core; the server has its own
            os.sched_setaffinity(0, range(os.cpu_count() or 1))
        report("Lighthouse, mobile", [measure(demo, lighthouse) for _ in range(RUNS)], UNITS)


if __name__ == "__main__":
    main()
