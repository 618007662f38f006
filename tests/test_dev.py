"""Set-up mends what it finds, or says cause and mend in one sentence."""

import ast
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.northvale import until

ROOT = Path(__file__).parent.parent
PROGRAM = ROOT / "dev.py"
VERSION = f"{sys.version_info[0]}.{sys.version_info[1]}"
PYTHONS = {
    match[1]: python
    for python in sorted(Path.home().glob(".pyenv/versions/*/bin/python3"))
    if (match := re.match(r"(\d+\.\d+)", python.parts[-3]))
}
OLD = [python for version, python in PYTHONS.items() if (3, 6) <= tuple(map(int, version.split("."))) < (3, 11)]
NEW = {name: python for name, python in PYTHONS.items() if (3, 11) <= tuple(map(int, name.split("."))) < (3, 14)}


def loaded() -> Any:
    spec = importlib.util.spec_from_file_location("dev", PROGRAM)
    assert spec is not None and spec.loader is not None
    module: ModuleType = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The program, at work in a checkout of its own that nothing was fetched into."""
    module, root = loaded(), tmp_path / "checkout"
    (root / "app" / "static").mkdir(parents=True)
    for name in ("package.json", "package-lock.json", ".npmrc", "pyproject.toml", "requirements-node.lock"):
        shutil.copy(ROOT / name, root)
    for name in ("requirements.lock", "requirements-dev.lock"):
        (root / name).write_text("")
    places = {"VENV": ".venv", "BIN": ".venv/bin", "STAMP": ".venv/made-with.json", "FETCHED": ".browser"}
    places |= {"MODULES": "node_modules", "VENDOR": "app/static/vendor", "STYLES": "app/static/styles"}
    places |= {"BUILT": "app/static/built"}
    monkeypatch.setattr(module, "ROOT", root)
    for name, place in places.items():
        monkeypatch.setattr(module, name, root / place)
    return module


@pytest.fixture
def made(dev: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """With an environment in which one package is installed; whoever fetches packages gets that one."""

    def one_package(*_: object) -> None:
        site = dev.VENV / "lib" / f"python{VERSION}" / "site-packages"
        (site / "northvale-1.dist-info").mkdir(exist_ok=True)
        (site / "northvale.py").write_text("")
        (site / "northvale-1.dist-info" / "RECORD").write_text("northvale.py,,\nnorthvale-1.dist-info/RECORD,,\n")

    monkeypatch.setattr(dev, "pip", one_package)
    monkeypatch.setattr(dev, "build_assets", lambda: None)
    call = dev.call
    monkeypatch.setattr(dev, "call", lambda *command: call(*command, "--without-pip"))
    dev.set_up(dev=True)
    return dev


def site_of(dev: Any) -> Path:
    venv: Path = dev.VENV
    return next(iter(venv.glob("lib/python*/site-packages")))


# -- Old Pythons


def test_old_pythons_can_read_it_as_far_as_the_sentence() -> None:
    assert ast.parse(PROGRAM.read_text(encoding="utf-8"), feature_version=(3, 7)).body


def test_every_old_python_of_this_machine_is_told_what_is_needed() -> None:
    for python in OLD:
        ended = subprocess.run([python, PROGRAM, "run"], capture_output=True, text=True, check=False)
        assert ended.returncode == 1
        assert re.fullmatch(r"Critical Friend needs Python 3\.11 or newer; this is 3\.\d+\.\d+\.\n", ended.stderr)


def test_the_check_of_the_python_stands_before_everything_that_an_old_one_lacks() -> None:
    before = PROGRAM.read_text(encoding="utf-8").split("if sys.version_info")[0]
    assert set(re.findall(r"^(?:import|from) (\w+)", before, re.MULTILINE)) == {"platform", "sys"}


# -- The environment


def test_what_is_sound_is_left_alone(made: Any, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    made.set_up(dev=True)
    made.set_up(dev=False)
    assert (made.trouble_with_venv(), capsys.readouterr().out) == ("", "")


def moved(dev: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    there = dev.ROOT.with_name("renamed")
    dev.ROOT.rename(there)
    monkeypatch.setattr(dev, "ROOT", there)
    for name in ("VENV", "BIN", "STAMP"):
        monkeypatch.setattr(dev, name, there / getattr(dev, name).relative_to(there.with_name("checkout")))


def python_gone(dev: Any, _: object) -> None:
    for python in dev.BIN.glob("python*"):
        python.unlink()
    (dev.BIN / "python").symlink_to("/nonexistent/python3")


def python_upgraded(dev: Any, _: object) -> None:
    """Another Python behind the same path looks for its packages in another folder."""
    site_of(dev).parent.rename(site_of(dev).parent.with_name("python3.10"))
    dev.STAMP.write_text(dev.STAMP.read_text().replace(f'"{VERSION}"', '"3.10"'))


def half_made(dev: Any, _: object) -> None:
    dev.STAMP.unlink()


def garbled(dev: Any, _: object) -> None:
    dev.STAMP.write_text("[")


def package_gone(dev: Any, _: object) -> None:
    shutil.rmtree(site_of(dev) / "northvale-1.dist-info")


def file_gone(dev: Any, _: object) -> None:
    (site_of(dev) / "northvale.py").unlink()


def a_dead_link(dev: Any, _: object) -> None:
    shutil.rmtree(dev.VENV)
    dev.VENV.symlink_to("/nonexistent/environment")


@pytest.mark.parametrize(
    ("harm", "cause"),
    [
        (moved, "this folder was moved here from"), (python_gone, "gone or broken"),
        (python_upgraded, f"its Python 3.10 became {VERSION}"), (half_made, "half-made"), (garbled, "half-made"),
        (package_gone, "parts of northvale are missing"), (file_gone, "parts of northvale are missing"),
        (a_dead_link, "half-made"),
    ],
)  # fmt: skip
def test_what_is_not_is_made_anew_and_the_cause_is_said(
    made: Any,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    harm: Callable[[Any, Any], None],
    cause: str,
) -> None:
    harm(made, monkeypatch)
    capsys.readouterr()
    made.set_up(dev=True)
    said = capsys.readouterr().out
    assert said.startswith("Making .venv anew: ") and cause in said.splitlines()[0]
    assert made.trouble_with_venv() == ""


def test_a_changed_lock_is_installed_and_the_rest_stays(made: Any, capsys: pytest.CaptureFixture[str]) -> None:
    (made.ROOT / "requirements-dev.lock").write_text("# another")
    capsys.readouterr()
    made.set_up(dev=True)
    assert capsys.readouterr().out == "Installing Python packages…\n"
    made.set_up(dev=True)
    assert capsys.readouterr().out == ""


def test_an_installation_that_was_cut_short_does_not_count(made: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (made.ROOT / "requirements-dev.lock").write_text("# another")
    with monkeypatch.context() as patch, pytest.raises(SystemExit):
        patch.setattr(made, "pip", lambda *_: sys.exit(130))
        made.set_up(dev=True)
    assert made.trouble_with_venv() == "it was left half-made"


INTERRUPTED = """
import signal; signal.signal(signal.SIGINT, signal.default_int_handler)  # whatever who runs the tests made of it
import sys; sys.path.insert(0, sys.argv[1]); import dev
dev.{what}("sh", "-c", "trap '' INT; kill -INT $PPID; sleep 1; echo > " + sys.argv[2] + "; exit 0"{may_fail})
print("went on")
"""


@pytest.mark.parametrize("what", ["call", "hear"])
def test_a_step_that_is_stopped_ends_the_set_up(tmp_path: Path, what: str) -> None:
    program = INTERRUPTED.format(what=what, may_fail="")
    command = [sys.executable, "-c", program, str(ROOT), str(tmp_path / "ended")]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (130, ""), ended.stderr


def test_a_server_that_is_told_to_stop_may_end_what_it_does(tmp_path: Path) -> None:
    program = INTERRUPTED.format(what="call", may_fail=", may_fail=True")
    subprocess.run([sys.executable, "-c", program, str(ROOT), str(tmp_path / "ended")], check=True, capture_output=True)
    until((tmp_path / "ended").exists)


# -- What is fetched


def with_npm_that_says(dev: Any, monkeypatch: pytest.MonkeyPatch, sentence: str) -> None:
    dev.BIN.mkdir(parents=True)
    for name, does in (("node", "echo v24.19.0"), ("npm", f"echo '{sentence}' >&2; exit 1")):
        (dev.BIN / name).write_text(f"#!/bin/sh\n{does}\n")
        (dev.BIN / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(dev.BIN), prepend=os.pathsep)


@pytest.mark.parametrize(
    ("said", "cause"),
    [
        ("npm error code ENOTFOUND", "does not reach its registry"), ("npm error code EINTEGRITY", "empty the cache"),
        ("npm error code E407", "refused npm"), ("npm error code SELF_SIGNED_CERT_IN_CHAIN", "not trusted"),
        ("npm error code ENOSPC", "the disk is full"), ("npm error code E404", "lacks a package"),
        ("npm error code EACCES", "may not write"), ("npm error something new", "npm says “npm error something new”"),
    ],
)  # fmt: skip
def test_an_npm_that_fails_has_a_reason(dev: Any, monkeypatch: pytest.MonkeyPatch, said: str, cause: str) -> None:
    with_npm_that_says(dev, monkeypatch, said)
    with pytest.raises(SystemExit) as ended:
        dev.build_assets()
    assert cause in str(ended.value) and str(ended.value).endswith("Then try again.")


def test_behind_a_wall_the_registry_is_named(dev: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    walls = {"registry": "http://127.0.0.1:9/", "fetch_retries": "0", "cache": str(tmp_path / "cache")}
    for name, value in walls.items():
        monkeypatch.setenv(f"npm_config_{name}", value)
    with pytest.raises(SystemExit) as ended:
        dev.build_assets()
    assert "npm does not reach its registry at 127.0.0.1:9" in str(ended.value)


@pytest.mark.parametrize(
    ("said", "cause"),
    [
        ("NewConnectionError('Failed to establish a new connection')", "does not reach"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "empty the cache"),
        ("SSLError(CERTIFICATE_VERIFY_FAILED)", "not trusted"),
        ("ERROR: No matching distribution found for x==1", "lacks"),
        ("OSError: [Errno 28] No space left on device", "the disk is full"), ("", "pip says “nothing”"),
    ],
)  # fmt: skip
def test_a_pip_that_fails_has_one_too(dev: Any, monkeypatch: pytest.MonkeyPatch, said: str, cause: str) -> None:
    monkeypatch.setattr(dev, "hear", lambda *_: (1, said))
    with pytest.raises(SystemExit) as ended:
        dev.pip("-r", "requirements.lock")
    assert cause in str(ended.value)


@pytest.mark.parametrize("version", ["v18.19.0", "v20.18.9", "", "command not found"])
def test_a_node_that_is_too_old_or_broken_is_passed_over(
    dev: Any, monkeypatch: pytest.MonkeyPatch, version: str, tmp_path: Path
) -> None:
    with_npm_that_says(dev, monkeypatch, "never called")
    (dev.BIN / "node").write_text(f"#!/bin/sh\necho '{version}'\n")
    old = dev.BIN.rename(tmp_path / "old")
    monkeypatch.setenv("PATH", str(old), prepend=os.pathsep)

    def fetch(_: object) -> None:
        dev.BIN.mkdir()
        for name in ("npm", "node"):
            shutil.copy(old / name, dev.BIN)

    monkeypatch.setattr(dev, "fetch_packages", fetch)
    assert dev.npm_and_node() == (str(dev.BIN / "npm"), str(dev.BIN / "node"))


def test_the_browsers_files_are_built_again_when_one_is_lost(dev: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (dev.STYLES / "parts").mkdir(parents=True)
    styles = [dev.STYLES / "phone.scss", dev.STYLES / "parts" / "_text.scss"]
    for folder in (dev.fonts(), dev.BUILT, dev.MODULES):
        folder.mkdir(parents=True)
    for style in styles:
        style.write_text("a { color: red; }")
    monkeypatch.setattr(dev, "npm_ci", lambda *_: sys.exit("asked npm"))

    def build() -> None:
        for file in dev.served():
            file.write_text("x")
        (dev.MODULES / "built.stamp").write_text(dev.fingerprint([dev.ROOT / "package-lock.json", *sorted(styles)]))
        dev.build_assets()

    build()
    assert {file.name for file in dev.served()} == {"htmx.js", "phone.css", "SourceSans3_400Regular.ttf"}
    for spoilt in (*dev.served(), *styles):
        spoilt.write_text("")
        with pytest.raises(SystemExit, match="asked npm"):
            dev.build_assets()
        build()


# -- The browser of the tests


def with_programs(monkeypatch: pytest.MonkeyPatch, folder: Path, **programs: str) -> None:
    folder.mkdir()
    for name, does in programs.items():
        (folder / name.replace("_", "-")).write_text(f"#!/bin/sh\n{does}\n")
        (folder / name.replace("_", "-")).chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("CHROMIUM", raising=False)


def test_a_browser_that_is_there_is_used_and_a_stand_in_that_does_not_start_is_not(
    dev: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with_programs(monkeypatch, tmp_path / "here", chromium_browser="exit 1", google_chrome="exit 0")
    assert dev.a_browser() == str(tmp_path / "here" / "google-chrome")


def test_a_browser_that_is_named_and_not_there_is_said(dev: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/nonexistent/chrome")
    with pytest.raises(SystemExit, match=r"CHROMIUM says /nonexistent/chrome"):
        dev.a_browser()


@pytest.mark.parametrize(("system", "machine"), [("darwin", "arm64"), ("win32", "AMD64"), ("linux", "aarch64")])
def test_where_none_can_be_fetched_it_is_said_how_to_get_one(
    dev: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, system: str, machine: str
) -> None:
    with_programs(monkeypatch, tmp_path / "here")
    monkeypatch.setattr("sys.platform", system)
    monkeypatch.setattr("platform.machine", lambda: machine)
    with pytest.raises(SystemExit, match="need Chromium, Chrome or Edge"):
        dev.a_browser()


def test_locks_name_no_host_that_packages_come_from() -> None:
    for name in ("package-lock.json", "requirements.lock", "requirements-dev.lock", "requirements-node.lock"):
        assert '"resolved"' not in (ROOT / name).read_text(encoding="utf-8"), name
        assert "index-url" not in (ROOT / name).read_text(encoding="utf-8"), name
    assert "omit-lockfile-registry-resolved=true" in (ROOT / ".npmrc").read_text(encoding="utf-8")


@pytest.mark.long
def test_a_machine_without_a_browser_fetches_one_once(
    dev: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(dev, "BROWSERS", ())
    browser = dev.a_browser()
    assert Path(browser).is_relative_to(dev.ROOT) and dev.starts(browser)
    assert "fetching a browser" in capsys.readouterr().out
    assert dev.a_browser() == browser
    assert capsys.readouterr().out == ""


@pytest.mark.long
@pytest.mark.parametrize("version", sorted(set(NEW) - {VERSION})[-1:])
def test_the_newest_python_of_this_machine_sets_itself_up_and_migrates(tmp_path: Path, version: str) -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    only = ["tests/test_schema.py", "-k", "all_the_way_back_and_forward"]
    command: list[str | Path] = [NEW[version], tmp_path / "dev.py", "test", *only]
    # Only what is loaded is compiled, not all that is installed.
    here = {**os.environ, "PIP_NO_COMPILE": "1"}
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, env=here)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "1 passed" in ended.stdout
    assert json.loads((tmp_path / ".venv" / "made-with.json").read_text())["python"] == version
