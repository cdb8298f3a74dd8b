/** Follows every link within `dist/site/`: each has to lead to a file, and to a place in it that exists. */
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { listFiles, root } from '../tests/workspace.js';

const SITE = join(root, 'dist/site');
const files = new Set(listFiles(SITE));
const anchors = new Map<string, ReadonlySet<string>>();
let links = 0;
const broken: string[] = [];

for (const page of files) {
  if (!page.endsWith('.html')) continue;
  for (const [, link = ''] of readFileSync(join(SITE, page), 'utf8').matchAll(/ (?:href|src)="([^"]+)"/g)) {
    if (/^(?:[a-z]+:|\/\/)/.test(link)) continue;
    links += 1;
    const [path = '', anchor = ''] = link.replaceAll('&amp;', '&').split('#');
    const target = path === '' ? page : relative(SITE, join(SITE, dirname(page), decodeURIComponent(path)));
    if (!files.has(target)) broken.push(`${page}: there is no ${link}`);
    else if (
      anchor !== '' &&
      target.endsWith('.html') &&
      !anchorsOf(target).has(decodeURIComponent(anchor))
    ) {
      broken.push(`${page}: ${target} has no #${anchor}`);
    }
  }
}

for (const line of new Set(broken)) console.log(line);
console.log(`${links} links in ${files.size} files, ${broken.length} of them broken`);
if (links === 0 || broken.length > 0) process.exitCode = 1;

function anchorsOf(page: string): ReadonlySet<string> {
  const known = anchors.get(page);
  if (known !== undefined) return known;
  const text = readFileSync(join(SITE, page), 'utf8');
  const found = new Set([...text.matchAll(/ (?:id|name)="([^"]+)"/g)].map(([, id = '']) => id));
  anchors.set(page, found);
  return found;
}
