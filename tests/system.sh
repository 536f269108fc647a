#!/bin/sh
# Install the system packages that the tests need, as root on Debian or Ubuntu. Otherwise print their names: the tests
# that need them are skipped (with CI=true they fail).
set -eu

missing=""
command -v chromium >/dev/null || missing="$missing chromium"
ldconfig -p | grep -q libatomic.so.1 || missing="$missing libatomic1" # required by Playwright
command -v pdftotext >/dev/null || missing="$missing poppler-utils"
command -v xelatex >/dev/null || missing="$missing texlive-xetex"
kpsewhich titlesec.sty >/dev/null 2>&1 || missing="$missing texlive-latex-extra"
kpsewhich pzdr.tfm >/dev/null 2>&1 || missing="$missing texlive-fonts-recommended"
kpsewhich texgyrepagella-regular.otf >/dev/null 2>&1 || missing="$missing fonts-texgyre"
fc-list 2>/dev/null | grep -q "Noto Serif CJK" || missing="$missing fontconfig fonts-noto-cjk"
command -v npm >/dev/null || missing="$missing nodejs npm"
command -v java >/dev/null || missing="$missing default-jre-headless" # required by the Nu checker
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "installing$missing"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  # shellcheck disable=SC2086  (word splitting is intended)
  apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
  echo "not installed:$missing (on Debian: sudo apt-get install$missing); the tests that need them are skipped" >&2
fi
