/**
 * Mirrors `MIDDLEWARE` of `django/conf/global_settings.py`, in how a path names a middleware: Django's own that the
 * replica has.
 */
import { AuthenticationMiddleware, LoginRequiredMiddleware } from './contrib/auth/middleware.ts';
import { MessageMiddleware } from './contrib/messages/middleware.ts';
import { SessionMiddleware } from './contrib/sessions/middleware.ts';
import { XFrameOptionsMiddleware } from './middleware/clickjacking.ts';
import { CommonMiddleware } from './middleware/common.ts';
import { CsrfViewMiddleware } from './middleware/csrf.ts';
import { SecurityMiddleware } from './middleware/security.ts';
import type { MiddlewareFactory } from './middleware.ts';

export const shippedMiddleware: Readonly<Record<string, MiddlewareFactory>> = {
  'django.middleware.security.SecurityMiddleware': SecurityMiddleware,
  'django.contrib.sessions.middleware.SessionMiddleware': SessionMiddleware,
  'django.middleware.common.CommonMiddleware': CommonMiddleware,
  'django.middleware.csrf.CsrfViewMiddleware': CsrfViewMiddleware,
  'django.contrib.auth.middleware.AuthenticationMiddleware': AuthenticationMiddleware,
  'django.contrib.auth.middleware.LoginRequiredMiddleware': LoginRequiredMiddleware,
  'django.contrib.messages.middleware.MessageMiddleware': MessageMiddleware,
  'django.middleware.clickjacking.XFrameOptionsMiddleware': XFrameOptionsMiddleware,
};
