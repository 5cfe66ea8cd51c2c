import { printable, printableLines, shellQuoted } from '../../local/shell';

test.each([
  ['plain', "'plain'"],
  ['', "''"],
  ["it's", String.raw`'it'\''s'`],
  ['$(id) `id` \\ "x" !', `'$(id) \`id\` \\ "x" !'`],
  ['a\nb', String.raw`'a\u000ab'`],
])('%j is %s to a shell', (text, expected) => {
  expect(shellQuoted(text)).toBe(expected);
});

test.each([
  ['caf\u00e9 \u{1f600}', 'caf\u00e9 \u{1f600}'],
  ['\u001b[31m', String.raw`\u001b[31m`],
  ['\u009b31m', String.raw`\u009b31m`],
  ['a\u202eb\u2066', String.raw`a\u202eb\u2066`],
])('%j is shown as %s', (text, expected) => {
  expect(printable(text)).toBe(expected);
});

it('keeps the lines of a text of several', () => {
  expect(printableLines('a\n\tb\u0007\r\n')).toBe('a\n\tb\\u0007\\u000d\n');
});
