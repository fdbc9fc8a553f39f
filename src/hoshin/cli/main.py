"""`hoshin COMMAND`: finds the command's module and runs it.

A command is a module in `hoshin.cli` with `HELP`, `add_arguments(parser)` and `run(arguments) -> int`. Modules are
imported only when asked for, so that `hoshin targets` never waits for Django.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from hoshin.cli.exit_codes import ExitCode
from hoshin.version import VERSION

COMMANDS = {
    "read": "read a plan out of text, Markdown, xlsx, pptx, docx or pdf ／ 計画書を読み取る",
    "targets": "read target phrases, one a line ／ 目標の文を読み取る",
    "import": "store a plan after showing the difference ／ 差分を確かめて取り込む",
    "export": "write a stored plan as a plan document (JSON) ／ 計画書データ（JSON）に書き出す",
    "judge": "judge measurements against targets (JSON Lines) ／ 実績と目標から判定する",
    "estimate": "estimate shares, means and totals from answers ／ 回答から割合・平均・総数を推定する",
    "schema": "print the JSON Schema of a plan document ／ 計画書データの JSON Schema を表示する",
    "verify": "recompute every measurement from its frozen records ／ 測定値を記録から計算し直して確かめる",
    "audit": "prove that the record of who did what is whole ／ 操作の記録が書き換えられていないか確かめる",
    "serve": "migrate and serve the site ／ サイトを起動する",
    "config": "show every setting with where it comes from ／ 設定と出どころを表示する",
    "manage": "Django's own commands ／ Django の管理コマンド",
}
EPILOGUE = """exit codes ／ 終了コード:
  0  done ／ 正常終了
  1  a check failed or the answer was no ／ 検査で不一致、または「いいえ」
  2  wrong usage ／ 使い方の誤り
  3  a file cannot be read (missing, broken, of another kind) ／ ファイルを読めない
  4  a file holds no plan ／ 計画が見つからない
  5  refused: encrypted, dangerous or too large ／ 暗号化・危険・過大のため拒否
  130 interrupted ／ 中断
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code. Ctrl-C ends in one line, never a traceback."""
    given = list(sys.argv[1:] if argv is None else argv)
    overview = argparse.ArgumentParser(
        prog="hoshin",
        epilog=EPILOGUE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="方針 — a city's plans, with figures that hold up",
    )
    overview.add_argument("--version", action="version", version=f"hoshin {VERSION}")
    commands = overview.add_subparsers(dest="command", metavar="COMMAND")
    for name, help_line in COMMANDS.items():
        commands.add_parser(name, help=help_line, add_help=False)
    if not given:
        overview.print_help()
        return ExitCode.USAGE
    chosen, rest = overview.parse_known_args(given[:1])[0], given[1:]
    module = import_module(f"hoshin.cli.{chosen.command}_command")
    parser = argparse.ArgumentParser(
        prog=f"hoshin {chosen.command}",
        description=COMMANDS[chosen.command],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    module.add_arguments(parser)
    try:
        return int(module.run(parser.parse_args(rest)))
    except KeyboardInterrupt:
        sys.stderr.write("\n中断しました。何も変更していません。 ／ Interrupted; nothing was changed.\n")
        return ExitCode.INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
