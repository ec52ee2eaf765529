"""What other machines ask the shop. They can't wait for us to open again."""

import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from shop.maintenance import open_during_maintenance


@open_during_maintenance
def status(request: HttpRequest) -> HttpResponse:
    """The load balancer asks whether this process is alive."""
    return HttpResponse("ok", content_type="text/plain")


@open_during_maintenance
@csrf_exempt
@require_POST
def payment(request: HttpRequest, reference: str) -> JsonResponse:
    """The bank tells us that an order has been paid."""
    paid = json.loads(request.body)["amount"]
    return JsonResponse({"reference": reference, "paid": paid}, status=202)
