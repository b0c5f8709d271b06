"""The door for the application server."""

import os

from django.core.wsgi import get_wsgi_application

from jobs.process import with_room

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = with_room(get_wsgi_application())
