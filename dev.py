#!/usr/bin/env python3
"""Sets this checkout up and works in it: the same commands on a laptop and in CI. Standard library only.

python3 dev.py run     set up, migrate, serve
python3 dev.py test    set up, run the tests (arguments go to pytest); with --long also what takes minutes
python3 dev.py check   format, lint, types, migrations, tests, in named steps
python3 dev.py lock    resolve requirements*.lock again from pyproject.toml
"""

import hashlib
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
VENDOR = ROOT / "app" / "static" / "vendor"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge")


def main() -> int:
    command, *arguments = sys.argv[1:] or ["help"]
    commands: dict[str, Callable[[list[str]], int]] = {
        "run": run,
        "test": test,
        "check": check,
        "setup": lambda _: set_up(dev=True),
        "lock": lock,
    }
    if command not in commands:
        print(__doc__)
        return 0 if command in ("help", "-h", "--help") else 2
    return commands[command](arguments)


def run(arguments: list[str]) -> int:
    set_up(dev=False)
    return call(BIN / "critical-friend", "migrate", may_fail=True) or call(
        BIN / "critical-friend", "serve", *arguments, may_fail=True
    )


def test(arguments: list[str]) -> int:
    set_up(dev=True)
    browser = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not browser:
        print(
            "The browser tests need Chromium, Chrome or Edge: on Debian run “apt-get install chromium”, "
            "elsewhere install Chrome, or set CHROMIUM to the program's path."
        )
        return 1
    chosen = [argument for argument in arguments if argument != "--long"]
    kinds = [] if "--long" in arguments else ["-m", "not long"]
    # Two at once, a file to each, in order: browser tests come last, for their driver holds on to an event loop.
    apart = [] if chosen else ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
    return call(BIN / "python", "-m", "pytest", *apart, *kinds, *chosen, may_fail=True, CHROMIUM=browser)


def check(arguments: list[str]) -> int:
    set_up(dev=True)
    steps: list[tuple[str, Callable[[], int]]] = [
        ("format", lambda: call(BIN / "ruff", "format", "--check", ".", may_fail=True)),
        ("lint", lambda: call(BIN / "ruff", "check", ".", may_fail=True)),
        ("types", lambda: call(BIN / "mypy", may_fail=True)),
        ("migrations", lambda: call(BIN / "critical-friend", "migrate", "--check", may_fail=True)),
        ("tests", lambda: test(arguments)),
    ]
    failed = []
    for name, step in steps:
        print(f"\n== {name}", flush=True)
        if step():
            failed.append(name)
    if failed:
        print(f"\nNot green: {', '.join(failed)}.", file=sys.stderr)
    return 1 if failed else 0


def lock(_: list[str]) -> int:
    """Needs `uv` on the path; the locks name no package host."""
    compile_ = [
        "uv",
        "pip",
        "compile",
        "--universal",
        "--generate-hashes",
        "--no-emit-index-url",
        "--no-emit-find-links",
    ]
    compile_ += ["--python-version", "3.11", "--custom-compile-command", "python3 dev.py lock", "-q"]
    compile_for_all = [*compile_, "pyproject.toml", "--extra", "build"]
    call(*compile_for_all, "-o", "requirements.lock")
    call(*compile_for_all, "--extra", "dev", "-c", "requirements.lock", "-o", "requirements-dev.lock")
    call(*compile_, "requirements-node.in", "-o", "requirements-node.lock")
    return 0


def set_up(*, dev: bool) -> int:
    """Makes the virtual environment, the packages and the browser's assets; skips what the last set-up already did."""
    if sys.version_info < (3, 11):
        sys.exit("Critical Friend needs Python 3.11 or newer; this is " + platform.python_version() + ".")
    packages = ROOT / ("requirements-dev.lock" if dev else "requirements.lock")
    if dev or not is_done("packages", ROOT / "requirements-dev.lock", ROOT / "pyproject.toml"):
        once("packages", (packages, ROOT / "pyproject.toml"), lambda: install(packages))
    sources = (ROOT / "package-lock.json", *sorted((ROOT / "app" / "static").glob("*.scss")))
    once("assets", sources, build_assets)
    return 0


def install(packages: Path) -> None:
    make_venv()
    print("Installing Python packages…", flush=True)
    call(
        BIN / "python", "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--require-hashes", "-r", packages
    )
    # What builds the editable install is in the lock, so pip need not fetch it unpinned.
    call(BIN / "python", "-m", "pip", "install", "-qq", "--no-build-isolation", "--no-deps", "-e", ROOT)


def make_venv() -> None:
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        sys.exit(
            "This Python cannot make virtual environments. On Debian: apt-get install python3-venv. Then try again."
        )
    if not (BIN / "python").exists() and not (BIN / "python.exe").exists():
        print("Making .venv…", flush=True)
        call(sys.executable, "-m", "venv", VENV)


def build_assets() -> None:
    print("Building the browser's files…", flush=True)
    npm = shutil.which("npm") or npm_from_wheel()
    path = f"{Path(npm).parent}{os.pathsep}{os.environ['PATH']}"
    call(npm, "ci", "--silent", PATH=path)
    modules = ROOT / "node_modules"
    VENDOR.mkdir(parents=True, exist_ok=True)
    for source in ("htmx.org/dist/htmx.min.js", "htmx.org/dist/ext/hx-ws.min.js"):
        shutil.copy(modules / source, VENDOR)
    sass = [
        "--no-source-map",
        "--style=compressed",
        "--quiet-deps",
        "--silence-deprecation=import",
        "--load-path",
        modules,
    ]
    node = shutil.which("node", path=path) or "node"
    call(node, modules / "sass" / "sass.js", *sass, ROOT / "app/static/govuk.scss", VENDOR / "govuk.css", PATH=path)


def npm_from_wheel() -> str:
    call(BIN / "python", "-m", "pip", "install", "-qq", "--require-hashes", "-r", ROOT / "requirements-node.lock")
    return str(BIN / "npm")


def once(name: str, sources: tuple[Path, ...], work: Callable[[], None]) -> None:
    if not is_done(name, *sources):
        work()
        stamp(name).write_text(fingerprint(sources))


def is_done(name: str, *sources: Path) -> bool:
    return stamp(name).exists() and stamp(name).read_text() == fingerprint(sources)


def stamp(name: str) -> Path:
    return VENV / f"{name}.stamp"


def fingerprint(sources: tuple[Path, ...]) -> str:
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()


def call(*command: object, may_fail: bool = False, **environment: str) -> int:
    try:
        done = subprocess.run([str(part) for part in command], cwd=ROOT, env={**os.environ, **environment}, check=False)
    except KeyboardInterrupt:
        return 130
    if done.returncode and not may_fail:
        sys.exit(f"This step failed with exit code {done.returncode}: {' '.join(str(part) for part in command)}")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
