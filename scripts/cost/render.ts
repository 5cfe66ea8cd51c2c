import { total, type CostItem, type Estimate } from './estimate';
import { PRICES } from './prices';

/** An estimate as text. */
export function render(stage: string, requests: number, { fixed, variable }: Estimate): string {
  return [
    `${stage}, USD a month, prices of ${PRICES.region} as of ${PRICES.asOf}\n`,
    `\nfixed${' '.repeat(19)}${money(total(fixed))}\n`,
    ...fixed.map(line),
    `\n${requests} requests`.padEnd(25) + `${money(total(variable))}\n`,
    ...variable.map(line),
    `\n${'together'.padEnd(24)}${money(total(fixed) + total(variable))}\n`,
    ...perMillion(requests, variable),
  ].join('');
}

function perMillion(requests: number, variable: readonly CostItem[]): string[] {
  if (requests === 0) return [];
  return [`${'per million requests'.padEnd(24)}${money((total(variable) / requests) * 1e6)}\n`];
}

function line({ name, cost, because }: CostItem): string {
  return `  ${name.padEnd(22)}${money(cost)}   ${because}\n`;
}

function money(amount: number): string {
  return amount.toFixed(2).padStart(10);
}
