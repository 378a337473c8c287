"""Table 1 rebuilt: rows and columns as in the article, each cell with its claims."""

import re
from html import unescape

from tests.server.conftest import RunningServer

CELLS = re.compile(r'<t[hd][^>]* id="r(\d)c(\d)">(.*?)</t[hd]>', re.DOTALL)


def cells_of(article: RunningServer) -> dict[tuple[int, int], str]:
    page = unescape(article.client.get("/table").text)
    return {(int(row), int(column)): cell for row, column, cell in CELLS.findall(page)}


def test_rows_and_columns_are_the_articles(article: RunningServer) -> None:
    page = unescape(article.client.get("/table").text)
    heads = re.findall(r'<th scope="col">([^<]+)</th>', page)
    assert heads == [
        "Governments",
        "National strategies",
        "Precipitants and barriers, not told apart",
        "Security policy toward Japan",
    ]
    cells = cells_of(article)
    assert set(cells) == {(row, column) for row in range(1, 5) for column in range(1, 5)}
    names = [re.findall(r">([^<]+) administration</a>", cells[row, 1]) for row in range(1, 5)]
    assert names == [
        ["Park Chung-hee"],
        ["Roh Tae-woo", "Kim Young-sam"],
        ["Kim Dae-jung", "Roh Moo-hyun"],
        ["Lee Myung-bak", "Park Geun-hye"],
    ]


def test_every_entry_of_the_table_leads_to_its_claims(article: RunningServer) -> None:
    cells = cells_of(article)
    query = "SELECT (COUNT(*) AS ?n) { ?p a <https://w3id.org/entente/ontology#TableCell> }"
    (count,) = article.query(query, Accept="application/json").json()["results"]["bindings"]
    assert sum(cell.count("<details>") for cell in cells.values()) == int(count["n"]["value"]) == 40
    for cell in cells.values():
        for entry in cell.split("<details>")[1:]:
            assert "Table 1, row" in entry
            assert 'class="says"' in entry


def test_a_cell_tells_what_its_claims_tell(article: RunningServer) -> None:
    cells = cells_of(article)
    assert "Nordpolitik" in cells[2, 2]
    assert 'href="/id/agreement/gsomia-korea-japan"' in cells[4, 4]
    assert 'href="/id/influence/table-row-1-nationalism"' in cells[1, 3]
    assert "Table 1 names nationalism" in cells[1, 3]
