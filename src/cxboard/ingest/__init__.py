"""How a source file becomes a publication: received, read apart, matched, checked, published.

The steps, each a function of frozen values that a page or a command can call by itself:

receive   `receive.receive(path, limits)` → Received (size, SHA-256, form), or a Problem
look      `looking.open_file(received, folder, said, profiles, limits)` → Extract: cells and shape
match     `matching.match(extract, said, profiles, folder)` → Match: how it is read, open questions
propose   `propose.propose(extract)` → Proposal: a profile to complete, where nothing known fits
guard     `identifying.identifying(extract, recognised, drop)` → columns that name or number people
validate  `checking.check(workspace, received, extract, recognised, folder, by)` → Staged
effect    `storage.publishing.preview`, `storage.comparing.compare` → counts; rows by month, unit
commit    `storage.publishing.publish(workspace, candidate)` → Published
undo      `storage.switching.undo(workspace, upload_id, by)` → the next Publication

`load.ingest_file(workspace, path, said=…, dry_run=…)` takes them all and returns the receipt, an
IngestReport; `looking.look` takes the first four and keeps nothing. `said.Said` is what a person
says about a file: kind, profile, encoding, delimiter, header row, sheet, days, columns to drop.
`saved` keeps profiles. `folder` is a `staging.room(...)`, which must stand from look to commit.
"""
