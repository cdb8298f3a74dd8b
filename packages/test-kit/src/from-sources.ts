/** What Node is told so that it runs TypeScript, with the sources of every package of the workspace. */
export function fromSources(): string[] {
  return ['--conditions=@opta/source', '--import', import.meta.resolve('tsx')];
}
