# Installs what demo.sh and test.sh need on a new machine. Debian packages are installed if run as root; otherwise the script names the missing ones.

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

# Installs the packages of the lock file unless they are installed already. 'npm ci' is not used: some registries omit builds for other
# platforms, and npm ci then reports an incomplete lock file.
npm_install() {
  if ! cmp -s "$1/package-lock.json" "$1/node_modules/.installed-lock.json"; then
    (cd "$1" && npm install --no-save --no-audit --no-fund --loglevel=error) && cp "$1/package-lock.json" "$1/node_modules/.installed-lock.json"
  fi
}
