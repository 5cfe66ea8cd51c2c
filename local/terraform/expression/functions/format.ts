import {
  ExpressionError,
  isList,
  isObject,
  toBoolean,
  toNumber,
  toText,
  type Value,
} from '../value';
import { encodeJson } from './encodings';

/** `%[flags][width][.precision]verb`. */
const VERB = /%(?<flags>[-+0 ]*)(?<width>\d+)?(?:\.(?<precision>\d+))?(?<verb>[%a-zA-Z])/g;

interface Layout {
  readonly flags: string;
  readonly width: number;
  /** Digits after the point of `%f`. */
  readonly precision: number;
}

/**
 * https://developer.hashicorp.com/terraform/language/functions/format
 *
 * @throws ExpressionError for a verb that is not known, and when there are too few arguments or too many.
 */
export function format(pattern: string, args: readonly Value[]): string {
  let next = 0;
  let text = '';
  let from = 0;
  for (const match of pattern.matchAll(VERB)) {
    text += pattern.slice(from, match.index);
    from = match.index + match[0].length;
    const { flags = '', width = '0', precision, verb = '' } = match.groups ?? {};
    if (verb === '%') {
      text += '%';
      continue;
    }
    const value = args[next];
    next += 1;
    if (value === undefined) throw new ExpressionError(`no argument for %${verb}`);
    const layout = { flags, width: Number(width), precision: Number(precision ?? 6) };
    text += pad(write(verb, value, layout), layout);
  }
  if (next < args.length) throw new ExpressionError(`${args.length - next} arguments too many`);
  return text + pattern.slice(from);
}

function write(verb: string, value: Value, { flags, precision }: Layout): string {
  switch (verb) {
    case 's':
      return toText(value);
    case 'v':
      return isList(value) || isObject(value) || value === null ? encodeJson(value) : toText(value);
    case 'q':
      return JSON.stringify(toText(value));
    case 't':
      return String(toBoolean(value));
    case 'd':
      return signed(Math.trunc(toNumber(value)).toString(), flags);
    case 'f':
      return signed(toNumber(value).toFixed(precision), flags);
    case 'x':
      return Math.trunc(toNumber(value)).toString(16);
    case 'X':
      return Math.trunc(toNumber(value)).toString(16).toUpperCase();
    default:
      throw new ExpressionError(`%${verb} is not known to the local runtime`);
  }
}

function signed(digits: string, flags: string): string {
  return flags.includes('+') && !digits.startsWith('-') ? `+${digits}` : digits;
}

function pad(text: string, { flags, width }: Layout): string {
  if (flags.includes('-')) return text.padEnd(width);
  if (!flags.includes('0')) return text.padStart(width);
  // Zeros go between the sign and the digits.
  const [sign = ''] = /^[-+]?/.exec(text) ?? [];
  return sign + text.slice(sign.length).padStart(width - sign.length, '0');
}
