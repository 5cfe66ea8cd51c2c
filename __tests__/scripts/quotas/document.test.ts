import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { QUOTAS } from '../../../modules/quotas';
import { quotaTables, withQuotas } from '../../../scripts/quotas/document';

const page = readFileSync(resolve(__dirname, '../../../docs/scale.md'), 'utf8');

it('is committed as the data has it: npm run quotas', () => {
  expect(withQuotas(page)).toBe(page);
});

it('has a row of five cells for each quota', () => {
  const rows = quotaTables()
    .split('\n')
    .filter((line) => /^\| \d/.test(line));
  expect(rows).toHaveLength(QUOTAS.length);
  expect(rows.filter((row) => row.split('|').length !== 7)).toEqual([]);
});

it('is refused by a page without a place for it', () => {
  expect(() => withQuotas('# Another page')).toThrow('the page lacks the line');
});
