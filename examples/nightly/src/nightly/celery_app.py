"""
Celery with Redis: `celery -A nightly.celery_app worker -P threads -c 25`, and the pump.
"""

from functools import cache
from typing import Any

from celery import Celery
from celery.signals import worker_init

from kontokit_fleet import LoopThread

from . import worker
from .settings import Settings

settings = Settings.from_env()
app = Celery("nightly", broker=settings.store)
app.conf.update(
    task_ignore_result=True,
    task_acks_late=True,  # a message is there until its unit is settled
    worker_prefetch_multiplier=1,  # what a worker has not begun, others can take
    broker_connection_retry_on_startup=True,
    broker_transport_options={
        "visibility_timeout": settings.redelivery.total_seconds(),
        # How often messages of killed workers are looked for: by default every 10 x 10 seconds.
        "unacked_restore_interval": 10,
        "unacked_restore_throttle": 1,
    },
)


@cache
def loop() -> LoopThread:
    return LoopThread()


@worker_init.connect
def start_loop(**_: Any) -> None:
    loop()  # one for all threads of the worker, before they are there


@app.task
def refresh(message: dict[str, str]) -> None:
    loop().call(worker.refresh(settings, message))


def waiting() -> int:
    with app.connection_for_write() as connection:
        return int(connection.default_channel.client.llen(app.conf.task_default_queue))


def send(messages: list[dict[str, str]]) -> None:
    for message in messages:
        refresh.delay(message)
