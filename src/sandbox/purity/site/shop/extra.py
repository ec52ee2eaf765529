# A program may put what it likes here; it runs when the URLconf is imported.
