/** Text of strangers in Markdown: it is shown, and does nothing. */

/**
 * Signs that a terminal obeys (Cc), that nobody sees or that turn the direction of the line (Cf, and others that are drawn as
 * nothing or as a blank), line ends, signs without a meaning of their own (Co), and halves of one (Cs).
 */
const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}\u{2800}]|(?! )\p{Zs}/gu;

/** Makes what cannot be seen visible: a line break becomes `\\n`, others their code point. */
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

/**
 * What GitHub makes a link of by itself, escaped or not: addresses, issues and pull requests of any project, commits.
 *
 * https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls
 */
const LINKED = /:\/\/|www\.|mailto:|xmpp:|#\d|\bGH-\d|(?<![a-z0-9])[0-9a-f]{7,64}(?![a-z0-9])/i;

/** A value as plain text, with nothing in it that Markdown or GitHub would act on: a word that would be a link is code. */
export function plain(value: string): string {
  return visible(value)
    .split(' ')
    .map((word) => (LINKED.test(word) ? codeSpan(word) : escape(word)))
    .join(' ');
}

function escape(text: string): string {
  return text
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
