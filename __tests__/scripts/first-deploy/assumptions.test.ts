import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ACCOUNT_ASSUMPTIONS } from '../../../scripts/first-deploy/account-assumptions';
import { API_ASSUMPTIONS } from '../../../scripts/first-deploy/api-assumptions';
import { checkOne, differs, holds } from '../../../scripts/first-deploy/assumption';
import { STAGE_ASSUMPTIONS } from '../../../scripts/first-deploy/stage-assumptions';
import { renderTable } from '../../../scripts/first-deploy/table';

const ALL = [...ACCOUNT_ASSUMPTIONS, ...API_ASSUMPTIONS, ...STAGE_ASSUMPTIONS];
const PAGE = readFileSync(resolve(__dirname, '../../../docs/first-deploy.md'), 'utf8');

const about = { id: 'one', assumed: 'that it is', call: 'some:Call', otherwise: 'mend it' };

function refusal(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

describe('the assumptions', () => {
  it('are the rows of the page, in its order', () => {
    const rows = [...PAGE.matchAll(/^\| `([a-z0-9-]+)`/gm)].map(([, id]) => id);
    expect(rows).toEqual(ALL.map(({ id }) => id));
  });

  it.each([
    ['an answer as assumed', () => Promise.resolve(holds('200')), 'holds'],
    ['another answer', () => Promise.resolve(differs('404')), 'differs'],
    [
      'a refusal',
      () => Promise.reject(refusal('BadRequestException', 'Invalid mapping expression')),
      'differs',
    ],
    ['a lack of rights', () => Promise.reject(refusal('AccessDeniedException', 'no')), 'unknown'],
    ['a throttled call', () => Promise.reject(refusal('TooManyRequestsException', 'x')), 'unknown'],
    ['nobody who answers', () => Promise.reject(new Error('connect ECONNREFUSED')), 'unknown'],
  ])('%s is told as what it is', async (_, check, outcome) => {
    expect(await checkOne({ ...about, check }, {})).toMatchObject({ ...about, outcome });
  });

  it('come as a table that says what to do about what differs, and about nothing else', () => {
    const table = renderTable([
      { ...about, id: 'right', outcome: 'holds', detail: '' },
      { ...about, id: 'wrong', outcome: 'differs', detail: 'it said no', otherwise: 'do so' },
      { ...about, id: 'dark', outcome: 'unknown', detail: 'AccessDenied: no' },
    ]);
    expect(table).toContain('differs  wrong  that it is (it said no)');
    expect(table).toContain('1 hold, 1 differ, 1 could not be told');
    expect(table.split('what to do:')[1]?.trim()).toBe('wrong: do so');
  });
});
