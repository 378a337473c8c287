"""The map lists every thing of what is served at the address by which the server is known; robots are shown it."""

import re

import pytest
from pyoxigraph import Store

from kg.prefixes import BASE
from server.problems import Problem
from server.publishing.site_map import MOST, _site_map, addresses_of


def test_every_thing_of_the_dataset_is_on_it(server, small: Store) -> None:
    things = {quad.subject.value for quad in small if str(quad.subject).startswith(f"<{BASE}")}
    assert len(things) > 20
    for host in (server.client.base_url.netloc.decode(), "entente.example"):
        listed = re.findall("<loc>(.*?)</loc>", server.client.get("/sitemap.xml", headers={"Host": host}).text)
        paths = {address.removeprefix(f"http://{host}/") for address in listed}
        assert {thing.removeprefix(BASE).partition("#")[0] for thing in things} <= paths
        assert len(paths) == len(listed)


def test_robots_are_shown_it(server) -> None:
    text = server.client.get("/robots.txt").text
    assert f"Sitemap: {server.url}/sitemap.xml" in text
    assert "Disallow: /sparql" in text
    assert "Disallow: /id" not in text


def test_what_is_too_much_for_one_file_is_in_parts() -> None:
    paths = addresses_of(f"{BASE}id/event/{number}" for number in range(MOST))
    index = _site_map("http://here", paths, "").decode()
    parts = [_site_map("http://here", paths, number).decode() for number in re.findall("part=([0-9]+)", index)]
    assert len(parts) == 2
    assert sum(part.count("<loc>") for part in parts) == len(paths)
    with pytest.raises(Problem):
        _site_map("http://here", paths, "3")
