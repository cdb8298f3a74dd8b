export { readFrontmatter } from './frontmatter/read-frontmatter.js';
