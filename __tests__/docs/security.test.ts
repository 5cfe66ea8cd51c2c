import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');
const PAGE = readFileSync(resolve(ROOT, 'docs/security.md'), 'utf8');

/** `| claim | `file`: "what its test says" |` */
const CLAIMS = [...PAGE.matchAll(/^\| (.+?) +\| `([\w/.-]+)`: "(.+?)" +\|$/gm)].map(
  ([, claim = '', file = '', said = '']) => [claim, file, said] as const,
);
const DEFENDED = PAGE.slice(
  PAGE.indexOf('## What is defended'),
  PAGE.indexOf('## What is not defended'),
);

describe('docs/security.md', () => {
  it('names a test for every claim', () => {
    const rows = DEFENDED.split('\n').filter((line) => /^\| (?!claim |-)/.test(line));
    expect(CLAIMS).toHaveLength(rows.length);
    expect(rows.length).toBeGreaterThan(30);
  });

  it.each(CLAIMS)('"%s" is held by %s', (_claim, file, said) => {
    expect(readFileSync(resolve(ROOT, '__tests__', file), 'utf8')).toContain(said);
  });
});
