import fc from 'fast-check';
import {
  compileTemplate,
  TemplateError,
} from '../../../../../local/gateway/mapping/mapping-template';
import { failureOf } from '../failure';
import { render, rendered } from '../render';

type Row = readonly [template: string, text: string];

describe('white space', () => {
  test.each<Row>([
    ['#set($a = 1)\n$a', '1'],
    ['#set($a = 1)  \n$a', '1'],
    ['  #set($a = 1)$a', '1'],
    ['#set($a = 1)\n  #set($b = 2)\n$a$b', '12'],
    ['x\n  #set($a = 1)\n$a', 'x\n  1'],
    ['#if(true)\nyes\n#end\nafter', 'yes\nafter'],
    ['#if(false)\nno\n#else\nyes\n#end\nafter', 'yes\nafter'],
    ['  #if(true)\n  yes\n  #end\nafter', '    yes\n  after'],
    ['#foreach($i in [1..3])$i\n#end.', '1\n2\n3\n.'],
    ['#foreach($i in [1, 2])\n$i\n#end\n\nafter', '1\n2\n\nafter'],
    ['#define($d)\nin\n#end\n[$d]', '[in\n]'],
    ['a## b\nc', 'ac'],
    ['a#* b\n *#\nc', 'a\nc'],
  ])('%j renders %j', (template, text) => {
    expect(rendered(template)).toBe(text);
  });
});

describe('plain text', () => {
  test.each<Row>([
    ['costs $5.00, or $ 6', 'costs $5.00, or $ 6'],
    ['$ ', '$ '],
    ['color: #1a2b3c; id: "#"', 'color: #1a2b3c; id: "#"'],
    ['${} ${ a} $[0] $.x', '${} ${ a} $[0] $.x'],
    ['# set($a = 1)', '# set( = 1)'],
    ['#set $x', '#set '],
    ['#[[ $a #if ]]#.', ' $a #if .'],
    ['#unknown', '#unknown'],
    ['#shout("a", $b)', '#shout("a", $b)'],
    ['#evaluate($code)', '#evaluate($code)'],
    ['#macro(twice $x)$x$x#end#twice(1)', '#twice(1)'],
    ['#fan (of $a - b)', '#fan (of  - b)'],
  ])('%j renders %j', (template, text) => {
    expect(rendered(template)).toBe(text);
  });
});

describe('references', () => {
  test.each<Row>([
    ['$a ${a} $!a $!{a}', 'v v v v'],
    ['${a}b $ab', 'vb '],
    ['$a.', 'v.'],
    ['$a._id', 'v._id'],
    ['$a-b', ''],
    ['$a}', 'v}'],
    ['$a.length ()', ' ()'],
    ['$a.length()', '1'],
    ['\\$a', '$a'],
    ['\\\\$a', '\\v'],
    ['\\\\\\$a', '\\$a'],
    ['\\${a}', '${a}'],
    ['\\ \\\\ \\# \\x', '\\ \\\\ \\# \\x'],
    ['\\#if \\#end', '#if #end'],
    ['\\\\#if(true)y#end', '\\y'],
    ['\\#other', '\\#other'],
  ])('%j renders %j when $a is "v"', (template, text) => {
    expect(rendered(`#set($a = "v")${template}`)).toBe(text);
  });
});

describe('strings', () => {
  test.each<Row>([
    [`"a $n b"`, 'a 1 b'],
    [`'a $n b'`, 'a $n b'],
    [`"say ""hi"""`, 'say "hi"'],
    [`'it''s'`, "it's"],
    [`"back\\slash\\n"`, 'back\\slash\\n'],
    [`"\\u0041"`, 'A'],
    [`"#if($n == 1)one#end"`, 'one'],
    [`"costs 5$"`, 'costs 5$'],
    [`"two\nlines"`, 'two\nlines'],
    [`"\\$n"`, '$n'],
  ])('%s is %j when $n is 1', (literal, text) => {
    expect(rendered(`#set($n = 1)#set($s = ${literal})$s`)).toBe(text);
  });
});

describe('what Velocity cannot parse', () => {
  test.each([
    ['ends with $', 'price: $'],
    ['ends with #', 'number #'],
    ['an #if without #end', '#if(true)a'],
    ['an #end too many', 'a#end'],
    ['#endx is no #end', '#if(true)a#endx'],
    ['#elseif after #else', '#if(true)#else#elseif(true)#end'],
    ['#else in a loop', '#foreach($a in [1])#else#end'],
    ['a condition without parentheses', '#if true a#end'],
    ['an empty condition', '#if()a#end'],
    ['a brace that is not closed', '${name'],
    ['an alternate value', "${a|'b'}"],
    ['a backslash before a quote', '#set($a = "\\"b\\"")'],
    ['a string that is not closed', '#set($a = "b)'],
    ['#parse, for there is nothing to read', '#parse("a.vm")'],
    ['#include, for there is nothing to read', '#include("a.txt")'],
    ['a comment that is not closed', 'a #* b'],
    ['an operator in an argument', '$a.b(1 + 2)'],
    ['a negative number for a subtraction', '#set($a = $b -1)'],
    ['a loop without "in"', '#foreach($a of $b)#end'],
    ['a #set without a value', '#set($a = )'],
    ['a map without values', '#set($a = {"b"})'],
    ['a range that is not closed', '#set($a = [1..2)'],
    ['too many parentheses', `#if(${'('.repeat(5000)}true`],
    ['too many blocks', '#if(true)'.repeat(5000)],
    ['strings in strings', `#set($a = ${nestedStrings(9)})`],
  ])('rejects %s', (_, template) => {
    expect(() => compileTemplate(template)).toThrow(TemplateError);
  });

  test('tells the line and the column', () => {
    expect(() => compileTemplate('{\n  "a": ${b.}\n}')).toThrow(/line 2, column 11/);
  });
});

/** A string that quotes a string, and so on: each level doubles the quotes. */
function nestedStrings(levels: number): string {
  return levels === 0
    ? '#set($x = )'
    : `"#set($b = ${nestedStrings(levels - 1).replaceAll('"', '""')})"`;
}

describe('any text', () => {
  const piece = fc.constantFrom(
    '$a',
    '${',
    '}',
    '#if(',
    '#if(true)',
    '#end',
    '#else',
    '#foreach($i in $a)',
    '#set($a = ',
    '#set($a = [1..3])',
    '"',
    "'",
    ')',
    '.b(',
    '[',
    ']',
    '\\',
    '##',
    '#*',
    '*#',
    ' ',
    '\n',
    '-1',
    '+',
    '..',
    '#define($d)',
    '#macro(m)',
    '$foreach.index',
    '$d',
  );

  test('renders, or fails with a TemplateError', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 30 }).map((p) => p.join('')),
        ),
        (template) => {
          const failure = failureOf(() => render(template));
          expect(failure === undefined || failure instanceof TemplateError).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('without $, # and \\ is rendered as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const plain = text.replace(/[$#\\]/g, '');
        expect(rendered(plain)).toBe(plain);
      }),
    );
  });
});
