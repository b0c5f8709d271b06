"""`manage.py load_regulation`: publish a regulation from its data file."""

from typing import Any

from django.conf import settings

from organizations import clock
from ratings.services.regulations import Loaded, load_regulation
from reviews.management.loading import LoadCommand

DEFAULT = settings.BASE_DIR / "fixtures" / "regulations" / "qd132-hd21.json"
WORDS = {
    Loaded.ADDED: "Đã ban hành “{title}”.",
    Loaded.SAME: "“{title}”: đã có, không thay đổi.",
    Loaded.REPLACED: "Đã thay “{title}”; chưa đợt nào đang thực hiện dùng bản cũ.",
}


class Command(LoadCommand):
    """Publishes the regulation, once."""

    help = "Publish a regulation from a JSON file (default: fixtures/regulations/qd132-hd21.json)."
    default = DEFAULT

    def load(self, data: dict[str, Any]) -> str:
        regulation, loaded = load_regulation(data, actor=None, at=clock.now())
        return WORDS[loaded].format(title=regulation.title)
