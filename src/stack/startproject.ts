import type { ShippedLayer } from './schema.ts';

/** The MIDDLEWARE of a new project (`django/conf/project_template/project_name/settings.py-tpl`). */
export const startprojectMiddleware: readonly ShippedLayer[] = [
  { shipped: 'django.middleware.security.SecurityMiddleware' },
  { shipped: 'django.contrib.sessions.middleware.SessionMiddleware' },
  { shipped: 'django.middleware.common.CommonMiddleware' },
  { shipped: 'django.middleware.csrf.CsrfViewMiddleware' },
  { shipped: 'django.contrib.auth.middleware.AuthenticationMiddleware' },
  { shipped: 'django.contrib.messages.middleware.MessageMiddleware' },
  { shipped: 'django.middleware.clickjacking.XFrameOptionsMiddleware' },
];
