#!/bin/sh
# messages.sh -- the texts of the interface, from C and from templates, and their translations.
#
#   tools/messages.sh pot       prints all msgids as a gettext template, with file and line
#   tools/messages.sh update    brings locale/*.po up to date; new texts get an empty translation
#   tools/messages.sh check     fails, and lists them, when a translation is missing, fuzzy or does
#                               not have the {places} of its text
#
# HTMLGEN names the template compiler; else it is looked for in the build directories out*/.
set -eu
export LC_ALL=C.UTF-8
cd "$(dirname "$0")/.."

die() {
    echo "messages.sh: $*" >&2
    exit 1
}

if [ -z "${HTMLGEN:-}" ]; then
    for found in out*/tools/htmlgen; do
        [ -x "$found" ] && HTMLGEN=$found
    done
fi
[ -x "${HTMLGEN:-}" ] || die "build first, or set HTMLGEN"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Says which texts have {places}: msgfmt then compares them with the translation's.
mark_places() {
    awk '
        function flush() {
            if (entry ~ /\nmsgid [^\n]*\{[a-z_]+\}/)
                sub(/\nmsgid /, "\n#, python-brace-format\nmsgid ", entry)
            printf "%s", entry
            entry = ""
        }
        /^#, / { next }
        { entry = entry $0 "\n" }
        /^$/ { flush() }
        END { flush() }
    '
}

make_pot() {
    find src -name '*.html' | sort > "$work/templates"
    find src -name '*.[ch]' -o -name '*.tbl' | sort > "$work/sources"
    # shellcheck disable=SC2046 # our own file names have no spaces
    "$HTMLGEN" --messages $(cat "$work/templates") > "$work/templates.pot"
    xgettext --language=C --from-code=UTF-8 --force-po --no-wrap --files-from="$work/sources" \
        -k -kTR:2 -kN_:1 -kTR_FORMAT:3 -o "$work/sources.pot"
    # The date would make every update a change.
    sed -i 's/charset=CHARSET/charset=UTF-8/; /^"POT-Creation-Date/d' "$work/sources.pot"
    msgcat --use-first --no-wrap --sort-by-file "$work/sources.pot" "$work/templates.pot" |
        mark_places > "$work/all.pot"
}

# Every entry of a PO file on lines of its own, for people.
list_msgids() {
    msgattrib --no-wrap --no-obsolete "$@" | sed -n 's/^msgid "\(..*\)"$/  \1/p'
}

check_language() {
    po=$1
    good=0
    msgmerge --quiet --no-fuzzy-matching --no-wrap -o "$work/merged.po" "$po" "$work/all.pot"
    list_msgids --untranslated "$work/merged.po" > "$work/missing"
    list_msgids --only-fuzzy "$work/merged.po" >> "$work/missing"
    if [ -s "$work/missing" ]; then
        echo "$po: $(wc -l < "$work/missing") texts are not translated:"
        cat "$work/missing"
        good=1
    fi
    msgfmt --check-format -o /dev/null "$work/merged.po" || good=1
    return $good
}

case ${1:-} in
pot)
    make_pot
    cat "$work/all.pot"
    ;;
update)
    make_pot
    for po in locale/*.po; do
        msgmerge --quiet --no-fuzzy-matching --no-wrap --add-location=file \
            -o "$work/merged.po" "$po" "$work/all.pot"
        cmp -s "$work/merged.po" "$po" || cp "$work/merged.po" "$po"
    done
    ;;
check)
    make_pot
    status=0
    for po in locale/*.po; do
        check_language "$po" || status=1
    done
    exit $status
    ;;
*)
    die "one of: pot, update, check"
    ;;
esac
