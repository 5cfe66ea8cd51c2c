import { TemplateError } from '../../../../../local/gateway/mapping/mapping-template';
import { render, rendered } from '../render';

type Row = readonly [expression: string, text: string];

describe('java.lang.String', () => {
  test.each<Row>([
    ['$s.length()', '11'],
    ['$s.isEmpty() $s.empty', 'false false'],
    ['$s.charAt(1)', 'e'],
    ['$s.substring(6) $s.substring(0, 5)', 'World Hello'],
    ['$s.indexOf("o") $s.indexOf("o", 5) $s.lastIndexOf("o") $s.indexOf("z")', '4 7 7 -1'],
    ['$s.contains("World") $s.startsWith("He") $s.endsWith("x")', 'true true false'],
    ['$s.equals("Hello World") $s.equalsIgnoreCase("hello world")', 'true true'],
    ['$s.concat("!") $s.toUpperCase() $s.toLowerCase()', 'Hello World! HELLO WORLD hello world'],
    ['$s.replace("l", "L")', 'HeLLo WorLd'],
    ['$s.replace(".", "L") $s.replace("o", "$1")', 'Hello World Hell$1 W$1rld'],
    ['$s.replaceAll("[eo]", "*") $s.replaceFirst("[eo]", "*")', 'H*ll* W*rld H*llo World'],
    [`$s.replaceAll("(\\w+) (\\w+)", '$2 $1')`, 'World Hello'],
    ['$s.matches("Hello.*") $s.matches("Hello")', 'true false'],
    ['$s.split(" ").size() $s.split(" ")[1] $s.split("o")', '2 World [Hell,  W, rld]'],
    ['$s.split("d").size() $s.split("d", -1).size() $s.split("l", 2)', '1 2 [He, lo World]'],
    ['$s.compareTo("Hello") $s.compareTo("J")', '6 -2'],
    ['$s.hashCode() $s.toString() $s.valueOf(5)', '-862545276 Hello World 5'],
    ['[$t.trim()] [$t.strip()]', '[x] [x]'],
    ['$s.join("-", ["a", 1])', 'a-1'],
    ['$s.replaceAll("(?<=l)l", "L")', 'HelLo World'],
    ['$s.nothing() $s.length', ' '],
  ])('%s is %j', (expression, text) => {
    expect(rendered(`#set($s = "Hello World")#set($t = "  x  ")${expression}`)).toBe(text);
  });

  test.each([
    '$s.charAt(9)',
    '$s.substring(4)',
    '$s.substring(2, 1)',
    '$s.matches("(")',
    '$s.parseInt("x")',
  ])('%s fails as in Java', (expression) => {
    expect(() => render(`#set($s = "abc")${expression}`)).toThrow(TemplateError);
  });
});

describe('java.util.Map', () => {
  test.each<Row>([
    ['$m $m.toString()', '{a=1, b=[x, y]} {a=1, b=[x, y]}'],
    ['$m.a $m.get("a") $m["a"] $m.nothing', '1 1 1 '],
    ['$m.keySet() $m.values() $m.entrySet()', '[a, b] [1, [x, y]] [a=1, b=[x, y]]'],
    ['$m.size() $m.isEmpty() $m.containsKey("a") $m.containsValue(1)', '2 false true true'],
    ['#foreach($e in $m.entrySet())$e.key=$e.getValue() #end', 'a=1 b=[x, y] '],
    ['$m.put("a", 2) $m.a', '1 2'],
    ['[$m.put("c", 3)] $m', '[] {a=1, b=[x, y], c=3}'],
    ['[$m.putAll({"a": 5, "d": 6})] $m.a$m.d', '[] 56'],
    ['$m.remove("a") $m', '1 {b=[x, y]}'],
    ['$m.getOrDefault("z", "none") [$m.putIfAbsent("z", 1)] $m.z', 'none [] 1'],
    ['[$m.clear()] $m', '[] {}'],
    ['$m.equals({"a": 1, "b": ["x", "y"]})', 'true'],
  ])('%s is %j', (expression, text) => {
    expect(rendered(`#set($m = {"a": 1, "b": ["x", "y"]})${expression}`)).toBe(text);
  });
});

describe('java.util.List', () => {
  test.each<Row>([
    ['$l $l.size() $l.isEmpty()', '[a, 2, true] 3 false'],
    ['$l[0] $l.get(1) $l[-1]', 'a 2 true'],
    ['$l.contains("a") $l.contains(2) $l.contains("z") $l.indexOf(true)', 'true true false 2'],
    ['$l.add("z") $l.add(0, "first") $l', 'true  [first, a, 2, true, z]'],
    ['$l.addAll(["x"]) $l', 'true [a, 2, true, x]'],
    ['$l.remove("a") $l.remove(0) $l', 'true 2 [true]'],
    ['$l.set(0, "b") $l', 'a [b, 2, true]'],
    ['$l.subList(1, 3)', '[2, true]'],
    ['$l.containsAll([2, "a"])', 'true'],
  ])('%s is %j', (expression, text) => {
    expect(rendered(`#set($l = ["a", 2, true])${expression}`)).toBe(text);
  });

  test.each(['$l[9]', '$l.get(3)', '$l["x"]', '$l.subList(0, 9)'])(
    '%s fails as in Java',
    (expression) => {
      expect(() => render(`#set($l = ["a", 2, true])${expression}`)).toThrow(TemplateError);
    },
  );
});

describe('numbers and booleans', () => {
  test.each<Row>([
    [
      '#set($n = 5)$n.toString() $n.intValue() $n.doubleValue() $n.equals(5) $n.compareTo(7)',
      '5 5 5.0 true -1',
    ],
    ['#set($n = 2.7)$n $n.intValue() $n.equals(2)', '2.7 2 false'],
    ['#set($Integer = 0)#set($n = $Integer.parseInt("41") + 1)$n $Integer.valueOf("7")', '42 7'],
    ['#set($Double = 0.0)$Double.parseDouble("1e2") $Double.valueOf("2.50")', '100.0 2.5'],
    ['#set($Math = 0)$Math.max(1, 2) $Math.min(1, 2) $Math.abs(-3)', '2 1 3'],
    [
      '#set($b = true)$b.toString() $b.equals(true) $b.booleanValue() $b.parseBoolean("TRUE")',
      'true true true true',
    ],
  ])('%s renders %j', (template, text) => {
    expect(rendered(template)).toBe(text);
  });
});
