"""``python -m zhengce`` is the command ``zhengce``."""

from __future__ import annotations

from .cli import main

main()
