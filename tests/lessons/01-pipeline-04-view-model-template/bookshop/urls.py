"""The lesson's site, and the cases that only these tests ask for."""

from django.db import connections
from django.urls import include, path

from shop import cases, pages, played

# What the setting would do at start-up: `make_view_atomic` reads it here, for each request.
connections.settings["default"]["ATOMIC_REQUESTS"] = True

urlpatterns = [
    path("", include("shop.urls")),
    path("checkout/", cases.checkout),
    path("checkout/at-once/", cases.checkout_at_once),
    path("checkout/answers-500/", cases.answers_500),
    path("atomic/", cases.atomic),
    path("missing-name/", cases.missing_name),
    path("number-of-orders/", cases.orders),
    path("raises/", cases.raises),
    path("streams/", cases.streams),
    path("unread/", cases.unread),
    path("forgetful/", pages.forgetful),
    path("played/", played.play),
    path("api/", include("shop.api_cases")),
]
