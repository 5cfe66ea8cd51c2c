import { evaluate } from '../../../../local/terraform/expression/evaluate';
import { parse } from '../../../../local/terraform/expression/parser';
import type { Value } from '../../../../local/terraform/expression/value';

function call(expression: string): Value {
  return evaluate(parse(`\${${expression}}`), { variable: () => null });
}

// What terraform console answers to each.
describe('functions', () => {
  test.each<[string, Value]>([
    [
      'format("%s-%03d-%.1f-%5s|%-4s|%t%%", "a", 7, 1.26, "b", "c", true)',
      'a-007-1.3-    b|c   |true%',
    ],
    ['format("%v %v %q", [1], {a = "b"}, "q")', '[1] {"a":"b"} "q"'],
    ['format("%x %+d", 255, 3)', 'ff +3'],
    ['join(", ", ["a", "b"], ["c"])', 'a, b, c'],
    ['split(",", "a,b,")', ['a', 'b', '']],
    ['lower("AbC")', 'abc'],
    ['upper("AbC")', 'ABC'],
    ['title("hello world")', 'Hello World'],
    ['replace("a.b.c", ".", "-")', 'a-b-c'],
    ['replace("hello 42", "/[0-9]+/", "n")', 'hello n'],
    ['replace("ab", "/(a)(b)/", "$2$1")', 'ba'],
    ['trimspace("  a ")', 'a'],
    ['trimprefix("/items", "/")', 'items'],
    ['trimsuffix("a.zip", ".zip")', 'a'],
    ['trim("--a--", "-")', 'a'],
    ['substr("hello", 1, 3)', 'ell'],
    ['substr("hello", -3, -1)', 'llo'],
    ['startswith("hello", "he")', true],
    ['endswith("hello", "he")', false],
    ['strcontains("hello", "ell")', true],
    ['indent(2, "a\\nb")', 'a\n  b'],
    [
      'jsonencode({b = [1, true, null], a = "<&>"})',
      '{"a":"\\u003c\\u0026\\u003e","b":[1,true,null]}',
    ],
    ['jsondecode("{\\"a\\":[1]}")', { a: [1] }],
    ['base64encode("hällo")', 'aMOkbGxv'],
    ['base64decode("aMOkbGxv")', 'hällo'],
    ['urlencode("a b/ö!")', 'a+b%2F%C3%B6%21'],
    ['md5("a")', '0cc175b9c0f1b6a831c399e269772661'],
    ['sha1("a")', '86f7e437faa5a7fce15d1ddcb9eaeaea377667b8'],
    ['sha256("a")', 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb'],
    ['base64sha256("a")', 'ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='],
    ['concat(["a"], [], ["b"])', ['a', 'b']],
    ['merge({a = 1, b = 1}, {b = 2})', { a: 1, b: 2 }],
    ['lookup({a = 1}, "a", 2)', 1],
    ['lookup({a = 1}, "b", 2)', 2],
    ['element(["a", "b"], 3)', 'b'],
    ['length("añ👍🏽")', 3],
    ['length([1, 2])', 2],
    ['length({a = 1})', 1],
    ['keys({b = 1, a = 2})', ['a', 'b']],
    ['values({b = 1, a = 2})', [2, 1]],
    ['toset(["b", "a", "b"])', ['a', 'b']],
    ['tolist(["b"])', ['b']],
    ['tostring(1)', '1'],
    ['tonumber("1.5")', 1.5],
    ['tobool("true")', true],
    ['tostring(null)', null],
    ['try({a = 1}.b, "other")', 'other'],
    ['can({a = 1}.b)', false],
    ['can({a = 1}.a)', true],
    ['coalesce(null, "", "a")', 'a'],
    ['flatten([["a"], [["b"], "c"]])', ['a', 'b', 'c']],
    ['distinct(["a", "b", "a"])', ['a', 'b']],
    ['contains(["a"], "a")', true],
    ['compact(["a", "", null])', ['a']],
    ['sort(["b", "a"])', ['a', 'b']],
    ['reverse([1, 2])', [2, 1]],
    ['slice(["a", "b", "c"], 1, 2)', ['b']],
    ['one([])', null],
    ['zipmap(["a", "b"], [1, 2])', { a: 1, b: 2 }],
    ['range(3)', [0, 1, 2]],
    ['range(1, 4, 2)', [1, 3]],
    ['sum([1, 2])', 3],
    ['index(["a", "b"], "b")', 1],
    ['setunion(["a"], ["b", "a"])', ['a', 'b']],
    ['setintersection(["a", "b"], ["b"])', ['b']],
    ['setsubtract(["a", "b"], ["b"])', ['a']],
    ['min([1, 2]...)', 1],
    ['max(1, 2)', 2],
    ['abs(-1)', 1],
    ['ceil(1.2)', 2],
    ['floor(1.8)', 1],
    ['pow(2, 3)', 8],
    ['parseint("ff", 16)', 255],
    ['core::upper("a")', 'A'],
  ])('%s is %j', (expression, value) => {
    expect(call(expression)).toEqual(value);
  });

  test.each([
    ['format("%d")', 'format(): no argument for %d'],
    ['format("a", 1)', 'format(): 1 arguments too many'],
    ['format("%y", 1)', '%y is not known'],
    ['lookup({}, "a")', 'no member "a", and no default'],
    ['element(["a", "b"], -1)', 'a negative index'],
    ['element([], 0)', 'an empty list has no element'],
    ['jsondecode("{")', 'not JSON'],
    ['tonumber("x")', 'a string where a number is needed'],
    ['parseint("12", 2)', '12 is no number of base 2'],
    ['coalesce(null)', 'every argument is null or empty'],
    ['file("x")', 'the function file() is not known'],
    ['constructor("x")', 'the function constructor() is not known'],
  ])('%s is an error: %s', (expression, message) => {
    expect(() => call(expression)).toThrow(message);
  });
});
