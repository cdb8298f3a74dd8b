/** Names of the files that explain a log folder to a stranger. They are no logs. */
export const GUIDE_NAMES = { readme: 'README.md', sessionFormat: 'SESSION_FORMAT.md' } as const;

const NAMES: readonly string[] = Object.values(GUIDE_NAMES);

export function isGuide(name: string): boolean {
  return NAMES.includes(name);
}
