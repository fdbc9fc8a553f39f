"""Erase free text and photos of entries that are older than their register keeps them. Run it every night."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from hoshin.core.permissions import Actor
from hoshin.server.registers.actions import erase_old_texts


class Command(BaseCommand):
    help = "Erase free text and photos of entries that are older than their register keeps them. Run it every night."

    def handle(self, *args: Any, **options: Any) -> None:
        erased = erase_old_texts(on=timezone.localdate(), by=Actor("cli:erase_old_entry_texts"))
        self.stdout.write(f"文字と写真を消去した記録 / entries whose text and photos were erased: {erased}")
