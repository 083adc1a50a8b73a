/* The linter of the API's description: node tests/browser/openapi.mjs assets/openapi.json; TAP. */
import path from "node:path";
import { createConfig, formatProblems, lint } from "@redocly/openapi-core";

const file = path.resolve(process.argv[2]);
const config = await createConfig({
    extends: ["recommended"],
    rules: { "no-server-example.com": "off", "info-license-url": "off", "operation-4xx-response": "off" },
});
const problems = await lint({ ref: file, config });
const errors = problems.filter((one) => one.severity === "error");
const name = path.basename(file);

if (problems.length) formatProblems(problems, { format: "stylish", totals: { errors: 0, warnings: 0, ignored: 0 }, version: "1" });
console.log(`${errors.length ? "not ok" : "ok"} 1 - ${name} has no errors`);
console.log(`${problems.length ? "not ok" : "ok"} 2 - ${name} has no warnings`);
console.log("1..2");
process.exit(problems.length ? 1 : 0);
