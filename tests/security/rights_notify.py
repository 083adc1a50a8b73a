"""Who may do what with notices, what is followed, and messages that leave; see rights.py."""
from district import PEOPLE, VILLAGE

ALL = {login for login, _, _ in PEOPLE}
WHOLE = {"operator"}  # there are two districts here, so none of their admins has the whole installation


def pages(_):
    return {"/my/notices": ("/my/notices", ALL), "/my/notify": ("/my/notify", ALL), "/my/subscriptions": ("/my/subscriptions", ALL),
            "/desk/messages": ("/desk/messages", WHOLE)}


def deeds(_):
    channel = {"channel": "mail"}
    return {
        "/my/notices": ("/my/notices", {}, ALL, None),
        "/my/subscriptions": ("/my/subscriptions", {"kind": "village", "region": VILLAGE}, ALL, None),
        "/my/notify": ("/my/notify", {**channel, "address": "wang@example.com"}, ALL, None),
        "/my/notify/code": ("/my/notify/code", {**channel, "code": "1"}, ALL, None),
        "/my/notify/switch": ("/my/notify/switch", {**channel, "own": "1"}, ALL, None),
        "/my/notify/remove": ("/my/notify/remove", channel, ALL, None),
        "/desk/messages/again": ("/desk/messages/again", {}, WHOLE, None),
    }
