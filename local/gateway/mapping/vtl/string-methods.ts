import { JavaList, javaText } from '../json/json-value';
import { TemplateError } from '../template-error';
import { methodTable, type Arguments, type MethodTable } from './arguments';
import { compileJavaRegex } from './java-regex';
import { parseInteger } from './number-methods';

/** `java.lang.String`, as far as a template can use it. */
export const STRING_METHODS: MethodTable<string> = methodTable<string>({
  length: (self) => self.length,
  isEmpty: (self) => self === '',
  isBlank: (self) => self.trim() === '',
  charAt: (self, args) => characterAt(self, args.integer(0)),
  substring: (self, args) => substring(self, args),
  subSequence: (self, args) => substring(self, args),
  indexOf: (self, args) => self.indexOf(args.text(0), args.count > 1 ? args.integer(1) : 0),
  lastIndexOf: (self, args) =>
    self.lastIndexOf(args.text(0), args.count > 1 ? args.integer(1) : Number.POSITIVE_INFINITY),
  contains: (self, args) => self.includes(args.text(0)),
  startsWith: (self, args) => self.startsWith(args.text(0), args.count > 1 ? args.integer(1) : 0),
  endsWith: (self, args) => self.endsWith(args.text(0)),
  equals: (self, args) => self === args.value(0),
  equalsIgnoreCase: (self, args) => self.toLowerCase() === args.text(0).toLowerCase(),
  contentEquals: (self, args) => self === args.text(0),
  compareTo: (self, args) => compareTexts(self, args.text(0)),
  compareToIgnoreCase: (self, args) => compareTexts(self.toLowerCase(), args.text(0).toLowerCase()),
  concat: (self, args) => self + args.text(0),
  replace: (self, args) => self.replaceAll(args.text(0), () => args.text(1)),
  replaceAll: (self, args) => compileJavaRegex(args.text(0)).replace(self, args.text(1), 'all'),
  replaceFirst: (self, args) => compileJavaRegex(args.text(0)).replace(self, args.text(1), 'first'),
  matches: (self, args) => compileJavaRegex(args.text(0)).matches(self),
  split: (self, args) =>
    new JavaList(compileJavaRegex(args.text(0)).split(self, args.count > 1 ? args.integer(1) : 0)),
  trim: (self) => trim(self),
  strip: (self) => self.trim(),
  toLowerCase: (self) => self.toLowerCase(),
  toUpperCase: (self) => self.toUpperCase(),
  repeat: (self, args) => repeat(self, args.integer(0)),
  toCharArray: (self) => new JavaList(self.split('')),
  hashCode: (self) => hashCode(self),
  // Static in Java, and callable on any text: the way templates reach them.
  valueOf: (_: string, args: Arguments) => javaText(args.value(0)),
  join: (_, args) => join(args),
  parseInt: (self, args) => parseInteger(args.count > 0 ? args.text(0) : self),
});

/** Java takes everything up to the blank for white space, and nothing beyond ASCII. */
function trim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charAt(start) <= ' ') start += 1;
  while (end > start && text.charAt(end - 1) <= ' ') end -= 1;
  return text.slice(start, end);
}

function characterAt(text: string, index: number): string {
  if (index < 0 || index >= text.length) throw outOfRange(text, index);
  return text.charAt(index);
}

function substring(text: string, args: Arguments): string {
  const start = args.integer(0);
  const end = args.count > 1 ? args.integer(1) : text.length;
  if (start < 0 || end > text.length || start > end)
    throw outOfRange(text, start < 0 ? start : end);
  return text.slice(start, end);
}

function outOfRange(text: string, index: number): TemplateError {
  return new TemplateError(`Index ${index} is outside a text of ${text.length} characters.`);
}

function compareTexts(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at += 1) {
    const difference = left.charCodeAt(at) - right.charCodeAt(at);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** A text longer than API Gateway's largest payload is of no use, and a template must not fill the memory. */
const LONGEST = 10 * 1024 * 1024;

function repeat(text: string, count: number): string {
  if (count < 0 || text.length * count > LONGEST)
    throw new TemplateError(`Cannot repeat a text ${count} times.`);
  return text.repeat(count);
}

function hashCode(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at += 1)
    hash = (Math.imul(31, hash) + text.charCodeAt(at)) | 0;
  return hash;
}

function join(args: Arguments): string {
  const list = args.value(1);
  const items = list instanceof JavaList ? list.items : [];
  return items.map(javaText).join(args.text(0));
}
