"""What the benchmark runs and how it measures: processes, their CPU time, servers on loopback."""
import http.client
import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import time

TICKS = os.sysconf("SC_CLK_TCK")


def need(*commands):
    """Says what is missing, with the Debian package that brings it."""
    packages = {"nginx": "nginx-light", "wrk": "wrk", "sqlite3": "sqlite3"}
    missing = [packages[name] for name in commands if find(name) is None]
    if missing:
        raise SystemExit("bench/run needs: apt-get install " + " ".join(missing))


def find(name):
    return shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


# ---- CPU time ----

def cpu_of(pid):
    """Nanoseconds on a processor, user and system, of all threads; the scheduler's own count, which is finer
    than the clock ticks of /proc/PID/stat."""
    total = 0
    try:
        for task in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{task}/schedstat") as f:
                total += int(f.read().split()[0])
    except (FileNotFoundError, ProcessLookupError):
        pass
    return total


def children_of(pid):
    try:
        with open(f"/proc/{pid}/task/{pid}/children") as f:
            return [int(word) for word in f.read().split()]
    except FileNotFoundError:
        return []


def cluster_cpu(postmaster):
    """Of a PostgreSQL server: its processes now and those that have ended."""
    if postmaster is None:
        return 0
    with open(f"/proc/{postmaster}/stat") as f:
        ended = [int(word) for word in f.read().rsplit(")", 1)[1].split()[13:15]]
    return sum(cpu_of(pid) for pid in children_of(postmaster)) + sum(ended) * 10**9 // TICKS


def run_timed(command, postmaster=None, **options):
    """Seconds of wall clock and of CPU of a command (and of the database server meanwhile)."""
    before = cluster_cpu(postmaster)
    began = time.monotonic()
    process = subprocess.Popen(command, **options)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - began
    if process.returncode != 0:
        raise SystemExit(f"bench/run: {command[0]} {command[1]} failed")
    return wall, usage.ru_utime + usage.ru_stime + (cluster_cpu(postmaster) - before) / 1e9


# ---- servers ----

class Server:
    """Something that listens on a loopback port; `pids` are the processes whose CPU counts."""

    def __init__(self, command, port, log):
        self.port = port
        self.process = subprocess.Popen(command, stdout=log, stderr=log)
        self.connection = None

    def wait(self, path="/", seconds=20):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise SystemExit("bench/run: a server ended by itself; see its log")
            try:
                return self.get(path)
            except OSError:
                self.connection = None
                time.sleep(0.001)
        raise SystemExit("bench/run: a server does not answer")

    @property
    def pids(self):
        return children_of(self.process.pid)

    def cpu(self):
        return sum(cpu_of(pid) for pid in self.pids)

    def request(self, method, path, body=None, headers=None):
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        self.connection.request(method, path, body, headers or {})
        answer = self.connection.getresponse()
        return answer.status, answer.read()

    def get(self, path):
        status, body = self.request("GET", path)
        if status != 200:
            raise SystemExit(f"bench/run: {path} answers {status}")
        return body

    def worker(self):
        """The process that has worked most: the keeper has little to do."""
        return max(self.pids, key=cpu_of)

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def mingbai(program, url, state, log, wait=True):
    port = free_port()
    server = Server([program, "serve", "--db", url, "--state-dir", state, "--workers", "1",
                     "--listen", f"127.0.0.1:{port}"], port, log)
    if wait:
        server.wait()
    return server


NGINX = """
daemon off;
worker_processes 1;
{user}
pid {dir}/nginx.pid;
error_log {dir}/nginx.log;
events {{ worker_connections 256; }}
http {{
    access_log off;
    gzip off;
    sendfile on;
    keepalive_requests 1000000000;
    keepalive_timeout 3600;
    default_type text/html;
    client_body_temp_path {dir}/t1; proxy_temp_path {dir}/t2; fastcgi_temp_path {dir}/t3;
    uwsgi_temp_path {dir}/t4; scgi_temp_path {dir}/t5;
    server {{ listen 127.0.0.1:{port}; root {dir}/www; }}
}}
"""


