"""Seal the identifying fields of every case anew with a new key, then forget the old ones."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hoshin.core.permissions import Actor
from hoshin.core.problems import sentence
from hoshin.server.cases.actions import rotate_keys
from hoshin.server.cases.sealing import SealError, keys_path


class Command(BaseCommand):
    help = "Seal the identifying fields of every case anew with a new key, then forget the old ones."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            sealed = rotate_keys(by=Actor("cli:rotate_case_keys"))
        except SealError as refused:
            raise CommandError(f"{sentence(refused.problem, 'ja')}\n{sentence(refused.problem, 'en')}") from refused
        self.stdout.write(f"新しい鍵で封をし直したケース / cases sealed anew: {sealed}")
        self.stdout.write(f"鍵ファイルの控えを取り直してください / make a new copy of the key file: {keys_path()}")
