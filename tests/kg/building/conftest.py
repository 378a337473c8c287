"""Fixtures for coverage: five invented claims, and lock files that say what their passages hold."""

from pathlib import Path

import pytest

from kg.building.coverage import Coverage, coverage_of
from kg.claims.sources import Sources, load
from kg.project import Project

LISTS = {
    "sections.csv": """part,section,title
1,0,Grain
1,1,The pact
""",
    "dates.csv": """passage,start,end,edtf,convention,anchor
1-1-1-1,0,9,2012-06,,
1-1-1-2,0,9,2012-05/..,,
1-1-1-3,0,4,2012,,
1-2-1-1,0,9,2012-07-01,,
1-2-1-1,20,30,2012-04,,
""",
    "numbers.csv": """passage,start,end,value,kind
1-1-1-1,10,13,2,cardinal
1-1-1-3,20,25,3,cardinal
""",
    "mentions.csv": """passage,start,end,entity
1-1-1-1,14,24,agreement:grain-pact
1-1-1-1,25,28,government:ada
1-1-1-1,30,35,state:south
1-1-1-2,10,20,agreement:grain-pact
1-1-1-2,21,28,group:farmers
1-1-1-2,29,32,government:ada
1-1-1-3,5,14,relation:north-south
1-1-1-3,15,18,government:ada
1-2-1-1,10,13,person:ada
1-2-1-1,10,19,office:president-of-north
1-2-1-1,14,19,state:north
1-2-1-1,31,35,agreement:grain-pact
1-2-1-1,36,39,government:ada
1-2-1-1,36,39,government:ada
t1-1-2-1,0,5,agreement:grain-pact
t1-1-2-1,6,9,
""",
    "unused.csv": """passage,kind,value,reason,claim
1-1-1-1,number,2,part of a name,
t1-1-2-1,entity,agreement:grain-pact,said by another claim,pact-signing-aborted
""",
}


@pytest.fixture
def read_project(tiny_project: Project) -> Project:
    """The five invented claims in a checkout whose passages have been read for dates, numbers and names."""
    for name, content in LISTS.items():
        article(tiny_project, name).write_text(content, encoding="utf-8")
    return tiny_project


@pytest.fixture
def sources(read_project: Project) -> Sources:
    return load(read_project)


@pytest.fixture
def coverage(sources: Sources) -> Coverage:
    return coverage_of(sources)


def article(project: Project, name: str) -> Path:
    return project.root / "kg/data/articles/park-young-june" / name
