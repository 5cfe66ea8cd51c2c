import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { COVERAGE } from '../../../local/terraform/coverage';
import { coverageDocument } from '../../../scripts/coverage/document';

const document = coverageDocument();

it('is committed as the data has it: npm run coverage', () => {
  const file = resolve(__dirname, '../../../docs/local-coverage.md');
  expect(readFileSync(file, 'utf8')).toBe(document);
});

it.each([
  '| `layers` | refused | layers are not put under /opt locally: bundle what the function needs |',
  '| `handler` | honoured |  |',
  '| `vpc_config` | harmless | the laptop has no VPC: a function reaches what the laptop reaches |',
  '| `durable_config` (provider 6) | refused | the laptop has no durable execution |',
  '| `aws_lambda_event_source_mapping` | refused | the laptop polls no event source: the function would not be invoked |',
])('has the row %s', (row) => {
  expect(document.split('\n')).toContain(row);
});

it('names every type', () => {
  const names = Object.keys(COVERAGE);
  expect(
    names.filter(
      (name) => !document.includes(`### ${name}\n`) && !document.includes(`| \`${name}\``),
    ),
  ).toEqual([]);
});

it('has three cells in every row', () => {
  const rows = document.split('\n').filter((line) => line.startsWith('|'));
  expect(rows.length).toBeGreaterThan(300);
  expect(rows.filter((row) => row.split('|').length !== 5)).toEqual([]);
});
