#!/usr/bin/env bash
# Lists which events go to which function: a line "FUNCTION CONTAINER PREFIX" for each blob trigger of a published app.
# Usage: infra/azure/subscriptions.sh FOLDER. The names come from the app, because an event for an unknown function is answered with 202 and lost.
set -euo pipefail
metadata=${1:?folder of the published app}/functions.metadata
# The Functions SDK writes one property per line. A function's name is the one before its script file.
lines=$(awk -F '"' '
  $2 == "name" { name = $4 }
  $2 == "scriptFile" { owner = name }
  $2 == "type" { type = $4 }
  $2 == "path" && type == "blobTrigger" && $4 ~ /^[a-z-]+\/[a-z\/-]+\/\{/ {
    slash = index($4, "/")
    print owner, substr($4, 1, slash - 1), substr($4, slash + 1, index($4, "{") - slash - 1)
  }' "$metadata")
[ -n "$lines" ] && [ "$(grep -c blobTrigger "$metadata")" = "$(wc -l <<<"$lines")" ] || { echo "The blob triggers of $metadata cannot be read: nothing was deployed." >&2; exit 1; }
echo "$lines"
