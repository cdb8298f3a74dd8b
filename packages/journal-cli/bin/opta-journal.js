#!/usr/bin/env node
import module from 'node:module';

// Node 22 and later keep what they have compiled, and start the next time in half of the time.
module.enableCompileCache?.();
await import('../dist/main.js');
