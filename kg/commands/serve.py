"""`kg serve`: an address and files in; the endpoint, until it is stopped, out."""

import asyncio
import gc
import importlib
import os
import signal
import socket
from pathlib import Path
from typing import Annotated, Any

import typer
import uvloop
from granian.constants import Interfaces
from granian.errors import FatalError
from granian.log import LogLevels
from granian.server.embed import Server

from kg.asking.built import faults_of_build
from kg.asking.dataset import format_of
from kg.commands.options import DatasetOption, TextOption, tell, text_location
from kg.errors import InputError
from kg.project import Project
from kg.publishing.store_address import StoreAddress

APPLICATION = "server.app:create_app"
"""The server is named, never imported: it stands above this package."""

_YOUNG = 10_000
"""Objects that there may be more of before it is looked for garbage among them: some of a thousand requests."""

STOPPING = 5
"""Seconds that requests in flight have when the server is told to end; then their clients are told that it ends."""

TELLING = 1
"""Seconds for that; then it ends in any case."""


def serve(
    host: Annotated[str | None, typer.Option("--host", help="The address to listen on [ENTENTE_HOST].")] = None,
    port: Annotated[
        int | None, typer.Option("--port", min=1, max=65535, help="The port to listen on [ENTENTE_PORT].")
    ] = None,
    text: TextOption = None,
    dataset: DatasetOption = None,
) -> int:
    """Serve the SPARQL endpoint and its pages."""
    project = Project.here()
    address = host or os.environ.get("ENTENTE_HOST") or "127.0.0.1"
    number = port or _port(os.environ.get("ENTENTE_PORT") or "8000")
    named = os.environ.get("ENTENTE_STORE")
    store = StoreAddress.of(named) if named else None
    if store and dataset:
        raise InputError("--dataset and ENTENTE_STORE both name what to serve.", advice="Leave one out.")
    files = [] if store else [path.resolve() for path in dataset or _configured() or _built(project)]
    for path in files:
        format_of(path)
        if not path.is_file():
            raise InputError("there is no such file.", path=path, advice="Name the files to serve.")
    _refuse_taken(address, number)
    if files:
        os.environ["ENTENTE_DATASET"] = os.pathsep.join(str(path) for path in files)
    os.environ["ENTENTE_HOST"], os.environ["ENTENTE_PORT"] = address, str(number)
    if text is not None and not text.exists():
        raise InputError("is not there.", path=text, advice="Name the article's text or the folder that holds it.")
    location = text_location(text, project)
    if location is not None:
        os.environ["ENTENTE_TEXT"] = str(location.resolve())
    tell(f"serving {', '.join(path.name for path in files) or store} at http://{address}:{number}/")
    module, _, factory = APPLICATION.partition(":")
    application = getattr(importlib.import_module(module), factory)()
    # What is imported stays; to look through it for garbage again and again would hold all requests up each time.
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(_run(application, address, number))


async def _run(application: Any, address: str, port: int) -> int:
    """Serve until a signal says otherwise; 2 when the application could not start, and has said why.

    The server runs in this process and its event loop: one that starts workers of its own answers SIGHUP by ending the
    old worker whether or not the new one is ready, and by ending altogether where that one fails.
    """
    server = Server(
        application,
        address=address,
        port=port,
        interface=Interfaces.ASGI,
        backlog=1024,
        websockets=False,
        log_level=LogLevels.critical,  # the application says itself, in one line, why it cannot go on
    )
    loop = asyncio.get_running_loop()
    serving = loop.create_task(server.serve())

    async def end() -> None:
        server.stop()  # type: ignore[no-untyped-call]
        await asyncio.sleep(STOPPING)
        await application.end()
        await asyncio.sleep(TELLING)
        serving.cancel()

    ending = set[asyncio.Task[None]]()

    for one in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(one, lambda: ending.add(loop.create_task(end())))
    try:
        await serving
    except asyncio.CancelledError:
        return 0
    except FatalError:
        return 2
    return 0


def _configured() -> list[Path]:
    return [Path(name) for name in os.environ.get("ENTENTE_DATASET", "").split(os.pathsep) if name]


def _built(project: Project) -> list[Path]:
    for fault in faults_of_build(project):
        raise InputError(f"{fault}.", path=project.build, advice="Run `kg build`.")
    return [project.dataset]


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise InputError(f"ENTENTE_PORT is {text!r}.", advice="Set it to a number from 1 to 65535.")
    return int(text)


def _refuse_taken(address: str, port: int) -> None:
    """Raise InputError where nobody may listen there; the server itself would only say so with a traceback."""
    try:
        socket.create_server((address, port), family=socket.AF_INET6 if ":" in address else socket.AF_INET).close()
    except OSError as error:
        # The library adds the address to the reason it gives.
        reason = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror
        raise InputError(
            f"cannot listen on {address}:{port}: {reason}.", advice="Choose another --host or --port."
        ) from None
