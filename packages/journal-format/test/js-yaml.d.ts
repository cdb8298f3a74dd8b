/** The two generations of js-yaml that the frontmatter must survive; neither brings types. */
declare module 'js-yaml-3' {
  export function safeLoad(text: string): unknown;
  export function load(text: string): unknown;
}
declare module 'js-yaml-4' {
  export function load(text: string): unknown;
}
