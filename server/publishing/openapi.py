"""The description of this server's routes, written by hand, in; `/openapi.json` out. Source: OpenAPI 3.1."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.prefixes import BASE

_FILE = Path(__file__).with_name("openapi.yaml")


def route() -> Route:
    """Where the description lies."""
    return Route("/openapi.json", _openapi)


@cache
def description() -> dict[str, Any]:
    """The description as an object."""
    document: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8").replace("{BASE}", BASE))
    return document


async def _openapi(_: Request) -> Response:
    headers = {"Cache-Control": "public, max-age=0, must-revalidate", "Access-Control-Allow-Origin": "*"}
    return Response(json.dumps(description()), headers=headers, media_type="application/json")
