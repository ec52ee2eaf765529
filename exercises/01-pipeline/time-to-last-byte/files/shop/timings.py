import logging

from django.http import HttpRequest
from django.http.response import HttpResponseBase

logger = logging.getLogger(__name__)


def record(
    request: HttpRequest, response: HttpResponseBase, milliseconds: float, size: int
) -> None:
    """Writes one line to the log: to be called exactly once for each response.

    milliseconds: from the moment the request comes in until the server is done with
        the response.
    size: the bytes of the body that the server was given, each chunk counted as soon
        as the server has it.
    """
    logger.info(
        "%s %s %d took %.0f ms, %d bytes",
        request.method,
        request.get_full_path(),
        response.status_code,
        milliseconds,
        size,
    )
