/** Elements made of text alone: nothing that a record says is ever read as markup. */
type Child = Node | string | null | undefined | false;
type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

const SVG = "http://www.w3.org/2000/svg";

function filled<T extends Element>(element: T, attributes: Attributes, children: readonly Child[]): T {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child): child is Node | string => Boolean(child)));
  return element;
}

export function h<K extends keyof HTMLElementTagNameMap>(name: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  return filled(document.createElement(name), attributes, children);
}

export function s<K extends keyof SVGElementTagNameMap>(name: K, attributes: Attributes = {}, ...children: Child[]): SVGElementTagNameMap[K] {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

/** A name of a record, set apart so that an Arabic one does not turn the line around it. */
export const bdi = (text: string): HTMLElement => h("bdi", {}, text);

/** A sentence of ours: it runs the way of the page, also where it begins with a name that does not. */
export const own = (text: string): HTMLElement => h("bdi", { dir: document.documentElement.dir || "ltr" }, text);

export function button(label: string, onClick: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const made = h("button", { type: "button", ...attributes }, label);
  made.addEventListener("click", onClick);
  return made;
}

/** The page of a record. `moment` keeps whoever looks at the past there. */
export function pageOf(id: string, moment: URLSearchParams): string {
  const [kind = "", ...slug] = id.split(":");
  const query = moment.toString();
  return `/id/${encodeURIComponent(kind)}/${encodeURIComponent(slug.join(":"))}${query && `?${query}`}`;
}
