#!/usr/bin/env bash
# Builds everything without a warning, checks the format and runs the tests. Closes with "N passed, N failed".
#   ./test.sh         unit and contract tests: under 90 seconds after the build
#   ./test.sh --all   everything that CI runs: at most 15 minutes
#   ./test.sh --long  the same with the long runs at full length: once for an issue, at most 90 minutes
set -uo pipefail
cd "$(dirname "$0")"
. infra/local/setup.sh

stop() {
  echo "$1" >&2
  echo "0 passed, 1 failed"
  exit 1
}

tier=${1:---unit}
case "$tier" in
  --unit | --all) ;;
  --long)
    export INCDIV_SCHEDULES=${INCDIV_SCHEDULES:-1000} INCDIV_RELEASES=${INCDIV_RELEASES:-200} INCDIV_KILLS=${INCDIV_KILLS:-30}
    export INCDIV_LOAD=${INCDIV_LOAD:-1000} INCDIV_BACKFILL=${INCDIV_BACKFILL:-1000} INCDIV_PEOPLE=${INCDIV_PEOPLE:-1000000}
    ;;
  *) stop "There is no option '$tier': use --all, --long or none." ;;
esac

need_dotnet
need_node
need_poppler
# The build takes the fonts of the PDF from infra/local.
if [ "$tier" = --unit ]; then
  packages=(infra/local) projects=(unit) filter='Tier!=Browser' format=whitespace
else
  need_chromium
  packages=(infra/local tests/integration/Storage/Parquet tests/browser tests/attacker) projects=(unit integration acceptance resilience) filter='' format=
fi
for folder in "${packages[@]}"; do
  npm_install "$folder" || stop "The npm packages of $folder could not be installed."
done

configuration=${CONFIGURATION:-Release}
dotnet build IncDiv.Pipeline.sln --configuration "$configuration" --nologo --verbosity quiet || stop "The build has faults."

log=$(mktemp)
trap 'rm -f "$log"' EXIT
outcome=0
dotnet format $format IncDiv.Pipeline.sln --verify-no-changes --no-restore || stop "The format is not clean: run 'dotnet format'."
for project in "${projects[@]}"; do
  started=$SECONDS
  dotnet test "tests/$project" --configuration "$configuration" --no-build --nologo ${filter:+--filter "$filter"} 2>&1 | tee -a "$log"
  [ "${PIPESTATUS[0]}" -eq 0 ] || outcome=1
  echo "tests/$project: $((SECONDS - started)) s"
done
if [ "$tier" != --unit ]; then
  node --test --test-reporter=tap tests/attacker/*.test.mjs 2>&1 | tee -a "$log"
  [ "${PIPESTATUS[0]}" -eq 0 ] || outcome=1
fi
# What failed is named again at the end, where whoever reads only the last lines finds it.
grep -E '^ *(Failed .+ \[[0-9<]|not ok )' "$log"
# A line of each test project ends like: Failed:     0, Passed:    45, Skipped: …; the attacker's own tests end with: # pass 57
awk -v outcome="$outcome" '/^# pass / { passed += $3 } /^# fail / { failed += $3 } /Failed: +[0-9]+, Passed: +[0-9]+/ { gsub(",", ""); for (i = 1; i < NF; i++) { if ($i == "Failed:") failed += $(i + 1); if ($i == "Passed:") passed += $(i + 1) } }
     END { if (outcome != 0 && failed == 0) failed = 1; printf "%d passed, %d failed\n", passed, failed }' "$log"
exit "$outcome"
