"""Drives a headless Chromium over the DevTools protocol, with nothing but Python's own library.

The protocol goes over a pair of pipes (--remote-debugging-pipe), messages of JSON between zero bytes.
"""

import base64
import fcntl
import json
import os
import re
import select
import shutil
import socket
import subprocess
import tempfile
import threading
import time

PATIENCE = 300  # seconds without an answer after which the browser counts as hung


class Sink:
    """Where every host under .invalid leads, so that a request that leaves is known."""

    def __init__(self):
        self.reached = []
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]

    def start(self):
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            connection, _ = self.server.accept()
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection):
        # A connection counts before it says anything: a preconnect never does.
        place = len(self.reached)
        self.reached.append("some host")
        with connection:
            connection.settimeout(PATIENCE)
            try:
                said = connection.recv(4096).decode("latin-1")
                host = re.search(r"[0-9]+[.]invalid", said)
                self.reached[place] = host[0] if host else "some host"
                connection.sendall(b"HTTP/1.0 204 No Content\r\n\r\n")
            except OSError:
                pass


class Chromium:
    """One browser with a profile of its own; use it in a `with` statement."""

    def __init__(self):
        self.sink = Sink()
        self.profile = tempfile.mkdtemp()
        self.number = 0
        self.unread = b""
        self.events = []
        # Chromium reads from 3 and writes to 4; ours are out of the way of both.
        ours_in, theirs_out = (fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in os.pipe())
        theirs_in, ours_out = (fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in os.pipe())
        self.reading, self.writing = ours_in, ours_out

        def hand_over():
            os.dup2(theirs_in, 3)
            os.dup2(theirs_out, 4)

        command = [
            shutil.which("chromium") or "chromium",
            "--headless",
            "--remote-debugging-pipe",
            f"--user-data-dir={self.profile}",
            # The hosts of the attacks lead here, and what the browser wants for itself leads nowhere.
            f"--host-resolver-rules=MAP *.invalid 127.0.0.1:{self.sink.port}, MAP * ~NOTFOUND",
            "--no-first-run",
            "--no-default-browser-check",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--font-render-hinting=none",
            "--hide-scrollbars",
        ]
        if os.geteuid() == 0:
            command.append("--no-sandbox")
        self.process = subprocess.Popen(
            command,
            preexec_fn=hand_over,
            pass_fds=(3, 4),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self.sink.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.call("Browser.close")
            self.process.wait(10)
        except (OSError, RuntimeError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)

    def call(self, method, session=None, **parameters):
        """What the browser answers to a command."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        self._write(message)
        while True:
            answer = self._read()
            if answer.get("id") != self.number:
                self.events.append(answer)
                continue
            if "error" in answer:
                raise RuntimeError(f"{method}: {answer['error']['message']}")
            return answer["result"]

    def wait_for(self, method, session):
        """Takes the next event of this name out of those that came or will come."""
        while True:
            for place, event in enumerate(self.events):
                if event.get("method") == method and event.get("sessionId") == session:
                    return self.events.pop(place)["params"]
            self.events.append(self._read())

    def _write(self, message):
        left = json.dumps(message).encode() + b"\0"
        while left:
            left = left[os.write(self.writing, left) :]

    def _read(self):
        limit = time.monotonic() + PATIENCE
        while b"\0" not in self.unread:
            ready, _, _ = select.select([self.reading], [], [], max(0, limit - time.monotonic()))
            if not ready:
                raise RuntimeError(f"Chromium did not answer for {PATIENCE} s")
            more = os.read(self.reading, 1 << 20)
            if not more:
                raise RuntimeError("Chromium ended; can it start here at all?")
            self.unread += more
        message, self.unread = self.unread.split(b"\0", 1)
        return json.loads(message)


class Page:
    """A tab. What its documents may do is chosen before they are opened."""

    def __init__(
        self, browser, width=1280, height=870, dark=False, scripts=True, policy=True, media=""
    ):
        self.browser = browser
        self.target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        attached = browser.call("Target.attachToTarget", targetId=self.target, flatten=True)
        self.session = attached["sessionId"]
        phone = width < 600
        self.call("Page.enable")
        self.call("Runtime.enable")
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=phone,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", media=media, features=[scheme])
        self.call("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.call("Page.setBypassCSP", enabled=not policy)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.browser.call("Target.closeTarget", targetId=self.target)

    def call(self, method, **parameters):
        return self.browser.call(method, self.session, **parameters)

    def open(self, path):
        """Opens a file, and is back when all of it is loaded."""
        self.call("Page.navigate", url="file://" + os.path.abspath(path))
        self.browser.wait_for("Page.loadEventFired", self.session)

    def ask(self, expression):
        """The value of an expression of JavaScript; a promise is awaited."""
        told = self.call(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in told:
            details = told["exceptionDetails"]
            raise RuntimeError(details.get("exception", {}).get("description", details["text"]))
        return told["result"].get("value")

    def type(self, text):
        self.call("Input.insertText", text=text)

    def press(self, key, code):
        """A key that is pressed and let go, as from a keyboard."""
        text = {"Enter": "\r", " ": " "}.get(key, "")
        for kind in ("keyDown", "keyUp"):
            parameters = {"text": text} if text and kind == "keyDown" else {}
            self.call(
                "Input.dispatchKeyEvent",
                type=kind,
                key=key,
                code=key,
                windowsVirtualKeyCode=code,
                **parameters,
            )

    def click(self, selector):
        """A click with the mouse on the middle of the first element of the selector."""
        place = self.ask(
            f"""(() => {{ const it = document.querySelector({json.dumps(selector)});
            it.scrollIntoView({{ block: "center" }});
            const box = it.getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2]; }})()"""
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.call(
                "Input.dispatchMouseEvent",
                type=kind,
                x=place[0],
                y=place[1],
                button="left",
                clickCount=1,
            )

    def picture(self):
        """What is on the screen, as the bytes of a PNG."""
        return base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"])
