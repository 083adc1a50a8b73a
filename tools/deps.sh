#!/bin/sh
# Installs the Debian packages that are missing, and says which before it does.
#
#     tools/deps.sh run      what building and running need
#     tools/deps.sh check    what the tests need on top
#
# "package=command": fine when the command is there, whoever brought it.
set -eu

run='
    gcc libc6-dev meson ninja-build pkg-config gettext python3=python3
    libmicrohttpd-dev libsqlite3-dev libpq-dev libsodium-dev libssl-dev libjansson-dev zlib1g-dev
    libarchive-dev libexpat1-dev libxml2-dev libxlsxwriter-dev libvips-dev libmagic-dev libcmark-dev
    libinih-dev libqrencode-dev libcurl4-openssl-dev libcairo2-dev libpango1.0-dev libcsv-dev libqpdf-dev libseccomp-dev
    fonts-noto-cjk
'
check='
    clang=clang libclang-rt-14-dev llvm-14=llvm-symbolizer-14 clang-format=clang-format
    postgresql-15 sqlite3=sqlite3 nginx-light=nginx poppler-utils=pdftotext zbar-tools=zbarimg
    chromium=chromium chromium-headless-shell nodejs=node npm=npm ca-certificates
'

case ${1:-} in
run) wanted=$run ;;
check) wanted="$run $check" ;;
*)
    sed -n '2,7s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac

packages=
for entry in $wanted; do
    case $entry in
    *=*) command -v "${entry#*=}" >/dev/null 2>&1 || packages="$packages ${entry%%=*}" ;;
    *) packages="$packages $entry" ;;
    esac
done

# Installed ones, one a line; dpkg-query fails when it does not know a name at all.
# shellcheck disable=SC2086 # a list of names
installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' $packages 2>/dev/null |
    sed -n 's/^installed //p' || true)
missing=
for package in $packages; do
    case "
$installed
" in
    *"
$package
"*) ;;
    *) missing="$missing $package" ;;
    esac
done
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
        echo "These packages are missing. As root: apt-get install --no-install-recommends$missing" >&2
        exit 1
    fi
    as_root='sudo'
fi
echo "Installing with apt-get${as_root:+ (by sudo)}:$missing"
$as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q
# shellcheck disable=SC2086
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
