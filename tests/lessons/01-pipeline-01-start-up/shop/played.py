"""Plays scenes of the exercise 01-pipeline/app-registry on Django's own registry."""

import json
import sys
from types import ModuleType, SimpleNamespace
from typing import Any

from django.apps import AppConfig
from django.apps.registry import Apps


class Broken(Exception):
    pass


def play(scenes: str) -> None:
    """Prints what happens in each scene; both are JSON."""
    lines = [
        Play(scene["apps"]).answer_all(scene["asks"]) for scene in json.loads(scenes)
    ]
    print(json.dumps(lines))


class Play:
    def __init__(self, described: list[dict[str, Any]]) -> None:
        self.lines: list[dict[str, str]] = []
        self.apps = Apps()
        # `Apps()` starts its own empty list; as in `Apps.set_installed_apps`, which starts another one.
        self.apps.apps_ready = self.apps.models_ready = False
        self.apps.ready = self.apps.loading = False
        place = _module("scene")
        for number, app in enumerate(described):
            _module(app["name"])
            setattr(place, f"Config{number}", self._config(app))
        self.installed = [f"scene.Config{number}" for number in range(len(described))]

    def answer_all(self, asks: list[dict[str, str]]) -> list[dict[str, str]]:
        for what in asks:
            self.ask("setup", what)
        return self.lines

    def note(self, what: str) -> None:
        flags = {
            "appsReady": self.apps.apps_ready,
            "modelsReady": self.apps.models_ready,
            "ready": self.apps.ready,
        }
        shown = " ".join(name for name, is_set in flags.items() if is_set)
        self.lines.append({"what": what, "flags": shown})

    def ask(self, who: str, what: dict[str, str]) -> None:
        populates = what["ask"] == "populate"
        if populates:
            self.note(f"{who} calls populate()")
        asked = f"{who} asks {_call_of(what)}"
        try:
            got = self._answer(what)
            self.note(
                f"populate() returns to {who}" if populates else f"{asked} → {got}"
            )
        except Exception as exception:
            raised = f"{type(exception).__name__}: {exception}"
            self.note(
                f"populate() raises {raised}" if populates else f"{asked} → {raised}"
            )

    def _answer(self, what: dict[str, str]) -> str:
        match what["ask"]:
            case "populate":
                self.apps.populate(self.installed)
                return ""
            case "app-config":
                return self.apps.get_app_config(what["label"]).name
            case "app-configs":
                names = [config.name for config in self.apps.get_app_configs()]
                return ", ".join(names) or "no app"
            case _:
                return self.apps.get_model(what["label"], what["model"]).__name__

    def _config(self, app: dict[str, Any]) -> type[AppConfig]:
        play = self
        acted: list[str] = []

        def act(phase: str) -> None:
            does = app["does"]
            if does is None or does["phase"] != phase or acted:
                return
            acted.append(phase)
            if does["what"] == "breaks":
                raise Broken(f"{app['name']} is broken")
            play.ask(app["name"], does["what"])

        class Config(AppConfig):
            name = app["name"]
            path = "/project"

            def __init__(self, app_name: str, app_module: ModuleType) -> None:
                super().__init__(app_name, app_module)
                play.note(f"{self.name} is made")
                act("made")

            def import_models(self) -> None:
                # What the original does but for the import, which would run this:
                self.models = self.apps.all_models[self.label]
                play.note(f"{self.name} imports its models")
                act("models")
                for model in app["models"]:
                    self.apps.register_model(self.label, _model(self.label, model))

            def ready(self) -> None:
                play.note(f"{self.name}.ready()")
                act("ready")

        if app["label"] is not None:
            Config.label = app["label"]
        return Config


def _module(name: str) -> ModuleType:
    """Puts an empty package of that name where an import finds it."""
    package, _, _ = name.rpartition(".")
    if package and package not in sys.modules:
        _module(package)
    module = sys.modules[name] = ModuleType(name)
    module.__path__ = []
    return module


def _model(label: str, name: str) -> Any:
    """As much of a model as a registry looks at."""
    meta = SimpleNamespace(
        app_label=label, model_name=name.lower(), _expire_cache=lambda: None
    )
    return type(name, (), {"_meta": meta})


def _call_of(what: dict[str, str]) -> str:
    match what["ask"]:
        case "populate":
            return "populate()"
        case "app-config":
            return f"getAppConfig('{what['label']}')"
        case "app-configs":
            return "getAppConfigs()"
        case _:
            return f"getModel('{what['label']}', '{what['model']}')"
