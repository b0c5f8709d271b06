"""What the tests ask of an installation, answered by a process of its own that reads the installation's own data."""

import hashlib
import json
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db.models import Count

from cadres.models import Membership, Person
from deadlines.models import Reminder
from deadlines.services.reminders import planned_reminders
from documents.models import File
from documents.services.files import read_file
from jobs.enums import JobQueue
from jobs.models import Job
from jobs.services import enqueue
from organizations import clock
from organizations.models import Account, AuditEntry, Import, Notice, Once, PartyOrganization
from organizations.services.demo import advance_clock
from reviews.models import ReviewPaper, SelfReview
from reviews.queries.boxes import Kind
from reviews.queries.people import clerks_of
from reviews.queries.writing import Writing
from reviews.services.self_reviews import content_of
from reviews.services.writing import save_writing
from tests import books
from tests.faults.rounds import ask_to_open, draft_round, open_here, opening, put_away, round_holds
from tests.reviews.office import complete

PASSWORD = "mot-mat-khau-dai"


def prepare(count):
    """So many cadres with an account and a self-review in which everything is written; the reviews' keys."""
    rows = SelfReview.objects.for_form().filter(
        state="draft", subject__kind="person", subject__person__account=None
    )
    password, keys = make_password(PASSWORD), []
    for review in rows.order_by("pk")[:count]:
        person = review.subject.person
        person.account = Account.objects.create(
            sign_in_name=f"f{review.key}", full_name=review.subject.label, password=password
        )
        person.save(update_fields=["account"])
        save_writing(review, complete(review), actor=person.account, at=clock.now())
        keys.append(review.key)
    return keys


def digest(content):
    """As a revision keeps it."""
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def submission(key):
    """Everything a submission leaves behind, and the text."""
    review = SelfReview.objects.for_form().get(key=key)
    clerks = clerks_of(review.subject.unit, clock.today())
    notices = Notice.objects.filter(recipient__in=clerks, path__contains=f"/{key}/")
    revisions = list(review.revisions.values_list("number", "content_hash", "content"))
    return {
        "state": review.state,
        "receipt": review.receipt_number,
        "text": digest(content_of(Writing(review))),
        "revisions": [[number, kept] for number, kept, content in revisions if kept == digest(content)],
        "broken": sum(kept != digest(content) for _number, kept, content in revisions),
        "audit": AuditEntry.objects.filter(action="submit", target_key=key).count(),
        "notices": notices.count() / len(clerks),
        "told_twice": notices.values("recipient").annotate(n=Count("pk")).filter(n__gt=1).count(),
        "once": Once.objects.filter(redirect_to__contains=f"/{key}/bien-nhan/").count(),
    }


def prose(key):
    """Two boxes of different sections for long text, each with the stamp of its section and what is kept."""
    writing = Writing(SelfReview.objects.for_form().get(key=key))
    found = {}
    for part in writing.parts:
        for box in part.boxes:
            if box.kind == Kind.PROSE and box.name == f"s-{part.code}":
                found.setdefault(part.code, [box.name, part.stamp_name, part.stamp, box.value, part.version])
    return list(found.values())[:2]


def papers(key):
    """What has become of the papers asked for of a self-review."""
    asked = ReviewPaper.objects.filter(self_review__key=key)
    keys = list(asked.values_list("key", flat=True))
    jobs = [Job.objects.get(args__key=one) for one in keys]
    # Read after the jobs: what a job that is done has left behind is there by now.
    documents = set(asked.filter(document__isnull=False).values_list("document_id", flat=True))
    return {
        "states": sorted(job.state for job in jobs),
        "attempts": sorted(job.attempts for job in jobs),
        "errors": sorted({job.error for job in jobs} - {""}),
        "ready": asked.filter(state="ready").count(),
        "documents": len(documents),
        "audit": AuditEntry.objects.filter(action="ask_paper", target_key__in=keys).count(),
    }


