"""Firefox and WebKit, driven by what they bring along themselves: Marionette, and WebKitWebDriver. No package needed.

Both speak the commands of W3C's WebDriver: navigate, run a script, press keys.
"""

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest

FIREFOX = ("firefox-esr", "firefox")
WEBKIT = "WebKitWebDriver"
PATIENCE = 60
PREFERENCES = """
user_pref("marionette.port", {port});
user_pref("browser.download.folderList", 2);
user_pref("browser.download.dir", "{folder}");
user_pref("browser.download.always_ask_before_handling_new_types", false);
user_pref("browser.download.alwaysOpenPanel", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("toolkit.telemetry.enabled", false);
user_pref("app.update.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("services.settings.server", "http://127.0.0.1:9");
"""

Keys = list[dict[str, str]]


class Browser(Protocol):
    """What a test needs of a browser."""

    version: str

    def go(self, address: str) -> None:
        """Open a page."""

    def run(self, script: str, *arguments: Any) -> Any:
        """What the body of a function returns in the page."""

    def perform(self, keys: Keys) -> None:
        """Press keys, as WebDriver's actions say it."""


class Marionette:
    """Firefox over its own socket: messages of JSON with their length before them."""

    def __init__(self, port: int, process: subprocess.Popen[bytes]) -> None:
        self._socket = _connected(port, process)
        self._file = self._socket.makefile("rb")
        self._count = 0
        self._message()
        found = self._call("WebDriver:NewSession", {})
        self.version = "Firefox " + found["capabilities"]["browserVersion"]
        self._call("WebDriver:SetTimeouts", {"script": 1000 * PATIENCE})

    def go(self, address: str) -> None:
        self._call("WebDriver:Navigate", {"url": address})

    def run(self, script: str, *arguments: Any) -> Any:
        return self._call("WebDriver:ExecuteScript", {"script": script, "args": list(arguments)})["value"]

    def perform(self, keys: Keys) -> None:
        self._call("WebDriver:PerformActions", {"actions": _actions(keys)})

    def quit(self) -> None:
        """End the browser."""
        with suppress(OSError, AssertionError):
            self._call("Marionette:Quit", {"flags": ["eForceQuit"]})
        self._file.close()
        self._socket.close()

    def _call(self, command: str, parameters: dict[str, Any]) -> Any:
        self._count += 1
        said = json.dumps([0, self._count, command, parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(said), said))
        _, _, error, result = self._message()
        assert error is None, error
        return result

    def _message(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            more = self._file.read(1)
            assert more, "Firefox hung up"
            length += more
        return json.loads(self._file.read(int(length[:-1])))


class WebDriver:
    """WebKit's MiniBrowser over HTTP."""

    def __init__(self, port: int) -> None:
        self._root = f"http://127.0.0.1:{port}"
        found = self._call("/session", {"capabilities": {"alwaysMatch": {}}}, patience=PATIENCE)
        self._root += f"/session/{found['sessionId']}"
        about = found["capabilities"]
        self.version = f"{about['browserName']} {about['browserVersion']}"

    def go(self, address: str) -> None:
        self._call("/url", {"url": address})

    def run(self, script: str, *arguments: Any) -> Any:
        return self._call("/execute/sync", {"script": script, "args": list(arguments)})

    def perform(self, keys: Keys) -> None:
        self._call("/actions", {"actions": _actions(keys)})

    def quit(self) -> None:
        """End the browser."""
        with suppress(OSError, AssertionError), urlopen(Request(self._root, method="DELETE"), timeout=PATIENCE):
            pass

    def _call(self, path: str, parameters: dict[str, Any], patience: float = 0) -> Any:
        deadline = time.monotonic() + patience
        while True:
            request = Request(self._root + path, json.dumps(parameters).encode(), {"Content-Type": "application/json"})
            try:
                with urlopen(request, timeout=PATIENCE) as answer:
                    return json.load(answer)["value"]
            except HTTPError as error:
                raise AssertionError(error.read().decode()) from None
            except URLError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.2)


@contextmanager
def firefox(folder: Path) -> Iterator[Browser]:
    """Firefox with a profile of its own; what it downloads goes into the folder. Skips where there is none."""
    program = next(filter(None, map(shutil.which, FIREFOX)), None)
    if program is None:
        pytest.skip("there is no Firefox on this machine")
    port, profile = _free_port(), folder / "profile"
    profile.mkdir()
    (profile / "user.js").write_text(PREFERENCES.format(port=port, folder=folder), encoding="utf-8")
    command = [program, "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
    with _running(command, folder) as process:
        browser = Marionette(port, process)
        try:
            yield browser
        finally:
            browser.quit()


@contextmanager
def webkit(folder: Path) -> Iterator[Browser]:
    """WebKit's MiniBrowser on a screen that nobody sees. Skips where there is none."""
    missing = [name for name in (WEBKIT, "xvfb-run") if shutil.which(name) is None]
    if missing:
        pytest.skip(f"there is no {' and no '.join(missing)} on this machine")
    port = _free_port()
    with _running(["xvfb-run", "-a", WEBKIT, f"--port={port}"], folder):
        browser = WebDriver(port)
        try:
            yield browser
        finally:
            browser.quit()


@contextmanager
def _running(command: list[str], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A program with a home of its own, ended with all that it began."""
    import os
    import signal

    environment = {**os.environ, "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "NO_AT_BRIDGE": "1"}
    with (folder / "browser.log").open("wb") as log:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment, start_new_session=True
        )
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                process.wait(10)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def _actions(keys: Keys) -> list[dict[str, Any]]:
    return [{"type": "key", "id": "keyboard", "actions": keys}]


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _connected(port: int, process: subprocess.Popen[bytes]) -> socket.socket:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        except OSError:
            assert process.poll() is None, "Firefox ended at once"
            assert time.monotonic() < deadline, "Firefox does not listen"
            time.sleep(0.2)
