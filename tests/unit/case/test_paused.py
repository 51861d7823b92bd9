"""Pausing the search for garbage ends when the work does, however it ends."""

import gc

import pytest

from careo.case.paused import paused


def _fail() -> None:
    raise ValueError("broken")


def test_it_is_paused_only_meanwhile() -> None:
    with paused():
        assert not gc.isenabled()
        with paused():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_where_the_work_fails() -> None:
    with pytest.raises(ValueError, match="broken"):
        paused()(_fail)()
    assert gc.isenabled()
