import { describe, expect, it } from 'vitest';
import { errnoOf } from './errno-of.js';

const withCode = (code: unknown, cause?: unknown) =>
  Object.assign(new Error('x', cause === undefined ? {} : { cause }), { code });

describe('errnoOf', () => {
  it('finds the errno of an error or of the nearest cause', () => {
    expect(errnoOf(withCode('ENOSPC'))).toBe('ENOSPC');
    expect(errnoOf(withCode('JOURNAL_FS_IO', withCode('EIO', withCode('EPERM'))))).toBe('EIO');
  });

  it('finds none in anything else, nor in a circle of causes', () => {
    const circular = withCode('X');
    circular.cause = circular;
    for (const value of [undefined, 'ENOSPC', { code: 'EIO' }, withCode(28), withCode('ERR_X'), circular]) {
      expect(errnoOf(value)).toBeUndefined();
    }
  });
});
