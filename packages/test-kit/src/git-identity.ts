/** What git is told so that it commits on any machine, whatever is configured there. */
export const GIT_IDENTITY: readonly string[] = [
  '-c',
  'user.name=Tester',
  '-c',
  'user.email=tester@example.com',
  '-c',
  'commit.gpgsign=false',
];
