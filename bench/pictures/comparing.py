"""Where the pixels of two checkouts differ."""

import base64
from pathlib import Path

from playwright.sync_api import Browser

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
