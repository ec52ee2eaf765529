"""The ten tests of suite.ts, as somebody would write them for `manage.py test`."""

import random
import re
import string

from django.test import Client, TestCase

from shop import seed


def word() -> str:
    return "".join(random.choices(string.ascii_lowercase, k=random.randint(6, 12)))


def page() -> str:
    book = f"/books/{random.randint(1, 10)}/"
    return random.choice(["/books/", "/login/", book])


def missing_book() -> str:
    return f"/books/{random.randint(100, 99_999)}/"


class ShopTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        seed.run()

    def setUp(self):
        self.client = Client(enforce_csrf_checks=True)

    def id_of(self, response):
        found = response.headers.get("X-Request-ID", "")
        self.assertRegex(found, r"^[0-9a-f]{32}$")
        return found

    def test_page_that_works(self):
        """a page that works carries a request id"""
        response = self.client.get(page())
        self.assertEqual(response.status_code, 200)
        self.id_of(response)

    def test_missing_page(self):
        """a page that does not exist carries one"""
        for path in [missing_book(), f"/no-such-{word()}/"]:
            response = self.client.get(path)
            self.assertEqual(response.status_code, 404)
            self.id_of(response)

    def test_redirect_of_common_middleware(self):
        """a redirect made by CommonMiddleware carries one"""
        response = self.client.get(page()[:-1])
        self.assertEqual(response.status_code, 301)
        self.id_of(response)

    def test_foreign_host(self):
        """a request for a host that is not ours is answered with one"""
        response = self.client.get(page(), headers={"host": f"not-{word()}.example"})
        self.assertEqual(response.status_code, 400)
        self.id_of(response)

    def test_refused_form(self):
        """a refused form carries one"""
        response = self.client.post("/login/", {"username": word(), "password": word()})
        self.assertEqual(response.status_code, 403)
        self.id_of(response)

    def test_way_to_login(self):
        """the way to the login page carries one"""
        response = self.client.get("/orders/")
        self.assertEqual(response.status_code, 302)
        self.id_of(response)

    def test_sent_id(self):
        """an id that the client sent never comes back"""
        for path in [page(), missing_book()]:
            sent = "".join(random.choices(string.hexdigits.lower(), k=32))
            response = self.client.get(path, headers={"X-Request-ID": sent})
            self.assertNotEqual(self.id_of(response), sent)

    def test_own_id(self):
        """no two requests share an id"""
        path = page()
        ids = {self.id_of(self.client.get(path)) for _ in range(3)}
        self.assertEqual(len(ids), 3)

    def test_other_layers(self):
        """the other layers do their work as before"""
        response = self.client.get(page())
        for name in ["X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy"]:
            self.assertIn(name, response.headers)

    def test_orders(self):
        """a customer who logs in finds their orders"""
        form = self.client.get("/login/")
        token = re.search(
            r'name="csrfmiddlewaretoken" value="(\w+)"', form.content.decode()
        )
        welcome = self.client.post(
            "/login/",
            {
                "username": "maya",
                "password": "maya",
                "csrfmiddlewaretoken": token[1] if token else "",
            },
        )
        self.assertEqual(welcome.status_code, 302)
        orders = self.client.get("/orders/")
        self.assertContains(orders, "The Dispossessed")
        self.id_of(orders)
