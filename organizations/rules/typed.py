"""What in a sent form was typed by a person, and would be a loss to type again."""

import re

# Hidden boxes and buttons.
NOT_TYPED = re.compile(
    r"csrfmiddlewaretoken|form_key|version(-.*)?|v-.*|stamp|seen|stood|kept|route|next|form"
    r"|act|way|pick|format|more|check|check_only|preview|exit|save|record|take_back"
)
# A chosen value, or a key.
A_CODE = re.compile(r"[a-z][a-z0-9_:-]*|[a-z0-9]{12}")


def is_typed(name: str, value: str) -> bool:
    """Whether a box holds words, a count or a day; what was ticked is found again at a glance."""
    return bool(value) and not (NOT_TYPED.fullmatch(name) or A_CODE.fullmatch(value))
