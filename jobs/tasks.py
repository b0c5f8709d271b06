"""What Celery calls."""

from celery import shared_task

from jobs import runner, services


@shared_task(name="jobs.run_job")
def run_job(pk: int) -> None:
    """The bell rang for this job."""
    runner.run(pk)


@shared_task(name="jobs.sweep")
def sweep() -> int:
    """Every half minute: see that no job is forgotten."""
    return services.sweep()
