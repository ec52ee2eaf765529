"""Who rents a shop under our domain: harbour.bookshop.example, station.bookshop.example."""

DOMAIN = "bookshop.example"

# The name before the domain, and the URLconf that the tenant brings.
URLCONFS = {
    "harbour": "tenants.harbour",
    "station": "tenants.station",
}
