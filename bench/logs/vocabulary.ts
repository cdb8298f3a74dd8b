/** What operators write about most, the most frequent first. */
const COMMON =
  'the to model of and was in after memory request a for server loaded unloaded with on is no by error timeout again cache user stream tokens context before retry from canary failed crash queue limit restart gpu quantised backend latency slow fast key disk update version release sync config port client chat answer prompt tool agent batch worker thread process signal clean killed reason readiness admitted routable pending health check speculative draft weights download upload repair rollback promoted reviewed measured expected missing found changed removed added fixed broken stable unstable'.split(
    ' ',
  );
const SYLLABLES =
  'ba be bi bo bu da de di do du fa fe fi fo ga ge go ka ke ki ko la le li lo lu ma me mi mo mu na ne ni no nu pa pe pi po ra re ri ro ru sa se si so su ta te ti to tu va ve vi vo wa we wi za ze zo'.split(
    ' ',
  );
const SIZE = 20_000;
/** A prime, so that words of neighbouring ranks have nothing in common. */
const SCATTER = 48_271;

/** As many different words as people use who write for years; their frequencies follow Zipf's law. */
export const VOCABULARY: readonly string[] = [
  ...COMMON,
  ...Array.from({ length: SIZE - COMMON.length }, (_, index) => wordOf(index)),
];

/** One word: that of rank n comes about 1 / n as often as the first. */
export function pickWord(random: () => number): string {
  return VOCABULARY[Math.floor(SIZE ** random()) - 1] as string;
}

/** A line of some words that begins like a sentence. */
export function writeSentence(random: () => number, least: number, most: number): string {
  const length = least + Math.floor(random() * (most - least + 1));
  const text = Array.from({ length }, () => pickWord(random)).join(' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

export function pick<Item>(random: () => number, items: readonly Item[]): Item {
  return items[Math.floor(random() * items.length)] as Item;
}

/** Three syllables; another word for every index. */
function wordOf(index: number): string {
  const base = SYLLABLES.length;
  let rest = (index * SCATTER) % base ** 3;
  let word = '';
  for (let syllables = 0; syllables < 3; syllables += 1) {
    word += SYLLABLES[rest % base] as string;
    rest = Math.floor(rest / base);
  }
  return word;
}
