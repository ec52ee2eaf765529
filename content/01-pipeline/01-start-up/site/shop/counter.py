from django.http import HttpRequest, HttpResponse

from shop.models import Author, Book, Review


def welcome(request: HttpRequest) -> HttpResponse:
    print("the view runs")
    return HttpResponse("Come in, we are open.")


def new_author(request: HttpRequest) -> HttpResponse:
    Author.objects.create(name="Octavia E. Butler", born=1947)
    return HttpResponse(status=201)


def new_review(request: HttpRequest) -> HttpResponse:
    book = Book.objects.get(title="Solaris")
    Review.objects.create(book=book, reader="Maya", rating=5, text="It looked at me.")
    return HttpResponse(status=201)
