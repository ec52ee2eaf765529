"""
What happens in the shop around the recorded request, which is the last of a few.

Maya has logged in before the first one, and then once it is answered, a customer's address
is put on the block list and, if she has read the handbook, Maya's session is deleted.
"""

from datetime import timedelta
from http.cookies import SimpleCookie
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth import get_user_model
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.signals import request_finished, request_started
from django.utils import timezone

blocked: set[str] = set()
maya_leaves = False
begun = False


def before(environ: dict[str, Any], **kwargs: Any) -> None:
    global begun
    cookies = SimpleCookie(environ.get("HTTP_COOKIE", ""))
    if "sessionid" in cookies and not begun:
        maya = get_user_model().objects.get(username="maya")
        data = {
            SESSION_KEY: str(maya.pk),
            BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend",
            HASH_SESSION_KEY: maya.get_session_auth_hash(),
        }
        Session.objects.create(
            session_key=cookies["sessionid"].value,
            session_data=SessionStore().encode(data),
            expire_date=timezone.now() + timedelta(days=1),
        )
    begun = True


def after(**kwargs: Any) -> None:
    global maya_leaves
    blocked.add("203.0.113.7")
    if maya_leaves:
        Session.objects.all().delete()
        maya_leaves = False


request_started.connect(before)
request_finished.connect(after)
