"""The interface speaks Japanese and English completely."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.utils.translation import templatize

import hoshin.server

SERVER = Path(hoshin.server.__file__).parent
LANGUAGES = ("ja", "en")
TEXT = r"""(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")"""
CALL = re.compile(rf"""(?<![\w.])u?(?:_|gettext|gettext_lazy|ngettext)\(\s*u?{TEXT}""")
PLACEHOLDER = re.compile(r"%\((\w+)\)s|\{(\w+)\}")
CONTEXT_CALL = re.compile(rf"""(?<![\w.])(?:pgettext|pgettext_lazy|npgettext)\(\s*u?{TEXT}\s*,\s*u?{TEXT}""")


def catalogue(language):
    """Every message of the interface in a language, from the catalogues of all apps."""
    messages = []
    for path in sorted(SERVER.glob(f"**/locale/{language}/LC_MESSAGES/django.po")):
        with path.open("rb") as file:
            messages += list(read_po(file, locale=language))
    return messages


def used():
    """Every (context, message) that code and templates ask for."""
    found = set()
    for path in SERVER.rglob("*.py"):
        found |= messages_of(path.read_text(encoding="utf-8"))
    for path in [*SERVER.rglob("templates/**/*.html")]:
        found |= messages_of(templatize(path.read_text(encoding="utf-8"), origin=str(path)))
    return found


def messages_of(source):
    plain = {(None, unescaped(a or b)) for a, b in CALL.findall(source)}
    return plain | {(unescaped(a or b), unescaped(c or d)) for a, b, c, d in CONTEXT_CALL.findall(source)}


def unescaped(text):
    return text.replace("\\'", "'").replace('\\"', '"').replace("\\\\", "\\")


def key_of(message):
    return message.context, message.id[0] if isinstance(message.id, tuple) else message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_untranslated_or_fuzzy(language):
    faults = []
    for message in catalogue(language):
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and (message.fuzzy or not all(texts)):
            faults.append(message.id)
    assert not faults


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_is_asked_for_is_there_and_nothing_else(language):
    known = {key_of(message) for message in catalogue(language) if message.id}
    asked = used()
    assert asked - known == set(), "run script/compile_messages.py after adding these to the catalogues"
    assert known - asked == set(), "these are no longer used"


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_message_has_one_translation(language):
    said = {}
    for message in catalogue(language):
        if message.id:
            said.setdefault(key_of(message), set()).add(str(message.string))
    assert {key: texts for key, texts in said.items() if len(texts) > 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_survive_translation(language):
    for message in catalogue(language):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        names = {name for text in ids for name in PLACEHOLDER.findall(text)}
        for text in texts:
            assert set(PLACEHOLDER.findall(text)) <= names, message.id
            if names:
                assert PLACEHOLDER.findall(text), message.id


def test_the_japanese_catalogue_is_japanese():
    english = [m.id for m in catalogue("ja") if m.id and not re.search(r"[぀-ヿ一-鿿]", str(m.string))]
    assert not english
