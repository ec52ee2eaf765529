"""
Who rents a shop on a host under our domain: harbour.bookshop.example, station.bookshop.example. `bookshop.example`
itself is the public shop.
"""

DOMAIN = "bookshop.example"

# The name before the domain, and the URLconf that the tenant brings.
URLCONFS = {
    "harbour": "tenants.harbour",
    "station": "tenants.station",
}
