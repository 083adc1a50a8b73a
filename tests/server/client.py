"""What the black-box tests of the server share: starting it, raw sockets, TAP."""
import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

APP = sys.argv[1]
HOST = "127.0.0.1"
ENCODE = "utf-8"
CSRF = "0123456789abcdef01"  # a visitor's token


def free_port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def header(self, name):
        found = [value for key, value in self.headers if key.lower() == name.lower()]
        return found[0] if found else None

    def cookies(self):
        return [value for key, value in self.headers if key.lower() == "set-cookie"]

    def json(self):
        return json.loads(self.body)

    def __repr__(self):
        return f"<{self.status} {self.headers} {self.body[:200]!r}>"


class Connection:
    """One connection; what goes over it is written by hand."""

    def __init__(self, server, timeout=10):
        if server.unix:
            self.socket = socket.socket(socket.AF_UNIX)
            self.socket.settimeout(timeout)
            self.socket.connect(server.unix)
        else:
            self.socket = socket.create_connection((HOST, server.port), timeout)
        self.pending = b""

    def send(self, data):
        self.socket.sendall(data if isinstance(data, bytes) else data.encode(ENCODE))

    def more(self):
        data = self.socket.recv(65536)
        self.pending += data
        return bool(data)

    def read(self, head_only=False):
        """The next answer; None when the connection ends instead."""
        while b"\r\n\r\n" not in self.pending:
            if not self.more():
                return None
        head, self.pending = self.pending.split(b"\r\n\r\n", 1)
        lines = head.decode("latin-1").split("\r\n")
        status = int(lines[0].split()[1])
        headers = [tuple(line.split(": ", 1)) for line in lines[1:]]
        length = int(next((v for k, v in headers if k.lower() == "content-length"), 0))
        if head_only or status in (204, 304):
            length = 0
        if status == 100:
            return self.read(head_only)
        while len(self.pending) < length:
            if not self.more():
                raise EOFError("the answer was cut off")
        body, self.pending = self.pending[:length], self.pending[length:]
        return Answer(status, headers, body)

    def ended(self, seconds):
        """Whether the server ends the connection within some seconds."""
        self.socket.settimeout(seconds)
        try:
            while self.socket.recv(65536):
                pass
            return True
        except socket.timeout:
            return False
        except ConnectionError:
            return True

    def close(self):
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class Server:
    def __init__(self, unix=False, **settings):
        self.dir = tempfile.mkdtemp(prefix="mingbai-server-")
        self.unix = os.path.join(self.dir, "web.sock") if unix else None
        self.port = None if unix else free_port()
        self.db = os.path.join(self.dir, "t.db")
        self.settings = {"workers": 2, "drain_seconds": 3, **settings}
        self.process = None

    def start(self):
        listen = f"unix:{self.unix}" if self.unix else f"{HOST}:{self.port}"
        arguments = [f"{key}={value}" for key, value in self.settings.items()]
        self.log = open(os.path.join(self.dir, "log"), "ab")
        self.process = subprocess.Popen(
            [APP, f"db=sqlite:{self.db}", f"listen={listen}", f"state={self.dir}", *arguments],
            stderr=self.log, stdout=self.log)
        self.wait_for(lambda: self.get("/healthz").status == 200)
        return self

    def wait_for(self, what, seconds=10):
        end = time.monotonic() + seconds
        while True:
            with contextlib.suppress(OSError, EOFError, AttributeError, AssertionError, ValueError):
                if what():
                    return True
            if time.monotonic() > end:
                raise AssertionError(f"waited {seconds} s in vain")
            time.sleep(0.02)

    def signal(self, number):
        self.process.send_signal(number)

    def stop(self):
        if self.process.poll() is None:
            self.signal(signal.SIGTERM)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.log.close()
        return self.process.returncode

    def workers(self):
        """The workers' process ids; the keeper is the child that listens to nobody."""
        pid = self.process.pid
        with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
            children = [int(child) for child in file.read().split()]
        return {child for child in children if self.epolls(child)}

    @staticmethod
    def epolls(pid):
        with contextlib.suppress(OSError):
            for name in os.listdir(f"/proc/{pid}/fd"):
                with contextlib.suppress(OSError):
                    if "eventpoll" in os.readlink(f"/proc/{pid}/fd/{name}"):
                        return True
        return False

    def log_text(self):
        with open(os.path.join(self.dir, "log"), encoding=ENCODE) as file:
            return file.read()

    def __enter__(self):
        return self.start()

    def __exit__(self, kind, *_):
        code = self.stop()
        log = self.log_text()
        if kind is not None or code != 0:
            print("# " + log.replace("\n", "\n# "))
        shutil.rmtree(self.dir, ignore_errors=True)
        assert kind is not None or code == 0, f"exit code {code}"
        assert "Sanitizer" not in log, log

    def request(self, method, target, headers=(), body=b"", connection=None):
        own = connection is None
        connection = connection or Connection(self)
        body = body.encode(ENCODE) if isinstance(body, str) else body
        lines = [f"{method} {target} HTTP/1.1"]
        names = [name.lower() for name, _ in headers]
        if "host" not in names:
            lines.append("Host: test.example")
        if (body or method == "POST") and "content-length" not in names:
            lines.append(f"Content-Length: {len(body)}")
        lines += [f"{name}: {value}" for name, value in headers]
        connection.send("\r\n".join(lines).encode(ENCODE) + b"\r\n\r\n" + body)
        answer = connection.read(head_only=method == "HEAD")
        if own:
            connection.close()
        return answer

    def get(self, target, *headers, connection=None):
        return self.request("GET", target, headers, connection=connection)

    def try_get(self, target, connection):
        """None when the server will not talk."""
        try:
            return self.get(target, connection=connection)
        except OSError:
            return None

    def form(self, target, fields, *headers, cookie=f"csrf={CSRF}"):
        """A form as a visitor sends it, with the token in field and cookie."""
        from urllib.parse import urlencode
        fields = {"csrf": CSRF, **fields}
        head = [("Content-Type", "application/x-www-form-urlencoded"), *headers]
        if cookie:
            head.append(("Cookie", cookie))
        return self.request("POST", target, head, urlencode(fields))

    def metric(self, name):
        for line in self.get("/metrics").body.decode().splitlines():
            if line.startswith(f"mingbai_{name} "):
                return float(line.split()[1])
        raise KeyError(name)


