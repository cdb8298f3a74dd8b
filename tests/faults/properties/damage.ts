import { createSeededRandom } from 'test-kit';
import { checkReading, cut, flipBit, SAMPLE_RECORDS, withSample, zeroSector } from '../damage-sample.js';
import type { Property } from '../property.js';

export const truncation: Property = {
  name: 'truncation',
  promise: 'A log that is cut anywhere gives every whole record before the cut, and says where it ends',
  shortRounds: 300,
  // At every byte.
  longRounds: 1_000_000,
  async run(rounds) {
    return withSample(async (sample) => {
      let cuts = 0;
      const step = Math.max(1, Math.floor(sample.bytes.length / rounds));
      for (let length = 0; length <= sample.bytes.length; length += step) {
        await checkReading(sample, cut(sample, length));
        cuts += 1;
      }
      return { records: SAMPLE_RECORDS, cuts, lost: 0, wrong: 0 };
    });
  },
};

export const bitFlips: Property = {
  name: 'bit-flips',
  promise: 'A flipped bit costs at most the record that it is in, and a checksum finds it',
  shortRounds: 100,
  longRounds: 2_000,
  async run(rounds) {
    return withSample(async (sample) => {
      const random = createSeededRandom(7);
      for (let round = 0; round < rounds; round += 1) {
        const at = Math.floor(random() * sample.bytes.length);
        const damage = flipBit(sample, at, Math.floor(random() * 8));
        await checkReading(sample, damage);
        const { findings } = await sample.store.verifyEventLog(sample.name);
        if (findings.length === 0) throw new Error(`${damage.what}: the checksum did not find it`);
      }
      return { records: SAMPLE_RECORDS, flips: rounds, lostIntact: 0, foundByChecksum: rounds };
    });
  },
};

export const zeroedSectors: Property = {
  name: 'zeroed-sectors',
  promise: 'A sector of zeros costs at most the records that it touches',
  shortRounds: 10,
  longRounds: 200,
  async run(rounds) {
    return withSample(async (sample) => {
      const random = createSeededRandom(11);
      for (let round = 0; round < rounds; round += 1) {
        await checkReading(sample, zeroSector(sample, Math.floor(random() * sample.bytes.length)));
      }
      return { records: SAMPLE_RECORDS, sectors: rounds, lostIntact: 0 };
    });
  },
};
