import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from careo.case.engines import InProcess, Processes
from careo.case.ports import Failure
from careo.model.errors import StorageError, UsageError


def double(number: int) -> Any:
    return number * 2


def fail_on_three(number: int) -> Any:
    if number == 3:
        raise ValueError("words of a document")
    return number


def die_on_three(number: int) -> Any:
    if number == 3:
        os.kill(os.getpid(), signal.SIGSEGV)
    return number


def die_once(place: Path) -> Any:
    if not place.exists():
        place.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return place.name


def leave_on_three(number: int) -> Any:
    if number == 3:
        os._exit(7)
    return number


def threads(_item: object) -> Any:
    return os.environ["OMP_NUM_THREADS"]


def hears_nothing(_item: object) -> Any:
    return signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def main_file(_item: object) -> Any:
    import __main__

    return getattr(__main__, "__file__", "")


def unpicklable(_item: object) -> Any:
    return lambda: None


class Reluctant:
    """An item that cannot be sent; a worker's start then fails before it can begin."""

    def __call__(self, item: object) -> Any:
        return item

    def __reduce__(self) -> Any:
        return (_raise, ())


def _raise() -> None:
    raise ImportError("not here")


@pytest.mark.parametrize("engine", [InProcess(), Processes(1), Processes(2)])
def test_every_item_comes_once_with_its_result(engine: Any) -> None:
    found = dict(engine.map_unordered(double, range(7)))
    assert found == {number: number * 2 for number in range(7)}


@pytest.mark.parametrize("engine", [InProcess(), Processes(2)])
def test_an_error_costs_its_item_alone_and_tells_none_of_its_words(engine: Any) -> None:
    found = dict(engine.map_unordered(fail_on_three, range(6)))
    assert found.pop(3) == Failure(reason="ValueError")
    assert found == {0: 0, 1: 1, 2: 2, 4: 4, 5: 5}


@pytest.mark.parametrize(
    ("function", "reason"), [(die_on_three, "SIGSEGV"), (leave_on_three, "exit 7")]
)
def test_a_dead_worker_costs_exactly_the_item_that_it_held(function: Any, reason: str) -> None:
    found = dict(Processes(2).map_unordered(function, range(6)))
    assert found.pop(3) == Failure(reason=reason)
    assert found == {0: 0, 1: 1, 2: 2, 4: 4, 5: 5}


def test_an_item_whose_worker_was_killed_for_something_else_is_tried_once_more(
    tmp_path: Path,
) -> None:
    items = [tmp_path / name for name in "abc"]
    assert dict(Processes(2).map_unordered(die_once, items)) == {one: one.name for one in items}


def test_a_result_that_cannot_be_sent_costs_its_item() -> None:
    ((_, result),) = Processes(1).map_unordered(unpicklable, [1])
    assert isinstance(result, Failure)


def test_a_worker_that_cannot_begin_is_nobodys_fault() -> None:
    with pytest.raises(StorageError, match="could not start"):
        list(Processes(1).map_unordered(Reluctant(), [1]))


def test_workers_have_one_thread_each() -> None:
    assert list(Processes(1).map_unordered(threads, [0])) == [(0, "1")]


def test_a_worker_never_hears_an_interruption() -> None:
    assert list(Processes(1).map_unordered(hears_nothing, [0])) == [(0, True)]
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_workers_do_not_run_the_parents_main_script() -> None:
    ((_, path),) = Processes(1).map_unordered(main_file, [0])
    assert str(path).endswith("worker.py")


def test_items_are_taken_only_as_they_are_needed() -> None:
    taken = []

    def items() -> Iterator[Any]:
        for number in range(100):
            taken.append(number)
            yield number

    results = Processes(2).map_unordered(double, items())
    next(results)
    assert len(taken) <= 2 * (3 + 4)
    results.close()


def test_workers_are_gone_when_the_work_is_given_up() -> None:
    results = Processes(1).map_unordered(worker_id, range(10))
    _, process = next(results)
    results.close()
    with pytest.raises(ProcessLookupError):
        os.kill(int(str(process)), 0)


def worker_id(_item: object) -> Any:
    return os.getpid()


def sleep(_item: object) -> None:
    time.sleep(600)


def test_an_interruption_ends_busy_workers_at_once() -> None:
    def items() -> Iterator[Any]:
        yield 1
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(Processes(2).map_unordered(sleep, items()))


def test_no_worker_is_started_for_nothing() -> None:
    assert list(Processes(2).map_unordered(double, [])) == []


def test_less_than_one_worker_is_refused() -> None:
    with pytest.raises(UsageError):
        Processes(0)


def die_late_on_the_first(number: int) -> Any:
    if number == 0:
        time.sleep(0.2)  # by now the next item is at hand
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_what_a_dead_worker_had_at_hand_is_done_by_another() -> None:
    found = dict(Processes(2).map_unordered(die_late_on_the_first, range(40)))
    assert isinstance(found.pop(0), Failure)
    assert found == {number: number for number in range(1, 40)}


def slow_on_zero(number: int) -> Any:
    time.sleep(0.0 if number else 1.0)
    return number


def test_none_of_the_last_items_waits_behind_a_slow_one() -> None:
    work = Processes(2).map_unordered(slow_on_zero, range(8))
    assert [item for item, _ in work][-1] == 0
