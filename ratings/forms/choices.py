"""Ratings to tick: who was ticked and has left the list meanwhile is named, never dropped."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Case, QuerySet

from organizations.rules.names import fold
from ratings.models import Rating


class RatingsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Ratings to tick, each by its subject's name and post."""

    widget = forms.CheckboxSelectMultiple
    offered: Sequence[Rating] = ()
    known: QuerySet[Rating] | None = None  # where the names of those who have left may be read

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Rating.objects.none(), to_field_name="key", **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        """Name, post, unit; what the name says already is not said again."""
        subject = obj.subject
        named = not subject.title and fold(subject.unit_label) in fold(subject.label)
        about = "" if named else subject.office
        return f"{subject.label} – {about}" if about else str(subject.label)

    def clean(self, value: Any) -> Any:
        """Those ticked; everybody who cannot be chosen any more is named at once."""
        left = self.left_words(value) if isinstance(value, list | tuple) else ""
        if left:
            raise ValidationError(left)
        return super().clean(value)

    def left_words(self, keys: Iterable[Any]) -> str:
        """Who is not offered any more, in a sentence; nothing when all are."""
        left = {str(one) for one in keys} - {one.key for one in self.offered}
        if not left:
            return ""
        rows = self.known.filter(key__in=left).select_related("subject") if self.known is not None else ()
        names = [str(one.subject) for one in rows]
        if len(names) < len(left):
            names.append(f"{len(left) - len(names)} dòng đã rời danh sách")
        return f"Không còn chọn được: {', '.join(names)}. Xem lại danh sách rồi gửi lại."


def offer(
    form: forms.Form,
    ratings: Sequence[Rating],
    known: QuerySet[Rating] | None,
    *,
    first: Sequence[Case] = (),
) -> RatingsField:
    """Say which ratings stand to be ticked: in protocol order, or by what comes first."""
    field = form.fields["ratings"]
    assert isinstance(field, RatingsField)  # noqa: S101 - narrows the declared field
    field.offered, field.known = ratings, known
    field.queryset = (
        Rating.objects.filter(pk__in=[one.pk for one in ratings])
        .select_related("subject", "group")
        .order_by(*first, "-capacity", "subject__position", "pk")
    )
    return field
