// Whether other people's tools take specs/*/openapi.yaml: linters without a finding, viewers and converters without an error.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import yaml from "js-yaml";
import postman from "openapi-to-postmanv2";
import SwaggerClient from "swagger-client";

const here = fileURLToPath(new URL(".", import.meta.url));
const specs = join(here, "..", "..", "specs");
const scratch = mkdtempSync(join(tmpdir(), "documents-"));
let failures = 0;

function tell(tool, name, problem) {
  failures += problem ? 1 : 0;
  console.log(`${tool}, ${name}: ${problem || "ok"}`);
}

function command(tool, name, program, ...given) {
  const env = { ...process.env, REDOCLY_TELEMETRY: "off" };
  const done = spawnSync(join(here, "node_modules", ".bin", program), given, { encoding: "utf8", env });
  tell(tool, name, done.status === 0 ? "" : `${done.stdout}${done.stderr}` || done.error);
  return done.stdout;
}

const folders = readdirSync(specs, { withFileTypes: true });
for (const name of folders.filter((one) => one.isDirectory()).map((one) => one.name)) {
  const path = join(specs, name, "openapi.yaml");
  const asked = ["--config", join(here, "redocly.yaml"), "--format", "json"];
  const found = command("Redocly", name, "redocly", "lint", ...asked, path);
  const { warnings } = JSON.parse(found.slice(found.indexOf("{"))).totals;
  if (warnings) tell("Redocly", name, `${warnings} warnings:\n${found}`);
  const rules = ["--ruleset", join(here, "spectral.yaml"), "--fail-severity", "hint"];
  command("Spectral", name, "spectral", "lint", ...rules, path);
  command("Redoc", name, "redocly", "build-docs", path, "-o", join(scratch, `${name}.html`));
  const spec = yaml.load(readFileSync(path, "utf8"));
  const read = await SwaggerClient.resolve({ spec });
  tell("Swagger UI", name, read.errors.map((one) => one.message).join("\n"));
  const data = JSON.stringify(spec);
  const convert = (done) => postman.convertV2({ type: "string", data }, {}, (error, made) => done({ error, ...made }));
  const made = await new Promise(convert);
  tell("Postman", name, made.result ? "" : made.error || made.reason || "not converted");
}
rmSync(scratch, { recursive: true });
process.exit(failures ? 1 : 0);
