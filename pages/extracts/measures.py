"""Measures: what does each number mean, where does it come from, and what feeds it?"""

from cxboard.ui import cached_extracts, choice, dictionary, measure_dictionary, page

TITLE = "Measures"

head = page.keep_place()
every = dictionary.found()
words, family = measure_dictionary.search(dictionary.families())
found = dictionary.found(words, family)
page.begin(title=TITLE, finding=measure_dictionary.finding(found, len(every)), place=head)

if found:
    titles = {entry.measure.id: entry.measure.title for entry in found}
    chosen = choice.select("Measure to look up", titles, key="entry")
    entry = dictionary.entry_of(chosen)
    measure_dictionary.show_entry(entry, cached_extracts.feeds(entry.measure.kind))
    page.section("All that were found")
    measure_dictionary.show_list(found, chosen)
page.end(sources=["the catalogue of measures", "the ledger"])
