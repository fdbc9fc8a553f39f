"""People, the posts they hold and the organisations those belong to."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "hoshin.server.accounts"
    label = "accounts"
    verbose_name = "利用者"
