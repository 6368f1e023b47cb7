"""Measures: what does each number mean, where does it come from, and what feeds it?"""

from cxboard.ui import cached, choice, measure_dictionary, page

TITLE = "Measures"

head = page.keep_place()
every = cached.dictionary()
words, family = measure_dictionary.search(cached.families())
found = cached.dictionary(words, family)
page.begin(title=TITLE, finding=measure_dictionary.finding(len(found), len(every)), place=head)

if found:
    titles = {entry.measure.id: entry.measure.title for entry in found}
    chosen = choice.select("Measure to look up", titles, key="entry")
    entry = cached.dictionary_entry(chosen)
    measure_dictionary.show_entry(entry, cached.feeds(entry.measure.kind))
    page.section("All that were found")
    measure_dictionary.show_list(found, chosen)
page.end(sources=["the catalogue of measures", "the ledger"])
