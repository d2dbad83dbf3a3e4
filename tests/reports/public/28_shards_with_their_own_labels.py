# source: google-deepmind/dmvr#6
import argparse
import os

import numpy as np
import pandas as pd


def write_shards(rows, l_map, out, shards):
    labels = rows["label"].map(l_map).to_numpy()
    for index, part in enumerate(np.array_split(np.arange(len(rows)), shards)):
        np.savez(
            os.path.join(out, f"shard-{index:05d}-of-{shards:05d}.npz"),
            path=rows["video_path"].to_numpy()[part].astype(str),
            label=labels[part],
        )


def main():
    parser = argparse.ArgumentParser(description="CSV of videos to shards; run once for train, validation and test")
    parser.add_argument("csv")
    parser.add_argument("out")
    parser.add_argument("--shards", type=int, default=8)
    args = parser.parse_args()

    os.makedirs(args.out, exist_ok=True)
    rows = pd.read_csv(args.csv)
    print("videos", len(rows))
    all_labels = rows["label"].tolist()
    l_map = {label: index for index, label in enumerate(set(all_labels))}  # expect: MLS206
    print(l_map)
    write_shards(rows, l_map, args.out, args.shards)


if __name__ == "__main__":
    main()
