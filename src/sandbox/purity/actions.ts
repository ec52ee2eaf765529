import fc from 'fast-check';

/** Python that leaves something behind, with details drawn at random. Each runs alone; what it raises is caught. */
export type Action = string;

const word = fc.constantFrom('alpha', 'beta', 'gamma', 'delta');
const number = fc.integer({ min: 1, max: 300 });
const folder = fc.constantFrom(
  '/',
  '/tmp',
  '/home/pyodide',
  '/project',
  '/project/shop',
  '/dev',
  '/srv/deep/er',
);
const file = fc.constantFrom(
  '/project/shop/views.py',
  '/project/shop/models.py',
  '/project/bookshop/urls.py',
  '/project/manage.py',
  '/tmp/left.txt',
  '/dev/null',
  '/dev/urandom',
);
const source = fc.constantFrom(
  '/project/shop/views.py',
  '/project/manage.py',
  '/project/shop/templates/base.html',
);
const library = fc.constantFrom(
  '/lib/python3.14/site-packages/django/http/response.py',
  '/lib/python3.14/site-packages/django/__init__.py',
  '/lib/python3.14/site-packages/inside_out/bridge.py',
  '/lib/python314.zip',
);

const always = (...sources: string[]): fc.Arbitrary<Action> => fc.constantFrom(...sources);

const imports = fc.oneof(
  fc
    .constantFrom(
      'xml.dom.minidom',
      'wave',
      'ctypes',
      'sqlite3.dbapi2',
      'tomllib',
      'django.contrib.sitemaps',
      'django.contrib.postgres.fields',
      'django.test',
      'django.contrib.syndication.views',
      'rest_framework.views',
      'shop.admin',
      'no_such_module',
    )
    .map((name) => `import ${name}`),
  fc.tuple(word, number).map(
    ([name, value]) =>
      `with open("/project/${name}.py", "w") as f: f.write("VALUE = ${value}")
import importlib; importlib.invalidate_caches()
import ${name}; assert ${name}.VALUE == ${value}`,
  ),
  word.map((name) => `import sys; sys.modules["${name}"] = sys; sys.path.insert(0, "/${name}")`),
  always(
    'import sys; sys.modules.pop("shop.views", None); sys.modules.pop("json", None)',
    'import sys; sys.path.clear()',
    'import sys; sys.meta_path.append(object())',
    'import sys; sys.path_hooks.clear(); sys.path_importer_cache.clear()',
    'import importlib, shop.models; importlib.reload(shop.models)',
  ),
);

const monkeypatches = fc.oneof(
  fc
    .constantFrom(
      'django.http.response:HttpResponse.status_code=299',
      'django.core.handlers.base:BaseHandler._get_response=None',
      'django.db.models.query:QuerySet.count=lambda self: -1',
      'django.db.models.base:Model.save=lambda self, **k: None',
      'django.template.base:Template.render=lambda self, context: "patched"',
      'django.utils.timezone:now=lambda: None',
      'django.urls.resolvers:URLResolver.resolve=None',
      'shop.models:Book.__str__=lambda self: "patched"',
      'shop.views:render=lambda *a: None',
      'json:JSONDecodeError=None',
      'time:time=lambda: 0.0',
      'os:getcwd=lambda: "/patched"',
      'random:random=lambda: 0.5',
    )
    .map((patch) => {
      const [, module = '', target = '', value = ''] = /^(.*?):(.*?)=(.*)$/.exec(patch) ?? [];
      return `import ${module} as m; m.${target} = ${value}`;
    }),
  always(
    'import builtins; builtins.print = None',
    'import builtins; builtins.leftover = 1',
    'import builtins; builtins.open = lambda *a, **k: None',
    'import builtins; builtins.sorted = lambda *a, **k: []',
    'import django.http; del django.http.HttpResponse',
    'import sys; sys.setrecursionlimit(500); sys.setswitchinterval(1)',
    'import sys; sys.settrace(lambda *a: None); sys.setprofile(lambda *a: None)',
    'import sys; sys.excepthook = sys.unraisablehook = sys.displayhook = print',
    'import sys; sys.addaudithook(lambda event, args: None)',
  ),
);

