import { JOURNAL_PROSE } from './corpus/journal-prose.js';
import { MEMORY_PROSE } from './corpus/memory-prose.js';
import { MODEL_PROSE } from './corpus/model-prose.js';
import { SERVER_PROSE } from './corpus/server-prose.js';
import { STORY_PROSE } from './corpus/story-prose.js';

/** A model that the embedded engine can make. */
export interface CatalogueModel {
  id: string;
  order: number;
  /** What it is trained on. */
  texts: readonly string[];
  /**
   * Memory that it is *declared* to take, in the unit of the memory budget. The real tables take a few
   * megabytes; the declared sizes are there so that a budget of a few gigabytes has something to decide.
   */
  memoryGb: number;
  contextLength: number;
  /** On the disk from the first start; the others are on the hub only. */
  isInstalled: boolean;
  /** Share of its bytes after which a download breaks off, for a model that shows what happens then. */
  breaksOffAt?: number;
}

const ALL_TEXTS = [SERVER_PROSE, MEMORY_PROSE, MODEL_PROSE, JOURNAL_PROSE, STORY_PROSE];

export const CATALOGUE: readonly CatalogueModel[] = [
  {
    id: 'opta-demo/ngram-2-tiny',
    order: 2,
    texts: [SERVER_PROSE],
    memoryGb: 0.5,
    contextLength: 256,
    isInstalled: true,
  },
  {
    id: 'opta-demo/ngram-3-small',
    order: 3,
    texts: [SERVER_PROSE, MEMORY_PROSE, MODEL_PROSE],
    memoryGb: 1.5,
    contextLength: 512,
    isInstalled: true,
  },
  // Trained on nothing, so that it has nothing to say and its canary check fails.
  {
    id: 'opta-demo/ngram-3-broken',
    order: 3,
    texts: [],
    memoryGb: 1.5,
    contextLength: 512,
    isInstalled: true,
  },
  {
    id: 'opta-demo/ngram-4-medium',
    order: 4,
    texts: [SERVER_PROSE, MEMORY_PROSE, MODEL_PROSE, JOURNAL_PROSE],
    memoryGb: 4,
    contextLength: 1024,
    isInstalled: false,
  },
  {
    id: 'opta-demo/ngram-4-unreachable',
    order: 4,
    texts: ALL_TEXTS,
    memoryGb: 4,
    contextLength: 1024,
    isInstalled: false,
    breaksOffAt: 0.6,
  },
  {
    id: 'opta-demo/ngram-5-large',
    order: 5,
    texts: ALL_TEXTS,
    memoryGb: 9,
    contextLength: 2048,
    isInstalled: false,
  },
];
