import type { DocumentationPart } from '../rest-api';
import { isJsonObject, type JsonObject } from './json';

/** Where a piece of documentation hangs: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-documenting-api-content-representation.html */
export type DocumentationTarget = DocumentationPart['location'];

/** Finds what the documentation parts say of a thing. */
export interface Documentation {
  /** The properties of the most exact part that fits: `description`, `summary`, `tags`, ... */
  find(target: DocumentationTarget): JsonObject;
}

/** Parts with a path or method of their own win over those that leave it open (`*` and `/` inherit downwards). */
export function createDocumentation(parts: readonly DocumentationPart[]): Documentation {
  return {
    find: (target) => {
      const fitting = parts
        .filter((part) => fits(part.location, target))
        .sort((a, b) => exactness(a.location) - exactness(b.location));
      return Object.assign({}, ...fitting.map(propertiesOf)) as JsonObject;
    },
  };
}

const MEMBERS = ['path', 'method', 'name', 'statusCode'] as const;

function fits(part: DocumentationTarget, target: DocumentationTarget): boolean {
  return (
    part.type === target.type &&
    MEMBERS.every((member) => isOpen(part[member]) || part[member] === target[member])
  );
}

/** What hangs at the root holds for every resource below. */
function isOpen(value: string | undefined): boolean {
  return value === undefined || value === '*' || value === '/';
}

function exactness(location: DocumentationTarget): number {
  return MEMBERS.filter((member) => !isOpen(location[member])).length;
}

function propertiesOf(part: DocumentationPart): JsonObject {
  const properties: unknown = JSON.parse(part.properties);
  return isJsonObject(properties) ? properties : {};
}
