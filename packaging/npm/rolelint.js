#!/usr/bin/env node
// Starts the program of this platform's package, which npm installs beside this one.
"use strict";

const { spawnSync } = require("node:child_process");
const { constants } = require("node:os");

const platform = `${process.platform}-${process.arch}`;
const name = process.platform === "win32" ? "rolelint.exe" : "rolelint";

function find() {
  try {
    return require.resolve(`rolelint-${platform}/${name}`);
  } catch {
    console.error(`error: rolelint has no package for ${platform}, or it was left out (--no-optional)`);
    process.exit(2);
  }
}

const run = spawnSync(find(), process.argv.slice(2), { stdio: "inherit" });
if (run.error) {
  console.error(`error: ${run.error.message}`);
  process.exit(2);
}
process.exit(run.status ?? 128 + (constants.signals[run.signal] ?? 0));
