import { TemplateError } from '../../../../../local/gateway/mapping/mapping-template';
import { render, rendered } from '../render';

type Row = readonly [template: string, text: string];

describe('a reference to nothing', () => {
  test.each<Row>([
    ['[$nothing]', '[]'],
    ['[$nothing.a.b(1)[2]]', '[]'],
    ['#set($a = $nothing)[$a]', '[]'],
    ['#if($nothing == "")equal#end', 'equal'],
    ['#if($nothing == $null)equal#end', 'equal'],
    ['#if($nothing != "")differs#end', ''],
    ['#if($nothing)passes#end', 'passes'],
    ['#if(!$nothing)passes#{else}fails#end', 'fails'],
    ['$nothing.length()', '0'],
    ['#foreach($a in $nothing)x#end', ''],
  ])('%s renders %j, for it is the empty text on AWS', (template, text) => {
    expect(rendered(template)).toBe(text);
  });
});

describe('conditions', () => {
  test.each([
    ['true', true],
    ['false', false],
    ['1 < 2', true],
    ['2 gt 2', false],
    ['2 >= 2 and 1 le 1', true],
    ['1 == 1.0', true],
    ['1 == "1"', true],
    ['"a" != "b"', true],
    ['"a" ne "a"', false],
    ['"b" > "a"', false],
    ['!false', true],
    ['not true', false],
    ['false || true && false', false],
    ['(false or true) && !($x == 2)', true],
    ['4 > 2 + 5', false],
    ['[1, 2] == [1, 2]', true],
    ['{"a": 1} == {"a": 1}', true],
    ['""', true],
    ['0', true],
  ])('%s is %s', (condition, holds) => {
    expect(rendered(`#if(${condition})yes#{else}no#end`)).toBe(holds ? 'yes' : 'no');
  });
});

describe('arithmetic', () => {
  test.each<Row>([
    ['1 + 2 * 3', '7'],
    ['(1 + 2) * 3', '9'],
    ['7 / 2', '3'],
    ['-7 / 2', '-3'],
    ['-7 % 3', '-1'],
    ['7.0 / 2', '3.5'],
    ['100.0 / 50', '2.0'],
    ['0.1 + 0.2', '0.30000000000000004'],
    ['.05', '0.05'],
    ['9007199254740993 + 1', '9007199254740994'],
    ['1.0E3 * 10000.0', '1.0E7'],
    ['"a" + 1 + true', 'a1true'],
    ['1 + $missing', '1'],
  ])('%s is %s', (expression, text) => {
    expect(rendered(`#set($a = ${expression})$a`)).toBe(text);
  });

  test.each(['1 / 0', '1 % 0', '"a" * 2', 'true - 1'])(
    '%s leaves the variable as it was',
    (expression) => {
      expect(rendered(`#set($a = "before")#set($a = ${expression})$a`)).toBe('before');
    },
  );
});

describe('loops', () => {
  test.each<Row>([
    ['#foreach($i in [3..1])$i#end', '321'],
    ['#foreach($i in [-1..1])$i,#end', '-1,0,1,'],
    ['#set($n = 2)#foreach($i in [ 0 .. $n ])$i#end', '012'],
    ['#foreach($v in {"a": 1, "b": 2})$v#end', '12'],
    [
      '#foreach($i in [7, 8])$foreach.index/$foreach.count/$foreach.first/$foreach.last #end',
      '0/1/true/false 1/2/false/true ',
    ],
    ['#foreach($i in [7, 8])$velocityCount#if($velocityHasNext),#end#end', '1,2'],
    ['#foreach($i in [7, 8])$i#if($foreach.hasNext()),#end#end', '7,8'],
    ['#set($i = "out")#foreach($i in [1, 2])$i#end$i', '12out'],
    ['#foreach($i in [1])$i#end[$i$foreach.index$velocityCount]', '1[]'],
    [
      '#foreach($i in [1, 2])#foreach($j in [1, 2])$foreach.parent.index$foreach.index #end#end',
      '00 01 10 11 ',
    ],
    ['#set($sum = 0)#foreach($i in [1..4])#set($sum = $sum + $i)#end$sum', '10'],
    ['#foreach($i in [1..5])#if($i == 3)#break#end$i#end after', '12 after'],
    ['#foreach($i in [1..5])#if($i == 3)#stop#end$i#end after', '12'],
    ['a#stop()b', 'a'],
    ['a#{break}b', 'a'],
    ['#foreach($i in "text")x#end', ''],
    ['#foreach($i in 5)x#end', ''],
  ])('%s renders %j', (template, text) => {
    expect(rendered(template)).toBe(text);
  });

  test('end after 1000 turns, the quota of API Gateway', () => {
    expect(rendered('#foreach($i in [1..5000])x#end')).toHaveLength(1000);
  });
});

describe('#define', () => {
  test.each<Row>([
    ['#define($greet)hi $name#end#set($name = "A")$greet#set($name = "B") $greet', 'hi A hi B'],
    ['#define($d)x#end$d()', 'x()'],
    ['#define($d)$foreach.count#end#foreach($i in [5, 6])$d#end', '12'],
    ['#define($d)x#end#set($s = "[$d]")$s', '[x]'],
    ['#define($d)x#end$util.base64Encode($d)', 'eA=='],
  ])('%s renders %j', (template, text) => {
    expect(rendered(template)).toBe(text);
  });
});

describe('#set', () => {
  test.each<Row>([
    ['#set($a = {})#set($a.b = 1)$a', '{b=1}'],
    ['#set($a = [1, 2])#set($a[1] = 3)$a', '[1, 3]'],
    ['#set($a = {"b": {}})#set($a.b["c d"] = true)$a', '{b={c d=true}}'],
    ['#set($a.b = 1)[$a]', '[]'],
    ['#set($a = [1, "b", [true], {"c": 2.50}])$a', '[1, b, [true], {c=2.5}]'],
    ['#set( $a = {\n "b": 1,\n "c": "$x"\n} )$a', '{b=1, c=}'],
  ])('%s renders %j', (template, text) => {
    expect(rendered(template)).toBe(text);
  });
});

describe('a rendering is bounded', () => {
  test.each([
    [
      'loops in loops',
      '#foreach($a in [1..1000])#foreach($b in [1..1000])#foreach($c in [1..1000])#set($d = 1)#end#end#end',
    ],
    ['a text that doubles', '#set($a = "x")#foreach($i in [1..1000])#set($a = "$a$a")#end'],
    ['a number that squares itself', '#set($a = 3)#foreach($i in [1..1000])#set($a = $a * $a)#end'],
    ['a list that doubles', '#set($a = [1])#foreach($i in [1..1000])#set($b = $a.addAll($a))#end'],
    ['a list that holds itself', '#set($a = [])#set($b = $a.add($a))$a'],
    ['a #define that refers to itself', '#define($a)$a#end$a'],
    ['a huge range', '#foreach($i in [1..2000000000])#end'],
    ['a repeated text', '$util.urlEncode("a").repeat(2000000000)'],
    [
      'a regular expression that backtracks',
      `#set($t = "${'a'.repeat(50)}b")$t.matches("(a+)+(?=x)x")`,
    ],
  ])('%s fails', (_, template) => {
    expect(() => render(template)).toThrow(TemplateError);
  });

  test("a nested quantifier takes linear time on the client's text", () => {
    expect(rendered(`$input.path('$').matches("(a+)+")`, `${'a'.repeat(50_000)}b`)).toBe('false');
  });
});
