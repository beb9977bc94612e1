import pytest

from fazhi_analysis.terminal import one_line, plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("调解120起\n\t持证率87.23%", "调解120起\n\t持证率87.23%"),
        ("\x1b]0;title\x07", "\\x1b]0;title\\x07"),
        ("a\r\x00b", "a\\r\\x00b"),
        ("abc\u202edef", "abc\\u202edef"),
        ("a\u2028b", "a\\u2028b"),
    ],
)
def test_plain_shows_control_characters(text, shown):
    assert plain(text) == shown


def test_a_file_name_stays_on_one_line():
    assert one_line("a\nok: b\t\x1b[2J") == "a\\nok: b\\t\\x1b[2J"