def nginx(where, files):
    port = free_port()
    os.makedirs(f"{where}/www", exist_ok=True)
    for name, body in files.items():
        with open(f"{where}/www/{name}", "wb") as f:
            f.write(body)
    with open(f"{where}/nginx.conf", "w") as f:
        f.write(NGINX.format(dir=where, port=port, user="user root;" if os.getuid() == 0 else ""))
    log = open(f"{where}/nginx.out", "wb")
    server = Server([find("nginx"), "-c", f"{where}/nginx.conf", "-e", f"{where}/nginx.log"], port, log)
    server.wait("/" + next(iter(files)))
    return server


# ---- load ----

def wrk(server, path, seconds):
    """CPU microseconds of the server for a request, sixteen connections kept open."""
    before = server.cpu()
    out = subprocess.run(["wrk", "-t1", "-c16", f"-d{seconds}s", f"http://127.0.0.1:{server.port}{path}"],
                         capture_output=True, text=True, check=True).stdout
    spent = server.cpu() - before
    if "Non-2xx" in out or "Socket errors" in out:
        raise SystemExit(f"bench/run: {path}: {out}")
    return spent / 1000 / int(re.search(r"(\d+) requests in", out).group(1))


def alternate(pairs, seconds, rounds):
    """One figure for each (server, path): the median of rounds that take turns, so that what else the machine
    does meets all alike."""
    seen = [[] for _ in pairs]
    for server, path in pairs:
        wrk(server, path, 1)  # warm
    for _ in range(rounds):
        for i, (server, path) in enumerate(pairs):
            seen[i].append(wrk(server, path, seconds))
    return [statistics.median(values) for values in seen]


def rendered(server, path, count, postmaster=None):
    """CPU microseconds for a page that is not in the cache: one request after another, each with a query of its
    own, so that no time of waking up is in it."""
    joint = "&" if "?" in path else "?"
    server.get(path)
    time.sleep(0.01)
    before = server.cpu() + cluster_cpu_now(postmaster)
    for i in range(count):
        server.get(f"{path}{joint}n={i}")
    time.sleep(0.01)  # until it sleeps, so that all of it is counted
    return (server.cpu() + cluster_cpu_now(postmaster) - before) / 1000 / count


def after_writes(server, path, write, count, postmaster):
    """CPU microseconds for the first request after each write; the write is another server's work."""
    spent = 0
    server.get(path)
    for i in range(count):
        write(i)
        before = server.cpu() + cluster_cpu_now(postmaster)
        server.get(path)
        time.sleep(0.002)  # until it sleeps again, so that all of it is counted
        spent += server.cpu() + cluster_cpu_now(postmaster) - before
    return spent / 1000 / count


def cluster_cpu_now(postmaster):
    return 0 if postmaster is None else sum(cpu_of(pid) for pid in children_of(postmaster))


def memory_of(pid):
    """Megabytes resident: now, and the part that is not shared with anybody."""
    with open(f"/proc/{pid}/status") as f:
        text = f.read()
    return tuple(int(re.search(rf"^{key}:\s+(\d+)", text, re.M).group(1)) / 1024
                 for key in ("VmRSS", "RssAnon"))


def most_memory_of(pid):
    """Megabytes resident at most so far; 0 once it has ended.  (What wait4 says holds the parent's before exec.)"""
    with open(f"/proc/{pid}/status") as f:
        found = re.search(r"^VmHWM:\s+(\d+)", f.read(), re.M)
    return int(found.group(1)) / 1024 if found else 0


def sign_in(server, user, password):
    body = json.dumps({"user": user, "password": password})
    status, answer = server.request("POST", "/api/v1/sessions", body, {"Content-Type": "application/json"})
    if status not in (200, 201):
        raise SystemExit(f"bench/run: cannot sign in as {user}: {status}")
    return json.loads(answer)["token"]
