#!/usr/bin/env python3
"""Makes incident files from a seed.

  make_incidents.py kesh > examples/kesh/incidents.csv        the example: thirty days, with what is planted in it
  make_incidents.py many --count 1000000 > incidents.csv      a large file with the same columns
  make_incidents.py turn --late 48 --repeat 0.1 < a.csv > b.csv   the same reports, late, repeated and out of order

Rows are reports. The columns are read by examples/kesh/incidents-map.toml.
"""
import argparse
import csv
import random
import sys
from datetime import datetime, timedelta, timezone

COLUMNS = ["incident", "kind", "thing", "count", "side", "place", "latitude", "longitude", "calibre_mm", "from", "to",
           "answers", "source", "word", "arrived"]
ZONE = timezone(timedelta(hours=1))
START = datetime(2031, 4, 1, tzinfo=ZONE)
NAVY = {"Marenne": "Marenne navy", "Ostrel": "Ostrel coast guard"}
MEDIA = ["HPA", "Radio Marenne", "Vask Courier", "Pelagia Today"]
MONITORS = ["KOM patrol", "KOM radar"]


def stamp(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%S%z")[:-2] + ":00"


class Book:
    def __init__(self, rng):
        self.rng = rng
        self.rows = []
        self.number = 0

    def add(self, sources, kind, when, until=None, thing="", count="", side="", place="", point=None, calibre="",
            answers="", late_hours=None, denied=(), name=None):
        self.number += 1
        name = name or f"k{self.number:03d}"
        until = until or when
        for position, source in enumerate(list(sources) + list(denied)):
            hours = self.rng.uniform(0.2, 6) if late_hours is None else late_hours + self.rng.uniform(0, 2)
            word = "denies" if source in denied else "reports" if position == 0 else "confirms"
            self.rows.append({
                "incident": name, "kind": kind, "thing": thing, "count": count, "side": side, "place": place,
                "latitude": f"{point[0]:.4f}" if point else "", "longitude": f"{point[1]:.4f}" if point else "",
                "calibre_mm": calibre, "from": stamp(when), "to": stamp(until), "answers": answers, "source": source,
                "word": word, "arrived": stamp(until + timedelta(hours=hours))})
        return name


def kesh(seed):
    rng = random.Random(seed)
    book = Book(rng)
    day = lambda n, hour=0.0: START + timedelta(days=n - 1, hours=hour)
    both = [NAVY["Marenne"], NAVY["Ostrel"]]
    everyone = ["KOM patrol"] + both

    # What is planted.
    book.add(["Marenne navy", "KOM patrol", "KOM radar", "HPA", "Pelagia Today"], "shelling", day(9, 14.33), thing="gun", side="Ostrel",
             point=(61.22, -11.99), calibre=122, denied=["Ostrel coast guard"], name="shelling-9")
    for n, hour in enumerate([1.0, 7.5, 13.0]):
        book.add(everyone, "inspection", day(18, hour), side="Ostrel", point=(61.42, -12.05 + n * 0.02), name=f"inspection-18-{n + 1}")
    book.add(["Marenne navy"], "inspection", day(18, 20.25), side="Ostrel", point=(61.44, -12.02), denied=["Ostrel coast guard"],
             name="inspection-18-4")
    book.add(["KOM radar", "HPA", "Ostrel coast guard"], "withdrawal", day(13, 10.0), thing="gun", count=6, side="Ostrel", place="Vask",
             point=(61.03, -11.20), calibre=122, late_hours=7 * 24, name="withdrawal-13")
    book.add(everyone + ["HPA"], "release", day(2, 11.0), thing="sailor", count=20, side="Marenne", place="Port Calder", name="release-2")
    book.add(everyone + ["HPA"], "release", day(3, 20.0), day(4, 6.0), thing="sailor", count=11, side="Marenne", place="Port Calder",
             name="release-3")

    # What keeps the other terms.
    for week in range(4):
        for side in NAVY:
            book.add(everyone, "joint patrol", day(3 + 7 * week, 8 + week), side=side, point=(61.25, -11.97))
    for n, d in enumerate([6, 16]):
        crash = book.add(["KOM patrol"] + both + ["HPA"], "collision", day(d, 9.5), point=(61.15, -11.95), name=f"collision-{d}")
        for side in NAVY:
            book.add(everyone, "report", day(d, 22 + n), side=side, place=("Port Calder" if side == "Marenne" else "Vask"), answers=crash)
    for d, count in [(5, 2), (12, 3), (20, 2)]:
        for side, hour in [("Marenne", 6.0), ("Ostrel", 6.75)]:
            book.add(everyone, "stand-down", day(d, hour), thing="vessel", count=count, side=side, place=("Port Calder" if side == "Marenne" else "Vask"))
    book.add(everyone, "observer visit", day(17, 12.0), side="Ostrel", place="Tarn Island")
    book.add(both, "notice", day(25, 9.0), side="Marenne", place="Port Calder")

    # Thirty days of everything else.
    while book.number < 400:
        d, hour = rng.randint(1, 30), rng.uniform(0, 23.5)
        side = rng.choice(list(NAVY))
        other = "Ostrel" if side == "Marenne" else "Marenne"
        sources = rng.choice([[NAVY[side]], [NAVY[other]], [rng.choice(MONITORS)], [rng.choice(MEDIA)], [NAVY[other], rng.choice(MEDIA)],
                              [rng.choice(MONITORS), NAVY[side]], rng.sample(MEDIA, 2)])
        denied = [NAVY[side]] if NAVY[side] not in sources and rng.random() < 0.15 else []
        late = rng.choice([None, None, None, rng.uniform(12, 60)])
        far = (61.2 + rng.uniform(-0.2, 0.2), -13.2 + rng.uniform(-0.1, 0.1))
        strait = (61.2 + rng.uniform(-0.3, 0.3), -11.97 + rng.uniform(-0.1, 0.1))
        kind = rng.choices(["presence", "overflight", "gunfire", "range", "guns", "inspection", "radio"], [30, 20, 8, 8, 10, 8, 16])[0]
        common = {"side": side, "denied": denied, "late_hours": late}
        if kind == "presence":
            book.add(sources, "sighting", day(d, hour), thing="patrol vessel", count=rng.randint(1, 4), point=strait, **common)
        elif kind == "overflight":
            book.add(sources, "overflight", day(d, hour), day(d, hour + 0.4), point=strait, **common)
        elif kind == "gunfire":  # west of Marenne, far from the strait
            book.add(sources, rng.choice(["gunfire", "warning shots"]), day(d, hour), point=far, **common)
        elif kind == "range":  # on the range of Vask, where practice is allowed
            book.add(sources, "gunfire", day(d, hour), point=(61.02 + rng.uniform(-0.05, 0.05), -11.18 + rng.uniform(-0.08, 0.08)),
                     side="Ostrel", denied=[], late_hours=late)
        elif kind == "guns":  # until day 14 on Tarn Island, afterwards near Vask
            near = d <= 13
            book.add(sources, "sighting", day(d, hour), thing="battery", count=rng.randint(1, 3), calibre=rng.choice([76, 122, 130]),
                     point=((61.2, -12.0) if near else (61.0 + rng.uniform(-0.05, 0.05), -11.1)), side="Ostrel", denied=[], late_hours=late)
        elif kind == "inspection":
            if side == "Marenne" or d not in range(16, 21):
                place = (61.45, -12.0) if side == "Marenne" or d % 2 else (61.0, -12.05)
                book.add(sources, "inspection", day(d, hour), point=place, **common)
        else:
            book.add(sources, "radio call", day(d, hour), point=strait, **common)
    return sorted(book.rows, key=lambda row: (row["arrived"], row["incident"]))


def many(seed, count):
    rng = random.Random(seed)
    kinds = ["shelling", "gunfire", "sighting", "inspection", "collision", "report", "overflight", "radio call"]
    sources = list(NAVY.values()) + MONITORS + MEDIA
    span = 30 * 86400
    for n in range(count):
        at = START + timedelta(seconds=n * span // count)
        yield {"incident": f"m{n}", "kind": kinds[rng.randrange(8)], "thing": "gun" if n % 5 == 0 else "", "count": "", "side": ("Marenne", "Ostrel")[n & 1],
               "place": "", "latitude": f"{60.6 + rng.random() * 1.2:.4f}", "longitude": f"{-13 + rng.random() * 2:.4f}",
               "calibre_mm": "122" if n % 5 == 0 else "", "from": stamp(at), "to": stamp(at), "answers": "",
               "source": sources[rng.randrange(len(sources))], "word": "reports", "arrived": stamp(at + timedelta(minutes=rng.randrange(600)))}


def turn(seed, rows, late_hours, repeat):
    rng = random.Random(seed)
    out = []
    for row in rows:
        arrived = datetime.fromisoformat(row["arrived"])
        out.append((arrived + timedelta(hours=rng.uniform(0, late_hours)), len(out), row))
        if rng.random() < repeat:
            out.append((arrived + timedelta(hours=rng.uniform(0, late_hours)), len(out), row))
    return [row for _, _, row in sorted(out, key=lambda item: item[:2])]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["kesh", "many", "turn"])
    parser.add_argument("--seed", type=int, default=2031)
    parser.add_argument("--count", type=int, default=1000000)
    parser.add_argument("--late", type=float, default=48, help="hours by which a report may be moved")
    parser.add_argument("--repeat", type=float, default=0.1, help="share of reports that come twice")
    arguments = parser.parse_args()
    writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    writer.writeheader()
    if arguments.what == "kesh":
        rows = kesh(arguments.seed)
    elif arguments.what == "many":
        rows = many(arguments.seed, arguments.count)
    else:
        rows = turn(arguments.seed, list(csv.DictReader(sys.stdin)), arguments.late, arguments.repeat)
    for row in rows:
        writer.writerow(row)


if __name__ == "__main__":
    main()
