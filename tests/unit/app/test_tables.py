"""Tables list people by name, and carry nothing that acts."""

import csv
import io

from msgspec import structs
from rich.console import Console
from rich.table import Table

from careo.app.cli.tables import CLAIM_COLUMNS, actors_table, claims_csv, documents_table

from .views import ACTORS, FILES, GENERAL, actor, claim, document


def printed(table: Table) -> str:
    console = Console(file=io.StringIO(), width=160, force_terminal=False)
    with console.capture() as captured:
        console.print(table)
    return captured.get()


def test_people_keep_the_order_of_their_names_however_often_they_are_named() -> None:
    people = [actor("Anselma"), actor("Marta"), actor("Zoilo", places=9)]
    someone = structs.replace(actor("a judge", places=30), identified="unnamed")
    shown = printed(actors_table([someone, *people]))
    where = [shown.index(name) for name in ("Anselma", "Marta", "Zoilo", "a judge")]
    assert where == sorted(where)
    assert "9 places in 1 document" in shown


def test_a_document_that_could_not_be_read_is_listed_with_its_reason() -> None:
    shown = printed(documents_table([document("a.pdf", "refused", "encrypted")]))
    assert "refused: encrypted" in shown
    assert "2.0 kB" in shown


def test_a_document_is_listed_with_its_language() -> None:
    shown = printed(documents_table([structs.replace(document("carta.txt"), language="es")]))
    assert any("carta.txt" in line and " es " in line for line in shown.splitlines())


def test_names_are_not_taken_for_markup_or_escapes() -> None:
    shown = printed(documents_table([document("[bold]a[/bold]\\"), document("b\x1b[2J\n.txt")]))
    assert "[bold]a[/bold]\\" in shown
    assert "\x1b" not in shown


def test_csv_gives_one_safe_line_a_claim() -> None:
    names = {**ACTORS, GENERAL: "=cmd|' /C calc'!A0"}
    lines = list(claims_csv([claim("-1+1\nnext"), claim("plain")], names, FILES))
    rows = list(csv.DictReader(io.StringIO("".join(lines).removeprefix("\ufeff"), newline="")))
    assert tuple(rows[0]) == CLAIM_COLUMNS
    assert [row["quote"] for row in rows] == ["'-1+1 next", "plain"]
    assert rows[0]["speaker"].startswith("'=cmd")
    assert rows[1]["about"] == "Benicio Varrón"
    assert rows[1]["relations"] == "commands (agent: Varrón)"
    assert all(line.count("\n") == 1 for line in lines)
    for row in rows:
        assert not [v for v in row.values() if v.strip().startswith(("=", "+", "-", "@"))]
