#!/usr/bin/env python3
"""Sets this checkout up and works in it: the same commands on a laptop and in CI. Standard library only.

python3 dev.py run     set up, migrate, serve
python3 dev.py test    set up, run the tests (arguments go to pytest); with --long also what takes minutes
python3 dev.py check   format, lint, types, migrations, tests, in named steps
python3 dev.py lock    resolve requirements*.lock again from pyproject.toml
"""

import platform
import sys

# Before anything that an old Python could stumble over; so nothing here may be newer than the syntax of 3.6.
if sys.version_info < (3, 11):
    sys.exit("Critical Friend needs Python 3.11 or newer; this is " + platform.python_version() + ".")

import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import tarfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
SCRIPTS = "Scripts" if os.name == "nt" else "bin"
BIN = VENV / SCRIPTS
MODULES = ROOT / "node_modules"
STATIC = ROOT / "app" / "static"
VENDOR = STATIC / "vendor"
STYLES = STATIC / "styles"
BUILT = STATIC / "built"
FETCHED = ROOT / ".browser"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge")
NO_BROWSER = (
    "The browser tests need Chromium, Chrome or Edge: on Debian run “apt-get install chromium”, "
    "elsewhere install Chrome, or set CHROMIUM to the program's path."
)
OLDEST_NODE = (20, 19)  # what sass asks for
INTERRUPTED = 130


def main() -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # no curly quote may end a command half-way
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
    browser = a_browser()
    chosen = [argument for argument in arguments if argument != "--long"]
    kinds = [] if "--long" in arguments else ["-m", "not long"]
    # Five at once on two cores, for they wait a lot; a file to each, in the order of tests/longest.py.
    apart = [] if chosen else ["-n", "5", "--dist", "loadfile", "--no-loadscope-reorder"]
    # Where a machine keeps no bytecode, as containers often do, every worker would compile all tests and every server
    # the whole program, again at each run.
    ours = {"CHROMIUM": browser, "PYTHONDONTWRITEBYTECODE": ""}
    return call(BIN / "python", "-m", "pytest", *apart, *kinds, *chosen, may_fail=True, **ours)


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
    trouble = trouble_with_venv()
    if trouble:
        print(f"Making .venv anew: {trouble}.", flush=True)
        remove(VENV)
    enough = ("requirements-dev.lock",) if dev else ("requirements.lock", "requirements-dev.lock")
    locks = {name: fingerprint((ROOT / name, ROOT / "pyproject.toml")) for name in enough}
    if made_with().get("packages") not in locks.values():
        install(ROOT / enough[0], locks[enough[0]])
    build_assets()
    return 0


# -- The virtual environment


STAMP = VENV / "made-with.json"  # written last: an environment without it is half-made
# Run by the environment's own Python: which one it is, which packages it has, and the first that lacks a file.
LOOK = """
import csv, glob, json, os, sys, sysconfig
site = sysconfig.get_path("purelib")
records = sorted(glob.glob(os.path.join(glob.escape(site), "*.dist-info", "RECORD")))
def is_whole(record):
    with open(record, encoding="utf-8", newline="") as lines:
        names = [row[0] for row in csv.reader(lines) if row and not row[0].endswith(".pyc")]
    return all(os.path.exists(os.path.join(site, name)) for name in names)
name = lambda record: os.path.basename(os.path.dirname(record)).split("-")[0]
print(json.dumps({
    "python": "%d.%d" % sys.version_info[:2],
    "here": os.path.realpath(sys.prefix),
    "names": [name(record) for record in records],
    "broken": next((name(record) for record in records if not is_whole(record)), ""),
}))
"""


