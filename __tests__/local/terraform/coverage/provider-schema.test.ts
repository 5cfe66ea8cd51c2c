import { COMMON, COVERAGE, type ProviderMajor } from '../../../../local/terraform/coverage';
import { whereTerraform } from '../../../helpers/terraform';
import { readProviderBindings } from './provider-bindings';
import { readProviderSchema } from './provider-schema';
import { FAMILIES, type ProviderType, type ProviderTypes } from './provider-type';

describe('the verdicts, against the bindings of provider 6', () => {
  let types: ProviderTypes;
  beforeAll(() => {
    types = readProviderBindings((type) => FAMILIES.test(type) || type in COVERAGE);
  });
  holdAgainst(6, () => types);
});

whereTerraform({ run: describe, skip: describe.skip })(
  "the verdicts, against Terraform's schema of provider 5.100",
  () => {
    let types: ProviderTypes;
    beforeAll(() => {
      types = readProviderSchema();
    }, 120_000);
    holdAgainst(5, () => types);
  },
);

function holdAgainst(major: ProviderMajor, provider: () => ProviderTypes): void {
  it('are on every type that a REST API with Lambda uses', () => {
    const names = Object.keys(provider()).filter((name) => FAMILIES.test(name));
    expect(names.length).toBeGreaterThan(140);
    expect(names.filter((name) => !(name in COVERAGE))).toEqual([]);
  });

  it('are on every argument of these types', () => {
    expect(everyType(provider(), (type, name) => uncovered(name, type.arguments))).toEqual([]);
  });

  it('name no type that does not exist', () => {
    const ours = Object.keys(COVERAGE).filter(
      (name) => name.startsWith('aws_') && (COVERAGE[name]?.only[''] ?? major) === major,
    );
    expect(ours.filter((name) => !(name in provider()))).toEqual([]);
  });

  it('name no argument that does not exist', () => {
    expect(
      everyType(provider(), (type, name) =>
        verdicts(name, major).filter((path) => !exists(type, path)),
      ),
    ).toEqual([]);
  });

  it('say which arguments the other release alone has', () => {
    expect(
      everyType(provider(), (type, name) =>
        Object.entries(COVERAGE[name]?.only ?? {})
          .filter(([path, only]) => only !== major && exists(type, path))
          .map(([path]) => path),
      ),
    ).toEqual([]);
  });

  it('honour a block by its arguments, so that a new one is noticed', () => {
    expect(
      everyType(provider(), (type, name) =>
        type.blocks.filter((path) => COVERAGE[name]?.arguments[path]?.status === 'honoured'),
      ),
    ).toEqual([]);
  });

  it("know the attributes that are AWS's to set", () => {
    expect(everyType(provider(), (type, name) => unknownAttributes(name, type))).toEqual([]);
  });
}

/** What a check finds in each type that has verdicts of its own, as addresses. */
function everyType(
  provider: ProviderTypes,
  check: (type: ProviderType, name: string) => readonly string[],
): string[] {
  return Object.entries(provider)
    .filter(([name]) => name in COVERAGE && COVERAGE[name]?.whole === undefined)
    .flatMap(([name, type]) => check(type, name).map((path) => `${name}.${path}`));
}

function exists(type: ProviderType, path: string): boolean {
  return type.arguments.includes(path) || type.blocks.includes(path);
}

function verdicts(name: string, major: ProviderMajor): string[] {
  const { arguments: paths = {}, only = {} } = COVERAGE[name] ?? {};
  return Object.keys(paths).filter((path) => (only[path] ?? major) === major);
}

/** Those without a verdict, their own or that of a block they are in. */
function uncovered(name: string, paths: readonly string[]): string[] {
  const known = { ...COMMON, ...COVERAGE[name]?.arguments };
  return paths.filter((path) => !withParents(path).some((one) => one in known));
}

function unknownAttributes(name: string, { readOnly }: ProviderType): string[] {
  return uncovered(name, readOnly).filter((path) => !COVERAGE[name]?.readOnly.includes(path));
}

/** `a.b.c`, `a.b`, `a`. */
function withParents(path: string): string[] {
  const parts = path.split('.');
  return parts.map((_part, index) => parts.slice(0, parts.length - index).join('.'));
}
