#!/usr/bin/env bash
# Times the product against DuckDB on this machine: ./bench.sh [ROWS...], by default 2 and 10 million interviews of the Public Attitude Survey.
# ./bench.sh quarter: a real quarter of all four feeds through the pipeline, with the emulator and without.
# PAIRS=5 says how many pairs, or quarters, are counted. The drops are kept in BENCH_DATA, a folder for temporary files, and made anew when they are not there.
set -euo pipefail
cd "$(dirname "$0")"
. infra/local/setup.sh
need_dotnet
need_node
npm_install tests/benchmarks || exit 3
npm_install infra/local || exit 3
program=${ArtifactsPath:-artifacts}/benchmark
# As it is handed out: compiled ahead, together with .NET.
dotnet publish infra/cli --configuration Release --use-current-runtime --self-contained -p:PublishReadyToRun=true -p:PublishReadyToRunComposite=true -p:NuGetLockFilePath=packages.benchmark.lock.json --output "$program" --nologo --verbosity quiet
data=${BENCH_DATA:-${TMPDIR:-/tmp}/incdiv-bench} pairs=${PAIRS:-5}
if [ "${1:-}" = quarter ]; then
  exec node tests/benchmarks/quarter.mjs "$program/incdiv" "$data" "$pairs"
fi
[ "$#" -gt 0 ] || set -- 2000000 10000000
node tests/benchmarks/bench.mjs "$program/incdiv" "$data" "$pairs" "$@"
