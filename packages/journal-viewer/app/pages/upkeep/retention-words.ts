import type { RetentionPlan, RetentionUnit } from '../../api/types.js';

export const GOES_BECAUSE: Readonly<Record<RetentionUnit['reason'], string>> = {
  age: 'older than logs are kept',
  count: 'there are more logs than are kept',
  size: 'the logs are larger than is allowed',
  'free-space': 'the disk has too little free space',
};

const STAYS_BECAUSE: Readonly<Record<string, string>> = {
  pinned: 'it is pinned, until pinned.txt does not name it any more',
  unfinished: 'its session runs or waits for its recovery, until it has a session log',
  'other-device': 'it is of another machine, or does not say of which, until that machine lets it go',
  'not-a-file': 'it is no plain file, until somebody removes it',
};

const SKIPPED_BECAUSE: Readonly<Record<string, string>> = {
  changed: 'it has changed since the plan was made',
  pinned: 'it has been pinned meanwhile',
  conflict: 'the archive has another file of that name',
  failed: 'the system refused',
};

const VERBS: Readonly<Record<RetentionPlan['mode'], { doing: string; done: string }>> = {
  archive: { doing: 'Archive', done: 'archived' },
  delete: { doing: 'Delete', done: 'deleted' },
  off: { doing: 'Keep', done: 'kept' },
};

export function verbsOf({ mode }: RetentionPlan): { doing: string; done: string } {
  return VERBS[mode];
}

export function whyItStays(reason: string): string {
  return STAYS_BECAUSE[reason] ?? reason;
}

export function whyItWasSkipped(reason: string): string {
  return SKIPPED_BECAUSE[reason] ?? reason;
}
