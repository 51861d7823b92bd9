"""A saying between dashes has the sentence on both sides."""

from tests.unit.reading.test_attribution import said


def test_what_stands_behind_the_second_dash_is_not_all_that_is_said() -> None:
    text = (
        "Under his supervision—he claims—cocaine routes were kept open, illegal mining operations "
        "in the Tarn Arc were conducted, and armed bands were sent out during critical months."
    )
    ((who, cue, content),) = said(text)
    assert (who, cue) == ("he", "claims")
    assert content[0].startswith("Under his supervision")
    assert content[-1].endswith("armed bands were sent out during critical months")
