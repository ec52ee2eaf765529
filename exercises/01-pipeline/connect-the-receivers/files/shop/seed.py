"""The bookshop's first day: the same books, reviews and sales at every start. It runs before there is a handler."""

from decimal import Decimal

from django.contrib.auth import get_user_model
from django.core.management import call_command

from shop.models import Author, Book, Review

# Author, born, and their books: title, published, price.
AUTHORS = [
    (
        "Jane Austen",
        1775,
        [
            ("Pride and Prejudice", 1813, "9.50"),
            ("Emma", 1815, "9.00"),
            ("Persuasion", 1817, "8.50"),
        ],
    ),
    (
        "Jorge Luis Borges",
        1899,
        [
            ("Ficciones", 1944, "12.00"),
            ("The Aleph", 1949, "12.50"),
        ],
    ),
    (
        "Stanisław Lem",
        1921,
        [
            ("Solaris", 1961, "11.00"),
            ("The Cyberiad", 1965, "13.50"),
        ],
    ),
    (
        "Ursula K. Le Guin",
        1929,
        [
            ("A Wizard of Earthsea", 1968, "10.00"),
            ("The Left Hand of Darkness", 1969, "12.00"),
            ("The Dispossessed", 1974, "12.00"),
        ],
    ),
]

# Book, reader, rating, text.
REVIEWS = [
    ("Pride and Prejudice", "Ines", 5, "I laughed out loud on the train."),
    ("Pride and Prejudice", "Tom", 4, "Slow for a chapter, then I missed my stop."),
    ("Emma", "Ines", 4, "She means well. That is the trouble."),
    ("Ficciones", "Kofi", 5, "Short, and it never ends."),
    ("Ficciones", "Ruth", 5, "The library alone is worth the price."),
    ("Solaris", "Kofi", 4, "An ocean that answers back."),
    ("Solaris", "Tom", 3, "I wanted to like the appendix."),
    ("The Cyberiad", "Ruth", 5, "Two robots, and every joke is mathematics."),
    ("A Wizard of Earthsea", "Ines", 5, "Read it to my daughter, then to myself."),
    ("The Left Hand of Darkness", "Ruth", 5, "I was cold for a week."),
    ("The Dispossessed", "Tom", 4, "I keep arguing with it."),
]

# Book, quantity: sold at the market before the shop had a till.
MARKET = [("Emma", 1), ("Solaris", 2), ("Ficciones", 1), ("The Dispossessed", 3)]


def run() -> None:
    """Fill an empty database."""
    books: dict[str, Book] = {}
    for name, born, titles in AUTHORS:
        author = Author.objects.create(name=name, born=born)
        for title, published, price in titles:
            books[title] = Book.objects.create(
                author=author,
                title=title,
                published=published,
                price=Decimal(price),
            )

    Review.objects.bulk_create(
        Review(book=books[title], reader=reader, rating=rating, text=text)
        for title, reader, rating, text in REVIEWS
    )

    get_user_model().objects.create_user("maya", password="maya")
    for title, quantity in MARKET:
        call_command("sell", books[title].pk, quantity)
