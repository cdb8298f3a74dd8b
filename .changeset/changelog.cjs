/** How a changeset is written into a CHANGELOG.md: its own words, and one line for all dependencies. */
module.exports = {
  getReleaseLine: async ({ summary }) => `- ${summary.trim().replaceAll('\n', '\n  ')}`,
  getDependencyReleaseLine: async (_changesets, dependencies) => {
    if (dependencies.length === 0) return '';
    return `- Goes with ${dependencies.map(({ name, newVersion }) => `\`${name}\` ${newVersion}`).join(', ')}.`;
  },
};
