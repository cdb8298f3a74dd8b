/** More different secrets than a session has; what comes after them is replaced without an ordinal. */
const MAX_SECRETS = 10_000;

/** Replaces secrets: the same one always by the same text, so that its appearances can be followed. */
export class Replacements {
  readonly counts: Record<string, number> = {};
  readonly #texts = new Map<string, string>();
  readonly #ordinals = new Map<string, number>();

  /** What `attempt` gives, where it is used; else its replacements do not count. */
  tentatively<T>(attempt: () => T, isUsed: (result: T) => boolean): T | undefined {
    const before = { ...this.counts };
    const result = attempt();
    if (isUsed(result)) return result;
    for (const kind of Object.keys(this.counts)) delete this.counts[kind];
    Object.assign(this.counts, before);
    return undefined;
  }

  /** `[redacted:github-token]`, and `[redacted:github-token#2]` for the second one of its kind. */
  replace(secret: string, kind: string): string {
    this.counts[kind] = (this.counts[kind] ?? 0) + 1;
    const known = this.#texts.get(secret);
    if (known !== undefined) return known;
    if (this.#texts.size >= MAX_SECRETS) return `[redacted:${kind}]`;
    const ordinal = (this.#ordinals.get(kind) ?? 0) + 1;
    this.#ordinals.set(kind, ordinal);
    const text = ordinal === 1 ? `[redacted:${kind}]` : `[redacted:${kind}#${ordinal}]`;
    this.#texts.set(secret, text);
    return text;
  }
}
