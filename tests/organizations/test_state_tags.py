"""The shape of a state: no state that is over looks like one that has not begun."""

from django.apps import apps

from organizations.templatetags.ui import SHAPES

# What has not begun, or is said by its own word beside it.
EMPTY = {
    "Ballot": {"open"},
    "Campaign": {"open"},
    "Import": {"cancelled"},
    "Rating": {"open", "not_rated", "superseded"},
    "Regulation": {"published"},
    "RemedyNote": {"unanswered", "not_yet"},
    "Shortcoming": {"unanswered", "not_yet"},
    "Sitting": {"open"},
}


def test_every_state_of_a_record_has_a_shape_or_is_said_to_have_none():
    shapeless = {
        model.__name__: {value for value, _label in field.choices} - SHAPES.keys()
        for model in apps.get_models()
        for field in model._meta.fields
        if field.name == "state" and field.choices
    }

    assert {name: states for name, states in shapeless.items() if states} == EMPTY
