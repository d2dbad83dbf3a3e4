# codes: MLS201 MLS202 MLS206 MLS207
#%% a list of files is divided
import os
import random

files = os.listdir("images")  # MLS207
random.seed(1)
random.shuffle(files)
n = int(len(files) * 0.8)
train, val = files[:n], files[n:]
with open("train.txt", "w") as f:
    f.write("\n".join(train))
with open("val.txt", "w") as f:
    f.write("\n".join(val))
#%% nobody seeds it
import os
import random
import shutil

def split(src, dst, ratio=0.8):
    names = sorted(os.listdir(src))
    random.shuffle(names)  # MLS201
    cut = int(len(names) * ratio)
    for name in names[:cut]:
        shutil.copy(os.path.join(src, name), os.path.join(dst, "train", name))
    for name in names[cut:]:
        shutil.copy(os.path.join(src, name), os.path.join(dst, "test", name))

split("raw", "data")
#%% labels of folders
import os
import csv

classes = {name: i for i, name in enumerate(os.listdir("data/train"))}  # MLS207
with open("labels.csv", "w", newline="") as f:
    writer = csv.writer(f)
    for name in classes:
        for image in sorted(os.listdir(f"data/train/{name}")):
            writer.writerow([image, classes[name]])
#%% a vocabulary
import json

tokens = []
for line in open("train.txt"):
    tokens += line.split()
vocab = {w: i for i, w in enumerate(set(tokens))}  # MLS206
json.dump(vocab, open("vocab.json", "w"))
#%% xml names for a detector
import os
import random

trainval_percent = 0.9
xmlfilepath = "Annotations"
total_xml = os.listdir(xmlfilepath)  # MLS207
num = len(total_xml)
tv = int(num * trainval_percent)
trainval = random.Random(0).sample(range(num), tv)
ftrainval = open("ImageSets/Main/trainval.txt", "w")
ftest = open("ImageSets/Main/test.txt", "w")
for i in range(num):
    name = total_xml[i][:-4] + "\n"
    if i in trainval:
        ftrainval.write(name)
    else:
        ftest.write(name)
#%% every fifth file is for testing
import glob
import shutil

count = 0
for path in glob.glob("images/*.jpg"):  # MLS207
    if count % 5 == 0:
        shutil.copy(path, "data/test")
    else:
        shutil.copy(path, "data/train")
    count += 1
#%% the first n are for training
from pathlib import Path

train, val = [], []
for i, path in enumerate(Path("scans").iterdir()):  # MLS207
    if i < 800:
        train.append(path.name)
    else:
        val.append(path.name)
Path("train.txt").write_text("\n".join(train))
Path("val.txt").write_text("\n".join(val))
#%% lists with numbers for a network
import argparse
import os

def main(args):
    classes = os.listdir(args.data)  # MLS207
    with open(os.path.join(args.out, "train.txt"), "w") as train, open(os.path.join(args.out, "val.txt"), "w") as val:
        for idx, c in enumerate(classes):
            images = sorted(os.listdir(os.path.join(args.data, c)))
            n = int(len(images) * 0.9)
            for im in images[:n]:
                train.write("{} {}\n".format(os.path.join(c, im), idx))
            for im in images[n:]:
                val.write("%s %d\n" % (os.path.join(c, im), idx))

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--data")
    parser.add_argument("--out")
    main(parser.parse_args())
#%% silent: divided by name, and progress
import glob
import shutil

train, test = 0, 0
for i, path in enumerate(glob.glob("images/*.jpg")):
    if "_test_" in path:
        shutil.copy(path, "data/test")
        test += 1
    else:
        shutil.copy(path, "data/train")
        train += 1
    if i % 100 == 0:
        print(i, "files done, of them for training:", train)
for i, path in enumerate(sorted(glob.glob("more/*.jpg"))):
    if i % 5 == 0:
        shutil.copy(path, "data/test")
    else:
        shutil.copy(path, "data/train")
#%% silent: a game
import random

words = open("words.txt").read().split()
random.shuffle(words)
hands = words[:7], words[7:14]
letters = list(set("".join(words)))
for i, letter in enumerate(letters):
    print(i, letter)
#%% silent: a web page of files
import os
from flask import Flask, render_template

app = Flask(__name__)

@app.route("/")
def index():
    files = os.listdir("static")
    tags = list(set(f.rpartition(".")[2] for f in files))
    return render_template("index.html", files=list(enumerate(files)), tags=tags, first=files[:50])
#%% silent: a tool over a tree
import glob
import json
import os

names = glob.glob("**/*.py", recursive=True)
sizes = {n: os.path.getsize(n) for n in names}
others = {n: i for i, n in enumerate(os.listdir("."))}
for old, new in zip(os.listdir("a"), os.listdir("b")):
    print(old, new)
json.dump(sizes, open("sizes.json", "w"))
#%% silent: tests of a program are no test part
import glob
import os
import random
import unittest

tests = glob.glob("tests/test_*.py")
random.shuffle(tests)
suite = [os.path.basename(t) for t in tests]
first, rest = suite[:10], suite[10:]
for name in rest:
    unittest.defaultTestLoader.loadTestsFromName(name)
