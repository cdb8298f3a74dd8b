import { MAX_MODELS } from '../constants.js';
import { ModelRecord } from './model-record.js';

const OTHER_MODELS = '(other models)';
const NO_MODEL = '(no model)';

/** The models of a session in the order in which they appeared, with bounded memory. */
export class ModelTable {
  readonly #named = new Map<string, ModelRecord>();
  #other: ModelRecord | undefined;
  #unnamed: ModelRecord | undefined;

  get size(): number {
    return this.#named.size;
  }

  /** The record of a model; models beyond the bound share one, events that name none another. */
  get(id: string | undefined): ModelRecord {
    if (id === undefined) {
      this.#unnamed ??= new ModelRecord(NO_MODEL, true);
      return this.#unnamed;
    }
    const known = this.#named.get(id);
    if (known !== undefined) return known;
    if (this.#named.size >= MAX_MODELS) {
      this.#other ??= new ModelRecord(OTHER_MODELS, true);
      return this.#other;
    }
    const record = new ModelRecord(id, false);
    this.#named.set(id, record);
    return record;
  }

  /** Named ones first, then the rows that stand for several. */
  all(): ModelRecord[] {
    return [...this.#named.values(), this.#other, this.#unnamed].filter((record) => record !== undefined);
  }
}
