import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatArtifact, type NgramArtifact, parseArtifact, safeParseHeader } from './artifact-format.js';
import { trainNgram } from './train-ngram.js';

const artifact: NgramArtifact = {
  id: 'opta-demo/sea',
  memoryGb: 1.5,
  contextLength: 256,
  data: trainNgram(['the sea is blue'], 3),
};

describe('a model file', () => {
  it('is read as it was written', () => {
    expect(parseArtifact(formatArtifact(artifact), 'sea')).toEqual(artifact);
  });

  it('says in its first line what it is', () => {
    expect(safeParseHeader(formatArtifact(artifact))).toMatchObject({
      format: 'opta-ngram',
      format_version: 1,
      id: 'opta-demo/sea',
      memory_gb: 1.5,
      context_length: 256,
    });
  });

  it('with any byte of the model changed, or cut off anywhere, is refused', () => {
    const bytes = Buffer.from(formatArtifact(artifact));
    const bodyAt = bytes.indexOf('\n') + 1;
    fc.assert(
      fc.property(
        fc.integer({ min: bodyAt, max: bytes.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        (at, mask) => {
          const changed = Buffer.from(bytes);
          changed.writeUInt8(bytes.readUInt8(at) ^ mask, at);
          expect(() => parseArtifact(changed, 'sea')).toThrow('The model file sea is damaged: its checksum');
          expect(() => parseArtifact(bytes.subarray(0, at), 'sea')).toThrow('The model file sea is damaged');
        },
      ),
    );
  });

  it('of a newer version is refused', () => {
    const newer = Buffer.from(
      Buffer.from(formatArtifact(artifact)).toString().replace('"format_version":1', '"format_version":2'),
    );
    expect(() => parseArtifact(newer, 'sea')).toThrow('opta-ngram 1');
  });

  it('with the right checksum and the wrong contents is refused', () => {
    const wrong = formatArtifact({ ...artifact, data: { ...artifact.data, order: 1 } });
    expect(() => parseArtifact(wrong, 'sea')).toThrow(/its model is not one: .*order/s);
  });
});
