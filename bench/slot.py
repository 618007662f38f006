"""One slot of 75 minutes as its people press through it: what a facilitator presses and loads from the lobby to the
close with four standards, and what a participant taps, loads and reads before the first rating.
"""

import gzip
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

import httpx2
from machine import COMMAND, RUNS, Demo, lobby, report
from playwright.sync_api import Browser, Page, Response, expect, sync_playwright

PEOPLE = 12
STANDARDS = ("6", "7", "8", "9")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
CHROMIUM = os.environ.get("CHROMIUM")
PHONE, CONSOLE = {"width": 390, "height": 844}, {"width": 1366, "height": 768}
PATIENCE = 60_000  # ms
HEIGHT = "document.documentElement.scrollHeight"
STEPS: dict[str, dict[str, Any]] = {
    "occasion": {"council": "Northvale Council", "title": "One slot", "held_on": "2126-11-25",
                 "purpose": "LGA peer challenge", "planned_minutes": "75"},
    "standards": {"framework_key": "commissioning-for-better-outcomes", "standards": STANDARDS},
    "groups": {"attribution_rule": "by_group", "assessing": "0",
               **{f"group-{row}": name for row, name in enumerate(("Council", "Providers", "Carers"))},
               **{f"expected-{row}": str(PEOPLE) for row in range(3)}},
    "told": {"responsible": "Northvale Council", "data_contact": "data@northvale.example",
             "lawful_basis": "Public task", "erase_seats_on": "2127-01-01", "erase_record_on": "2128-01-01"},
}  # fmt: skip

UNITS = {
    "facilitator, lobby to close: presses": "",
    "facilitator, lobby to close: page loads": "",
    "acts from revealed to settled, at most": "",
    "participant, to the first rating: taps": "",
    "participant, to the first rating: pages": "",
    "participant, to the first rating: words": "",
    "height of the rating page at 390": "px",
    "the same page once recorded": "px",
    "first load of a phone, compressed": "KB",
}


def measure(demo: Demo) -> dict[str, float]:
    with httpx2.Client(base_url=demo.base, headers={"Origin": demo.base}, timeout=20) as http, a_browser() as browser:
        http.get("/sign-in")
        http.post("/sign-in", data={"email": demo.email, "password": demo.password})
        at, code = _prepared(http)
        pressed, loads, acts = _facilitates(browser, demo, http, at, code)
        values = (pressed, loads, acts, *_participates(browser, demo, http))
    return dict(zip(UNITS, map(float, values), strict=True))


@contextmanager
def a_browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def _prepared(http: httpx2.Client) -> tuple[str, str]:
    """The address of a workshop of four standards in its lobby, and its code."""
    begun = http.post("/workshops", data={name: STEPS["occasion"][name] for name in ("council", "title", "held_on")})
    at = begun.headers["location"]
    for step, fields in STEPS.items():
        http.post(f"{at}/prepare/{step}", data=fields)
    http.post(f"{at}/lobby")
    found = re.search(r"Code <code>([^<]+)</code>", http.get(f"{at}/console").text)
    assert found, "the lobby did not open"
    return at, found[1].replace(" ", "")


