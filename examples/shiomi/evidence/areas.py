"""The 17 areas of the ward, each with its まち協. Invented."""

AREAS = (
    "汐見東", "汐見西", "浜町", "灯台前", "松原", "白砂", "港口", "藻塩", "千鳥", "帆立", "海鳴", "渚", "桟橋", "鴎台",
    "網代", "磯部", "入船",
)  # fmt: skip
