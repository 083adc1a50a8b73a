#!/bin/sh
# lines.sh HTMLGEN WORKDIR SRC: the C compiler's complaint names the template and its line.
set -eu
mkdir -p "$2"
cat > "$2/view.h" <<'EOF'
#pragma once
#include "base/text.h"
typedef struct V { Text name; struct { struct { Text title; } *at; size_t len; } rows; } V;
EOF
status=0

check() {
    name=$1 line=$2
    "$htmlgen" --name "html_$name" "$name.html" "$name.html.h" "$name.html.c"
    if ${CC:-cc} -std=gnu17 -I. -I"$src" -fsyntax-only "$name.html.c" 2> "$name.log"; then
        echo "$name.html compiled, and must not"
        status=1
    elif ! grep -q "^$name.html:$line:" "$name.log"; then
        echo "$name.html: nothing told of line $line:"
        cat "$name.log"
        status=1
    fi
}

htmlgen=$(realpath "$1") src=$3
cd "$2"
printf '{{view V "view.h"}}\n<p>\n{{nmae}}</p>\n' > field.html
check field 3
printf '{{view V "view.h"}}\n{{for row in rows}}\n<p>\n{{row.titel}}</p>{{end}}\n' > loop.html
check loop 4
printf '{{view V "view.h"}}\n<p>{{tr "a {name}\\"b\\""\n\n name=rows}}</p>\n' > type.html
check type 2
printf '{{view V "view.h"}}\n\n<p>{{if rows}}x{{end}}</p>\n' > condition.html
check condition 3
exit $status
