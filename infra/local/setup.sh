# What demo.sh and test.sh need on a fresh machine. Debian packages are installed as root; otherwise the script says what is missing.

debian_install() {
  if [ "$(id -u)" -ne 0 ]; then
    echo "Please install first: $*" >&2
    exit 2
  fi
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

need_dotnet() {
  if ! command -v dotnet >/dev/null; then
    echo "Please install the .NET 10 SDK first (global.json names the version)." >&2
    exit 2
  fi
  export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
}

need_node() {
  command -v npm >/dev/null || debian_install nodejs npm
}

need_chromium() {
  command -v chromium >/dev/null || debian_install chromium
}

need_poppler() {
  command -v pdftotext >/dev/null || debian_install poppler-utils
}

# Installs what the lock file says, unless it is there already. Not 'npm ci': some registries leave out the platform builds that are not
# for this machine, and npm ci then calls the lock file incomplete.
npm_install() {
  if ! cmp -s "$1/package-lock.json" "$1/node_modules/.installed-lock.json"; then
    (cd "$1" && npm install --no-save --no-audit --no-fund --loglevel=error) && cp "$1/package-lock.json" "$1/node_modules/.installed-lock.json"
  fi
}
