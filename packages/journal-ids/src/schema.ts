import * as z from 'zod/mini';

/** What `defineSeries` takes, as far as its shape goes; the rules about numbers and names come after. */
export const seriesInputSchema = z.record(
  z.string(),
  z.object({ ranges: z.array(z.tuple([z.number(), z.number()])) }),
);

const isoTime = z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text)), 'is no time'));

/** `claims/<number>.json` */
export const claimSchema = z.object({
  number: z.int(),
  series: z.string(),
  uid: z.string(),
  claimedAt: isoTime,
  pid: z.int(),
  state: z.literal('claimed'),
});

/** `claims/<number>.done.json` */
export const claimEndSchema = z.discriminatedUnion('state', [
  z.object({ number: z.int(), state: z.literal('completed'), fileName: z.string(), endedAt: isoTime }),
  z.object({ number: z.int(), state: z.literal('abandoned'), reason: z.string(), endedAt: isoTime }),
]);

export type Claim = z.infer<typeof claimSchema>;
export type ClaimEnd = z.infer<typeof claimEndSchema>;
