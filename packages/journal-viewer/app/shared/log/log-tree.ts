/** What comes out of the worker: the part of hast that it makes. It is checked again where it is shown. */
export type LogNode = LogText | LogElement;

export interface LogText {
  type: 'text';
  value: string;
}

export interface LogElement {
  type: 'element';
  tagName: string;
  properties: Record<string, string | number | boolean | (string | number)[] | null | undefined>;
  children: LogNode[];
}

export type LogKind = 'session' | 'update';

/** A log as a tree, or why there is none. */
export type LogOutcome = { ok: true; nodes: LogNode[] } | { ok: false; reason: string };
