import { codeSpan, plain, prose } from '../../../scripts/plan-review/markdown-text';

describe('codeSpan', () => {
  it.each([
    ['plain', '`plain`'],
    ['a *b* @c <d> [e](f)', '`a *b* @c <d> [e](f)`'],
    ['', '`" "`'],
    [' led', '`" led"`'],
    ['two\nlines', '`two\\nlines`'],
    ['bell\u0007', '`bell\\u{7}`'],
    ['turned \u202Eround', '`turned \\u{202e}round`'],
    ['escape \u001B[31m', '`escape \\u{1b}[31m`'],
    ['a|b', '<code>a&#124;b</code>'],
    ['`@octocat`', '<code>&#96;&#64;octocat&#96;</code>'],
    ['\\|', '<code>&#92;&#124;</code>'],
    ['`</code><img>', '<code>&#96;&#60;&#47;code&#62;&#60;img&#62;</code>'],
  ])('shows %j as %s', (value, expected) => {
    expect(codeSpan(value)).toBe(expected);
  });
});

describe('plain', () => {
  it('leaves nothing for Markdown to act on', () => {
    expect(plain('*a* <b> | @c &amp; `d`\n')).toBe(
      '\\*a\\* &lt;b\\> \\| (at)c &amp;amp; \\`d\\`\\\\n',
    );
  });
});

describe('prose', () => {
  it('makes code of what stands in backticks', () => {
    expect(prose('the table `a_b` is lost_')).toBe('the table `a_b` is lost\\_');
  });
});
