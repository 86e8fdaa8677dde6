"""The day against which dates are held."""

from __future__ import annotations

import datetime
import os


def today() -> datetime.date:
    """The day of this build; that of SOURCE_DATE_EPOCH where it is set, so that an old edition builds as it did."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.datetime.fromtimestamp(int(epoch), datetime.UTC) if epoch else datetime.datetime.now(datetime.UTC)
    return moment.date()
