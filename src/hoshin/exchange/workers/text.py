"""Reads one text or Markdown file in a fenced process."""

from hoshin.exchange.plan_text.reader import read_text_plan
from hoshin.exchange.workers.answering import answer_with

if __name__ == "__main__":
    answer_with(read_text_plan)