def multipart(parts, boundary="XyZ"):
    """Parts are (name, filename or None, bytes)."""
    out = b""
    for name, filename, data in parts:
        out += f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"'.encode()
        if filename is not None:
            out += f'; filename="{filename}"\r\nContent-Type: image/png'.encode()
        out += b"\r\n\r\n" + data + b"\r\n"
    return f"multipart/form-data; boundary={boundary}", out + f"--{boundary}--\r\n".encode()


TESTS = []


def test(function):
    TESTS.append(function)
    return function


def same(got, wanted, what=""):
    assert got == wanted, f"{what}: got {got!r}, wanted {wanted!r}"


def run():
    chosen = [t for t in TESTS if len(sys.argv) < 3 or t.__name__ in sys.argv[2:]]
    print(f"1..{len(chosen)}", flush=True)
    failed = 0
    for number, function in enumerate(chosen, 1):
        began = time.monotonic()
        try:
            function()
            print(f"ok {number} - {function.__name__}", flush=True)
        except Exception as error:  # pylint: disable=broad-except
            failed += 1
            import traceback
            print("# " + traceback.format_exc().replace("\n", "\n# "))
            print(f"not ok {number} - {function.__name__} ({error})", flush=True)
        print(f"# {time.monotonic() - began:.2f} s")
    sys.exit(1 if failed else 0)
