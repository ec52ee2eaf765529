from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from shop.models import Author, Book


@receiver(post_save, sender=Author)
def announce(sender: Any, instance: Author, **kwargs: Any) -> None:
    books = Book.objects.filter(author=instance).count()
    print(f"New: {instance}, with {books} books.")
