from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from shop.models import Book
from shop.sales import record_sale


class Command(BaseCommand):
    help = "Records what was sold at the market, where there is no till: manage.py sell 3 2"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("book", type=int)
        parser.add_argument("quantity", type=int)

    def handle(self, *args: Any, book: int, quantity: int, **options: Any) -> None:
        record_sale(Book.objects.get(pk=book), quantity)