def _facilitates(browser: Browser, demo: Demo, http: httpx2.Client, at: str, code: str) -> tuple[int, int, int]:
    """Presses, page loads, and the most acts that a standard took from revealed to settled."""
    fay = browser.new_context(viewport=CONSOLE).new_page()  # type: ignore[arg-type]
    fay.context.add_cookies([{"name": c.name, "value": c.value or "", "url": demo.base} for c in http.cookies.jar])
    fay.goto(f"{demo.base}{at}/console")
    pressed, loads = list[str](), list[str]()
    fay.on("load", lambda page: loads.append(page.url))

    def press(name: str, role: Any = "button") -> None:
        fay.get_by_role(role, name=name, exact=True).click(timeout=PATIENCE)
        pressed.append(name)

    crowd = [str(COMMAND), "crowd", demo.base, code, "--people", str(PEOPLE), "--until", "closed"]
    people = subprocess.Popen(crowd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    expect(fay.locator("#presence")).to_contain_text(f"{PEOPLE} here", timeout=PATIENCE)
    press("Open four for rating")
    expect(fay.locator("#progress tfoot")).to_contain_text(f"{PEOPLE} of {PEOPLE}", timeout=PATIENCE)
    for cell in fay.locator("#progress tfoot td").all():
        expect(cell).to_have_text(f"{PEOPLE} of {PEOPLE}", timeout=PATIENCE)
    press("Close and reveal")
    most = 0
    for number in range(len(STANDARDS)):
        expect(fay.locator("#foot .go")).to_have_text("Show on stage", timeout=PATIENCE)
        before = len(pressed)
        press("Show on stage")
        press("Agreed", "radio")
        fay.get_by_label("How are we doing?").fill(f"What we said, {number}.")
        press("Settle and next")
        most = max(most, len(pressed) - before)
        expect(fay.locator("#undo")).to_contain_text("settled", timeout=PATIENCE)
    press("Close the workshop")
    expect(fay.locator("#foot .go")).to_have_text("Confirm the workshop", timeout=PATIENCE)
    people.wait(120)
    fay.context.close()
    return len(pressed), len(loads), most


def _participates(browser: Browser, demo: Demo, http: httpx2.Client) -> tuple[int, int, int, float, float, float]:
    """In the demo, of which a standard is open: taps, pages and words until its page, the height of that before and
    after its number is recorded, and all that was loaded until then in KB, as a proxy that compresses would send it.
    """
    http.post(f"/workshops/{demo.workshop}/sittings", data={"standards": "6"})
    phone = browser.new_context(viewport=PHONE).new_page()  # type: ignore[arg-type]
    loaded = dict[str, float]()

    def count(answer: Response) -> None:
        loaded.setdefault(answer.url, _compressed(answer))

    phone.on("response", count)
    phone.goto(f"{demo.base}/join/{demo.code}")  # as the code on the stage leads there
    taps, words = takes_a_seat(phone)
    expect(phone.locator("form.rating")).to_be_visible(timeout=PATIENCE)
    phone.wait_for_load_state("networkidle")
    height, kilobytes = phone.evaluate(HEIGHT), sum(loaded.values()) / 1000
    phone.locator("[name=answer][value='03']").check(force=True)
    phone.get_by_role("button", name="Record 3").click(timeout=PATIENCE)
    expect(phone.locator(".record-foot .next")).to_be_visible(timeout=PATIENCE)
    recorded = phone.evaluate(HEIGHT)
    phone.context.close()
    return taps, len(words), sum(words), height, recorded, kilobytes


def takes_a_seat(phone: Page) -> tuple[int, list[int]]:
    """From the page that the code leads to: taps, and each page's words as it is left, with what a choice brought."""
    taps, words = 0, dict[str, int]()
    for role, name in (("radio", "Providers"), ("button", "Take my seat"), ("button", "I have read this")):
        words[phone.url] = _words(phone)
        phone.get_by_role(role, name=name, exact=True).click(timeout=PATIENCE)  # type: ignore[arg-type]
        taps += 1
    return taps, list(words.values())


def _words(phone: Page) -> int:
    """That somebody sees: not those that only a screen reader says."""
    unseen = phone.locator(".govuk-skip-link, .govuk-visually-hidden").all_inner_texts()
    return len(phone.locator("body").inner_text().split()) - len(" ".join(unseen).split())


def _compressed(answer: Response) -> float:
    """Its address counts once: what stays the same comes out of the browser's own memory on the next page, and is told
    as an answer all the same.
    """
    return len(gzip.compress(answer.body())) if answer.status == HTTPStatus.OK else 0


def run() -> dict[str, float]:
    with lobby() as demo:
        return measure(demo)


def main() -> None:
    report(f"One slot: {len(STANDARDS)} standards, {PEOPLE} people", [run() for _ in range(RUNS)], UNITS)


if __name__ == "__main__":
    main()
