/** An element as it was read: names without prefixes, text of its own only. */
export interface XmlElement {
  readonly name: string;
  readonly uri: string;
  readonly line: number;
  /** By local name, whatever the prefix. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

export const childrenOf = (element: XmlElement, name: string): readonly XmlElement[] => element.children.filter((one) => one.name === name);
export const childOf = (element: XmlElement, name: string): XmlElement | null => childrenOf(element, name)[0] ?? null;
export const attributeOf = (element: XmlElement, name: string): string => element.attributes.get(name)?.trim() ?? '';
export const textIn = (element: XmlElement, name: string): string => childOf(element, name)?.text.trim() ?? '';
