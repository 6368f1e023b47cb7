"""Profiles between the ledger, which keeps documents, and the ingest, which reads by them."""

from __future__ import annotations

from cxboard.domain.errors import BadRequest, UnknownValue
from cxboard.ingest.profiles import Profile, profile_from
from cxboard.storage import profiles as stored
from cxboard.storage.workspace import Workspace


def load_profiles(workspace: Workspace) -> list[Profile]:
    """Return every saved profile that still fits the catalogue, by name."""
    found = []
    for saved in stored.saved_profiles(workspace.ledger):
        try:
            found.append(profile_from(saved.name, saved.document).undated())
        except BadRequest:  # the catalogue has lost a column since; `named_profile` says so
            continue
    return found


def named_profile(workspace: Workspace, name: str) -> Profile:
    """Return a saved profile; UnknownValue or BadRequest when there is none that can be used."""
    every = {saved.name: saved for saved in stored.saved_profiles(workspace.ledger)}
    if name not in every:
        raise UnknownValue("profile", name, every)
    return profile_from(name, every[name].document).undated()


def keep_profile(workspace: Workspace, profile: Profile, by: str) -> stored.SavedProfile:
    """Save a profile as its next version.

    Raises:
        BadRequest: it holds a day or a month, under which every further file would be published.
    """
    for column, text in profile.dated.items():
        if text:
            raise BadRequest(
                f"“{column}” is “{text[:40]}” in one file and another day or month in the next. "
                f'Leave it empty ("{column}": "") and say it with each file: '
                f"--set {column}={text[:40]}"
            )
    document = profile.as_json()
    return stored.save_profile(workspace.ledger, profile.name, profile.fingerprint, document, by)
