"""A client of yaml-language-server: what an editor does with a plan, without the editor."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any

from tests.support.command import ROOT

PROGRAM = ROOT / "node_modules/yaml-language-server/bin/yaml-language-server"
_PATIENCE = 60
_SETTINGS = {
    "yaml": {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}},
    "http": {}, "[yaml]": {}, "editor": {}, "files": {},
}  # fmt: skip


class Client:
    """One server and the files that were opened in it. Raises queue.Empty where the server does not answer in time."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self.process = process
        self.answers: Queue[Any] = Queue()
        self.diagnostics: Queue[Any] = Queue()
        self.number = 0
        Thread(target=self._listen, daemon=True).start()

    def problems(self, path: Path, text: str) -> list[str]:
        """What the editor marks in a file: `line: message`, sorted."""
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})
        while (told := self.diagnostics.get(timeout=_PATIENCE))["uri"] != path.as_uri():
            pass
        return sorted(
            f"{each['range']['start']['line'] + 1}: {each['message']}" for each in told["diagnostics"]
        )

    def hover(self, path: Path, line: int, column: int) -> str:
        """What is shown where the mouse rests; lines and columns count from 1."""
        shown = self._at("textDocument/hover", path, line, column)
        return str(shown["contents"]["value"]) if shown else ""

    def offered(self, path: Path, line: int, column: int) -> list[str]:
        """The words that are offered at a place."""
        found = self._at("textDocument/completion", path, line, column)
        return [str(item["label"]) for item in found["items"]]

    def ask(self, method: str, parameters: Any) -> Any:
        """A request, and its result."""
        self.number += 1
        self._send({"id": self.number, "method": method, "params": parameters})
        answer = self.answers.get(timeout=_PATIENCE)
        assert "error" not in answer, answer
        return answer["result"]

    def _at(self, method: str, path: Path, line: int, column: int) -> Any:
        position = {"line": line - 1, "character": column - 1}
        return self.ask(method, {"textDocument": {"uri": path.as_uri()}, "position": position})

    def _tell(self, method: str, parameters: Any) -> None:
        self._send({"method": method, "params": parameters})

    def _send(self, message: Mapping[str, Any]) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(content), content))
        self.process.stdin.flush()

    def _listen(self) -> None:
        output = self.process.stdout
        assert output is not None
        while header := output.readline():
            if not header.lower().startswith(b"content-length:"):
                continue
            size = int(header.split(b":")[1])
            while output.readline().strip():
                pass
            self._take(json.loads(output.read(size)))

    def _take(self, message: Mapping[str, Any]) -> None:
        method = message.get("method")
        if method == "workspace/configuration":
            sections = [_SETTINGS.get(item.get("section"), {}) for item in message["params"]["items"]]
            self._send({"id": message["id"], "result": sections})
        elif method is not None and "id" in message:
            self._send({"id": message["id"], "result": None})
        elif method == "textDocument/publishDiagnostics":
            self.diagnostics.put(message["params"])
        elif method is None:
            self.answers.put(message)


@contextmanager
def language_server(folder: Path) -> Iterator[Client]:
    """A server that has this folder open."""
    with subprocess.Popen(
        ["node", str(PROGRAM), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder
    ) as process:
        try:
            client = Client(process)
            client.ask("initialize", {
                "processId": None, "rootUri": folder.as_uri(),
                "capabilities": {
                    "workspace": {"configuration": True, "didChangeConfiguration": {"dynamicRegistration": True}},
                    "textDocument": {"hover": {}, "completion": {}},
                },
                "workspaceFolders": [{"uri": folder.as_uri(), "name": "plans"}],
            })  # fmt: skip
            client._tell("initialized", {})  # noqa: SLF001 - the handshake is the client's own
            client._tell("workspace/didChangeConfiguration", {"settings": _SETTINGS})  # noqa: SLF001
            yield client
        finally:
            process.kill()
