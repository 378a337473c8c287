"""A parameter of a request in; the number it gives, or what is wrong with it, out."""

from starlette.requests import Request

from server.problems import Problem


def number_of(request: Request, name: str, otherwise: int, *, least: int, most: int) -> int:
    """The whole number that the parameter gives; raises Problem 400 where it is none, or none between these."""
    text = request.query_params.get(name, "")
    if not text:
        return otherwise
    if not (text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most):
        detail = f"`{name}` is a whole number from {least} to {most}; {text[:40]!r} is none."
        raise Problem(400, f"bad-{name}", detail)
    return int(text)
