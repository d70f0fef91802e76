"""
Procrastinate with PostgreSQL: `procrastinate -a nightly.procrastinate_app.app worker
--concurrency 25 --delete-jobs always`, and the pump.
"""

from procrastinate import App, PsycopgConnector
from procrastinate.types import JSONDict

from . import worker
from .settings import Settings

settings = Settings.from_env()
app = App(connector=PsycopgConnector(conninfo=settings.store))


@app.task
async def refresh(message: dict[str, str]) -> None:
    await worker.refresh(settings, message)


def waiting() -> int:
    with app.open():
        return sum(queue["todo"] for queue in app.job_manager.list_queues())


def send(messages: list[dict[str, str]]) -> None:
    jobs: list[JSONDict] = [{"message": {**message}} for message in messages]
    with app.open():
        refresh.batch_defer(*jobs)
