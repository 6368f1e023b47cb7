"""Larkfield Health, a fictional health system: what CX Board shows before there is real data.

Everything in it is invented: its hospitals, its patients and its stories. `stories` lists what was
planted, `extracts` writes the files, `build` takes them in as any other extract.
"""
