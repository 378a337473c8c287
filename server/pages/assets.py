"""The files of our style in; responses that a browser may keep out."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


class Assets:
    """The files, read once, by their names; `version` changes with any of them and belongs in their addresses."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._files = {path.name: path.read_bytes() for path in sorted(paths) if path.suffix in _TYPES}
        self.version = hashlib.sha256(b"\0".join(self._files.values())).hexdigest()[:12]

    async def serve(self, request: Request) -> Response:
        """The file that the path names; one with the right version in its address never changes."""
        name = request.path_params["name"]
        if name not in self._files:
            raise HTTPException(404)
        fixed = request.query_params.get("v") == self.version
        keep = "public, max-age=31536000, immutable" if fixed else "public, max-age=0, must-revalidate"
        return Response(
            self._files[name],
            media_type=_TYPES[Path(name).suffix],
            headers={"Cache-Control": keep, "X-Content-Type-Options": "nosniff"},
        )
