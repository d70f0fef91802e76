"""
IBANs as people type them, and their check digits.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontokit.core.iban import compact_iban, is_iban


def made_up(country: str, account: str) -> str:
    """
    An IBAN of no one: the check digits of an account that is only counted up.
    """
    number = "".join(str(int(one, 36)) for one in f"{account}{country}00")
    return f"{country}{98 - int(number) % 97:02}{account}"


EXAMPLES = [
    "DE89370400440532013000",
    "DE02120300000000202051",
    made_up("AT", "0000012345678901"),
    made_up("GB", "ABCD12345678901234"),
    made_up("NO", "00000012345"),
    made_up("MT", "ABCD01100000000012345ABCDEFG001S"[:27]),
]


@pytest.mark.parametrize("iban", EXAMPLES)
def test_an_example_of_each_form_has_the_right_check_digits(iban: str) -> None:
    assert is_iban(iban)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "DE",
        "DE88370400440532013000",
        "de89370400440532013000",
        "DE89 3704 0044 0532 0130 00",
        "DE" + "\N{ARABIC-INDIC DIGIT EIGHT}\N{ARABIC-INDIC DIGIT NINE}" + "370400440532013000",
        "370400440532013000",
        "DE00123456789012345679",
        "DE89370400440532013000DE89370400440532013000",
        "NOTANIBANATALL00",
    ],
)
def test_anything_else_is_no_iban(text: str) -> None:
    assert not is_iban(text)


def test_check_digits_that_no_one_issues_are_wrong() -> None:
    """
    00, 01 and 99 can leave the right remainder, but are never given out.
    """
    for wrong in ("00", "01", "99"):
        for account in range(97):
            assert not is_iban(f"DE{wrong}37040044{account:010}")


@given(st.sampled_from(EXAMPLES), st.data())
def test_one_wrong_digit_is_always_found(iban: str, data: st.DataObject) -> None:
    places = [place for place, one in enumerate(iban) if one.isdigit()]
    place = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from([one for one in "0123456789" if one != iban[place]]))
    assert not is_iban(iban[:place] + digit + iban[place + 1 :])


@given(st.sampled_from(EXAMPLES), st.data())
def test_two_digits_in_the_wrong_order_are_always_found(iban: str, data: st.DataObject) -> None:
    places = [p for p in range(4, len(iban) - 1) if iban[p : p + 2].isdigit()]
    place = data.draw(st.sampled_from([p for p in places if iban[p] != iban[p + 1]]))
    swapped = iban[:place] + iban[place + 1] + iban[place] + iban[place + 2 :]
    assert not is_iban(swapped)


@pytest.mark.parametrize(
    "typed",
    [
        "DE89 3704 0044 0532 0130 00",
        "de89 3704 0044 0532 0130 00",
        " DE89370400440532013000\r\n",
        "DE89\N{NO-BREAK SPACE}3704\N{NARROW NO-BREAK SPACE}0044\t0532 0130 00",
        "\N{ZERO WIDTH NO-BREAK SPACE}DE89370400440532013000\N{ZERO WIDTH SPACE}",
        "\N{LEFT-TO-RIGHT MARK}DE893704\N{SOFT HYPHEN}00440532013000",
    ],
)
def test_blanks_and_what_nobody_sees_go_and_letters_become_capitals(typed: str) -> None:
    assert compact_iban(typed) == "DE89370400440532013000"
