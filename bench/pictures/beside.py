"""Each drawing and the screen that was built from it, side by side on one sheet."""

from pathlib import Path

from playwright.sync_api import Browser

from pictures.taking import at_size, named
from pictures.views import Size

LAPTOP, PROJECTOR, HAND, SMALL = (1366, 768), (1920, 1080), (390, 844), (320, 640)
DRAWN: dict[str, tuple[str, str, str, Size]] = {  # drawing -> phase, who, page, size
    "console-rating": ("open", "Fay", "{w}/console", LAPTOP),
    "console-standard": ("shown", "Fay", "{w}/console/standards/6", LAPTOP),
    "console-closing": ("settled", "Fay", "{w}/console/closing", LAPTOP),
    "console-domain": ("domain", "Fay", "{w}/console/domains/3", LAPTOP),
    "console-overall": ("arrow", "Fay", "{w}/console/overall", LAPTOP),
    "prepare": ("draft", "Fay", "{w}", LAPTOP),
    "workshops": ("confirmed", "Fay", "/workshops", LAPTOP),
    "stage-lobby": ("lobby", "Stage", "{w}/stage", PROJECTOR),
    "stage-open": ("open", "Stage", "{w}/stage", PROJECTOR),
    "stage-revealed": ("revealed", "Stage", "{w}/stage", PROJECTOR),
    "stage-shown": ("shown", "Stage", "{w}/stage", PROJECTOR),
    "stage-shown-2": ("both", "Stage", "{w}/stage", PROJECTOR),
    "stage-settled": ("settled", "Stage", "{w}/stage", PROJECTOR),
    "stage-arrow": ("arrow", "Stage", "{w}/stage", PROJECTOR),
    "stage-closed": ("ended", "Stage", "{w}/stage", PROJECTOR),
    "phone-join": ("lobby", "nobody", "/join/{code}", HAND),
    "phone-before-you-rate": ("lobby", "Noor", "{w}/notice", HAND),
    "phone-today": ("open", "Pat", "{w}/phone", HAND),
    "phone-rate": ("open", "Pat", "{w}/phone/rounds/{round}", HAND),
    "phone-rate-recorded": ("open", "Pia", "{w}/phone/rounds/{round}", HAND),
    "phone-rate-320": ("open", "Pat", "{w}/phone/rounds/{round}", SMALL),
    "phone-shown": ("shown", "Pia", "{w}/phone", HAND),
    "phone-assent": ("read", "Pia", "{w}/phone/positions/standard-6", HAND),
    "phone-my-page": ("ended", "Pia", "{w}/phone/mine/standard-6", HAND),
}
ROW = '<h1>{name}</h1><p><img width="{width}" src="{drawing}"><img width="{width}" src="{ours}"></p>'
SHEET = "<!doctype html><style>body{margin:16px;background:#888}img{margin-right:16px;vertical-align:top}</style>"


def lay_beside(browser: Browser, drawings: Path, folder: Path) -> None:
    """A picture for each pair, and all of them on one page to leaf through."""
    page, rows = browser.new_page(), [SHEET]
    for name, (phase, who, path, size) in DRAWN.items():
        pair = [drawings.resolve() / f"{name}.png", at_size(named(folder.resolve(), phase, who, path), size)]
        if not all(file.exists() for file in pair):
            print(f"{name}: no picture of {' and '.join(file.name for file in pair if not file.exists())}")
            continue
        width = min(size[0], LAPTOP[0])
        rows.append(ROW.format(name=name, width=width, drawing=pair[0].as_uri(), ours=pair[1].as_uri()))
        sheet = folder / f"beside-{name}.html"
        sheet.write_text(SHEET + rows[-1], encoding="utf-8")
        page.set_viewport_size({"width": 2 * width + 64, "height": 600})
        page.goto(sheet.resolve().as_uri())
        page.screenshot(path=sheet.with_suffix(".png"), full_page=True)
        sheet.unlink()
    (folder / "beside.html").write_text("\n".join(rows), encoding="utf-8")
    page.close()
    print(f"{len(rows) - 1} drawings laid beside what was built: {folder / 'beside.html'}")
