#!/bin/sh
# Runs every client against one standalone server: run.sh STANDALONE.jar WORK_FOLDER [python|go|node...]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
jar=$1
work=$2
shift 2
mkdir -p "$work"
work=$(cd "$work" && pwd)
rm -f "$work/kubeconfig"
java -jar "$jar" --empty --tls --token smoke --kubeconfig "$work/kubeconfig" &
server=$!
trap 'kill $server' EXIT
tries=0
until [ -f "$work/kubeconfig" ]; do
    tries=$((tries + 1))
    [ $tries -lt 100 ] || { echo "the server did not start" >&2; exit 1; }
    sleep 0.2
done
export KUBECONFIG="$work/kubeconfig"
for client in ${*:-python go node}; do
    echo "== $client"
    case $client in
    python)
        [ -d "$work/venv" ] || python3 -m venv "$work/venv"
        "$work/venv/bin/pip" install --quiet -r "$here/python/requirements.txt"
        "$work/venv/bin/python" "$here/python/smoke.py"
        ;;
    go)
        rm -rf "$work/go" && cp -r "$here/go" "$work/go"
        (cd "$work/go" && go mod tidy -e >/dev/null 2>&1 && go run .)
        ;;
    node)
        rm -rf "$work/node/smoke.js" && mkdir -p "$work/node" && cp "$here"/node/* "$work/node/"
        (cd "$work/node" && npm install --silent --no-audit --no-fund && node smoke.js)
        ;;
    esac
done
