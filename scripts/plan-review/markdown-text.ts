/** Text of strangers in Markdown: it is shown, and does nothing. */

/** Signs that a terminal obeys (Cc), that nobody sees or that turn the direction of the line (Cf), and line ends. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Makes what cannot be seen visible: a line break becomes `\n`, others their code point. */
function visible(text: string): string {
  return text.replace(INVISIBLE, (sign) => {
    if (sign === '\n') return '\\n';
    return `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`;
  });
}

/**
 * A value as code. GitHub neither links, mentions nor renders anything in there. A value with a backtick or a pipe (which
 * ends a table's cell even in code) is written in HTML, every sign but letters and digits as an entity.
 */
export function codeSpan(value: string): string {
  const text = visible(value);
  if (text.trim() === '') return '`" "`';
  if (!/[`|]/.test(text))
    return text.startsWith(' ') || text.endsWith(' ') ? `\`"${text}"\`` : `\`${text}\``;
  const entities = text.replace(/[^A-Za-z0-9 ]/gu, (sign) => `&#${sign.codePointAt(0) ?? 0};`);
  return `<code>${entities}</code>`;
}

/** A value as plain text, with nothing in it that Markdown or GitHub would act on. */
export function plain(value: string): string {
  return visible(value)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[\\`*_[\]|#~!>]/g, (sign) => `\\${sign}`)
    .replaceAll('@', '(at)');
}

/** A sentence of ours with values in backticks: the values become code, the rest plain text. */
export function prose(sentence: string): string {
  return sentence
    .split('`')
    .map((part, index) => (index % 2 === 1 ? codeSpan(part) : plain(part)))
    .join('');
}
