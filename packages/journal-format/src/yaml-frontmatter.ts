export { readYamlFrontmatter } from './frontmatter/read-yaml-frontmatter.js';
