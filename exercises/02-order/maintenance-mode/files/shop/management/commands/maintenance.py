from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from shop.maintenance import Maintenance, switch


class Command(BaseCommand):
    help = "Closes the shop, or opens it again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("to", choices=["on", "off"])
        parser.add_argument("--retry-after", type=int, default=1800)
        parser.add_argument("--let-in", nargs="*", default=[])

    def handle(self, *args: Any, **options: Any) -> None:
        let_in = frozenset(options["let_in"])
        closed = Maintenance(options["retry_after"], let_in)
        switch(closed if options["to"] == "on" else None)
