// node packaging/npm/pack.mjs PROGRAM [PLATFORM-ARCHITECTURE]
// Packs the program for a platform, and the launcher that finds it, into target/npm. The version is Cargo.toml's.

import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const PLATFORMS = ["darwin-arm64", "darwin-x64", "linux-arm64", "linux-x64", "win32-x64"];

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
const [program, platform = `${process.platform}-${process.arch}`] = process.argv.slice(2);
if (!program || !PLATFORMS.includes(platform)) {
  console.error(`usage: node pack.mjs PROGRAM [${PLATFORMS.join("|")}]`);
  process.exit(2);
}

const [, version] = readFileSync(join(root, "Cargo.toml"), "utf8").match(/^version = "(.+)"$/m);
const base = { ...JSON.parse(readFileSync(join(here, "package.json"), "utf8")), version };
const out = join(root, "target", "npm");

function pack(name, manifest, files) {
  const folder = join(out, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [from, to, mode] of files) {
    copyFileSync(from, join(folder, to));
    chmodSync(join(folder, to), mode);
  }
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  execFileSync(npm, ["pack", "--silent", "--pack-destination", out], { cwd: folder, stdio: "inherit" });
}

const papers = ["LICENSE-APACHE", "LICENSE-MIT"].map((name) => [join(root, name), name, 0o644]);
const [os, cpu] = platform.split("-");
const file = os === "win32" ? "rolelint.exe" : "rolelint";
const { bin, ...own } = base;
pack(
  `rolelint-${platform}`,
  { ...own, name: `rolelint-${platform}`, files: [file], os: [os], cpu: [cpu] },
  [[program, file, 0o755], ...papers],
);
const platforms = Object.fromEntries(PLATFORMS.map((one) => [`rolelint-${one}`, version]));
pack("rolelint", { ...base, optionalDependencies: platforms }, [
  [join(here, "rolelint.js"), "rolelint.js", 0o755],
  [join(root, "README.md"), "README.md", 0o644],
  ...papers,
]);
