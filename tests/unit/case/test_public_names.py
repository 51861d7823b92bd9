import subprocess
import sys

import careo
import careo.case


def test_the_public_names_are_these_and_at_most_fifteen() -> None:
    assert careo.__all__ == [
        "ActorView",
        "CareoError",
        "Case",
        "Claim",
        "ClaimView",
        "Document",
        "DocumentView",
        "Link",
        "Outcome",
        "Relation",
        "Source",
        "Span",
        "TextLayer",
    ]


def test_every_public_name_is_there() -> None:
    for module in (careo, careo.case):
        for name in module.__all__:
            assert getattr(module, name).__name__ == name
        assert set(module.__all__) <= set(dir(module)) or module is careo.case


def test_a_name_that_is_not_public_is_an_attribute_error() -> None:
    for module in (careo, careo.case):
        assert not hasattr(module, "Nonsense")


def test_importing_careo_loads_nothing_heavy() -> None:
    code = (
        "import sys, careo, careo.case, careo.case.ports, careo.case.results, careo.case.worker;"
        "print([m for m in ('sqlalchemy', 'spacy', 'numpy', 'pypdfium2') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
