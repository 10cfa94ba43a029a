#!/bin/bash
# paper.sh FILE.pdf QR_TEXT WORDS...: the PDF must hold the words as text, embed its fonts, and its code must scan.
# QR_TEXT may be - for a paper without code, and ? for one whose code may read as it likes; the first line printed is what it reads.
set -euo pipefail
pdf=$1 code=$2; shift 2
for tool in pdftotext pdffonts pdftoppm zbarimg; do
  command -v "$tool" >/dev/null || { echo "paper.sh needs $tool" >&2; exit 1; }
done
text=$(pdftotext -enc UTF-8 "$pdf" - 2>/dev/null | tr -d '\n\f')
for words in "$@"; do
  [[ $text == *"$words"* ]] || { echo "paper.sh: not in $pdf: $words" >&2; exit 1; }
done
# The column after the encoding says whether the font is embedded.
pdffonts "$pdf" 2>/dev/null | tail -n +3 | awk '{ if ($(NF-4) != "yes") exit 1 }' || { echo "paper.sh: a font of $pdf is not embedded" >&2; exit 1; }
if [ "$code" != - ]; then
  dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
  pdftoppm -r 200 -png "$pdf" "$dir/page" 2>/dev/null
  read_code=$(zbarimg -q --raw "$dir"/page*.png 2>/dev/null | head -n 1 || true)
  echo "$read_code"
  { [ "$code" = "?" ] && [ -n "$read_code" ]; } || [ "$read_code" = "$code" ] || { echo "paper.sh: the code of $pdf reads: $read_code" >&2; exit 1; }
fi
echo "paper.sh: $pdf ok"
