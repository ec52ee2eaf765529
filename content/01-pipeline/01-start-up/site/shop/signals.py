from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from shop.models import Review

print("shop/signals.py runs")


@receiver(post_save, sender=Review)
def count_reviews(sender: Any, instance: Review, **kwargs: Any) -> None:
    if Review.objects.filter(book=instance.book_id).count() == 10:
        print("Ten reviews: this book goes into the window.")
