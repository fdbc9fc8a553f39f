"""A plan document that was read: headings, tables, budgets, stamps."""

from hoshin.core.problems.record import Sentence

SENTENCES: dict[str, Sentence] = {
    "budget_not_read": Sentence(
        ja="{field}「{found}」は金額として読めません。「1,234千円」「－」「4-2-1を含む」のいずれかの形で入れてください。",
        en="{field} “{found}” cannot be read as an amount. Write it like “1,234千円”, “－” or “4-2-1を含む”.",
    ),
}
