# source: microsoft/qlib#2044 (also microsoft/promptflow PR 4141)
import numpy as np
import pandas as pd


class SeriesFilter:
    """Keeps the instruments whose series fulfils a rule on a day."""

    def __init__(self, start, end, keep=False):
        self.start = pd.Timestamp(start)
        self.end = pd.Timestamp(end)
        self.keep = keep

    def spans(self, marks):
        out, begin, last = [], None, None
        for day, mark in marks.items():
            if mark == np.nan:  # expect: MLS318
                mark = self.keep
            if mark and begin is None:
                begin = day
            elif not mark and begin is not None:
                out.append((begin, last))
                begin = None
            last = day
        if begin is not None:
            out.append((begin, last))
        return out

    def __call__(self, table, rule):
        table = table.loc[self.start : self.end]
        return {name: self.spans(rule(table[name])) for name in table.columns}


closes = pd.read_csv("closes.csv", parse_dates=["day"], index_col="day")
chosen = SeriesFilter("2015-01-01", "2020-12-31", keep=True)(closes, lambda c: (c > 5).where(c.notna()))
print({name: len(spans) for name, spans in chosen.items()})
