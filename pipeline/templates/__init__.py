"""Word templates in docxtpl's tag language, and their filling.

Nothing is imported here: docxtpl takes a noticeable moment to load, and most commands never fill a template. Whoever
does imports `pipeline.templates.render` when the work begins.
"""
