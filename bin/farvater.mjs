#!/usr/bin/env node
process.argv.splice(2, 0, "farvater")
await import("../scripts/prepare.mjs")
