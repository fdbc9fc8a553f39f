"""Erase what identifies a family from every case whose retention date has passed. Run it every night."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from hoshin.core.permissions import Actor
from hoshin.server.cases.actions import erase_expired


class Command(BaseCommand):
    help = "Erase what identifies a family from every case whose retention date has passed. Run it every night."

    def handle(self, *args: Any, **options: Any) -> None:
        erased = erase_expired(on=timezone.localdate(), by=Actor("cli:erase_expired_cases"))
        self.stdout.write(f"個人情報を消去したケース / cases erased: {erased}")
