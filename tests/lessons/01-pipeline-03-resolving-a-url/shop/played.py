"""What Django makes of the scenes of the Rebuild exercise 01-pipeline/resolver."""

import json
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, include, path, register_converter
from django.urls.resolvers import RegexPattern, URLPattern, URLResolver


EXCEPTIONS = {"ValueError": ValueError, "TypeError": TypeError, "Http404": Http404}


def play(scene: dict[str, Any]) -> list[dict[str, Any]]:
    for each in scene["converters"]:
        register_converter(converter(each), each["name"])
    resolver = URLResolver(RegexPattern(r"^/"), patterns(scene["urlpatterns"]))
    return [resolved(resolver, asked) for asked in scene["paths"]]


def converter(described: dict[str, Any]) -> type:
    class Own:
        regex = described["regex"]

        def to_python(self, value: str) -> str:
            if value in described["refuses"]:
                raise EXCEPTIONS[described["raises"]]
            return described.get("gives", {}).get(value, value.upper())

        def to_url(self, value: str) -> str:
            return value

    return Own


def patterns(lines: list[dict[str, Any]]) -> list[URLPattern | URLResolver]:
    made = []
    for line in lines:
        kwargs = line.get("kwargs")
        if "include" in line:
            # A namespace needs an app_name.
            inside = (patterns(line["include"]), "app")
            namespace = line.get("namespace")
            included = include(inside, namespace) if namespace else include(inside[0])
            made.append(path(line["route"], included, kwargs))
        else:
            made.append(path(line["route"], view(line["view"]), kwargs, line["name"]))
    return made


def view(name: str) -> Any:
    def called(request: HttpRequest) -> HttpResponse:
        raise AssertionError("Resolving called a view.")

    called.__name__ = name
    return called


def resolved(resolver: URLResolver, asked: str) -> dict[str, Any]:
    try:
        match = resolver.resolve(asked)
    except Resolver404 as exception:
        assert isinstance(exception, Http404)
        carried = exception.args[0]
        tried = [
            [str(each.pattern) for each in chain] for chain in carried.get("tried", [])
        ]
        return {"raises": "Resolver404", "path": carried["path"], "tried": tried}
    except (TypeError, Http404) as exception:
        return {"raises": type(exception).__name__}
    return {
        "match": {
            "func": match.func.__name__,
            "kwargs": {
                name: value if value is None or isinstance(value, int) else str(value)
                for name, value in match.kwargs.items()
            },
            "urlName": match.url_name,
            "route": match.route,
            "namespaces": match.namespaces,
        }
    }


def main() -> None:
    scenes = json.loads(Path("scenes.json").read_text())
    print(json.dumps([play(scene) for scene in scenes]))
