"""The filters of the views: what they let through, and one line where one of them is none."""

from __future__ import annotations

import pytest

from careo.app.cli.main import run
from careo.app.cli.sieve import sieve
from careo.model.errors import UsageError
from careo.model.statement import Sieve


def of(**given: object) -> Sieve:
    options: dict[str, object] = {
        "by": None,
        "about": None,
        "acts": [],
        "review": [],
        "against": None,
    }
    return sieve(**{**options, "since": "", "until": "", **given})  # type: ignore[arg-type]


def test_options_become_a_sieve() -> None:
    assert of() == Sieve()
    made = of(by="Ana", acts=["denies", "admits"], review=["none"], against=True, since="2007")
    assert (made.by, made.acts, made.review) == ("Ana", ("denies", "admits"), ("none",))
    assert (made.against, made.since, made.until) == (True, "2007", "")


@pytest.mark.parametrize("date", ["2007-02-31", "2007-13", "0000", "07", "2007-5", "May"])
def test_a_date_that_is_none_is_refused(date: str) -> None:
    with pytest.raises(UsageError, match="no date"):
        of(since=date)
    with pytest.raises(UsageError, match="no date"):
        Sieve(until=date)


@pytest.mark.parametrize(("since", "until"), [("2008", "2007"), ("2007-06", "2007-05-31")])
def test_a_stretch_that_ends_before_it_begins_is_refused(since: str, until: str) -> None:
    with pytest.raises(UsageError, match="is after until"):
        of(since=since, until=until)


@pytest.mark.parametrize(("since", "until"), [("2007-05-31", "2007"), ("2007", "2007-05")])
def test_a_stretch_that_ends_in_its_first_month_or_year_is_one(since: str, until: str) -> None:
    assert of(since=since, until=until).until == until


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--act", "swears", "no act swears: one of asserts, alleges"),
        ("--review", "good", "no review good: one of none, accepted"),
        ("--since", "2007-02-31", "no date 2007-02-31: write 2007, 2007-05 or 2007-05-31"),
        ("--by", " ", "an empty name"),
    ],
)
def test_bad_input_is_one_line_and_wrong_usage(
    option: str, value: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["matrix", option, value]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1
