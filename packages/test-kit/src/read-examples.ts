/** An example of a README and what it prints. */
export interface Example {
  code: string;
  output: string;
}

/**
 * The examples of a README that show what they print.
 *
 * @throws if there is none: a test of it would run nothing and pass
 */
export function readExamples(readme: string): [Example, ...Example[]] {
  const [first, ...others] = [...readme.matchAll(/```ts\n([\s\S]*?)```\n\n```\n([\s\S]*?)```/g)].map(
    ([, code = '', output = '']) => ({ code, output }),
  );
  if (first === undefined) throw new Error('The README has no example with its output.');
  return [first, ...others];
}
