from django.http import Http404, HttpRequest
from django.utils.deprecation import MiddlewareMixin

from shop import tenants


class TenantMiddleware(MiddlewareMixin):
    """Has a request answered by the URLconf of the tenant in its Host."""

    def process_request(self, request: HttpRequest) -> None:
        host = request.get_host().partition(":")[0].lower()
        name, dot, _ = host.rpartition(f".{tenants.DOMAIN}")
        if not dot:
            return
        try:
            request.urlconf = tenants.URLCONFS[name]
        except KeyError as missing:
            raise Http404("No such tenant.") from missing
