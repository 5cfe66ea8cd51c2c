# The console in a real browser: a newcomer's path on both stages, accessibility, and calls across origins. What it saw
# is in screenshots/. CHROMIUM names the browser when it is not Debian's.
set -euo pipefail
rm -rf screenshots
npx --no-install jest --config __tests__/browser/jest.config.cjs --runInBand
ls screenshots
