/** XML as AWS's query protocol writes it: elements and text, no attributes but the name space. */

/** An element's content: text, or elements in their order; a list repeats its element. */
export type XmlContent = string | number | boolean | XmlElements;
export interface XmlElements {
  readonly [name: string]: XmlContent | readonly XmlContent[] | undefined;
}

/** Writes the elements one after another; those that are `undefined` are left out. */
export function toXml(elements: XmlElements): string {
  return Object.entries(elements)
    .flatMap(([name, value]) => occurrences(value).map((content) => element(name, content)))
    .join('');
}

function occurrences(value: XmlElements[string]): readonly XmlContent[] {
  if (value === undefined) return [];
  return isList(value) ? value : [value];
}

function isList(value: XmlContent | readonly XmlContent[]): value is readonly XmlContent[] {
  return Array.isArray(value);
}

function element(name: string, content: XmlContent): string {
  const inner = typeof content === 'object' ? toXml(content) : escape(String(content));
  return `<${name}>${inner}</${name}>`;
}

/** A carriage return as a reference, since a reader of XML makes a line feed of the character. */
function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
}
