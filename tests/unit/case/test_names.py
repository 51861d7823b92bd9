from careo.case.names import matches


def test_words_match_whole_and_side_by_side() -> None:
    assert matches(("quiroga",), ["Andrés Quiroga"])
    assert matches(("andres", "quiroga"), ["General Andrés Quiroga Paz"])
    assert not matches(("andres", "paz"), ["General Andrés Quiroga Paz"])
    assert not matches(("quir",), ["Andrés Quiroga"])
    assert not matches(("andres", "quiroga"), ["Andrés", "Quiroga"])
