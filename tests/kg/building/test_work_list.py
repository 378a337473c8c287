"""What is left to do, passage by passage, in words."""

from kg.building.coverage import Coverage
from kg.building.work_list import work_list


def test_a_passage_that_is_done_is_no_task_and_the_others_say_what_is_missing(coverage: Coverage) -> None:
    tasks = {task.passage: task for task in work_list(coverage)}
    assert set(tasks) == {"1-1-1-3", "t1-1-2-1"}
    assert tasks["1-1-1-3"].in_words() == "number 3"
    assert tasks["1-1-1-3"].spans == ((20, 25),)
    assert tasks["t1-1-2-1"].in_words() == "no claim and no reason to have none; unknown name at 6-9"
    assert tasks["t1-1-2-1"].place == "Table 1, row 1, column 2, entry 1 (page 9)"


def test_a_strange_name_is_shown_where_the_sentence_is_given(coverage: Coverage) -> None:
    task = work_list(coverage)[-1]
    assert task.in_words("Pact, Zed") == "no claim and no reason to have none; unknown name Zed"
