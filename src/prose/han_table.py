#!/usr/bin/env python3
"""Writes han_table.h: traditional characters and their simplified form, out of OpenCC's TSCharacters.

    opencc_dict -i /usr/share/opencc/TSCharacters.ocd2 -f ocd2 -o TSCharacters.txt -t text
    ./han_table.py TSCharacters.txt > han_table.h

Kept: pairs of characters of three bytes (the Basic Multilingual Plane), the first candidate of each,
followed to its end (so that folding twice changes nothing), in the order of the code points; and OURS.
"""
import sys

NOTICE = """\
/*
 * han_table -- traditional characters, each followed by its simplified form, in the order of the code
 * points.  Written by han_table.py out of TSCharacters of OpenCC 1.1.6, changed as it says there.
 *
 * Copyright 2010-2022 BYVoid <byvoid.kcp@gmail.com>
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this table except in
 * compliance with the License.  You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software distributed under the License is
 * distributed on an "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or
 * implied.  See the License for the specific language governing permissions and limitations under the
 * License.
 */
#pragma once
"""
PAIRS_A_LINE = 22
# What OpenCC keeps apart, but village accounts write both ways (帐目, 账目).
OURS = {"帐": "账"}


def main(path):
    first = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            traditional, simplified = line.rstrip("\n").split("\t")
            simplified = simplified.split(" ")[0]
            if traditional != simplified:
                first[traditional] = simplified
    first.update(OURS)
    pairs = []
    for traditional in sorted(first):
        seen = {traditional}
        simplified = first[traditional]
        while simplified in first and simplified not in seen:
            seen.add(simplified)
            simplified = first[simplified]
        if len(traditional.encode()) == len(simplified.encode()) == 3 and traditional != simplified:
            pairs.append(traditional + simplified)
    print(NOTICE)
    print(f"enum {{ HAN_PAIRS = {len(pairs)} }};\n")
    print("/* clang-format off */\nstatic const char han_table[] =")
    lines = ["".join(pairs[i:i + PAIRS_A_LINE]) for i in range(0, len(pairs), PAIRS_A_LINE)]
    print("\n".join(f'    "{line}"' for line in lines) + ";")
    print("/* clang-format on */")


if __name__ == "__main__":
    main(sys.argv[1])
