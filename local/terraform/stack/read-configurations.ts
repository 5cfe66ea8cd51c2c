/** Finds and reads the JSON files of an application. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { isObject, type ValueObject } from '../expression/value';
import { objectMember, parseJson, textMember } from '../json';
import { isPlan, planToConfiguration } from '../plan/plan-file';
import { readConfiguration, type Configuration, type ConfigurationFile } from './configuration';

/**
 * Every stack of an application, not evaluated.
 *
 * @param app A `cdktf.out`, a folder with `*.tf.json`, or a file that `terraform show -json` has written.
 * @throws Error naming the file that is missing or is not what it should be, and how to mend it.
 */
export function readConfigurations(app: string): readonly Configuration[] {
  const entry = statSync(app, { throwIfNoEntry: false });
  if (entry === undefined) throw new Error(`${app}: no such folder, run npm run synth`);
  if (!entry.isDirectory()) return [readPlan(app)];
  const names = readdirSync(app);
  if (names.includes('manifest.json')) return readManifest(app);
  const files = names.filter((name) => name.endsWith('.tf.json'));
  const hcl = names.find((name) => name.endsWith('.tf'));
  if (hcl !== undefined) {
    throw new Error(
      `${shown(join(app, hcl))}: HCL is not read: serve a plan instead (terraform plan -out=tfplan, terraform show -json tfplan > plan.json)`,
    );
  }
  if (files.length === 0) {
    throw new Error(`${app}: neither a manifest.json nor a *.tf.json in it, run npm run synth`);
  }
  const place = { name: basename(resolve(app)), folder: resolve(app) };
  const configuration = readConfiguration(
    place,
    files.map((name) => readFile(join(app, name))),
  );
  return [{ ...configuration, inputs: readInputs(app) }];
}

function readManifest(app: string): Configuration[] {
  const { file, body } = readFile(join(app, 'manifest.json'));
  const stacks = Object.entries(objectMember(body, 'stacks'));
  if (stacks.length === 0) throw new Error(`${file}: it lists no stacks, run npm run synth`);
  return stacks.map(([key, stack]) => {
    const path = isObject(stack) ? textMember(stack, 'synthesizedStackPath') : undefined;
    if (path === undefined) throw new Error(`${file}: ${key} has no path, run npm run synth`);
    const stackFile = join(app, path);
    const folder = resolve(dirname(stackFile));
    const configuration = readConfiguration({ name: key, folder }, [readFile(stackFile)]);
    return { ...configuration, inputs: readInputs(folder) };
  });
}

/**
 * What Terraform reads by itself: `terraform.tfvars.json`, then `*.auto.tfvars.json` by name.
 *
 * https://developer.hashicorp.com/terraform/language/values/variables
 */
function readInputs(folder: string): ValueObject {
  const names = existsSync(folder) ? readdirSync(folder).toSorted() : [];
  const files = [
    ...names.filter((name) => name === 'terraform.tfvars.json'),
    ...names.filter((name) => name.endsWith('.auto.tfvars.json')),
  ];
  const inputs = files.flatMap((name) => Object.entries(readFile(join(folder, name)).body));
  return Object.fromEntries(inputs);
}

function readPlan(app: string): Configuration {
  const { file, body } = readFile(app);
  if (!isPlan(body)) {
    throw new Error(`${file}: no plan in it: write one with terraform show -json tfplan`);
  }
  return planToConfiguration(body, { file, folder: resolve(dirname(app)) });
}

function readFile(path: string): ConfigurationFile {
  const file = shown(path);
  const body = parseJson(readText(path));
  if (body === undefined || !isObject(body)) {
    throw new Error(`${file}: not a JSON object, write it anew (npm run synth)`);
  }
  return { file, body };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new Error(`${shown(path)}: cannot be read, run npm run synth`);
  }
}

/** As short as it can be said from where we stand. */
function shown(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere.startsWith('..') ? path : fromHere;
}
