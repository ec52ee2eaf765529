import logging

from django.http import HttpRequest
from django.http.response import HttpResponseBase

logger = logging.getLogger(__name__)


def record(
    request: HttpRequest, response: HttpResponseBase, milliseconds: float, size: int
) -> None:
    """Writes one line to the log: to be called exactly once for each response.

    A server closes a response once, whatever became of its body.

    milliseconds: from the moment the request comes in until the server is done with
        the response.
    size: the bytes of the body that the server was given. Of a plain page that is all
        of it, also for HEAD; of a stream each chunk counts as soon as the server has it.
    """
    logger.info(
        "%s %s %d took %.0f ms, %d bytes",
        request.method,
        request.get_full_path(),
        response.status_code,
        milliseconds,
        size,
    )
