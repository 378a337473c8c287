"""The files of our style and scripts in; responses that a browser may keep out."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from server.representations import Representation

_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


class Assets:
    """The files, read once, by their names; `version` changes with any of them and belongs in their addresses."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._files = {
            path.name: Representation.of(_TYPES[path.suffix], path.read_bytes(), {"X-Content-Type-Options": "nosniff"})
            for path in sorted(paths)
            if path.suffix in _TYPES
        }
        self.version = hashlib.sha256(b"\0".join(file.body for file in self._files.values())).hexdigest()[:12]

    def __contains__(self, name: str) -> bool:
        return name in self._files

    async def serve(self, request: Request) -> Response:
        """The file that the path names; one with the right version in its address never changes."""
        name = request.path_params["name"]
        if name not in self._files:
            raise HTTPException(404)
        response = self._files[name].reply(request)
        if request.query_params.get("v") == self.version:
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response
