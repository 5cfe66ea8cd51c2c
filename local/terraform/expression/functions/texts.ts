import { RE2JS } from 're2js';
import { ExpressionError, toList, toNumber, toText, type Value } from '../value';
import { format } from './format';
import { argument, characters, ofText, textArgument, type TerraformFunction } from './function';

/** Texts. */
export const TEXT_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  format: (args) => format(textArgument(args, 0), args.slice(1)),
  join: (args) =>
    args
      .slice(1)
      .flatMap((list) => toList(list).map(toText))
      .join(textArgument(args, 0)),
  split: (args) => textArgument(args, 1).split(textArgument(args, 0)),
  lower: ofText((text) => text.toLowerCase()),
  upper: ofText((text) => text.toUpperCase()),
  title: ofText((text) => text.replace(/(^|\s)\S/g, (start) => start.toUpperCase())),
  chomp: ofText((text) => text.replace(/[\r\n]+$/, '')),
  trimspace: ofText((text) => text.trim()),
  trim: (args) => trimEnd(trimStart(textArgument(args, 0), args), args),
  trimprefix: (args) => trimPrefix(textArgument(args, 0), textArgument(args, 1)),
  trimsuffix: (args) => trimSuffix(textArgument(args, 0), textArgument(args, 1)),
  startswith: (args) => textArgument(args, 0).startsWith(textArgument(args, 1)),
  endswith: (args) => textArgument(args, 0).endsWith(textArgument(args, 1)),
  strcontains: (args) => textArgument(args, 0).includes(textArgument(args, 1)),
  strrev: ofText((text) => characters(text).reverse().join('')),
  substr: (args) =>
    subText(textArgument(args, 0), toNumber(argument(args, 1)), toNumber(argument(args, 2))),
  replace: (args) => replace(textArgument(args, 0), textArgument(args, 1), textArgument(args, 2)),
  indent: (args) => textArgument(args, 1).replaceAll('\n', `\n${' '.repeat(spaces(args))}`),
};

function spaces(args: readonly Value[]): number {
  return Math.max(0, toNumber(argument(args, 0)));
}

function trimStart(text: string, args: readonly Value[]): string {
  const signs = textArgument(args, 1);
  let start = 0;
  while (start < text.length && signs.includes(text.charAt(start))) start += 1;
  return text.slice(start);
}

function trimEnd(text: string, args: readonly Value[]): string {
  const signs = textArgument(args, 1);
  let end = text.length;
  while (end > 0 && signs.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

function trimPrefix(text: string, prefix: string): string {
  return text.startsWith(prefix) ? text.slice(prefix.length) : text;
}

function trimSuffix(text: string, suffix: string): string {
  return text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text;
}

/** A negative offset counts from the end; a length of -1 goes to it. */
function subText(text: string, offset: number, length: number): string {
  const all = characters(text);
  const start = offset < 0 ? Math.max(0, all.length + offset) : offset;
  return all.slice(start, length < 0 ? undefined : start + length).join('');
}

/** Between slashes it is a regular expression, in Go's syntax. */
function replace(text: string, wanted: string, by: string): string {
  if (wanted.length < 2 || !wanted.startsWith('/') || !wanted.endsWith('/')) {
    return text.replaceAll(wanted, () => by);
  }
  try {
    return RE2JS.compile(wanted.slice(1, -1)).matcher(text).replaceAll(by);
  } catch {
    throw new ExpressionError(`${wanted} is no regular expression that can be used here`);
  }
}
