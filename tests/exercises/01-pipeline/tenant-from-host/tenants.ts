/** Tenants of the suite's own, other ones in each check, and the hosts that lead to them or past them. */
import fc from 'fast-check';
import { fresh } from '#suite/fresh';

export interface Tenant {
  readonly name: string;
  readonly host: string;
  /** Where the whole shop stands on the tenant's host: `/<place>/books/`. */
  readonly place: string;
  /** What `/hours/` says. */
  readonly hours: string;
}

type Files = Readonly<Record<string, string>>;

const DOMAIN = 'bookshop.example';
const word = fc.stringMatching(/^[a-z]{6,10}$/);

/** Two tenants whose names and places don't contain one another. */
export function twoTenants(): readonly [Tenant, Tenant] {
  const [one = '', other = '', place = '', otherPlace = '', hours = '', otherHours = ''] = fresh(
    fc.uniqueArray(word, { minLength: 6, maxLength: 6 }),
  );
  return [tenant(one, `at-${place}`, hours), tenant(`${other}-2`, `in-${otherPlace}`, otherHours)];
}

function tenant(name: string, place: string, hours: string): Tenant {
  return { name, host: `${name}.${DOMAIN}`, place, hours: `Open while it says ${hours}.` };
}

/** Hosts of the shop's that are no tenant's. */
export const publicHosts = [DOMAIN, `${DOMAIN}:8000`, 'BookShop.Example', 'localhost:8000', 'testserver'];

/** The same host in other clothes. */
export function writtenOtherwise({ name, host }: Tenant): readonly string[] {
  return [`${host}:8000`, `${name.toUpperCase()}.BookShop.Example`, `${name}.BOOKSHOP.example:443`];
}

/** Hosts under our domain that nobody has rented, each close to something that exists. */
export function nobodys({ name }: Tenant): readonly (readonly [host: string, why: string])[] {
  const other = fresh(word);
  return [
    [nobodysHost(), ''],
    [`${name}s.${DOMAIN}`, `It only begins with the name of a tenant, ${name}.`],
    [`${name.slice(1)}.${DOMAIN}`, `It is only a part of the name of a tenant, ${name}.`],
    [
      `${name}.${other}.${DOMAIN}`,
      `What stands before .${DOMAIN} is ${name}.${other}, and ${name} is only a part of it.`,
    ],
    [
      `${other}.${name}.${DOMAIN}`,
      `What stands before .${DOMAIN} is ${other}.${name}, and ${name} is only a part of it.`,
    ],
    [`bookshop.${DOMAIN}`, ''],
    [`www.${DOMAIN}`, 'www is a name like any other, and URLCONFS does not have it.'],
  ];
}

export const nobodysHost = (): string => `${fresh(word)}-0.${DOMAIN}`;

/** The tenants as files of the project. `/hours/?host=…&path=…` sends a request of its own in the meantime. */
export function rented(tenants: readonly Tenant[]): Files {
  const urlconfs = tenants.map(({ name }) => `    "${name}": "tenants.${moduleOf(name)}",`);
  return {
    'shop/tenants.py': `DOMAIN = "${DOMAIN}"\n\nURLCONFS = {\n${urlconfs.join('\n')}\n}\n`,
    ...Object.fromEntries(tenants.map((each) => [`tenants/${moduleOf(each.name)}.py`, urlconf(each)])),
    'tenants/meanwhile.py': meanwhile,
  };
}

const moduleOf = (name: string): string => name.replaceAll('-', '_');

const urlconf = ({ place, hours }: Tenant): string => `
from django.contrib.auth.views import LoginView
from django.http import HttpResponse, JsonResponse
from django.urls import include, path, reverse

from tenants.meanwhile import answer_to


def hours(request):
    if "host" in request.GET:
        text = answer_to(request.GET["host"], request.GET["path"])
        return JsonResponse({"meanwhile": text, "books": reverse("shop:book-list")})
    return HttpResponse("${hours}")


urlpatterns = [
    path("hours/", hours, name="hours"),
    path("${place}/", include("shop.urls")),
    path("login/", LoginView.as_view(template_name="shop/login.html"), name="login"),
]
`;

const meanwhile = `
import contextvars
import gc
import threading

from inside_out import server, site


def answer_to(host, path):
    """The body of the answer to another request, which comes and goes as if on a thread of its own."""
    own = [
        (local, dict(vars(local)))
        for local in gc.get_objects()
        if issubclass(type(local), threading.local)
    ]
    try:
        return contextvars.copy_context().run(ask, host, path)
    finally:
        for local, values in own:
            vars(local).clear()
            vars(local).update(values)


def ask(host, path):
    request = {"method": "GET", "path": path, "headers": {"Host": host}}
    result = site.handler()(server.environ(request), lambda status, headers, exc_info=None: None)
    text = b"".join(result).decode()
    result.close()
    return text
`;
