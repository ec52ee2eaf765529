"""Plays scenes of the exercise 01-pipeline/template-response on Django itself, as its scenario.ts does on a learner's file."""

import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import SimpleTemplateResponse
from django.views.decorators.csrf import csrf_exempt


class TemplateBroken(Exception):
    pass


class CallbackFailed(Exception):
    pass


class Template:
    def __init__(self, data: dict[str, Any], lines: list[str]) -> None:
        self.name, self.text = data["name"], data["text"]
        self.left = data.get("breaks", 0)
        self.lines = lines

    def render(self, context: dict[str, str] | None, request: object) -> str:
        pairs = [f"{key}={value}" for key, value in (context or {}).items()]
        self.lines.append(
            f"{self.name} is rendered with {', '.join(pairs) or 'nothing'}"
        )
        if self.left > 0:
            self.left -= 1
            raise TemplateBroken
        return self.text.replace("{{ title }}", (context or {}).get("title", ""))


@csrf_exempt
def play(request: HttpRequest) -> HttpResponse:
    return JsonResponse(
        [happened(scene) for scene in json.loads(request.body)], safe=False
    )


def happened(scene: dict[str, Any]) -> list[list[str]]:
    lines: list[str] = []
    replacements: dict[int, str] = {}
    response = SimpleTemplateResponse(
        Template(scene["template"], lines), scene["context"], status=scene["status"]
    )

    def who(given: HttpResponse) -> str:
        if given is response:
            return "the response"
        return f"{replacements[id(given)]}'s response"

    def callback(data: dict[str, str]) -> Callable[[Any], Any]:
        name, does = data["name"], data["does"]

        def called(given: HttpResponse) -> HttpResponse | None:
            lines.append(f"{name} is called with {who(given)}")
            if does == "throw":
                raise CallbackFailed
            if does == "append":
                given.content = f"{given.content.decode()}+"
            if does == "add":
                added = {"name": name * 2, "does": "replace"}
                response.add_post_render_callback(callback(added))
            if does != "replace":
                return None
            own = HttpResponse(f"{name}'s page")
            replacements[id(own)] = name
            kept.append(own)
            return own

        return called

    # So that no id is given out twice.
    kept: list[HttpResponse] = []
    added: dict[str, Callable[[Any], Any]] = {}

    def take(step: dict[str, Any]) -> str:
        match step["do"]:
            case "render":
                returned = response.render()
                return f"returns {who(returned)}: {quoted(returned.content)}"
            case "read":
                return quoted(response.content)
            case "write":
                response.content = step["content"]
            case "iterate":
                return ", ".join(quoted(chunk) for chunk in response)
            case "ask-rendered":
                return str(response.is_rendered).lower()
            case "ask-rendered-content":
                return quoted(response.rendered_content.encode())
            case "add-callback":
                data = step["callback"]
                added[data["name"]] = callback(data)
                response.add_post_render_callback(added[data["name"]])
            case "add-again":
                response.add_post_render_callback(added[step["name"]])
            case "set-context":
                response.context_data = step["context"]
            case "set-template":
                response.template_name = Template(step["template"], lines)
        return "done"

    told = [[f"made with status {response.status_code}"]]
    for step in scene["steps"]:
        lines.clear()
        try:
            lines.append(take(step))
        except Exception as exception:
            lines.append(f"throws {type(exception).__name__}")
        told.append([*lines])
    return told


def quoted(content: bytes) -> str:
    return f'"{content.decode()}"'
