from kg.reading.pages import lines_of, pages_of


def test_lines_are_cut_at_line_feeds_only_so_that_offsets_are_those_of_the_file() -> None:
    text = "one\r\ntwo\x0cstill two\u2028 \n\nfour"
    lines = lines_of(text)
    assert [line.text for line in lines] == ["one\r", "two\x0cstill two\u2028 ", "", "four"]
    assert all(text[line.start : line.end] == line.text for line in lines)
    assert [line.blank for line in lines] == [False, False, True, False]


def test_a_line_that_begins_with_a_space_begins_a_page() -> None:
    assert [page.start for page in pages_of("one\n two\nthree\n four")] == [0, 4, 15]


def test_a_line_of_white_space_begins_no_page() -> None:
    assert len(pages_of("one\n \ntwo\n  \r\n")) == 1


def test_a_running_head_begins_a_page_and_is_none_of_its_lines() -> None:
    first, second = pages_of("one\n\n12  SOMEBODY Else\n\ntwo")
    assert second.head is not None
    assert second.head.text == "12  SOMEBODY Else"
    assert [line.text for line in second.lines] == ["", "two"]
    assert (first.number, second.number) == (11, 12)


def test_a_heading_with_several_spaces_after_its_number_is_no_running_head() -> None:
    assert len(pages_of("one\n\n2.   The Barriers\n\ntwo")) == 1


def test_pages_are_counted_from_one_without_a_running_head() -> None:
    assert [page.number for page in pages_of(" a\n b\n c")] == [1, 2, 3]


def test_pages_are_counted_back_from_the_first_running_head_and_on_from_each() -> None:
    text = " a\n b\n\n7  NAME\n\nc\n d\n\n20  NAME\n\ne\n f"
    assert [page.number for page in pages_of(text)] == [5, 6, 7, 8, 20, 21]


def test_a_text_cut_off_after_a_running_head_still_reads() -> None:
    assert [page.number for page in pages_of("a\n8  NAME")] == [7, 8]
    assert [page.number for page in pages_of("")] == [1]