const files = fc.oneof(
  fc.tuple(folder, word, number).map(
    ([where, name, size]) => `import os; os.makedirs("${where}", exist_ok=True)
with open("${where}/${name}", "w") as f: f.write("x" * ${size} * 99)`,
  ),
  fc.oneof(file, library).map((path) => `import os; os.remove("${path}")`),
  fc.oneof(file, library).map((path) => `with open("${path}", "w") as f: f.write("raise SystemExit")`),
  fc.oneof(file, library).map((path) => `with open("${path}", "r+b") as f: f.write(b"#")`),
  {
    weight: 3,
    arbitrary: fc
      .tuple(source, number)
      .map(([path, at]) => `with open("${path}", "r+b") as f: f.seek(${at}); f.write(b"# left")`),
  },
  fc.oneof(file, library).map((path) => `import os; os.chmod("${path}", 0)`),
  fc.oneof(file, library).map((path) => `import os; os.rename("${path}", "${path}.moved")`),
  fc.oneof(file, library).map((path) => `import os; os.replace("/project/shop/apps.py", "${path}")`),
  fc.oneof(file, library).map((path) => `import os; os.utime("${path}", (1, 1)); os.truncate("${path}", 3)`),
  fc.tuple(folder, word).map(([where, name]) => `import os; os.symlink("/project", "${where}/${name}")`),
  folder.map((where) => `import shutil; shutil.rmtree("${where}", ignore_errors=True)`),
  folder.map((where) => `import os; os.rename("${where}", "/tmp/elsewhere")`),
  folder.map((where) => `import os; os.chdir("${where}")`),
  folder.map((where) => `import os; os.chmod("${where}", 0o500)`),
  always(
    'import os; os.umask(0o077)',
    'import os; os.rename("/lib", "/lib2")',
    'import tempfile, sys; sys.kept = tempfile.NamedTemporaryFile(delete=False); sys.kept.write(b"x")',
  ),
);

const descriptors = fc.oneof(
  fc.tuple(file, number).map(
    ([path, count]) => `import os
for _ in range(${count} % 40): os.open("${path}", os.O_RDONLY)`,
  ),
  fc.constantFrom(0, 1, 2, 3, 4).map((fd) => `import os; os.close(${fd})`),
  fc
    .constantFrom(0, 1, 2, 7)
    .map((fd) => `import os; os.dup2(os.open("/tmp/redirected", os.O_RDWR | os.O_CREAT), ${fd})`),
  always(
    'import os, sys; sys.pipe = os.pipe(); os.write(sys.pipe[1], b"x")',
    'import os; os.write(1, b"\\xc3")',
    'import os, sys; sys.listing = os.scandir("/project"); next(sys.listing)',
    'import mmap, os, sys\nf = os.open("/project/manage.py", os.O_RDWR); sys.map = mmap.mmap(f, 0); sys.map[0:1] = b"#"',
  ),
);

