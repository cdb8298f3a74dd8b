#!/bin/sh
# Refuses a commit in which an update log bears a number that another log bears: one of this commit, or one of the branch
# into which it will be merged, as it was when you fetched last.
#
#   opta-journal doctor --print-hook > .git/hooks/pre-commit && chmod +x .git/hooks/pre-commit
#
# OPTA_JOURNAL_AGAINST names the branch. Default: that of the remote, origin/HEAD. Empty: none.
# `git commit --no-verify` goes around it.

if command -v opta-journal >/dev/null 2>&1; then
  set -- opta-journal
elif [ -x node_modules/.bin/opta-journal ]; then
  set -- node_modules/.bin/opta-journal
else
  echo 'pre-commit: opta-journal is not installed, so the numbers of update logs are not checked.' >&2
  exit 0
fi

against=${OPTA_JOURNAL_AGAINST-$(git rev-parse --quiet --verify --abbrev-ref origin/HEAD 2>/dev/null)}
set -- "$@" doctor --staged --level error
if [ -n "$against" ]; then
  set -- "$@" --against "$against"
fi

"$@" >&2 && exit 0
status=$?
if [ "$status" -eq 1 ]; then
  echo 'pre-commit: not committed. Merge that branch, keep both logs, and run: opta-journal doctor --fix' >&2
fi
exit "$status"
