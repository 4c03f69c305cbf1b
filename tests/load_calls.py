# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Calls over the three ways that Odoo offers, timed by what they are for."""

import http.client
import json
import socket
import threading
import time
import xmlrpc.client
from collections import Counter
from dataclasses import dataclass, field

# What Odoo may answer to somebody who asks for what is not allowed or not possible.
REFUSALS = {"UserError", "ValidationError", "AccessError", "MissingError", "LockError"}
XMLRPC_REFUSALS = {2, 4}
# Odoo's XML-RPC has no word for nothing, which is what most buttons return.
XMLRPC_METHODS = {"create", "write", "read", "search", "search_read", "web_read"}
# A busy machine may take its time; what never answers is found out all the same.
TIMEOUT = 240
PASSWORD = "load"
# What a proxy in front of the server does: no more at once than its queue holds.
AT_ONCE = threading.BoundedSemaphore(12)


class Refused(Exception):
    """Odoo said no, with a reason."""


@dataclass
class Ledger:
    """What all clients saw.

    ``seconds`` has the durations of answers by kind of call, ``done`` how many did what
    was asked, ``refusals`` why others did not, ``failures`` what no client should ever
    see.
    """

    seconds: dict = field(default_factory=dict)
    done: Counter = field(default_factory=Counter)
    refusals: Counter = field(default_factory=Counter)
    failures: list = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def succeed(self, kind):
        """Count what was done; fifty threads do."""
        with self.lock:
            self.done[kind] += 1

    def note(self, kind, seconds):
        self.seconds.setdefault(kind, []).append(seconds)

    def lines(self, duration):
        """One line a kind of call: how many, median and 95th percentile in ms."""
        everything = [one for times in self.seconds.values() for one in times]
        for kind, times in [*sorted(self.seconds.items()), ("all", everything)]:
            ordered = sorted(times)
            median = ordered[len(ordered) // 2] * 1000
            high = ordered[int(len(ordered) * 0.95)] * 1000
            yield (
                f"{kind:<26} {len(times):>6} {len(times) / duration:>6.1f}/s"
                f" {median:>7.0f} ms {high:>7.0f} ms"
            )


class Client:
    """One person at one connection.

    :param str way: ``json2`` and ``xmlrpc`` with the person's API key, ``session`` as
        the web client does
    """

    def __init__(self, port, database, person, way, ledger):
        self.port = port
        self.database = database
        self.person = person
        self.way = way
        self.ledger = ledger
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
        self.cookie = None

    def call(self, kind, model, method, ids=None, **arguments):
        """Call a method; what it returned.

        :param str kind: what the call is for, in the report
        :raises Refused: when Odoo says no
        """
        way = self.way
        if way == "xmlrpc" and method not in XMLRPC_METHODS:
            way = "json2"
        started = time.monotonic()
        try:
            answer = getattr(self, f"_call_{way}")(model, method, ids, arguments)
            self.ledger.succeed(kind)
            return answer
        except Refused as error:
            self.ledger.refusals[f"{kind}: {error}"] += 1
            raise
        except (OSError, http.client.HTTPException, ValueError) as error:
            self.connection.close()
            self.ledger.failures.append(f"{kind} ({way}): {error!r}")
            raise Refused("failed") from error
        finally:
            self.ledger.note(kind, time.monotonic() - started)

    def download(self, kind, path):
        """Fetch a file as the web client does."""
        started = time.monotonic()
        status, body = self._send("GET", path, None, {})
        self.ledger.note(kind, time.monotonic() - started)
        if status != http.client.OK or not body.startswith(b"PK"):
            self.ledger.failures.append(f"{kind}: HTTP {status} {body[:300]!r}")
            return
        self.ledger.succeed(kind)

    # -- the three ways ----------------------------------------------------------------

    def _call_json2(self, model, method, ids, arguments):
        payload = {**arguments, **({"ids": ids} if ids is not None else {})}
        headers = {
            "Authorization": f"Bearer {self.person['key']}",
            "X-Odoo-Database": self.database,
        }
        path = f"/json/2/{model}/{method}"
        status, body = self._send("POST", path, payload, headers)
        answer = json.loads(body)
        if status == http.client.OK:
            return answer
        self._judge(answer.get("name", ""), f"HTTP {status} {body[:500]!r}")

    def _call_session(self, model, method, ids, arguments):
        if not self.cookie:
            self._log_in()
        args, arguments = self._get_positional(method, ids, arguments)
        params = {"model": model, "method": method, "args": args, "kwargs": arguments}
        return self._post("/web/dataset/call_kw", params)

    def _call_xmlrpc(self, model, method, ids, arguments):
        args, arguments = self._get_positional(method, ids, arguments)
        login = (self.database, self.person["id"], self.person["key"])
        parameters = (*login, model, method, args, arguments)
        payload = xmlrpc.client.dumps(parameters, "execute_kw", allow_none=True)
        headers = {"Content-Type": "text/xml"}
        status, body = self._send("POST", "/xmlrpc/2/object", payload, headers)
        if status != http.client.OK:
            raise ValueError(f"HTTP {status} {body[:500]!r}")
        try:
            return xmlrpc.client.loads(body)[0][0]
        except xmlrpc.client.Fault as fault:
            if fault.faultCode in XMLRPC_REFUSALS:
                raise Refused(fault.faultString.splitlines()[0]) from fault
            raise ValueError(fault.faultString[-500:]) from fault

    @staticmethod
    def _get_positional(method, ids, arguments):
        """Where names are not enough: the ids, and what is to be created."""
        if method == "create":
            return [arguments["vals_list"]], {}
        return [] if ids is None else [ids], arguments

    def _log_in(self):
        self._post(
            "/web/session/authenticate",
            {
                "db": self.database,
                "login": self.person["login"],
                "password": PASSWORD,
            },
        )

    def _post(self, path, params):
        payload = {"jsonrpc": "2.0", "method": "call", "params": params}
        status, body = self._send("POST", path, payload, {})
        if status != http.client.OK:
            raise ValueError(f"HTTP {status} {body[:500]!r}")
        answer = json.loads(body)
        if "error" not in answer:
            return answer.get("result")
        data = answer["error"]["data"]
        self._judge(data["name"], f"{data['message']} {data.get('debug', '')[-500:]}")

    @staticmethod
    def _judge(name, text):
        short = name.rpartition(".")[2]
        if short in REFUSALS:
            raise Refused(short)
        raise ValueError(f"{name}: {text}")

    def _send(self, verb, path, payload, headers):
        if payload is not None and not isinstance(payload, str):
            payload = json.dumps(payload)
            headers = {"Content-Type": "application/json", **headers}
        if self.cookie:
            headers = {**headers, "Cookie": self.cookie}
        try:
            with AT_ONCE:
                return self._exchange(verb, path, payload, headers)
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            # a worker closes what was silent for a while, as any server does
            self.connection.close()
            with AT_ONCE:
                return self._exchange(verb, path, payload, headers)

    def _exchange(self, verb, path, payload, headers):
        self.connection.request(verb, path, payload and payload.encode(), headers)
        if self.connection.sock:
            self.connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        response = self.connection.getresponse()
        for name, value in response.getheaders():
            if name.lower() == "set-cookie" and value.startswith("session_id="):
                self.cookie = value.partition(";")[0]
        return response.status, response.read()