def trouble_with_venv() -> str:
    """Why the environment that stands here cannot be used; empty if it can, or if there is none yet."""
    if not os.path.lexists(VENV):
        return ""
    made, found, wanted = made_with(), look(), "{}.{}".format(*sys.version_info[:2])
    if not made:
        return "it was left half-made"
    if made["root"] != str(ROOT):
        return f"this folder was moved here from {made['root']}"
    if found is None or found["here"] != os.path.realpath(VENV):
        return "its Python is gone or broken"
    lost = [found["broken"], *sorted({*made["names"]} - {*found["names"]})]
    reasons = {
        f"its Python {made['python']} became {found['python']}": found["python"] != made["python"],
        f"it was made with Python {made['python']}, and this is {wanted}": made["python"] != wanted,
        f"parts of {''.join(lost[:1]) or ''.join(lost[1:2])} are missing in it": any(lost),
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def made_with() -> dict[str, Any]:
    try:
        found = json.loads(STAMP.read_text(encoding="utf-8"))
        return found if {"root", "python", "names", "packages"} <= found.keys() else {}
    except (OSError, ValueError, AttributeError):
        return {}


def look() -> dict[str, Any] | None:
    try:
        done = subprocess.run([BIN / "python", "-I", "-c", LOOK], capture_output=True, text=True, timeout=60)
        return json.loads(done.stdout) if done.returncode == 0 else None
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None


def install(packages: Path, fingerprint_of_packages: str) -> None:
    STAMP.unlink(missing_ok=True)
    make_venv()
    print("Installing Python packages…", flush=True)
    fetch_packages(packages)
    # What builds the editable install is in the lock, so pip need not fetch it unpinned.
    pip("--no-build-isolation", "--no-deps", "-e", ROOT)
    found = look()
    if found is None or found["broken"]:
        sys.exit("The packages were installed, and .venv cannot be used all the same. Remove .venv and try again.")
    made = {"root": str(ROOT), "python": found["python"], "names": found["names"], "packages": fingerprint_of_packages}
    STAMP.write_text(json.dumps(made), encoding="utf-8")


def make_venv() -> None:
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        sys.exit(
            "This Python cannot make virtual environments. On Debian: apt-get install python3-venv. Then try again."
        )
    if not VENV.exists():
        print("Making .venv…", flush=True)
        # Called from within the environment that was just removed, its own Python is no longer there.
        python = getattr(sys, "_base_executable", None) or sys.executable
        call(python, "-m", "venv", VENV)


def fetch_packages(packages: Path) -> None:
    pip("--require-hashes", "-r", packages)


def pip(*arguments: object) -> None:
    command = (BIN / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check", *arguments)
    code, said = hear(*command)
    if code:
        sys.exit(f"The Python packages are not installed: {why(said, 'pip', PIP_REASONS)}. Then try again.")


def remove(folder: Path) -> None:
    try:
        if folder.is_symlink():
            folder.unlink()
        elif folder.exists():
            shutil.rmtree(folder)
    except OSError as error:
        sys.exit(f"{folder} cannot be removed ({error.strerror}). Close what uses it, remove it, and try again.")


# -- What the browser gets


# In one file: htmx looks at a page in a task of its own, and its extension would come too late for it on a slow line.
HTMX = ("htmx.org/dist/htmx.min.js", "htmx.org/dist/ext/hx-ws.min.js")
# What printed files and pictures are set in: a machine that serves may have no font at all. The first sets the words,
# the others what people write in another script.
TYPEFACES = ("@expo-google-fonts/source-sans-3", "@expo-google-fonts/noto-*")
WEIGHTS = ("400Regular", "700Bold")


def build_assets() -> None:
    sources = (ROOT / "package-lock.json", *sorted(STYLES.rglob("*.scss")))
    stamp = MODULES / "built.stamp"
    is_whole = all(file.is_file() and file.stat().st_size for file in served())
    if is_whole and stamp.is_file() and stamp.read_text() == fingerprint(sources):
        return
    print("Building the browser's files…", flush=True)
    node = npm_ci(ROOT, "--omit=dev")
    remove(VENDOR)
    VENDOR.mkdir(parents=True)
    (VENDOR / "htmx.js").write_text(";\n".join((MODULES / part).read_text("utf-8") for part in HTMX), "utf-8")
    fonts().mkdir()
    for face in typefaces():
        shutil.copy(face, fonts())
    sass = ["--no-source-map", "--style=compressed", "--quiet-deps", "--silence-deprecation=import"]
    sass += ["--load-path", str(MODULES)]
    remove(BUILT)
    call(node, MODULES / "sass" / "sass.js", *sass, f"{STYLES}:{BUILT}")
    stamp.write_text(fingerprint(sources))


def served() -> list[Path]:
    """What building makes: htmx, a style for each audience, and the first of the typefaces."""
    styles = (BUILT / f"{style.stem}.css" for style in STYLES.glob("*.scss"))
    return [VENDOR / "htmx.js", fonts() / "SourceSans3_400Regular.ttf", *styles]


def fonts() -> Path:
    return VENDOR / "fonts"


def typefaces() -> list[Path]:
    return [face for name in TYPEFACES for weight in WEIGHTS for face in MODULES.glob(f"{name}/{weight}/*.ttf")]


def npm_ci(folder: Path, *options: str) -> str:
    """Installs what the lock in this folder says, and returns the Node that it was done with."""
    npm, node = npm_and_node()
    path = f"{Path(node).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    command = (npm, "ci", "--loglevel=error", "--no-progress", *options)
    code, said = hear(*command, folder=folder, PATH=path)
    if code:
        sys.exit(f"The browser's files are not fetched: {why(said, 'npm', NPM_REASONS)}. Then try again.")
    return node


def npm_and_node() -> tuple[str, str]:
    """This machine's, if they are new enough; else those that come as a Python package."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm and node and node_version(node) >= OLDEST_NODE:
        return npm, node
    npm, node = (shutil.which(name, path=str(BIN)) for name in ("npm", "node"))
    if not npm or not node:
        print("No Node here, or an old one: fetching one for this folder…", flush=True)
        fetch_packages(ROOT / "requirements-node.lock")
        npm, node = (shutil.which(name, path=str(BIN)) for name in ("npm", "node"))
    if not npm or not node:
        sys.exit(f"The browser's files need Node {'.'.join(map(str, OLDEST_NODE))} or newer with npm: install it.")
    return npm, node


def node_version(node: str) -> tuple[int, ...]:
    code, said = hear(node, "--version")
    found = re.match(r"v(\d+)\.(\d+)", said)
    return tuple(map(int, found.groups())) if found and not code else ()


# -- The browser that tests drive


def a_browser() -> str:
    named = os.environ.get("CHROMIUM")
    if named and not shutil.which(named):
        sys.exit(f"CHROMIUM says {named}, and there is no such program. Set it to the browser's path, or unset it.")
    browser = named or next(filter(starts, filter(None, map(shutil.which, BROWSERS))), None)
    return browser or fetched_browser()


def starts(browser: str) -> bool:
    """Ubuntu has a program of this name that only says how to get the real one. Elsewhere a window might open."""
    return not sys.platform.startswith("linux") or hear(browser, "--version")[0] == 0


def fetched_browser() -> str:
    """On Linux npm has one with the few libraries and fonts that it needs; it is unpacked once, in this folder."""
    if not sys.platform.startswith("linux") or platform.machine() not in ("x86_64", "AMD64"):
        sys.exit(NO_BROWSER)
    browser, stamp = FETCHED / "browser", FETCHED / "made.stamp"
    made_of = fingerprint((ROOT / "package-lock.json",)) + str(FETCHED)
    if not (stamp.is_file() and stamp.read_text() == made_of and starts(str(browser))):
        print("No Chromium, Chrome or Edge here: fetching a browser for the tests…", flush=True)
        remove(FETCHED)
        FETCHED.mkdir()
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(ROOT / name, FETCHED)
        unpack(npm_ci(FETCHED, "--include=dev", "--omit=optional"))
        if not starts(str(browser)):
            sys.exit(f"The browser that was fetched does not start on this machine. {NO_BROWSER}")
        stamp.write_text(made_of)
    return str(browser)


UNPACK = """
const fs = require("fs"), zlib = require("zlib"), { pipeline } = require("stream/promises");
const [from, to] = process.argv.slice(1);
const unpack = (name) => pipeline(
  fs.createReadStream(`${from}/${name}`),
  zlib.createBrotliDecompress(),
  fs.createWriteStream(`${to}/${name.slice(0, -3)}`),
);
Promise.all(fs.readdirSync(from).map(unpack));
"""
START = """#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
export LD_LIBRARY_PATH="$here/lib" FONTCONFIG_FILE="$here/fonts.conf"
exec "$here/chromium" "$@"
"""
FONTS = """<?xml version="1.0"?>
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="relative">cache</cachedir>
</fontconfig>
"""


def unpack(node: str) -> None:
    call(node, "-e", UNPACK, FETCHED / "node_modules/@sparticuz/chromium/bin", FETCHED)
    # 3.11 has the filter from 3.11.4 on.
    checked: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
    for packed in sorted(FETCHED.glob("*.tar")):
        with tarfile.open(packed) as parts:
            parts.extractall(FETCHED, **checked)  # noqa: S202 - npm compared its checksum with the lock
        packed.unlink()
    (FETCHED / "fonts.conf").write_text(FONTS)
    (FETCHED / "browser").write_text(START)
    for program in ("browser", "chromium"):
        (FETCHED / program).chmod(0o755)
    remove(FETCHED / "node_modules")


# -- Commands, and a sentence for what they could not do


OFFLINE = "{tool} does not reach its registry{there}; mend the network or the proxy (HTTPS_PROXY), or {tool}'s settings"
TRUST = "the certificate of what answered {tool}{there} is not trusted; a proxy may show its own: tell {tool} of it"
REFUSED = "the registry or the proxy{there} refused {tool}; mend the name and password in its settings"
ALTERED = "what {tool} got is not what the lock says; the registry or a cache holds something else: empty the cache"
LACKING = "the registry{there} lacks a package of the lock; let {tool} use one that has them all"
FULL = "the disk is full; make room"
CLOSED = "{tool} may not write here; make this folder and the cache of {tool} yours"
NPM_REASONS = (
    (r"ENOSPC", FULL), (r"EINTEGRITY", ALTERED), (r"\bE40[137]\b", REFUSED), (r"\bE404\b|ETARGET", LACKING),
    (r"CERT|SELF_SIGNED|UNABLE_TO_VERIFY", TRUST), (r"\bEACCES\b|\bEPERM\b|\bEROFS\b", CLOSED),
    (r"ECONN|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ERR_SOCKET|ENOTCACHED|network|E5\d\d", OFFLINE),
)  # fmt: skip
OFF_PIP = r"NewConnectionError|ConnectTimeout|ReadTimeout|ProxyError|ConnectionError|Failed to establish|Max retries"
PIP_REASONS = (
    (r"No space left|Disk quota", FULL), (r"DO NOT MATCH THE HASHES", ALTERED),
    (r"Permission denied|Read-only", CLOSED), (r"CERTIFICATE_VERIFY_FAILED|SSLError", TRUST),
    (r"\b(401|403|407)\b.*(Error|Proxy|Forbid)", REFUSED), (OFF_PIP, OFFLINE),
    (r"No matching distribution|404 Client Error", LACKING),
)  # fmt: skip


def why(said: str, tool: str, reasons: Sequence[tuple[str, str]]) -> str:
    address = re.search(r"(?:https?://)?(?:[\w.-]+@)?((?:[\w-]+\.)+[\w-]+:\d+)", said)
    for pattern, sentence in reasons:
        if re.search(pattern, said):
            return sentence.format(tool=tool, there=f" at {address[1]}" if address else "")
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return f"{tool} says “{lines[-1] if lines else 'nothing'}”"


def hear(*command: object, folder: Path = ROOT, **environment: str) -> tuple[int, str]:
    """Exit code and everything that was said. Told to stop it stops the set-up, so nothing counts as done."""
    try:
        done = subprocess.run(
            [str(part) for part in command], cwd=folder, env={**os.environ, **environment}, check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace",
        )  # fmt: skip
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except OSError as error:
        return 1, f"{command[0]}: {error.strerror}"
    return done.returncode, done.stdout


def call(*command: object, may_fail: bool = False, **environment: str) -> int:
    words, process = [str(part) for part in command], None
    try:
        process = subprocess.Popen(words, cwd=ROOT, env={**os.environ, **environment})
        code = process.wait()
    except OSError as error:
        sys.exit(f"{words[0]} cannot be started ({error.strerror}). Remove .venv and try again.")
    except KeyboardInterrupt:
        code = finish(process) if process else INTERRUPTED
        if not may_fail:
            sys.exit(INTERRUPTED)  # else a step that was cut short would count as done
    if code and not may_fail:
        sys.exit(f"This step failed with exit code {code}: {' '.join(words)}")
    return code


def finish(process: subprocess.Popen[bytes]) -> int:
    """The terminal told it to stop, too. A server ends its answers first; whoever presses again does not wait."""
    try:
        process.wait(timeout=20)
    except (KeyboardInterrupt, subprocess.TimeoutExpired):
        process.kill()
        process.wait()
    return INTERRUPTED


def fingerprint(sources: Sequence[Path]) -> str:
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
