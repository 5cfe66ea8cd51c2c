# CDKTF is archived and goes on as CDK Terrain: the app, unchanged, synthesizes the same on it. Names are swapped by npm alias.
set -euo pipefail
cdktn=0.24.0
provider=25.7.0
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

npm run --silent synth >/dev/null
mkdir "$work/project"
cp -R api.ts config config.ts main.ts .terraform.lock.hcl package.json tsconfig.json keys modules functions scripts dist "$work/project"
cp -R cdktf.out "$work/expected"
cd "$work/project"
mkdir node_modules
# Everything but the two that are swapped.
for package in "$root"/node_modules/* "$root"/node_modules/.bin; do
  case $(basename "$package") in
    cdktf | @cdktf | constructs) ;;
    *) ln -s "$package" node_modules/ ;;
  esac
done
mkdir "$work/swapped"
(
  cd "$work/swapped"
  npm init -y >/dev/null
  npm install --silent --no-audit --no-fund --ignore-scripts \
    "cdktf@npm:cdktn@$cdktn" "cdktn@$cdktn" "@cdktf/provider-aws@npm:@cdktn/provider-aws@$provider" constructs@10
)
for package in cdktf @cdktf cdktn constructs; do ln -s "$work/swapped/node_modules/$package" node_modules/; done
CDKTF_OUTDIR=$PWD/cdktf.out node --import tsx main.ts

node - "$work/expected/stacks" cdktf.out/stacks <<'JAVASCRIPT'
const { readdirSync, readFileSync } = require('node:fs');
const { deepStrictEqual } = require('node:assert');
const [expected, actual] = process.argv.slice(2);
// A note of the tool to itself: which constructs and which version of it made the JSON.
const strip = (value) => {
  if (Array.isArray(value)) return value.map(strip);
  if (typeof value !== 'object' || value === null) return value;
  const rest = Object.entries(value).filter(([name, one]) => !(name === 'metadata' && typeof one === 'object'));
  return Object.fromEntries(rest.map(([name, one]) => [name, strip(one)]));
};
const read = (folder, stack) => strip(JSON.parse(readFileSync(`${folder}/${stack}/cdk.tf.json`, 'utf8')));
const stacks = readdirSync(expected).sort();
deepStrictEqual(readdirSync(actual).sort(), stacks);
// Differences by their paths: a dump of two stacks would tell nothing.
const differences = (one, other, path = '') => {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return one === other ? [] : [`${path}: ${JSON.stringify(one)} is ${JSON.stringify(other)} on cdktn`];
  }
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap((key) =>
    differences(one[key], other[key], `${path}/${key}`),
  );
};
for (const stack of stacks) {
  const found = differences(read(expected, stack), read(actual, stack));
  if (found.length > 0) throw new Error(`${stack} differs:\n${found.slice(0, 20).join('\n')}`);
  console.log(`${stack}: the same on cdktn`);
}
JAVASCRIPT
