import { quote } from '../errors.js';
import { createFinding, type Finding } from '../finding.js';
import type { NumberFacts } from './number-facts.js';

/** Update logs whose frontmatter names another number than their file name. */
export function findLogIds({ logs }: NumberFacts): Finding[] {
  return logs.flatMap(({ fileName, number, id, frontmatter, archived }) => {
    const frontmatterId = frontmatter.id;
    if (archived !== undefined || frontmatterId === undefined || !/^\d{1,15}$/.test(frontmatterId)) return [];
    if (Number(frontmatterId) === number) return [];
    return createFinding(
      'id-differs',
      [fileName],
      { frontmatterId, nameId: id },
      `The frontmatter of ${quote(fileName)} says id ${frontmatterId}.`,
    );
  });
}