const process = fc.oneof(
  fc.tuple(word, number).map(([name, value]) => `import os; os.environ["${name}"] = "${value}"`),
  always(
    'import os; os.environ.clear()',
    'import os, time; os.environ["TZ"] = "Asia/Tokyo"; time.tzset()',
    'import sys, io; sys.stdout = sys.stderr = io.StringIO()',
    'import sys; sys.stdout = sys.stderr = None',
    'import sys; sys.stdout.close()',
    'import sys; sys.argv[:] = ["left"]',
    'import atexit; atexit.register(print, "left")',
    'import signal; signal.signal(signal.SIGALRM, lambda *a: None)',
    'import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)',
    'import ctypes; ctypes.CDLL(None).alarm(1)',
    'import warnings; warnings.simplefilter("error"); warnings.showwarning = print',
    'import logging; logging.getLogger("left").addHandler(logging.StreamHandler()); logging.disable(logging.ERROR)',
    'import logging; logging.getLogger("django").handlers.clear(); logging.getLogger().setLevel(1)',
    'import locale; locale.setlocale(locale.LC_ALL, "C")',
    'import gc; gc.disable(); gc.set_threshold(7, 7, 7); gc.freeze()',
    'import gc, sys; a = []; a.append(a); gc.set_debug(gc.DEBUG_SAVEALL); gc.collect()',
    'import decimal; decimal.getcontext().prec = 3; decimal.DefaultContext.prec = 4',
    'import random; random.seed(1)',
    'import contextvars; contextvars.ContextVar("left").set(1)',
    'import threading; threading.Thread(target=print, name="left").start()',
    'import threading; threading.current_thread().name = "renamed"; threading.local().left = 1',
    'import concurrent.futures as c; c.ThreadPoolExecutor().submit(print)',
    'import faulthandler; faulthandler.enable()',
    'import multiprocessing as m; m.Process(target=print).start()',
    'import linecache; linecache.cache["/project/shop/views.py"] = (1, 1, ["left"], "left")',
    'raise SystemExit(3)',
    'raise KeyboardInterrupt',
    'raise BaseException("escaped")',
    'class Left(BaseException): pass\nraise Left',
    'def deep(): return deep()\ndeep()',
  ),
  fc
    .integer({ min: 1, max: 40 })
    .map(
      (megabytes) =>
        `import sys; sys.left = bytearray(${megabytes} << 20); del sys.left; sys.kept = [bytes(9999) for _ in range(500)]`,
    ),
);

const tasks = always(
  'import asyncio; asyncio.new_event_loop().call_later(0.001, print, "left")',
  'import asyncio; loop = asyncio.new_event_loop(); loop.call_soon(print, "left"); loop.create_task(asyncio.sleep(0.001))',
  'import asyncio; asyncio.set_event_loop(asyncio.new_event_loop()); asyncio.get_event_loop().create_future()',
  'import asyncio, sys; sys.task = asyncio.ensure_future(asyncio.sleep(9))',
  'import asyncio; asyncio.run(asyncio.sleep(0))',
  'import asyncio; asyncio.set_event_loop_policy(None)',
  'from pyodide.ffi import create_proxy, to_js; import sys; sys.proxies = [create_proxy(print) for _ in range(300)]',
  'from pyodide.ffi import create_once_callable, to_js; [create_once_callable(lambda: 1) for _ in range(50)]; to_js({"a": [1]})',
  'import ctypes, sys; sys.calls = [ctypes.CFUNCTYPE(ctypes.c_int)(lambda: 1) for _ in range(20)]; sys.calls[0]()',
  'import ctypes; ctypes.pythonapi.PyList_New(0); ctypes.pythonapi.Py_GetVersion()',
);

