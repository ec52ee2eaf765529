"""What runs beside the learner's project in the interpreter: it starts the site, serves it and watches it.

Nothing here changes what Django does. The learner's project never imports it.
"""
