"""The real program with a settings file, for the tests of this folder."""
import json
import os
import subprocess

from client import APP, HOST, Server, same

PASSWORD, FIRST_PASSWORD = "a-long-password", "first-password"
VILLAGE, TOWNSHIP = "210111010203", "210111010000"
REGIONS = ["210111000000,,3,苏家屯区", "210111010000,210111000000,4,沙河街道", "210111010203,210111010000,5,鲍家村"]


class Program(Server):
    def __init__(self, *flags, **settings):
        super().__init__()
        self.settings = {"db": f"sqlite:{self.db}", "listen": f"{HOST}:{self.port}", "state_dir": self.dir,
                         "workers": 2, **settings}
        self.flags, self.file = flags, os.path.join(self.dir, "mingbai.conf")

    def write(self, **change):
        """The file with some settings changed; None: without this one."""
        self.settings.update(change)
        with open(self.file, "w", encoding="utf-8") as file:
            file.writelines(f"{name} = {value}\n" for name, value in self.settings.items() if value is not None)

    def command(self, *words, text=""):
        return subprocess.run([APP, *words, "--config", self.file, *self.flags], input=text, check=True, text=True,
                              capture_output=True).stdout

    def start(self):
        self.write()
        self.command("migrate")
        return self.serve()

    def serve(self):
        self.log = open(os.path.join(self.dir, "log"), "ab")
        self.process = subprocess.Popen([APP, "serve", "--config", self.file, *self.flags], stderr=self.log)
        self.wait_for(lambda: self.get("/healthz").status == 200)
        self.wait_for(lambda: len(self.workers()) == self.settings["workers"])
        return self

    def lines(self, event):
        found = [json.loads(line) for line in self.log_text().splitlines() if line.startswith("{")]
        return [line for line in found if line["event"] == event]

    # -- a village with its clerk --

    def settle(self):
        """Places, and people with their own passwords: a clerk and a reviewer.  Gives their tokens."""
        path = os.path.join(self.dir, "regions.csv")
        with open(path, "w", encoding="utf-8") as file:
            file.write("code,parent,level,name\n" + "\n".join(REGIONS) + "\n")
        self.command("import", "regions", path)
        tokens = []
        for login, role, region in (("clerk", "village_admin", VILLAGE), ("reviewer", "township", TOWNSHIP)):
            self.command("user", "add", login, login, role, region, text=FIRST_PASSWORD + "\n")
            token = self.api("POST", "/api/v1/sessions", {"user": login, "password": FIRST_PASSWORD}).json()["token"]
            self.api("PUT", "/api/v1/password", {"old_password": FIRST_PASSWORD, "new_password": PASSWORD}, token)
            tokens.append(token)
        return tokens

    def api(self, method, path, body=None, token=None, connection=None):
        headers = [("Content-Type", "application/json")] if body is not None else []
        if token:
            headers.append(("Authorization", f"Bearer {token}"))
        return self.request(method, path, headers, json.dumps(body) if body is not None else b"", connection)

    def draft(self, token, number, connection=None):
        """One more draft of the village; its title has the number."""
        return self.api("POST", "/api/v1/disclosures",
                        {"item": "P8", "region": VILLAGE, "period": "2023-05-18", "title": f"第{number}件", "summary": "开了会。",
                         "body": "都同意。"}, token, connection)

    def written(self, token, number):
        """A draft is made, and its address answers."""
        answer = self.draft(token, number)
        same(answer.status, 201, answer)
        where = f"/api/v1/disclosures/{answer.json()['id']}"
        same(self.api("GET", where, token=token).status, 200)
        return where

    def sign_in(self):
        return self.form("/sign-in", {"login": "clerk", "password": PASSWORD})

    def nobody_fell(self):
        same(self.metric("child_restarts_total"), 0, "nobody was restarted")
        same(self.lines("web.child"), [])


# ---- what a visitor and a program are told when it cannot be done just now ----

def busy_page(answer):
    same((answer.status, answer.header("Retry-After")), (503, "5"), "a page")
    assert "系统正忙，请稍后再试" in answer.body.decode(), answer
    assert answer.header("Content-Type").startswith("text/html")


def busy_problem(answer):
    same((answer.status, answer.header("Retry-After"), answer.header("Content-Type")),
         (503, "5", "application/problem+json"), "a problem")
    same(answer.json()["status"], 503)