const django = fc.oneof(
  fc
    .constantFrom('post_save', 'post_delete', 'pre_save', 'm2m_changed')
    .map(
      (name) =>
        `from django.db.models import signals; signals.${name}.connect(lambda **k: 1 / 0, weak=False)`,
    ),
  fc
    .tuple(word, number)
    .map(([name, value]) => `from django.core.cache import cache; cache.set("${name}", ${value}, None)`),
  fc
    .tuple(word, number)
    .map(
      ([name, born]) => `from shop.models import Author; Author.objects.create(name="${name}", born=${born})`,
    ),
  number.map((pk) => `from shop.models import Review; Review.objects.filter(pk__lte=${pk} % 9).delete()`),
  fc
    .constantFrom(
      'DEBUG = True',
      'ALLOWED_HOSTS = []',
      'MIDDLEWARE = []',
      'ROOT_URLCONF = "shop.urls"',
      'SECRET_KEY = "other"',
      'TIME_ZONE = "Asia/Tokyo"',
      'LEFT = 1',
      'APPEND_SLASH = False',
    )
    .map((setting) => `from django.conf import settings; settings.${setting}`),
  fc
    .constantFrom(
      'PRAGMA foreign_keys = OFF',
      'PRAGMA user_version = 7',
      'PRAGMA case_sensitive_like = ON',
      'PRAGMA synchronous = OFF',
      'PRAGMA cache_size = 77',
      'CREATE TABLE left_over (id integer)',
      'CREATE TEMP TABLE left_temp (id integer)',
      'CREATE TRIGGER left_t AFTER INSERT ON shop_book BEGIN DELETE FROM shop_book; END',
      'DROP TABLE shop_review',
      'UPDATE shop_book SET price = 1',
      "ATTACH '/tmp/attached.sqlite3' AS attached",
      "VACUUM INTO '/tmp/copy.sqlite3'",
      'BEGIN',
      'SAVEPOINT left_open',
    )
    .map((sql) => `from django.db import connection; connection.cursor().execute("""${sql}""")`),
  always(
    'from django.db.models.signals import post_save; post_save.receivers.clear()',
    'from django.core.signals import request_started as s; s.connect(lambda **k: print("left"), weak=False)',
    'from django.dispatch import Signal; Signal.send = Signal.send_robust = None',
    'from django.utils import translation; translation.activate("fr")',
    'from django.utils import timezone; timezone.activate("Asia/Tokyo")',
    'from django.urls import set_urlconf, set_script_prefix; set_urlconf("shop.urls"); set_script_prefix("/left/")',
    'from django.db import connection; connection.close()',
    'from django.db import connection; connection.connection.close()',
    'from django.db import connection; connection.set_autocommit(False)',
    'from django.db import connection; connection.connection.create_function("left", 0, lambda: 1)',
    'from django.db import connection; connection.connection.row_factory = dict',
    'from django.db import connection; connection.execute_wrappers.append(None)',
    'from django.db import transaction; a = transaction.atomic(); a.__enter__(); transaction.on_commit(print)',
    'from django.db import connections; connections.databases["left"] = {"ENGINE": "django.db.backends.sqlite3", "NAME": "/tmp/left.sqlite3"}; connections["left"].cursor()',
    'import sqlite3, sys; sys.db = sqlite3.connect("/project/left.sqlite3"); sys.db.execute("CREATE TABLE t (a)"); sys.db.execute("INSERT INTO t VALUES (1)")',
    'import sqlite3; sqlite3.register_adapter(str, len); sqlite3.register_converter("left", len)',
    'from django.apps import apps; apps.clear_cache(); apps.app_configs.clear()',
    'from django.contrib import admin; from shop.models import Book; admin.site.unregister(Book)',
    'from django.contrib.auth import get_user_model as u; u().objects.create_superuser("left", password="left")',
    'from django.core.mail import send_mail; send_mail("s", "b", "a@b.example", ["c@d.example"])',
    'from django.template import engines; engines["django"].engine.autoescape = False',
    'from django import template; template.engine.Engine.get_default.cache_clear()',
    'from django.test.utils import override_settings; override_settings(DEBUG=True).enable()',
    'from django.test.utils import setup_test_environment; setup_test_environment()',
    'from django.core.handlers.wsgi import WSGIHandler; WSGIHandler()',
    'from django.urls import clear_url_caches; clear_url_caches()',
    'from django.contrib.contenttypes.models import ContentType as C; C.objects.clear_cache(); C.objects.all().delete()',
  ),
);

/** Anything that a learner's program may do to the interpreter. */
export const action: fc.Arbitrary<Action> = fc.oneof(
  imports,
  monkeypatches,
  files,
  descriptors,
  process,
  tasks,
  { arbitrary: django, weight: 2 },
);
