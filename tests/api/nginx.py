"""nginx in front of the program, with packaging/nginx.conf as it is: only ports, paths and the certificate are others."""
import os
import pathlib
import shutil
import socket
import ssl
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
NAME = "mingbai.example"
PROGRAM = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")

# The site's file is read inside of http {}; around it stands what Debian's nginx.conf says, with a place of its own.
AROUND = """
daemon off;
{user}
pid {dir}/nginx.pid;
error_log {dir}/error.log warn;
worker_processes 1;
events {{ worker_connections 256; }}
http {{
    access_log off;
    default_type application/octet-stream;
    client_body_temp_path {dir}/body;
    proxy_temp_path {dir}/proxy;
    fastcgi_temp_path {dir}/fastcgi;
    uwsgi_temp_path {dir}/uwsgi;
    scgi_temp_path {dir}/scgi;
    include {dir}/site.conf;
}}
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Nginx:
    """with Nginx(directory, unix_socket) as front: front.base, front.plain (http), front.tls (a context that trusts it)"""

    def __init__(self, directory, upstream):
        self.dir, self.upstream = directory, upstream
        self.https, self.http = free_port(), free_port()
        self.base, self.plain = f"https://127.0.0.1:{self.https}", f"http://127.0.0.1:{self.http}"

    def replaced(self):
        text = (ROOT / "packaging/nginx.conf").read_text(encoding="utf-8")
        live = f"/etc/letsencrypt/live/{NAME}"
        for old, new in ((f"{live}/fullchain.pem", f"{self.dir}/cert.pem"), (f"{live}/privkey.pem", f"{self.dir}/key.pem"),
                         ("server unix:/run/mingbai/http.sock", f"server unix:{self.upstream}"), ("/var/www/html", self.dir),
                         ("/var/log/nginx/mingbai.log", f"{self.dir}/access.log"),
                         ("listen 80;", f"listen 127.0.0.1:{self.http};"), ("listen [::]:80;", ""),
                         ("listen 443 ssl", f"listen 127.0.0.1:{self.https} ssl"), ("listen [::]:443 ssl http2;", "")):
            assert text.count(old) == 1, f"{old} stands {text.count(old)} times in packaging/nginx.conf"
            text = text.replace(old, new)
        return text

    def __enter__(self):
        os.makedirs(self.dir)
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                        "-keyout", f"{self.dir}/key.pem", "-out", f"{self.dir}/cert.pem", "-days", "2", "-subj", f"/CN={NAME}",
                        "-addext", f"subjectAltName=IP:127.0.0.1,DNS:{NAME}"], check=True, capture_output=True)
        user = "user root;" if os.getuid() == 0 else ""  # the socket stands in a directory of the test's own
        pathlib.Path(self.dir, "nginx.conf").write_text(AROUND.format(dir=self.dir, user=user), encoding="utf-8")
        pathlib.Path(self.dir, "site.conf").write_text(self.replaced(), encoding="utf-8")
        self.tls = ssl.create_default_context(cafile=f"{self.dir}/cert.pem")
        self.process = subprocess.Popen([PROGRAM, "-p", self.dir, "-c", f"{self.dir}/nginx.conf"], stderr=subprocess.PIPE)
        for _ in range(100):
            if self.process.poll() is not None:
                raise RuntimeError(self.process.stderr.read().decode())
            try:
                socket.create_connection(("127.0.0.1", self.https), 1).close()
                return self
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("nginx does not listen")

    def log(self):
        path = pathlib.Path(self.dir, "error.log")
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def access(self):
        return pathlib.Path(self.dir, "access.log").read_text(encoding="utf-8", errors="replace")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(10)
        self.process.stderr.close()
