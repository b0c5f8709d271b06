"""The same people through django-import-export as it comes: a resource a model, a row at a time.

`python -m bench.parts.row_by_row BOOK`: reads the workbook, tries it, writes it; prints the seconds of each as JSON.
"""

import json
import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from pathlib import Path  # noqa: E402

from import_export import fields, resources, widgets  # noqa: E402
from import_export.formats.base_formats import XLSX  # noqa: E402

from cadres.models import Membership, Person  # noqa: E402
from organizations.models import PartyOrganization  # noqa: E402

HEADS = {
    "Họ và tên": "full_name",
    "Giới tính": "gender",
    "Ngày sinh": "birth_on",
    "Số thẻ đảng viên": "card_number",
    "Ngày vào Đảng": "joined_on",
    "Ngày chính thức": "official_on",
    "Là CBCCVC": "is_civil_servant",
    "Đơn vị công tác": "workplace",
    "Nơi cư trú": "residence",
}


class People(resources.ModelResource):
    """Who they are."""

    class Meta:
        model = Person
        import_id_fields = ("card_number",)
        fields = (*HEADS.values(), "birth_year")


class Cells(resources.ModelResource):
    """Where they sit."""

    person = fields.Field("person", "card_number", widgets.ForeignKeyWidget(Person, "card_number"))
    organization = fields.Field("organization", "cell", widgets.ForeignKeyWidget(PartyOrganization, "pk"))

    class Meta:
        model = Membership
        import_id_fields = ("person",)
        fields = ("person", "organization", "from_on")


def main(book: str) -> None:
    """Read, try, write."""
    told, began = {}, time.perf_counter()

    def lap(name: str) -> None:
        nonlocal began
        told[name], began = time.perf_counter() - began, time.perf_counter()

    data = XLSX().create_dataset(Path(book).read_bytes())
    lap("read")
    cells = dict(PartyOrganization.objects.values_list("name", "pk"))
    where = [cells[words.split(" / ")[0]] for words in data["Chi bộ"]]
    begins = list(data["Sinh hoạt từ ngày"])
    years = [day.year for day in data["Ngày sinh"]]
    gender = [{"Nam": "male", "Nữ": "female"}[one] for one in data["Giới tính"]]
    servants = [one == "Có" for one in data["Là CBCCVC"]]
    del data["Giới tính"], data["Là CBCCVC"]
    data.append_col(servants, header="is_civil_servant")
    data.append_col(gender, header="gender")
    data.append_col(years, header="birth_year")
    data.append_col(where, header="cell")
    data.append_col(begins, header="from_on")
    data.headers = [HEADS.get(one, one) for one in data.headers]
    began = time.perf_counter()
    for name, is_trial in (("trial", True), ("write", False)):
        for resource in (People(), Cells()):
            if is_trial and isinstance(resource, Cells):
                continue  # it refers to people who are not there yet
            done = resource.import_data(data, dry_run=is_trial)
            if done.has_errors() or done.has_validation_errors():
                raise SystemExit(f"row by row: {done.error_rows[:1] or done.invalid_rows[:1]}")
        lap(name)
    print(json.dumps({**told, "rows": len(data)}))


if __name__ == "__main__":
    main(sys.argv[1])