def files():
    """The rows, the bytes under their hash, and what lies about beside them."""
    on_disk = [path for path in settings.FILES_DIR.rglob("*") if path.is_file()]
    rows = {one.sha256: one for one in File.objects.all()}
    return {
        "rows": len(rows),
        "whole": sum(len(read_file(one)) == one.size for one in rows.values()),
        "nameless": sorted({path.name for path in on_disk} - set(rows)),
        "unused": sorted(set(rows) - set(used_files())),
        "temporary": sorted(path.name for path in settings.TMP_DIR.iterdir()),
    }


def used_files():
    """The files that a record speaks of."""
    for relation in File._meta.related_objects:
        yield from relation.related_model.objects.filter(
            **{f"{relation.field.name}__isnull": False}
        ).values_list(f"{relation.field.name}__sha256", flat=True)


def reminders():
    """How many went, whether each was told by exactly one notice, and whether any is still owed."""
    owed = len(planned_reminders(clock.now()))  # first: what is counted after nothing is owed is final
    rows = Reminder.objects.all()
    twice = rows.values("deadline", "recipient", "unit", "offset", "due_on", "is_escalation")
    moments = rows.values("recipient", "created_at").annotate(n=Count("pk"))
    told = sum(
        Notice.objects.filter(recipient=one["recipient"], created_at=one["created_at"]).count() == one["n"]
        for one in moments
    )
    return {
        "sent": rows.count(),
        "twice": twice.annotate(n=Count("pk")).filter(n__gt=1).count(),
        "told_wrongly": len(moments) - told,
        "owed": owed,
    }


def advance(days):
    """Move the demo's clock on so many days, and on until something falls due; how many reminders that are."""
    advance_clock(timedelta(days=days), actor=None)
    while not planned_reminders(clock.now()):
        advance_clock(timedelta(days=1), actor=None)
    return len(planned_reminders(clock.now()))


def enqueue_long(kind):
    """Ask for a job on the queue of long work."""
    return enqueue(kind, queue=JobQueue.LONG).key


def job(key):
    """How a job stands."""
    return Job.objects.values("state", "error", "attempts").get(key=key)


def open_desk():
    """Whoever brings lists in for the province, with the tests' password; the sign-in name."""
    desk = Account.objects.get(sign_in_name="btc")
    if not desk.check_password(PASSWORD):  # another one would end the sessions that are open
        desk.set_password(PASSWORD)
        desk.save(update_fields=["password"])
    return desk.sign_in_name


def bring_in(family, cards, count):
    """A list of so many newcomers is handed in, with card numbers from that one on; the import's key."""
    cell = PartyOrganization.objects.living().filter(kind="base_cell").order_by("path").first()
    rows = [[f"{family} Văn {n}", 1980, f"{cards + n:08d}", "1/2/2004", cell.name] for n in range(count)]
    head = ["Họ và tên", "Năm sinh", "Số thẻ đảng viên", "Ngày vào Đảng", "Chi bộ"]
    batch = books.hand_in("people", books.book([head, *rows]), Account.objects.get(sign_in_name="btc"))
    return batch.key


def imported(key, cards, count):
    """How an import stands, and whom these card numbers have brought: rows, cells, entries of the journal, families."""
    stands = Import.objects.filter(key=key).values("state", "new_count", "job__state", "job__attempts")
    people = Person.objects.filter(card_number__range=(f"{cards:08d}", f"{cards + count - 1:08d}"))
    noted = AuditEntry.objects.filter(action="import", target_kind="cadres.person", note__endswith=key)
    before, told, found = None, stands.get(), {}
    while told != before:  # what is counted between two equal looks belongs to them
        found = {
            "people": people.count(),
            "cells": Membership.objects.filter(person__in=people).count(),
            "journal": noted.count(),
            "families": sorted({name.split()[0] for name in people.values_list("full_name", flat=True)}),
        }
        before, told = told, stands.get()
    return told | found


ANSWERS = {
    one.__name__: one
    for one in (
        *(prepare, submission, prose, papers, files, reminders, advance, enqueue_long, job),
        *(open_desk, bring_in, imported),
        *(draft_round, open_here, ask_to_open, opening, round_holds, put_away),
    )
}
