import csv
from pathlib import Path

TABLE = Path(__file__).with_name("postage.csv")


def load_rates() -> dict[str, str]:
    """Reads the whole table of postage: country to price. It changes once a year, with a new release of the shop."""
    with TABLE.open(newline="") as table:
        return {country: price for country, price in csv.reader(table)}
