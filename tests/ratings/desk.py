"""What a person does at the pages of the rating."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from organizations.enums import Level
from tests.ratings import factories as rf

COUNTS = {"convened": 11, "present": 11, "issued": 11, "returned": 11, "valid": 11, "invalid": 0}


def signed(client, account):
    client.force_login(account)
    return client


def pdf(name="ban-ky.pdf"):
    return SimpleUploadedFile(name, rf.PDF, content_type="application/pdf")


def get(client, name, /, *args):
    return client.get(reverse(f"ratings:{name}", args=args))


def post(client, page, /, *args, **fields):
    return client.post(reverse(f"ratings:{page}", args=args), fields)


def fetched(client, name, /, *args):
    """A file given out, whole."""
    response = get(client, name, *args)
    data = b"".join(response.streaming_content)
    response.close()
    return data


def counts_for(ballot, rows):
    fields = dict(COUNTS, counters="Hà Thị Lan; Lê Văn Mạnh", version=ballot.version)
    for rating, numbers in rows:
        for level, number in zip(Level, numbers, strict=True):
            fields[f"n-{rating.key}-{level.value}"] = number
    return fields
