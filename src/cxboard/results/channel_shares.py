"""Which part of all contacts comes over each channel, and how soon is it answered there?"""

from __future__ import annotations

from dataclasses import dataclass, replace

from cxboard.domain.catalogue.contacts import RESPONSE_BAND
from cxboard.domain.filters import Filters
from cxboard.domain.scores import SUPPRESSED, Score
from cxboard.domain.scoring import Counts, add, respondents
from cxboard.domain.vocabulary import Dimension, Kind
from cxboard.queries.reader import Reader
from cxboard.results.disclosure import Clearance, clearance_of
from cxboard.results.groups import ByGroup, both_periods
from cxboard.results.options import earlier

CONTACTS = respondents(Kind.CONTACT.value)


@dataclass(frozen=True, kw_only=True)
class ChannelShare:
    """A channel's share of all contacts in per cent, now and in the period before."""

    now: Score
    before: Score
    usual_response: str | None


def channel_shares(
    reader: Reader, filters: Filters, ways: tuple[ByGroup, ByGroup]
) -> dict[str, ChannelShare]:
    """Return each channel's share of the contacts of both periods, over all channels.

    Beside a chosen channel `ways` hold it alone, and what it is a share of is read anew.
    """
    if filters.channels:
        filters = replace(filters, channels=())
        ways = both_periods(reader, (CONTACTS, RESPONSE_BAND.key), filters, Dimension.CHANNEL)
    now, before = ways
    shown = _share_of_all(reader, filters, now)
    until = filters.over(earlier(reader, filters.period))
    shown_before = _share_of_all(reader, until, before)
    return {
        channel: ChannelShare(
            now=share,
            before=shown_before.get(channel, Score()),
            usual_response=None if share.suppressed else _usual_response(now[channel]),
        )
        for channel, share in shown.items()
    }


def _share_of_all(reader: Reader, filters: Filters, groups: ByGroup) -> dict[str, Score]:
    whole = add(groups.values())
    total = Clearance(reader, filters).people(CONTACTS, whole, filters.period)
    shares = {}
    for channel, counts in groups.items():
        clearance = clearance_of(reader, filters, (Dimension.CHANNEL,), (channel,))
        n = clearance.people(CONTACTS, counts, filters.period)
        if n is None or not total:
            shares[channel] = SUPPRESSED
        elif n:
            shares[channel] = Score(value=100 * n / total, n=n, numerator=n, denominator=total)
    return shares


def _usual_response(counts: Counts) -> str | None:
    """Return the band in which the middle contact was answered; None when no times are known."""
    bands = counts.get(RESPONSE_BAND.key, {})
    seen, half = 0, sum(bands.values()) / 2
    for band in sorted(bands):
        seen += bands[band]
        if half and seen >= half:
            return RESPONSE_BAND.scale.answers[band]
    return None
