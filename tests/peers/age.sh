#!/bin/bash
# age.sh BUNDLE.zip OUT: opens an exported two-lock bundle with the stock tools only and checks every file in it.
set -euo pipefail
bundle=$(realpath "$1"); out=$2
for tool in age unzip sha256sum python3; do
  command -v "$tool" >/dev/null || { echo "age.sh needs $tool" >&2; exit 1; }
done
mkdir -p "$out"; cd "$out"
unzip -q -o "$bundle"
sha256sum --quiet -c SHA256SUMS
opened=0
while IFS=$'\t' read -r file lock length _; do
  [ "$length" != - ] || continue
  name=$(basename "$file" .age)
  # head closes the pipe once it has the content, so the zeros behind it must not count as a failure.
  { age -d -i lockA.txt "$file" | age -d -i "$lock" > "$name.padded"; }
  tail -c +9 "$name.padded" > "$name.tail"; head -c "$length" "$name.tail" > "$name.zip"
  rm "$name.padded" "$name.tail"
  mkdir -p "opened/$name"; unzip -q -o "$name.zip" -d "opened/$name"
  python3 - "opened/$name" <<'PY'
import hashlib, json, pathlib, sys
folder = pathlib.Path(sys.argv[1])
for entry in json.loads((folder / "manifest.json").read_text("utf-8"))["files"]:
    data = (folder / entry["name"]).read_bytes()
    assert len(data) == entry["size"] and hashlib.sha256(data).hexdigest() == entry["sha256"], entry["name"]
PY
  opened=$((opened + 1))
done < <(tail -n +2 list.tsv)
[ "$opened" -gt 0 ] || { echo "nothing in this bundle could be opened" >&2; exit 1; }
echo "age.sh: $opened envelopes opened and checked"
