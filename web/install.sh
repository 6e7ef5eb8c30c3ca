# Installs what package-lock.json names, when that is newer than what is installed. Sourced by build and test.
command -v npm >/dev/null || {
  echo "Building the pages needs Node.js 20.19 or newer with npm: please install it." >&2
  exit 1
}
export npm_config_loglevel=error npm_config_update_notifier=false
if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-progress --silent --no-audit --no-fund || {
    echo "npm ci failed in web/: see the lines above." >&2
    exit 1
  }
  touch node_modules/.package-lock.json
fi
