import { errorPages } from './error-pages.ts';
import type { Action, OwnLayer, Stack } from './schema.ts';
import { SIGNED_IN_SESSION, SIGNED_IN_USER } from './signed-in.ts';
import { layerPlaces, layerTemplate, viewTemplate } from './template-names.ts';
import { templateText } from './to-python-actions.ts';
import { layersModule } from './to-python-layers.ts';
import { settingsModule } from './to-python-settings.ts';
import { urlsModule } from './to-python-urls.ts';
import { BROKEN_ERROR_PAGE, viewsModule } from './to-python-views.ts';

/**
 * The files that make the bookshop (`base/django`) serve exactly this stack, by path: laid over the bookshop's own.
 * The Python is what a Django developer would write for it. A stack without own layers has no `stack/layers.py`.
 * @param stack one without `problemsOf`: what they name is left out, or is no Python
 */
export function stackFiles(stack: Stack): Readonly<Record<string, string>> {
  const own = stack.middleware.filter((layer) => 'own' in layer);
  return {
    'bookshop/settings.py': settingsModule(stack),
    'bookshop/urls.py': urlsModule(stack.routes, stack.handler500 === undefined ? null : BROKEN_ERROR_PAGE),
    'stack/__init__.py': '',
    'stack/apps.py': appsModule,
    ...(own.length > 0 && { 'stack/layers.py': layersModule(own) }),
    'stack/views.py': viewsModule(stack),
    ...Object.fromEntries(
      [...Object.entries(errorPages), ...templatesOf(stack, own)].map(([name, text]) => [
        `stack/templates/${name}`,
        text,
      ]),
    ),
  };
}

/** The templates that the stack's own answers render, by name. */
function templatesOf(stack: Stack, own: readonly OwnLayer[]): [name: string, text: string][] {
  return [
    ...stack.views.flatMap((view) => templateIn(view.does, viewTemplate(view.name))),
    ...own.flatMap((layer) =>
      layerPlaces.flatMap((place) => templateIn(layer[place] ?? [], layerTemplate(layer, place))),
    ),
  ];
}

function templateIn(actions: readonly Action[], name: string): [name: string, text: string][] {
  const action = actions.find((action) => action.do === 'answer-template' || action.do === 'render');
  return action === undefined ? [] : [[name, templateText(action)]];
}

/** Beside the bookshop's own seed, which fills the shop once everything is migrated. */
const appsModule = `"""One user who has signed in: her browser sends the cookie sessionid."""

from datetime import timedelta

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils import timezone

SESSION_KEY = "${SIGNED_IN_SESSION}"


class StackConfig(AppConfig):
    name = "stack"

    def ready(self):
        post_migrate.connect(sign_in_ada, sender=apps.get_app_config("sessions"))


def sign_in_ada(**kwargs):
    from django.conf import settings
    from django.contrib import auth
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session

    # Signals come with every migrate, not only with the first.
    if Session.objects.filter(pk=SESSION_KEY).exists():
        return
    ada = auth.get_user_model().objects.create_user("${SIGNED_IN_USER}", password="${SIGNED_IN_USER}")
    data = {
        auth.SESSION_KEY: str(ada.pk),
        auth.BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        auth.HASH_SESSION_KEY: ada.get_session_auth_hash(),
    }
    Session.objects.create(
        session_key=SESSION_KEY,
        session_data=SessionStore().encode(data),
        expire_date=timezone.now() + timedelta(weeks=2),
    )
`;
