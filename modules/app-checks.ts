import type { GatehouseAppProps } from './app';
import { refuse, shown } from './complaint';
import { didYouMean, nearestOf } from './did-you-mean';
import { quoted } from './quoted';
import { describeWords } from './schema';
import { settingsComplaints } from './stage-checks';

/** The optional ones, too: a setting that is misspelt would be one that does nothing. */
const PROPS: Readonly<Record<keyof GatehouseAppProps, true>> = {
  accountId: true,
  projectName: true,
  region: true,
  state: true,
  tags: true,
  definition: true,
  stages: true,
  defaultEndpoint: true,
  zips: true,
  artifactBucket: true,
  maxDirectZipBytes: true,
  outdir: true,
  quotas: true,
};

/**
 * Holds what `createApp` was given, but for the definition, against what it takes. What it does not know may stand
 * there, a whole configuration as a rule, unless it is nearly the name of something that it does know.
 *
 * @throws Error with a line for everything that is wrong.
 */
export function checkProps(props: GatehouseAppProps): void {
  const known = Object.keys(PROPS);
  const misspelt = Object.keys(props)
    .filter((name) => !known.includes(name) && nearestOf(name, known) !== undefined)
    .map((name) => `createApp: it knows no ${quoted(name)}${didYouMean(name, known)}`);
  refuse([
    ...misspelt,
    ...endpointComplaints(props),
    ...Object.entries(props.stages).flatMap(([name, settings]) =>
      settingsComplaints(name, settings),
    ),
  ]);
  refuse(reachComplaints(props));
}

function endpointComplaints({ defaultEndpoint }: { readonly defaultEndpoint?: unknown }): string[] {
  if ([undefined, 'on', 'off'].some((one) => one === defaultEndpoint)) return [];
  return [
    `createApp: defaultEndpoint is ${shown(defaultEndpoint)}: it is ${describeWords(['on', 'off'], defaultEndpoint)}`,
  ];
}

/** One API has one such switch: a stage without a domain name would be out of reach. */
function reachComplaints({ defaultEndpoint, stages }: GatehouseAppProps): string[] {
  if (defaultEndpoint !== 'off') return [];
  const unreachable = Object.entries(stages)
    .filter(([, { domain }]) => domain === undefined)
    .map(([name]) => name);
  if (unreachable.length === 0) return [];
  return [
    `defaultEndpoint is off, and without a domain name nobody could reach ${unreachable.join(' and ')}: give each stage a domain (DEV_DOMAIN_NAME, PROD_DOMAIN_NAME), or leave DEFAULT_ENDPOINT on`,
  ];
}
