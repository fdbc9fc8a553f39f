"""Small drawings, each a path on a 24 × 24 ground. They never speak alone: a word stands beside each."""

ICONS: dict[str, str] = {
    "add": '<path d="M12 5v14M5 12h14"/>',
    "check": '<path d="M4.5 12.5l5 5 10-11"/>',
    "circle": '<circle cx="12" cy="12" r="9"/>',
    "triangle": '<path d="M12 3l10 18H2z"/>',
    "square": '<rect x="3" y="3" width="18" height="18"/>',
    "dash": '<path d="M4 12h16"/>',
    "down": '<path d="M12 4v16M5 13l7 7 7-7"/>',
    "document": '<path d="M6 2h8l5 5v15H6zM14 2v5h5"/>',
    "edit": '<path d="M4 20l1-5L16 4l4 4L9 19z"/>',
    "error": '<path d="M12 3l10 18H2zM12 10v5M12 18v.5"/>',
    "globe": '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c6 6 6 12 0 18M12 3c-6 6-6 12 0 18"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v6M12 7v.5"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4 21c1-5 4-7 8-7s7 2 8 7"/>',
    "question": '<circle cx="12" cy="12" r="9"/><path d="M9 9.5c0-4 6-4 6 0 0 2-3 2.5-3 4.5M12 17.5v.5"/>',
    "remove": '<path d="M4 7h16M9 7V4h6v3M6 7l1 14h10l1-14M10 11v6M14 11v6"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.5L21 21"/>',
    "success": '<circle cx="12" cy="12" r="9"/><path d="M7.5 12.5l3.5 3.5 6-7"/>',
    "undo": '<path d="M9 14L4 9l5-5M4 9h10a6 6 0 010 12h-3"/>',
    "up": '<path d="M12 20V4M5 11l7-7 7 7"/>',
    "upload": '<path d="M12 16V4M6 10l6-6 6 6M4 20h16"/>',
}
SOLID = frozenset({"triangle", "square"})
