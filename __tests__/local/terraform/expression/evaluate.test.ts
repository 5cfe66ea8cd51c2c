import { evaluate } from '../../../../local/terraform/expression/evaluate';
import { parse } from '../../../../local/terraform/expression/parser';
import { Lookup, Unknown, type Value } from '../../../../local/terraform/expression/value';

const NAMES: Readonly<Record<string, Value>> = {
  name: 'items',
  size: 3,
  list: ['a', 'b', 'a'],
  map: { b: 2, a: 1 },
  nothing: null,
  later: new Unknown('only AWS can tell'),
  aws_x: new Lookup((name) => new Lookup((attribute) => `${name}.${attribute}`)),
  each: { key: 'k', value: { port: 80 } },
};

function evaluateText(text: string): Value {
  return evaluate(parse(text), {
    variable: (name) => NAMES[name] ?? (name === 'nothing' ? null : new Unknown(`no ${name}`)),
  });
}

describe('evaluate', () => {
  test.each<[string, Value]>([
    ['plain', 'plain'],
    ['', ''],
    ['a-${name}-b', 'a-items-b'],
    ['${size}', 3],
    ['${size}s', '3s'],
    ['$${name}', '${name}'],
    ['%%{ if x }', '%{ if x }'],
    ['arn:$${stageVariables.f}/${name}', 'arn:${stageVariables.f}/items'],
    ['$.body and $$ and %', '$.body and $$ and %'],
    ['${aws_x.table.arn}/*', 'table.arn/*'],
    ['${aws_x["table-1"].arn}', 'table-1.arn'],
    ['${list[1]}', 'b'],
    ['${map.a}', 1],
    ['${map["b"]}', 2],
    ['${each.value.port}', 80],
    ['${each.value[0].port}', 80],
    ['${[for item in list : upper(item)]}', ['A', 'B', 'A']],
    ['${[for index, item in list : index if item == "a"]}', [0, 2]],
    ['${{for key, value in map : value => key}}', { 1: 'a', 2: 'b' }],
    ['${{for item in list : item => size...}}', { a: [3, 3], b: [3] }],
    ['${[{ n = 1 }, { n = 2 }][*].n}', [1, 2]],
    ['${nothing[*]}', []],
    ['${size > 2 ? "many" : "few"}', 'many'],
    ['${size == 3 && name != "x" || false}', true],
    ['${!(size <= 2)}', true],
    ['${-size + 10 * 2 % 7 - 1 / 2}', 2.5],
    ['${false && later}', false],
    ['${true ? 1 : later}', 1],
    ['%{ if size > 2 }big%{ else }small%{ endif }', 'big'],
    ['%{ for item in list }<${item}>%{ endfor }', '<a><b><a>'],
    ['${"quoted \\"${name}\\"\\n"}', 'quoted "items"\n'],
    ['${{ a = 1, "b" : 2, (name) = 3 }}', { a: 1, b: 2, items: 3 }],
  ])('%s is %j', (text, value) => {
    expect(evaluateText(text)).toEqual(value);
  });

  test.each([
    '${later}',
    'a ${later} b',
    '${later.arn}',
    '${upper(later)}',
    '${join(",", [later])}',
    '${later ? 1 : 2}',
    '${later == 1}',
    '${[for x in later : x]}',
    '${later[*].id}',
    '${!later}',
  ])('%s is not known', (text) => {
    expect(evaluateText(text)).toEqual(new Unknown('only AWS can tell'));
  });

  test.each([
    ['${list[3]}', 'no item 3 in a list of 3'],
    ['${map.c}', 'no member "c"'],
    ['${name.x}', 'no member x in what is no map'],
    ['${1 / 0}', 'a division by zero'],
    ['${name + 1}', 'a string where a number is needed'],
    ['a ${list}', 'a list where a text is needed'],
    ['a ${aws_x.table}', 'a whole resource where a text is needed'],
    ['${timestamp()}', 'the function timestamp() is not known to the local runtime'],
    ['${upper()}', 'upper(): argument 1 is missing'],
    ['${{for item in list : item => 1}}', 'the key "a" comes twice'],
    ['${name', 'expected "}", found its end'],
    ['${}', 'expected an expression'],
  ])('%s is an error: %s', (text, message) => {
    expect(() => evaluateText(text)).toThrow(message);
  });
});
