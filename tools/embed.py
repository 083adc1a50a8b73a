#!/usr/bin/env python3
"""Turns a file into a C array: embed.py NAME INPUT OUTPUT.

Gives `const unsigned char NAME[]` (with a NUL after its end) and `const size_t NAME_len`."""
import pathlib
import sys


def main():
    name, source, target = sys.argv[1:4]
    data = pathlib.Path(source).read_bytes()
    lines = [
        "#include <stddef.h>",
        f"extern const unsigned char {name}[];",
        f"extern const size_t {name}_len;",
        f"const size_t {name}_len = {len(data)};",
        f"const unsigned char {name}[] = {{",
    ]
    for start in range(0, len(data), 24):
        lines.append("".join(f"{byte}," for byte in data[start:start + 24]))
    lines.append("0};")
    pathlib.Path(target).write_text("\n".join(lines) + "\n")


main()
