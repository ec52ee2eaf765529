"""Kept by operations, who write it anew whenever the network or the blocklist changes."""

# How many proxies of ours stand between a visitor and Django. Each of them appends the
# address that it was called from to the end of X-Forwarded-For.
TRUSTED_PROXIES = 1

# Addresses and networks, IPv4 and IPv6.
BLOCKED_NETWORKS = [
    "198.51.100.23",
    "192.0.2.0/24",
    "2001:db8:bad::/48",
]
