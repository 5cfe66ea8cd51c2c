import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reviewPlans } from '../../../scripts/plan-review';
import {
  isExpired,
  loadAllowList,
  parseAllowList,
  refuseLongEntries,
} from '../../../scripts/plan-review/allow-list';

const ENTRY = {
  address: 'aws_dynamodb_table.items',
  action: 'replace',
  reason: 'the table is empty',
  expires: '2027-01-31',
};

describe('parseAllowList', () => {
  it('reads entries and numbers them from one', () => {
    const text = JSON.stringify([ENTRY, { ...ENTRY, stack: 'gatehouse-dev' }]);

    expect(parseAllowList(text).entries).toStrictEqual([
      { ...ENTRY, number: 1 },
      { ...ENTRY, number: 2, stack: 'gatehouse-dev' },
    ]);
  });

  it.each([
    ['text that is not JSON', '[', /^plan-allow\.json: is not JSON/],
    ['an object', '{}', 'plan-allow.json: must be a list of entries; an empty one is []'],
    ['an entry that is no object', '["x"]', /entry 1: must be an object/],
    [
      'a member that is not known',
      [ENTRY, { ...ENTRY, adress: 'x' }],
      /entry 2: "adress" is not known/,
    ],
    ['no address', [{ ...ENTRY, address: undefined }], /entry 1: "address" is missing/],
    ['an empty reason', [{ ...ENTRY, reason: ' ' }], /entry 1: "reason" is missing/],
    [
      'an action that is no text',
      [{ ...ENTRY, action: ['replace'] }],
      /entry 1: "action" is missing/,
    ],
    ['an empty stack', [{ ...ENTRY, stack: '' }], /entry 1: "stack" is missing/],
    [
      'a time instead of a day',
      [{ ...ENTRY, expires: '2027-01-31T00:00:00Z' }],
      /such as 2027-01-31/,
    ],
    ['a day that no calendar has', [{ ...ENTRY, expires: '2027-02-30' }], /not "2027-02-30"/],
  ])('refuses %s', (_what, list, message) => {
    const text = typeof list === 'string' ? list : JSON.stringify(list);

    expect(() => parseAllowList(text)).toThrow(message);
  });
});

describe('loadAllowList', () => {
  it('names a file that is not there', () => {
    const folder = mkdtempSync(join(tmpdir(), 'allow-'));
    try {
      expect(() => loadAllowList(join(folder, 'none.json'))).toThrow(/none\.json: cannot be read/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("reads the project's own list, which allows nothing by default", () => {
    const file = join(__dirname, '..', '..', '..', 'plan-allow.json');

    expect(Array.isArray(loadAllowList(file).entries)).toBe(true);
  });
});

describe('refuseLongEntries', () => {
  const list = (expires: string) => parseAllowList(JSON.stringify([ENTRY, { ...ENTRY, expires }]));
  const now = new Date('2027-01-01T12:00:00Z');

  it.each(['2027-01-31', '2026-01-01'])('takes an entry until %s', (expires) => {
    expect(() => {
      refuseLongEntries(list(expires), now);
    }).not.toThrow();
  });

  it.each(['2027-02-01', '9999-12-31'])('refuses one until %s, in a line', (expires) => {
    expect(() => {
      refuseLongEntries(list(expires), now);
    }).toThrow(
      `plan-allow.json: entry 2: "expires" is ${expires}, more than 30 days away: 2027-01-31 is the latest day that counts`,
    );
  });

  it('is asked by every review', () => {
    expect(() => reviewPlans([], { allow: list('9999-12-31'), now })).toThrow(/entry 2: "expires"/);
  });
});

describe('isExpired', () => {
  it.each([
    ['2027-01-30T23:59:59Z', false],
    ['2027-01-31T23:59:59Z', false],
    ['2027-02-01T00:00:00Z', true],
  ])('at %s of an entry until 2027-01-31 is %s', (now, expected) => {
    expect(isExpired({ ...ENTRY, number: 1 }, new Date(now))).toBe(expected);
  });
});
