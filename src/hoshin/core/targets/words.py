"""Word lists as tables: words between spaces and line ends, in the order of the list."""


def words(table: str) -> tuple[str, ...]:
    """The words of a table.

    >>> words("以上 以下")
    ('以上', '以下')
    """
    return tuple(table.split())
