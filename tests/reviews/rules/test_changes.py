"""Two texts, paragraph by paragraph."""

import pytest

from reviews.rules.changes import Mark, Paragraph, compared, likeness, paragraphs_of

SAME, ADDED, REMOVED = Mark.SAME, Mark.ADDED, Mark.REMOVED


@pytest.mark.parametrize(
    ("_case", "before", "after", "expected"),
    [
        ("nothing changed", "ab", "ab", [(SAME, "a"), (SAME, "b")]),
        ("one more at the end", "a", "ab", [(SAME, "a"), (ADDED, "b")]),
        ("one gone", "abc", "ac", [(SAME, "a"), (REMOVED, "b"), (SAME, "c")]),
        ("one rewritten", "abc", "axc", [(SAME, "a"), (REMOVED, "b"), (ADDED, "x"), (SAME, "c")]),
        ("all new", "", "a", [(ADDED, "a")]),
        ("all gone", "a", "", [(REMOVED, "a")]),
        ("empty both times", "", "", []),
        (
            "the same line many times is still counted",
            "a" * 300,
            "a" * 299,
            [(SAME, "a")] * 299 + [(REMOVED, "a")],
        ),
    ],
)
def test_the_later_text_with_what_went_where_it_stood(_case, before, after, expected):
    assert compared(tuple(before), tuple(after)) == tuple(Paragraph(*one) for one in expected)


def test_paragraphs_are_lines_that_say_something():
    assert paragraphs_of("Một.\r\n\n  Hai. \n") == ("Một.", "Hai.")


@pytest.mark.parametrize(
    ("_case", "before", "after", "expected"),
    [
        ("the same", "một hai ba", "một hai ba", 100),
        ("other blanks are no other text", "một  hai\nba", "một hai ba", 100),
        ("one word of four", "một hai ba bốn", "một hai ba năm", 75),
        ("nothing in common", "một", "hai", 0),
        ("nothing before", "", "một", 0),
        ("nothing now", "một", "", 0),
    ],
)
def test_how_much_of_a_text_stood_in_another(_case, before, after, expected):
    assert likeness(before, after) == expected
