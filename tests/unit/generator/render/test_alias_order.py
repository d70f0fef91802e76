"""
The order of aliases in a module of models.
"""

from __future__ import annotations

from kontokit_generator.render.alias_order import put_quoted_aliases_last

PLAIN = """
Names: TypeAlias = list[str]
\"\"\"Names.\"\"\"

Pet: TypeAlias = OneOf["Cat | Dog", union(lambda: (option(Cat), option(Dog)))]
\"\"\"Any.\"\"\"

Word: TypeAlias = Literal["Node"]
\"\"\"One word.\"\"\"

class Node(Model):
    \"\"\"A node.\"\"\"
"""
QUOTED = """
Rows: TypeAlias = list[Table]
\"\"\"Rows.\"\"\"

Table: TypeAlias = dict[str, "Node | None"]
\"\"\"
A table.
\"\"\"
"""


def test_a_module_without_quotes_stays_as_it_is() -> None:
    """
    What a union looks up later, and a text, is no quoted name.
    """
    assert put_quoted_aliases_last(PLAIN) == PLAIN


def test_aliases_with_quotes_follow_the_classes_in_their_own_order() -> None:
    """
    What is made of such an alias follows it; docstrings stay behind their aliases.
    """
    kept, _, moved = put_quoted_aliases_last(QUOTED + PLAIN).partition('"""A node."""')
    assert "Names: TypeAlias" in kept
    assert "Rows" not in kept
    assert [one.strip() for one in moved.split("\n\n\n") if one] == [
        'Table: TypeAlias = dict[str, Node | None]\n"""\nA table.\n"""',
        'Rows: TypeAlias = list[Table]\n"""Rows."""',
    ]
