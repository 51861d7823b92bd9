"""What a parsing child is kept from, and by what."""

from __future__ import annotations

from collections.abc import Collection

from careo.model.record import Record

_LINES = (
    ("memory", "using more memory than allowed", ("rlimit_as",)),
    ("privileges", "gaining privileges", ("no_new_privs", "seatbelt")),
    ("files", "opening files", ("landlock", "seccomp", "seatbelt")),
    ("network", "using the network", ("seccomp", "seatbelt")),
    ("programs", "starting programs", ("landlock", "seccomp", "seatbelt")),
    (
        "recogniser",
        "having the program that recognises words read other files",
        ("landlock", "seatbelt"),
    ),
    ("processes", "starting processes", ("seccomp", "seatbelt")),
)


class Protection(Record, frozen=True):
    """One line of protection.

    Attributes:
        name: One word.
        denies: What a child cannot do where it is active.
        by: The mechanisms that are active here; none where the line is missing.
    """

    name: str
    denies: str
    by: tuple[str, ...]

    @property
    def active(self) -> bool:
        """Whether anything holds this line here."""
        return bool(self.by)


def table(active: Collection[str]) -> tuple[Protection, ...]:
    """Return every line with the mechanisms of it that are active."""
    return tuple(
        Protection(name=name, denies=denies, by=tuple(one for one in by if one in active))
        for name, denies, by in _LINES
    )
