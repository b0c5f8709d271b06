"""A box of a form that is read as the cell of a sheet is."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from organizations.forms import wrote
from organizations.rules.cells import CellError, as_shown, is_blank


class CellField(forms.CharField):
    """What is typed here is taken, or refused in the same words, as in a workbook; `blank` is kept of nothing."""

    def __init__(
        self, parse: Callable[[Any], Any], *, blank: Any = None, css: str = "", **kwargs: Any
    ) -> None:
        attrs = {"autocomplete": "off"} | ({"class": css} if css else {})
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)
        self.parse, self.blank = parse, blank

    def to_python(self, value: Any) -> Any:
        """The value, or what is wrong with it."""
        if is_blank(value):
            return self.blank
        try:
            return self.parse(value)
        except CellError as error:
            raise ValidationError(f"{error} {wrote(value)}", code="invalid") from None

    def prepare_value(self, value: Any) -> Any:
        """What is kept, as it is written here."""
        return as_shown(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether something else is typed than what is kept."""
        return as_shown(initial).strip() != str(data or "").strip()
